"""Byline text -> authors: "By A and B in Kyiv", "Von A, dpa", "Additional reporting by C".

What comes in is a line that is known or thought to be a byline; finding it on
the page is `credits`' work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audiobrief.cleaner.metadata.names import (
    CJK,
    fold,
    is_account,
    is_agency,
    is_desk,
    is_nameable,
    is_newsroom,
    is_organisation,
    is_person,
    mixed_case,
    words_of,
)
from audiobrief.model import Author

# How a byline begins, by language. A colon may follow each; longest first.
PREFIXES = """
    written and photographed by|words and photos by|reporting and photography by|story and photos by
    |originally published by|medically reviewed by|(?:posted|published) on .{4,30}? by|post by|published by|written by|reported by
    |article by|story by|analysis by|opinion by|words by|text by|posted by|submitted by|created by|edited by
    |a column by|interview by|recipe by|authored by|reviewed by|by|from our correspondent|from|authors?\\(s\\)
    |authors?|reporter|writer|words|thread starter|topic starter|started by|contributed by|shared by|about the authors?
    |(?:eine? |\\w{3,12}[ -])?(?:gast)?(?:beitrag|kommentar|artikel|interview|bericht|analyse|kolumne|reportage|rezension|glosse|essay|rede|pressemitteilung|meldung) von|(?:gast)?beitrag von|kommentar von
    |interview von|artikel von|bericht von|geschrieben von|verfasst von|veröffentlicht von|publiziert von
    |veröffentlicht am .{4,30}? von|eingestellt von|erstellt von|gepostet von|verantwortlich|protokoll
    |themenstarter|gestartet von|über (?:den|die) autor(?:en|in)?|autor(?:in)?/autor(?:in)?
    |text ?(?:&|und|\\+|/) ?(?:fotos?|bilder)|texte? von|texte?|autor(?:\\*|:|_|/-?)?in(?:nen)?|autore?n?|redakteur(?:in)?|interview|bericht|vom|von
    |escrito por|publicado por|redactado por|por|texto|autora?|autores
    |écrit par|publié par|rédigé par|propos recueillis par|avec|par|auteure?s?
    |scritto da|pubblicato da|a cura di|di|da|testo di
    |opracowanie|opracował[a]?|autorzy?|autorka|tekst|napisał[a]?
    |geschreven door|door|skrevet av|skrivet av|skriven av|tekst|text|av|af|kirjoittaja|teksti|toimittaja
    |yazan|автор(?:ы)?|текст|автор текста|текст підготував
    |责任编辑|编辑|作者|记者|来源|文|文/|記者|著者|執筆|글|기자
