"""Decide whether words name an author (a person, a desk, an agency) or only an account."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from audiobrief.patterns import compile_late
from audiobrief.spoken import particles


def words_of(table: str) -> frozenset[str]:
    """Return the entries of `table`, which commas and line ends separate."""
    return frozenset(entry.strip() for entry in table.replace("\n", ",").split(",")) - {""}


# News agencies credit themselves as authors under these names. Wikimedia's licence asks for the
# credit "Contributors to Wikimedia projects".
AGENCIES = words_of("""
    reuters, ap, afp, dpa, apa, sda, ats, efe, ansa, agi, adnkronos, pap, ctk, čtk, tt,
    ntb, ritzau, stt, lusa, belga, anp, tass, interfax, xinhua, kyodo, jiji, yonhap, pti,
    ians, ani, aap, upi, epd, kna, kathpress, sid, pa, bloomberg, associated press,
    the associated press, agence france-presse, thomson reuters, press association,
    pa media, the canadian press, canadian press, agencia efe, europa press, dow jones,
    keystone-sda, apa-ots, dpa-afx, the conversation, propublica, kaiser health news,
    kff health news, contributors to wikimedia projects
""")

# Log-ins that content systems create, and the words they print for an article nobody signed
ACCOUNTS = words_of("""
    作者, 责任编辑, 来源, 记者, zvg, freier autor, freie autorin, chefredakteur, chefredakteurin,
    admin, administrator, administrador, administrateur, webmaster, webmistress, root,
    user, username, guest, gast, test, tester, demo, editor, editors, editorial,
    editorial team, editorial staff, editorial board, staff, staff writer, staff writers,
    staff reporter, staff reports, web staff, news staff, contributor, contributors,
    author, authors, autor, autora, autoren, auteur, autore, verfasser, writer, writers,
    redakteur, redaktionsteam, news desk admin, publisher, publishing, moderator, mod,
    team, web, online, system, service, info, kontakt, contact, anonymous, anonym, anonyme,
    anónimo, anonimo, anonymus, unknown, unbekannt, desconocido, inconnu, unbenannt,
    unnamed, untitled, default, super user, superuser, wordpress, wp, wpadmin, joomla,
    typo3, drupal, cms, agencies, agencias, agenturen, agentur, agences, wire services,
    wires, news service, press release, pressemitteilung, sponsored, advertiser,
    advertorial, anzeige, promotion, partner, gastautor, gastbeitrag, guest author,
    guest post, red, ots, none, null, n.n, nn, autor redaktion, no author, see more,
    read more, mehr, more, share, comments, comment, facebook, twitter, instagram,
    linkedin, youtube, whatsapp, telegram, pinterest, tiktok, rss, email, e-mail, mail,
    website, follow, folgen, hidden, 管理员, 编辑, 小编, 본지,
    기자, 編集部, by, von, vom, por, par, von:, di, written by, posted by, über, about, alle,
    all, print, drucken, imprimer, imprimir, stampa, afdrukken, pdf, back, next, previous, zurück,
    weiter, retour, volver, google+, google, teilen, merken, speichern, save, vorlesen, anhören,
    listen, login, logout, log in, log out, anmelden, abmelden, register, subscribe, abonnieren
""")
# Words for the newsroom as a whole. In a printed byline they name the author; in JSON-LD or in
# meta tags they are only a log-in.
NEWSROOMS = words_of("""
    redaktion, redaktör, redakcja, redakce, redaksi, redacción, redaccion, redação,
    redacao, redazione, rédaction, redaction, online-redaktion, onlineredaktion, newsroom,
    redactie, toimitus, redaktionen, webredaktion, la rédaction, la redaction,
    die redaktion, la redacción, redaktion online
