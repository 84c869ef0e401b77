"""Tables and patterns of how bylines are worded: their openings, roles, places and ends."""

from __future__ import annotations

import re

from audiobrief.cleaner.metadata.names import words_of
from audiobrief.patterns import compile_late

# How a byline begins, by language, the longest first. A colon may follow each.
PREFIXES = """
    written and photographed by|words and photos by|reporting and photography by|story and photos by
    |originally published by|medically reviewed by|(?:posted|published) on .{4,30}? by|post by|published by|written by|reported by
    |article by|story by|analysis by|opinion by|words by|text by|posted by|submitted by|created by|edited by
    |a column by|interview by|recipe by|authored by|reviewed by|by|from our correspondent|from|authors?\\(s\\)
    |authors?|reporter|writer|words|thread starter|topic starter|started by|contributed by|shared by|about the authors?
    |(?:eine? |\\w{3,12}[ -])?(?:gast)?(?:beitrag|kommentar|artikel|interview|bericht|analyse|kolumne|reportage|rezension|glosse|essay|rede|pressemitteilung|meldung) von|(?:gast)?beitrag von|kommentar von
    |interview von|artikel von|bericht von|geschrieben von|verfasst von|veröffentlicht von|publiziert von
    |(?:von )?unsere[rmn]? (?:mitarbeiter(?:in)?|korrespondent(?:in|en)?|redakteur(?:in)?|reporter(?:in)?|redaktionsmitglied)
    |veröffentlicht am .{4,30}? von|eingestellt von|erstellt von|gepostet von|verantwortlich|protokoll
    |themenstarter|gestartet von|über (?:den|die) autor(?:en|in)?|autor(?:in)?/autor(?:in)?
    |text ?(?:&|und|\\+|/) ?(?:fotos?|bilder)|texte? von|texte?|autor(?:\\*|:|_|/-?)?in(?:nen)?|autore?n?|redakteur(?:in)?|interview|bericht|vom|von
    |(?:de )?nuestr[ao]s? (?:enviad[ao]s?(?: especial(?:es)?)?|corresponsal(?:es)?)|(?:uma? )?(?:reportagem|texto) de|(?:de )?noss[ao]s? enviad[ao]s?(?: especia(?:l|is))?|escrito por|publicado por|redactado por|por|texto|autora?|autores
    |une? (?:récit|reportage|enquête|entretien|analyse|portrait|chronique|tribune) de|de nos? envoyée?s? spécia(?:le?s?|ux)|écrit par|publié par|rédigé par|propos recueillis par|avec|par|auteure?s?
    |(?:dal|dalla|dai|dalle|il|la) nostr[aoie] (?:inviat[aoie]|corrispondent[ei])|scritto da|pubblicato da|a cura di|di|da|testo di
    |opracowanie|opracował[a]?|autorzy?|autorka|tekst|napisał[a]?
    |(?:van )?onze (?:verslaggev(?:er|ster)s?|correspondent(?:en)?|redacteur(?:en)?)|geschreven door|door|skrevet av|skrivet av|skriven av|tekst|text|av|af|kirjoittaja|teksti|toimittaja
    |yazan|автор(?:ы)?|текст|автор текста|текст підготував
    |بقلم|كتبت?|إعداد|تقرير|نویسنده|מאת|लेखक|लेखिका|संवाददाता|रिपोर्टर
    |责任编辑|编辑|作者|记者|来源|文|文/|記者|著者|執筆|글|기자
"""
# These characters have no case. Without "-i", Python would fold each of the range: 5 ms.
IDEOGRAPH = r"(?-i:[\u3400-\u9fff])"
PREFIX = compile_late(
    rf"^(?:{''.join(line.strip() for line in PREFIXES.strip().splitlines())})(?:\s*[:：/]\s*|\s+|(?<={IDEOGRAPH}))|^(?:(?:\w{{2,12}}[ -]){{0,2}}(?:author|autor(?:in)?|auteure?|autora|autore|writer|reporter|columnist|redakteur(?:in)?|contributor|journalist(?:in)?)|redaktion|redacci[oó]n|rédaction|redazione|redakcja|quelle|source|fuente)\s*[:：]\s*",
    re.IGNORECASE,
)
# Openings that are enough to tell that a line is a byline; single letters are too weak.
OPENING = compile_late(
    r"^(?:(?:(?:written|post(?:ed)?|published|reported|words|text|story|article|analysis|interview|recipe|submitted|created|contributed|started|authored|opinion|comment|review|column|report) )?by|"
    r"(?:(?:geschrieben|verfasst|veröffentlicht|eingestellt|erstellt|(?:eine? )?(?:(?:\w{3,12}[ -])?(?:gast)?beitrag|kommentar|interview|artikel|analyse|essay|kolumne|glosse|reportage|bericht|rezension)) )?vo[nm]|"
    r"(?:escrito |publicado )?por|(?:écrit |publié |propos recueillis )?par|a cura di|scritto da|di|door|av|af)"
    r"\s*:?\s+(?=\W?[A-ZÀ-ÝŁŚŻČŠŽÖÄÜ0-9])|^(?:authors?|autor(?:[:*_]?in(?:nen)?|en|es|a|ka)?|auteure?s?|verfasser(?:in)?|"
    r"redakteur(?:in)?|redaktion|text(?: (?:&|und|\+) fotos?)?|texte|interview|reporter|автор|作者|记者|文|责任编辑|kirjoittaja|"
    r"toimittaja|tekst|opracowanie|bericht|protokoll|लेखक|लेखिका|संवाददाता|रिपोर्टर|بقلم|الكاتب|מאת)\s*[:：]\s*(?=\S)|^(?:autor(?:in|en)?|authors?|auteure?s?)\s+(?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)

# The same without the name, which stands in an element of its own
OPENING_ALONE = compile_late(
    r"(?:(?:written|words|text|story|report(?:ed)?|interview|essay|review|words and (?:photographs|photos|pictures)) )?by:?|(?:text |ein beitrag |interview )?von:?"
    r"|(?:texte |propos recueillis )?par:?|(?:texto )?por:?|(?:testo di|a cura di):?|(?:tekst )?door:?",
    re.IGNORECASE,
)

ADDITIONAL = compile_late(
    r"(?:with |and )?(?:additional|further|contributing)\s+(?:reporting|research|work)\s+(?:was (?:contributed|provided) )?(?:by|from)\s*:?\s+"
    r"|with files from\s+|(?:with )?(?:reporting|research|contributions?) (?:was )?(?:contributed |provided )?(?:by|from)\s+"
    r"|(?:weitere )?mitarbeit(?:\s*:|\s+von)\s+|unter mitarbeit von\s+|avec la (?:collaboration|contribution) de\s+"
    r"|con (?:la colaboración|información|la collaborazione) de\s+|con la collaborazione di\s+|współpraca\s*:?\s+|z udziałem\s+",
    re.IGNORECASE,
)
CONTRIBUTED = compile_late(
    r"(?<!\s)\s+(?:also\s+)?(?:contributed|provided|assisted)\s+(?:(?:to\s+)?(?:this|the)\s+(?:report|story|article)|(?:to\s+)?(?:the\s+)?reporting|additional reporting|research)\b",
    re.IGNORECASE,
)
REPORTED = compile_late(
    r"(?<!\s)\s+(?:(?:was |were )?(?:reported|reporting|contributed reporting|contributed to this report|wrote|writes))\s+(?=(?:from|in)\b)"
    r"|(?<!\s)\s+(?:berichtete[n]?|berichten|berichtet)\s+(?=aus\b)",
    re.IGNORECASE,
)
PLACE = compile_late(
    r"(?<!\s)\s+(?:in|from|reporting from|aus|à|desde|da|z|w)\s+(?=[A-ZÀ-Ý])(?P<place>.+)$"
)

SPACE = r"(?:(?<!\s)\s+)?"
AND = r"(?:(?<!\s)\s+(?:and|AND|und|UND|ET|Y|et|y|e|i|oraz|och|og|en|ja|sowie|mit|with|avec|con|met|\+)\s+|(?:(?<!\s)\s+)?(?:&|＆|、)\s*)"
SEPARATOR = compile_late(
    rf"{SPACE}[,;，]?{AND}|{SPACE}[;|•·–—／]\s*|(?<!\s)\s+[-/]+\s+|{SPACE}[,，]\s*|{SPACE}/\s*"
)
# Words for "and" that also join the two surnames of one person in Spanish, Catalan and Portuguese:
# "José Ortega y Gasset", "Antoni Vidal i Ferrer", "Ana Costa e Silva"
SURNAME_JOINTS = frozenset({"y", "i", "e"})
# The Dutch word for "and" that in Spanish and French says where somebody is
WHERE = frozenset({"en"})

# Job titles, by language: whole words, and stems with any ending
ROLE = compile_late(
    r"\b(?:editors?|reporters?|correspondents?|writers?|columnists?|producers?|journalists?|photographers?|critics?|analysts?|anchor"
    r"|contributors?|director|chief|head|professor|lecturer|fellow|attorney|president|founder|manager|staff|bureau"
    r"|researcher|blogger|intern|host|meteorologist|specialist|strategist|scientist|advisor|consultant|chef"
    r"|\w*redakteur\w*|redaktion\w*|\w*korrespondent\w*|herausgeber\w*|volont[äa]r\w*|autorin|reporterin"
    r"|ressort\w*|leiter\w*|journalistin|rechtsanw\w+|abteilung|geschäftsführer\w*"
    r"|journaliste|rédact\w+|correspondant\w*|envoy[ée]\w*|directeur|directrice|editora?|redactora?|periodista"
    r"|corresponsal|enviad[oa]|direttore|giornalista|inviat[aoi]|corrispondente|dziennikar\w+|redaktor\w*|équipe|equipe"
    r"|phd|m\.?d\.?|mba|ma|rd|rdn|esq|cpa|b\.?a\.?|m\.?sc)\b",
    re.IGNORECASE,
)
# Words before a role's noun, and the nouns themselves, when no comma stands between them and the
# name: "Ada Quill Senior Political Reporter", "Political correspondent Ada Quill"
ROLE_WORD = compile_late(
    r"^(?:senior|junior|chief|deputy|assistant|associate|managing|executive|special|staff|contributing|freelance|guest"
    r"|lead|principal|acting|digital|online|web|video|audio|print|multimedia|political|politics|health|science|business|finance|financial"
    r"|economics?|economy|markets?|money|consumer|sports?|football|racing|crime|courts?|legal|social|affairs|culture|arts|art|music|film|books?"
    r"|literary|theatre|tv|media|foreign|diplomatic|defen[cs]e|security|national|international|global|local|regional|city|home|world"
    r"|education|environment|climate|energy|technology|tech|transport|travel|food|wine|fashion|style|lifestyle|features?|opinion|comment"
    r"|entertainment|religion|investigations|investigative|data|community|news|and|&"
    r"|editors?|reporters?|correspondents?|writers?|columnists?|producers?|journalists?|critics?|analysts?|contributors?|intern|bureau"
    r"|(?:\w*-)?(?:chef)?redakteur(?:in)?|\w*korrespondent(?:in)?|\w*reporter(?:in)?|\w*journalist(?:in)?|volont[äa]r(?:in)?|gastautor(?:in)?|rechtsanw(?:alt|ältin)"
    r"|journaliste|rédactrice|rédacteur|correspondante?|periodista|redactora?|corresponsal|giornalista|inviat[ao]|corrispondente)$",
    re.IGNORECASE,
)
# "Associated Press writers Ada Quill in Kyiv and Bo Marsh in Brussels contributed"
EMPLOYED = compile_late(
    r"^(?:[A-Z][\w.’'&-]*(?: [A-Z][\w.’'&-]*){0,4} )?(?:staff |video )?(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?) (?=[A-ZÀ-Ý])"
)
# A role in the plural applies to everyone named before it: "Ada Quill and Bo Marsh, political
# editors".
ROLES = compile_late(
    r"\b(?:editors|reporters|correspondents|writers|columnists|producers|journalists|photographers|critics|analysts)$",
    re.IGNORECASE,
)
FOR = compile_late(r"^(?:special (?:to|for)|for|für|pour|para|dla|per)\s+\S", re.IGNORECASE)
TRAILING_FOR = compile_late(
    r"(?<!\s)\s+(?=(?:(?:[Ss]pecial|SPECIAL) (?:to|TO|for)|for|für|pour|para)\s+(?:the\s+|The\s+|THE\s+|die\s+)?[A-Z])"
)

# "Ada Quill The Marlow Post": wire stories put the employer after the name without a comma.
TRAILING_THE = compile_late(r"(?<!\s)\s+(?=(?:The|THE)\s+[A-Z])")
# The place of the person named before: "Ada Quill, in Kyiv", "Ada Quill, aus Berlin"
PLACE_ALONE = compile_late(
    r"^(?:in|reporting from|from|aus|à|en|desde|da|w)\s+(?=[A-ZÀ-Ý])(?P<place>.+)$"
)
# Reuters names the story's editors at its end; listeners are told only who wrote it.
EDITED = compile_late(r"(?<![\s;,.])[\s;,.]+(?:editing|edited)\s+by\s.*$", re.IGNORECASE)
# Le Monde and similar papers write "Ada Quill (Londres, correspondante)".
COMMA_INSIDE = compile_late(r"\([^()]{1,80}\)")
WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|m[oi]|d[io]|fr|s[ao]|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[eé]rcoles"
    r"|jueves|viernes|s[aá]bado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta"
)
MONTHS = (
    r"jan\w*|feb\w*|febr\w*|mar[cszt]?\w*|märz|apr\w*|mai|may\w*|jun[ie]?\w*|jul[iy]?\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*"
    r"|ene\w*|ago\w*|dic\w*|gen\w*|mag\w*|giu\w*|lug\w*|set\w*|ott\w*|janv\w*|févr?\w*|avr\w*|juin|juil\w*|août|déc\w*"
)
# What ends a byline and begins the rest of its line: dates, reading times, handles, addresses
TAIL = compile_late(
    r"(?:(?<![\s,|•·–—»/(-])[\s,|•·–—»/(-]+)?(?:"
    r"@\w|\S{1,64}@\S+|https?:|www\."
    r"|\b(?:updated?|published|posted|last (?:updated|modified)|first published|created|modified|filed under|in category|categor(?:y|ies)|kategorien?)\b"
    r"|\b(?:veröffentlicht|aktualisiert|stand|zuletzt|publiziert|erstellt|lesezeit|lesedauer|uhr|vor \d|über den autor|alle artikel|weitere)\b"
    r"|\b(?:übersetz\w+|translated|traducci\w+|traducido|traduit|traduzione)\b|\b(?:publicado|actualizado|publié|mis à jour|pubblicato|aggiornato|aktualizacja|opublikowano|publicada|hace \d|il y a)\b"
    r"|\b(?:read more|more from|view (?:all|profile)|see (?:all|more)|follow|mehr von|contact|contactar|share|bio|profile|archive|posts|sagt|says)\b"
    r"|\b\d[\d.,]{0,15}\s(?:posts?|articles?|stories|comments?|views?|followers?|shares?|artikel|beiträge?|kommentare?|aufrufe|notizie|articoli|artículos|comentarios|commentaires|artykuł\w*)\b"
    r"|\b(?:e-?mail the author)\b"
    r"|\b(?:fotos?|photos?|photographs?|photography|pictures?|bild(?:er)?|imágenes|imagens|foto['’]s)\s*(?:[:：]|\bby\b|\bvon\b|\bde\b|\bpar\b|\bdi\b|\bdoor\b)"
    r"|\b\d{1,3}\s*[-–]?\s*min(?:ute[ns]?|utos|uti)?\b|\b\d{1,3}\s(?:hours?|days?|weeks?|months?|years?|stunden?|tagen?|heures?|jours?|horas?|días?|ore|giorni)\b"
    rf"|(?:\b(?:am|on|le|el|vom|den|at|um|\w+(?:day|tag|di|dredi|edi|anche),?|(?:{WEEKDAYS})[.,]?)\s+)?(?:\b\d{{1,2}}(?:st|nd|rd|th)?[.\s/-]+(?:de\s+|/\s*)?(?:{MONTHS})\b|\b(?:{MONTHS})\.?\s+\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\b\d{{4}}[./-]\d{{1,2}}|\b\d{{1,2}}:\d{{2}}|\b\d{{4}}年)"
    r")",
    re.IGNORECASE,
)
# What a box about the author says after the name: "Ada Quill is a reporter"
LIFE = compile_late(
    r"(?<!\s)\s+(?:is|was|ist|est|es|è|é)\s+(?:an?|the|eine?|der|die|une?|le|la|una?|el|il|uma?|o)\s",
    re.IGNORECASE,
)
LEFT_OVER = compile_late(r"(?<!\s)\s+(?:am|on|at|um|le|el|vom|den)$")
# The opening of a byline after a date or a section in the same line: "12 May 2021 | by A"
OPENING_WITHIN = compile_late(
    r"(?:[|·•,–—/»-]|\d|Uhr|[ap]m)\s+(?=(?:by|von|por|par)\s+[A-ZÀ-Ý])", re.IGNORECASE
)
# A date before a byline in the same line
DATE_BEFORE = compile_late(
    rf"^(?:(?:{WEEKDAYS}|on|am|vom|den|le|el|il|posted|published|veröffentlicht|erstellt|publié|publicado|pubblicato)[.,]?\s+){{0,3}}(?:\d{{1,2}}(?:st|nd|rd|th)?[.\s/-]+(?:de\s+)?(?:{MONTHS})\.?,?(?:\s+(?:de\s+)?\d{{4}})?|(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?:[\s,|•·–—-]*\d{1,2}[:.]\d{2}(?:\s*(?:uhr|h|am|pm))?)?[\s,|•·–—/-]*",
    re.IGNORECASE,
)


# Agencies and Asian papers put the byline into brackets: "[Ada Quill]", "【記者王大明】".
BRACKETED = compile_late(r"^[\[【《〈(（［]([^\[\]()（）]+)[\]】》〉)）］]$")
# Korean, Chinese and Japanese papers put these after a name: "reporter", "special
# correspondent", or an honorific.
TITLE_AFTER = compile_late(r"(?<!\s)\s*(?:기자|특파원|記者|记者|さん)$")
# "A (avec B et C)": the people in the parenthesis are authors too.
WITH = compile_late(r"\s\((?:avec|with|mit|con|und|et|and)\s([^()]{4,120})\)")
PARENTHESIS = compile_late(r"(?<!\s)\s*\(([^()]{0,80})\)")

# Cities that bylines print after a name without "in". Any other single word after a name is
# taken for a name.
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