"""


@cache
def opening_pattern() -> re.Pattern[str]:
    """What a byline begins with; compiled when first asked for, since it takes 10 ms."""
    return re.compile(
        rf"^(?:{''.join(line.strip() for line in PREFIXES.strip().splitlines())})(?:\s*[:：/]\s*|\s+|(?<=[\u3400-\u9fff]))|^(?:redaktion|redacci[oó]n|rédaction|redazione|redakcja|quelle|source|fuente)\s*[:：]\s*",
        re.IGNORECASE,
    )


# the words by which a line is known to be a byline at all; single letters are too weak
OPENING = re.compile(
    r"^(?:(?:(?:written|post(?:ed)?|published|reported|words|text|story|article|analysis|interview|recipe|submitted|created|contributed|started|authored) )?by|"
    r"(?:(?:geschrieben|verfasst|veröffentlicht|eingestellt|erstellt|(?:\w{3,12}[ -])?(?:gast)?beitrag|kommentar|interview|artikel) )?vo[nm]|"
    r"(?:escrito |publicado )?por|(?:écrit |publié |propos recueillis )?par|a cura di|scritto da|di|door|av|af)"
    r"\s*:?\s+(?=\W?[A-ZÀ-ÝŁŚŻČŠŽÖÄÜ0-9])|^(?:authors?|autor(?:[:*_]?in(?:nen)?|en|es|a|ka)?|auteure?s?|verfasser(?:in)?|"
    r"redakteur(?:in)?|redaktion|text(?: (?:&|und|\+) fotos?)?|texte|interview|reporter|автор|作者|记者|文|责任编辑|kirjoittaja|"
    r"toimittaja|tekst|opracowanie|bericht|protokoll)\s*[:：]\s*(?=\S)|^(?:autor(?:in|en)?|authors?|auteure?s?)\s+(?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)

ADDITIONAL = re.compile(
    r"(?:with |and )?(?:additional|further|contributing)\s+(?:reporting|research|work)\s+(?:was (?:contributed|provided) )?(?:by|from)\s*:?\s+"
    r"|(?:with )?(?:reporting|research|contributions?) (?:was )?(?:contributed |provided )?(?:by|from)\s+"
    r"|(?:weitere )?mitarbeit(?:\s*:|\s+von)\s+|unter mitarbeit von\s+|avec la (?:collaboration|contribution) de\s+"
    r"|con (?:la colaboración|información|la collaborazione) de\s+|con la collaborazione di\s+|współpraca\s*:?\s+|z udziałem\s+",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"(?<!\s)\s+(?:also\s+)?(?:contributed|provided|assisted)\s+(?:(?:to\s+)?(?:this|the)\s+(?:report|story|article)|(?:to\s+)?(?:the\s+)?reporting|additional reporting|research)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"(?<!\s)\s+(?:(?:was |were )?(?:reported|reporting|contributed reporting|contributed to this report|wrote|writes))\s+(?=(?:from|in)\b)"
    r"|(?<!\s)\s+(?:berichtete[n]?|berichten|berichtet)\s+(?=aus\b)",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?<!\s)\s+(?:in|from|reporting from|aus|à|desde|da|z|w)\s+(?=[A-ZÀ-Ý])(?P<place>.+)$"
)

SPACE = r"(?:(?<!\s)\s+)?"
AND = r"(?:(?<!\s)\s+(?:and|AND|und|UND|ET|Y|et|y|e|i|oraz|och|og|en|ja|sowie|mit|with)\s+|(?:(?<!\s)\s+)?(?:&|＆|、)\s*)"
SEPARATOR = re.compile(
    rf"{SPACE}[,;，]?{AND}|{SPACE}[;|•·–—／]\s*|(?<!\s)\s+[-/]+\s+|{SPACE}[,，]\s*|{SPACE}/\s*"
)

# What an author is, by language: the ends and the whole words of job titles.
ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|columnist|producer|journalist|photographer|critic|analyst|anchor"
    r"|contributor|director|chief|head|professor|lecturer|fellow|attorney|president|founder|manager|staff|bureau"
    r"|researcher|blogger|intern|host|meteorologist|specialist|strategist|scientist|advisor|consultant|chef"
    r"|\w*redakteur\w*|redaktion\w*|\w*korrespondent\w*|herausgeber\w*|volont[äa]r\w*|autorin|reporterin"
    r"|ressort\w*|leiter\w*|journalistin|rechtsanw\w+|abteilung|geschäftsführer\w*"
    r"|journaliste|rédact\w+|correspondant\w*|envoy[ée]\w*|directeur|directrice|editora?|redactora?|periodista"
    r"|corresponsal|enviad[oa]|direttore|giornalista|corrispondente|dziennikar\w+|redaktor\w*|équipe|equipe"
    r"|phd|m\.?d\.?|mba|ma|rd|rdn|esq|cpa|b\.?a\.?|m\.?sc)\b",
    re.IGNORECASE,
)
FOR = re.compile(r"^(?:special (?:to|for)|for|für|pour|para|dla|per)\s+\S", re.IGNORECASE)
TRAILING_FOR = re.compile(
    r"(?<!\s)\s+(?=(?:(?:[Ss]pecial|SPECIAL) (?:to|TO|for)|for|für|pour|para)\s+(?:the\s+|The\s+|THE\s+|die\s+)?[A-Z])"
)

# Where the byline ends and the rest of its line begins: dates, reading times, handles, addresses.
WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|m[oi]|d[io]|fr|s[ao]|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles"
    r"|jueves|viernes|s[aá]bado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta"
)
MONTHS = (
    r"jan\w*|feb\w*|febr\w*|mar[cszt]?\w*|märz|apr\w*|mai|may\w*|jun[ie]?\w*|jul[iy]?\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*"
    r"|ene\w*|ago\w*|dic\w*|gen\w*|mag\w*|giu\w*|lug\w*|set\w*|ott\w*|janv\w*|févr?\w*|avr\w*|juin|juil\w*|août|déc\w*"
)


@cache
def tail_pattern() -> re.Pattern[str]:
    """Where a byline ends and the rest of its line begins."""
    return re.compile(
        r"(?:(?<![\s,|•·–—»/(-])[\s,|•·–—»/(-]+)?(?:"
        r"@\w|\S{1,64}@\S+|https?:|www\."
        r"|\b(?:updated?|published|posted|last (?:updated|modified)|first published|created|modified|filed under|in category|categor(?:y|ies)|kategorien?)\b"
        r"|\b(?:veröffentlicht|aktualisiert|stand|zuletzt|publiziert|erstellt|lesezeit|lesedauer|uhr|vor \d|über den autor|alle artikel|weitere)\b"
        r"|\b(?:übersetz\w+|translated|traducci\w+|traducido|traduit|traduzione)\b|\b(?:publicado|actualizado|publié|mis à jour|pubblicato|aggiornato|aktualizacja|opublikowano|publicada|hace \d|il y a)\b"
        r"|\b(?:read more|more from|view (?:all|profile)|see (?:all|more)|follow|mehr von|contact|contactar|share|bio|profile|archive|posts|sagt|says|\d+ (?:posts|artikel|articles|comments))\b"
        r"|\b\d{1,3}\s*[-–]?\s*min(?:ute[ns]?|utos|uti)?\b|\b\d{1,3}\s(?:hours?|days?|weeks?|months?|years?|stunden?|tagen?|heures?|jours?|horas?|días?|ore|giorni)\b"
        rf"|(?:\b(?:am|on|le|el|vom|den|at|um|\w+(?:day|tag|di|dredi|edi|anche),?|(?:{WEEKDAYS})[.,]?)\s+)?(?:\b\d{{1,2}}(?:st|nd|rd|th)?[.\s/-]+(?:de\s+|/\s*)?(?:{MONTHS})\b|\b(?:{MONTHS})\.?\s+\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\b\d{{4}}[./-]\d{{1,2}}|\b\d{{1,2}}:\d{{2}}|\b\d{{4}}年)"
        r")",
        re.IGNORECASE,
    )


LEFT_OVER = re.compile(r"(?<!\s)\s+(?:am|on|at|um|le|el|vom|den)$")
# inside a line that begins with a date or a section: "12 May 2021 | by A"
OPENING_WITHIN = re.compile(
    r"(?:[|·•,–—/»-]|\d|Uhr|[ap]m)\s+(?=(?:by|von|por|par)\s+[A-ZÀ-Ý])", re.IGNORECASE
)


@cache
def date_pattern() -> re.Pattern[str]:
    """A date before a byline, in its line."""
    return re.compile(
        rf"^(?:(?:{WEEKDAYS}|on|am|vom|den|le|el|il|posted|published|veröffentlicht|erstellt|publié|publicado|pubblicato)[.,]?\s+){{0,3}}(?:\d{{1,2}}(?:st|nd|rd|th)?[.\s/-]+(?:de\s+)?(?:{MONTHS})\.?,?(?:\s+(?:de\s+)?\d{{4}})?|(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?"
        r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?:[\s,|•·–—-]*\d{1,2}[:.]\d{2}(?:\s*(?:uhr|h|am|pm))?)?[\s,|•·–—/-]*",
        re.IGNORECASE,
    )


# agencies and Asian papers set the byline into brackets: "[Ada Quill]", "【記者王大明】"
BRACKETED = re.compile(r"^[\[【《〈(（［]([^\[\]()（）]+)[\]】》〉)）］]$")
# what follows a name in Korean, Chinese and Japanese papers: "reporter", "reports from Taipei"
TITLE_AFTER = re.compile(r"(?<!\s)\s*(?:기자|특파원|記者|记者|さん)$")
# "A (avec B et C)": those in the parenthesis wrote too
WITH = re.compile(r"\s\((?:avec|with|mit|con|und|et|and)\s([^()]{4,120})\)")
PARENTHESIS = re.compile(r"(?<!\s)\s*\(([^()]{0,80})\)")
MAX_BYLINE = 300  # characters; a longer line is not a byline

# Bylines print these cities beside a name without "in"; one word after a name is else a name.
CITIES = words_of("""
    london, paris, berlin, brussels, brüssel, bruxelles, moscow, moskau, kyiv, kiew, kiev,
    washington, new york, beijing, peking, rome, rom, roma, madrid, vienna, wien, warsaw,
    warschau, warszawa, prague, prag, tokyo, tokio, delhi, new delhi, jerusalem, istanbul,
    cairo, kairo, hong kong, los angeles, san francisco, chicago, geneva, genf, zürich,
    zurich, bern, münchen, munich, hamburg, frankfurt, köln, stockholm, oslo, copenhagen,
    kopenhagen, helsinki, athens, athen, lisbon, lissabon, dublin, budapest, bukarest,
    bucharest, belgrade, belgrad, sydney, nairobi, johannesburg, mexico city, buenos aires,
    rio, singapur, singapore, seoul, bangkok, jakarta, manila, tel aviv, beirut, tehran,
    teheran, dubai, sofia, zagreb, ljubljana, amsterdam, den haag, the hague, luxemburg,
    luxembourg, milano, mailand, barcelona, toronto, ottawa, boston, miami