""")
# A newsroom's word, with or without the paper's name: "Redaktion Hafenblatt", "Marlow Post
# Staff"
COLLECTIVE = compile_late(
    r"\b(?:(?:web|online)?-?redak\w+|redacci[oó]n|rédaction|redazione|redação|newsroom|news ?desk|staff|team)\b",
    re.IGNORECASE,
)
# "Web Admin", "Administrator Harbour Post": no name of a person holds such a word
ADMINISTRATOR = compile_late(
    r"\b(?:admin|administrator|administrador|administrateur|webmaster|sysadmin|super ?user)\b",
    re.IGNORECASE,
)
ACCOUNT_PARTS = compile_late(r"admin|webmaster|_|\d{3,}|^wp-|noreply|no-reply", re.IGNORECASE)

# Words in the names under which desks sign: "Newsdesk", "Redaktion Hafenblatt", "Staff Report",
# "7 News"
DESK = compile_late(
    r"\b(?:desk|newsdesk|redaktion\w*|staff|team|news|newsroom|bureau|redacci[oó]n|rédaction|redazione"
    r"|redação|redakcja|redakce|agency|agencia|agentur|online|studio|media|press|presse|\w*magazin|verlag"
    r"|foundation|stiftung|university|institut\w*|verein|verband|kitchens?)\b",
    re.IGNORECASE,
)

# Parts of names that start with a small letter: "Ludwig van der Aa", "María de la Cruz y Soto"
PARTICLES = (
    particles.PARTICLES
    | particles.RARER
    | particles.AMBIGUOUS
    | frozenset(
        "'t abu af av bint d' dal dalla das degli des do e i las los o och op st te ul um und ur vander"
        " zum zur".split()
    )
)
SUFFIXES = {
    "jr": "Jr.",
    "sr": "Sr.",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "md": "MD",
    "phd": "PhD",
    "mba": "MBA",
}
TITLES = compile_late(
    r"^(?:dr|prof|mag|ing|mr|mrs|ms|sir|lic|dott|rer|med|phil|dipl|hc)\.?$", re.IGNORECASE
)

# Words that never occur in a name and often occur in a sentence or a label
SENTENCE_WORDS = words_of("""
    фото, из, con, wie, eine, einen, einer, le plus, ganze,
    the, is, are, was, were, has, have, had, this, that, these, those, with, from,
    your, our, their, its, his, her, about, read, more, share, follow, comments, comment,
    updated, published, posted, minutes, minute, min, ago, login, subscribe, newsletter,
    photo, photos, image, images, picture, foto, fotos, bild, bilder, video, credit,
    copyright, ist, sind, war, waren, hat, haben, wird, werden, diese, dieser, dieses, mit,
    für, über, auf, aus, bei, nach, alle, mehr, lesen, weitere, beiträge, artikel,
    veröffentlicht, aktualisiert, uhr, kommentare, teilen, datum, stand, lesezeit, quelle,
    est, sont, était, avec, pour, dans, sur, plus, lire, article, publié, mis, jour, es,
    fue, con, para, sobre, más, leer, artículo, publicado, actualizado, click, here,
    sponsored, presented, brought, sign, up, archives, posts, post, view, all, profile, website
""")

# Legal forms: the author is a firm, not a person
LEGAL_FORM = compile_late(
    r"\b(?:GmbH|mbH|AG|KG|eG|Ltd|Inc|LLC|Corp|PLC|S\.A\.|e\. ?V|eV|gAG)\b"
)
# Newspapers' names begin with an article; people's names do not.
NAMED_BY_ARTICLE = compile_late(
    r"^(?:The|La|Le|Les|El|Los|Il|Lo|Die|Der|Das|De|Het)\s", re.IGNORECASE
)
# Words in the names of firms, bodies and authorities, which their own sites give as "author"
ORGANISATION = compile_late(
    r"\b(?:Departement|Department|Ministeri\w+"
    r"|Bundes\w+|Landes\w+|Stadt|Gemeinde|Feuerwehr|Polizei|Bund|Kirche|Deutschland|Schweiz|Österreich|Austria"
    r"|Germany|Europe|International|Group|Company|Communications?|Marketing|Services?|Solutions|Shop|Store"
    r"|Portal|Project|Program(?:me)?|Council|Committee|Association|Federation|Coalition|Alliance|Zeitung|Tageblatt|Nachrichten|Journal|Times|Post|Daily|Weine|Hotel|Blog|Wiki|\w*[Ss]chule|School|College|Akademie|Academy|Klinik|Kanzlei|Praxis)\b"
)

CJK = compile_late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HAS_ADDRESS = compile_late(
    r"@|\w_\w|https?:|www\.|(?<![\w-])[\w-]++\.(?:com|org|net|de|at|ch|fr|es|pe|it|pl|uk|info|eu|tv)\b|[<>{}\[\]=#©®]"
)
LICENCE = compile_late(
    r"^cc[ -](?:by|0)\b|\bcreative commons\b|\bpublic domain\b|\bgemeinfrei\b|\ball rights\b|\balle rechte\b",
    re.IGNORECASE,
)
LETTERS = compile_late(r"[^\W_]+")
MAX_INITIALS = 4  # letters in the initials under which a writer signs
MAX_CASELESS = 4  # words of a name in a script without capitals
MAX_NAME = 60  # in characters; the longest names of persons in real bylines have about 45


def fold(text: str) -> str:
    """Return `text` for comparing names: in lower case, without accents and punctuation."""
    # A NavigableString is a str too; as a key of the cache it would keep its whole page alive.
    return _fold(str(text))


@lru_cache(maxsize=2048)
def _fold(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join([c for c in plain if not unicodedata.combining(c)])
    return " ".join(LETTERS.findall(plain))


def is_agency(text: str) -> bool:
    """Whether `text` names one or several news agencies: "dpa", "AFP/Reuters"."""
    parts = [part.strip().casefold() for part in re.split(r"[/,+]| mit | und | and ", text)]
    return all(part in AGENCIES for part in parts if part) and any(parts)


def is_account(text: str) -> bool:
    """Whether `text` is what a content system prints for an article nobody signed."""
    plain = text.casefold().strip(" .:")
    if " " in plain:
        return plain in ACCOUNTS or bool(ADMINISTRATOR.search(plain))
    return plain in ACCOUNTS or bool(ACCOUNT_PARTS.search(plain))


def is_newsroom(text: str) -> bool:
    """Whether `text` is only a newsroom's word for itself: "Redaktion"."""
    return text.casefold().strip(" .:") in NEWSROOMS