""")


def read_byline(text: str, *, printed: bool = True) -> tuple[Author, ...]:
    """The authors that a byline names, in order; empty where it names none.

    Args:
        text: One line: "By JANE DOE and JOHN ROE in Kyiv | Updated 3 May 2021".
        printed: Whether readers see it. A pseudonym ("gnaddrig") is then an author;
            in data that only machines see it is somebody's log-in.
    """
    line = WITH.sub(r", \1", BRACKETED.sub(r"\1", " ".join(text.split())))
    if not line or len(line) > MAX_BYLINE:
        return ()
    additional: tuple[Author, ...] = ()
    credit = ADDITIONAL.search(line)
    if credit:
        additional = _additional(line[credit.end() :], printed=printed)
        line = line[: credit.start()]
    line, _ = _without_prefix(date_pattern().sub("", line))
    tail = tail_pattern().search(line)
    if tail:
        line = LEFT_OVER.sub("", line[: tail.start()])
    authors = tuple(_parts(line.strip(" ,;|•·–—-/:("), printed=printed))
    return _distinct((*authors, *additional))


def read_endnote(text: str) -> tuple[Author, ...]:
    """The authors that a closing line about the reporting names; empty where it names none.

    "A reported from Kyiv, Ukraine, and B from Brussels." "C contributed reporting
    from Paris." "Additional reporting by D." "A reported from Kyiv. E contributed
    research."
    """
    authors: list[Author] = []
    # a full stop ends a sentence, but not after an initial: "Andrew E. Kramer"
    for sentence in re.split(r"(?<=[^\W\d_]{2}[.!?])\s+(?=[A-ZÀ-Ý])", " ".join(text.split())):
        authors.extend(_read_credit(sentence.rstrip(" .")))
    return _distinct(tuple(authors))


def is_byline(line: str) -> bool:
    """Whether a line of a page's bare text is a byline: it opens as one and names someone."""
    line = " ".join(line.split())
    if not OPENING.match(line) or len(line) > MAX_BYLINE // 2 or line.endswith((".", "!", "?")):
        return False
    return any(
        is_person(a.name) or is_agency(a.name) or is_desk(a.name) for a in read_byline(line)
    )


def _read_credit(sentence: str) -> tuple[Author, ...]:
    if len(sentence) > 2 * MAX_BYLINE:
        return ()
    additional = ADDITIONAL.match(sentence)
    if additional:
        return _additional(sentence[additional.end() :], printed=False)
    reported = REPORTED.search(sentence)
    contributed = CONTRIBUTED.search(sentence)
    if contributed and (not reported or contributed.start() <= reported.start()):
        where = sentence[contributed.end() :]
        return _additional(sentence[: contributed.start()] + where, printed=False)
    if reported:
        line = REPORTED.sub(" ", sentence)
        found = tuple(_parts(line, printed=False))
        also = "contributed" in reported[0].casefold()
        return tuple(Author(a.name, a.place, a.role, additional=also) for a in found)
    return ()


def _additional(text: str, *, printed: bool) -> tuple[Author, ...]:
    found = _parts(text.strip(" .,;"), printed=printed)
    return tuple(Author(a.name, a.place, a.role, additional=True) for a in found)


def _without_prefix(line: str) -> tuple[str, bool]:
    found = False
    for _ in range(3):
        match = opening_pattern().match(line)
        if not match or match.end() >= len(line):
            break
        line, found = line[match.end() :].lstrip(" :-–|,"), True
    return line, found


def _parts(line: str, *, printed: bool) -> Iterator[Author]:
    """Authors of a line without prefix and tail."""
    if is_agency(line):
        yield Author(line)
        return
    waiting: list[Author] = []
    for part, joined in _split(line):
        author = _without_place(part)
        name = author.name
        if waiting and (
            _belongs(name, waiting[-1])
            if not joined
            else waiting[-1].role and is_organisation(name)
        ):
            waiting[-1] = _with_detail(waiting[-1], name, author.place)
            continue
        if not _is_author(name, printed=printed):
            if waiting and not joined and ROLE.search(name):
                waiting[-1] = _with_detail(waiting[-1], name, author.place)
            continue
        if author.place:
            # "A and B in Kyiv": both are there
            waiting = [
                a if a.place or not joined else _placed(a, author.place) for a in waiting
            ]
        waiting.append(Author(mixed_case(name), author.place, author.role))
    yield from waiting