def is_collective(text: str) -> bool:
    """Whether `text` holds a newsroom's word for itself, with or without the paper's name."""
    return bool(COLLECTIVE.search(text))


def is_desk(text: str) -> bool:
    """Whether `text` is a desk's or a publisher's name, rather than a word such as "staff"."""
    return bool(DESK.search(text)) and not is_account(text)


def is_cjk(text: str) -> bool:
    """Whether `text` is written in Chinese, Japanese or Korean."""
    return not text.isascii() and CJK.search(text) is not None


def is_caseless(text: str) -> bool:
    """Whether `text` is in a script without capitals, such as Arabic, Devanagari or Hebrew."""
    return not text.isascii() and text.casefold() == text.upper() and not is_cjk(text)


def is_person(text: str) -> bool:
    """Whether `text` has the form of a person's full name."""
    words = text.split()
    if is_cjk(text):
        return 2 <= len(text.replace(" ", "")) <= 10
    if is_caseless(text):
        return 2 <= len(words) <= MAX_CASELESS and is_nameable(text)
    if not 2 <= len(words) <= 7 or not is_nameable(text):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return capitals >= 2 and all(
        word[:1].isupper()
        or word.casefold().rstrip(".") in PARTICLES
        or word[:2] in {"d'", "d’", "l'", "l’"}
        or (TITLES.match(word) is not None)
        for word in words
    )


def is_organisation(text: str) -> bool:
    """Whether `text` names a firm, a body or a publication."""
    return bool(
        ORGANISATION.search(text)
        or LEGAL_FORM.search(text)
        or NAMED_BY_ARTICLE.match(text)
        or is_desk(text)
    )


def is_nameable(text: str) -> bool:
    """Whether `text` could be a name of any kind, even a pseudonym."""
    if not 2 <= len(text) <= MAX_NAME or is_account(text) or HAS_ADDRESS.search(text):
        return False
    if LEGAL_FORM.search(text) or LICENCE.search(text):
        return False
    words = text.casefold().split()
    if len(words) > 7 or any(word.strip(".,:") in SENTENCE_WORDS for word in words):
        return False
    if sum(character.isdigit() for character in text) > 3:
        return False
    # the vowels that Indian scripts write above and below their letters are marks
    letters = sum(c.isalpha() or unicodedata.category(c)[0] == "M" for c in text)
    return letters >= max(2, len(text) // 2)


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` in initials, or with its first name as one.

    "aq", "A.Q." and "A. Quill" are short for "Ada Quill", and so is "aqu", as German papers sign.
    """
    words, whole = fold(short).split(), fold(full).split()
    if len(whole) < 2 or not words or words == whole:
        return False
    solid = "".join(words)
    if len(words) == 1 or all(len(word) == 1 for word in words):
        initials = "".join(word[0] for word in whole)
        return len(solid) <= MAX_INITIALS and (
            solid in {initials, initials[0] + initials[-1]}
            or (len(solid) > 1 and solid[0] == initials[0] and whole[-1].startswith(solid[1:]))
        )
    return len(words[0]) == 1 and words[0] == whole[0][0] and words[-1] == whole[-1]


def mixed_case(name: str) -> str:
    """Return a name that is printed in capitals as running text writes it.

    Short words stay as they are, since they may be abbreviations ("AP", "KNA",
    "IWB"): the name must have at least four letters, or six if it is one word.
    """
    letters = [character for character in name if character.isalpha()]
    if len(letters) < 4 or not all(c.isupper() for c in letters) or is_agency(name):
        return name
    words = name.split()
    if len(words) == 1 and len(letters) < 6:
        return name
    return " ".join(_mixed_word(word, first=i == 0) for i, word in enumerate(words))


def _mixed_word(word: str, *, first: bool) -> str:
    plain = word.casefold().strip(".,")
    if plain in SUFFIXES:
        return SUFFIXES[plain] + ("," if word.endswith(",") else "")
    if plain in PARTICLES and not first and (len(plain) > 1 or plain == "y"):
        # other single letters may be initials that lack their stop
        return word.lower()
    if re.fullmatch(r"(?:\w\.)+", word):
        return word
    small = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
    # The line above writes O'Brien; this one writes McGregor. MacDonald becomes Macdonald,
    # since no capital follows "Mac" in Mackey and Macron.
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), small)