def _placed(author: Author, place: str) -> Author:
    return Author(author.name, place, author.role, author.additional)


def _with_detail(author: Author, detail: str, place: str) -> Author:
    if (
        FOR.match(detail)
        or ROLE.search(detail)
        or is_agency(detail)
        or is_desk(detail)
        or detail.isupper()
    ):
        role = ", ".join(part for part in (author.role, detail) if part)
        return Author(author.name, author.place or place, role, author.additional)
    where = ", ".join(part for part in (author.place, detail) if part)
    return Author(author.name, where, author.role, author.additional)


def _belongs(part: str, author: Author) -> bool:
    """Whether a part after a comma says something of the name before it."""
    return bool(
        FOR.match(part)
        or part.casefold() in CITIES
        or (ROLE.search(part) and not is_account(part))
        or (is_desk(part) and is_person(author.name))
        or (part.isupper() and " " not in part and len(part) <= 5)
        # "staff attorney, ACLU Racial Justice Program": where the role is held
        or (
            author.role
            and re.match(r"[A-ZÀ-Ý]{3,}\b", part)
            and " " in part
            and not part.isupper()
        )
    )


def _split(line: str) -> Iterator[tuple[str, bool]]:
    """Parts of `line` and whether "and" joins each to the one before.

    Commas inside a place belong to it: "A in Kyiv, Ukraine, and B in Brussels".
    """
    start, joined = 0, False
    pieces: list[tuple[str, bool]] = []
    for match in SEPARATOR.finditer(line):
        pieces.append((line[start : match.start()].strip(), joined))
        joined = bool(re.search(r"[^\W\d_]|[&＆]", match[0]))
        start = match.end()
    pieces.append((line[start:].strip(), joined))
    merged: list[tuple[str, bool]] = []
    for piece, is_joined in pieces:
        if not piece:
            continue
        before = merged[-1][0] if merged else ""
        if before and not is_joined and PLACE.search(" " + before) and not PLACE.search(piece):
            words = piece.split()
            if (
                len(words) <= 3
                and piece[:1].isupper()
                and not ROLE.search(piece)
                and not is_agency(piece)
            ):
                merged[-1] = (f"{before}, {piece}", merged[-1][1])
                continue
        merged.append((piece, is_joined))
    yield from merged


def _without_place(part: str) -> Author:
    """`part` as a name, with the place and the role that are written into it."""
    role = ""
    aside = PARENTHESIS.search(part)
    if aside:
        role = aside[1].strip() if ROLE.search(aside[1]) or is_agency(aside[1]) else ""
        part = PARENTHESIS.sub("", part)
    employer = TRAILING_FOR.search(part)
    if employer:
        role, part = part[employer.end() :].strip(), part[: employer.start()]
    if not part.isascii():
        part = TITLE_AFTER.sub("", part)
    place = ""
    where = PLACE.search(part)
    if where:
        place, part = where["place"].strip(" .,"), part[: where.start()]
    return Author(
        part.strip(" .,:：;-–—|\"“”'") if not part.endswith("r.") else part.strip(), place, role
    )


def _is_author(name: str, *, printed: bool) -> bool:
    if is_agency(name):
        return True
    if not name or not is_nameable(name):
        return False
    if is_newsroom(name):
        return printed
    if is_person(name) or CJK.search(name):
        return True
    return printed or (is_desk(name) and name[:1].isupper())


def _distinct(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    seen: dict[str, Author] = {}
    for author in authors:
        seen.setdefault(fold(author.name) or author.name, author)
    return tuple(seen.values())
