"""Whether a few words name an author: a person, a desk or an agency, and never an account."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from audiobrief.patterns import compile_late
from audiobrief.spoken import particles


def words_of(table: str) -> frozenset[str]:
    """The entries of a table in which commas and line ends separate them."""
    return frozenset(entry.strip() for entry in table.replace("\n", ",").split(",")) - {""}


# News agencies credit themselves as authors, and their readers know them by these names;
# Wikimedia's licence asks that its contributors be named so.
AGENCIES = words_of("""
    reuters, ap, afp, dpa, apa, sda, ats, efe, ansa, agi, adnkronos, pap, ctk, čtk, tt,
    ntb, ritzau, stt, lusa, belga, anp, tass, interfax, xinhua, kyodo, jiji, yonhap, pti,
    ians, ani, aap, upi, epd, kna, kathpress, sid, pa, bloomberg, associated press,
    the associated press, agence france-presse, thomson reuters, press association,
    pa media, the canadian press, canadian press, agencia efe, europa press, dow jones,
    keystone-sda, apa-ots, dpa-afx, the conversation, propublica, kaiser health news,
    kff health news, contributors to wikimedia projects
""")

# Log-ins that content systems create, and the words they print where nobody signed.
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
    all
""")
# The newsroom as a whole: an author where a byline prints it, a log-in in data for machines
NEWSROOMS = words_of("""
    redaktion, redaktör, redakcja, redakce, redaksi, redacción, redaccion, redação,
    redacao, redazione, rédaction, redaction, online-redaktion, onlineredaktion, newsroom,
    redactie, toimitus, redaktionen, webredaktion, la rédaction, la redaction,
    die redaktion, la redacción, redaktion online
""")
# The same with a paper's name beside it: "Redaktion Hafenblatt", "Marlow Post Staff"
COLLECTIVE = compile_late(
    r"\b(?:(?:web|online)?-?redak\w+|redacci[oó]n|rédaction|redazione|redação|newsroom|news ?desk|staff|team)\b",
    re.IGNORECASE,
)
ACCOUNT_PARTS = compile_late(r"admin|webmaster|_|\d{3,}|^wp-|noreply|no-reply", re.IGNORECASE)

# Desks sign collectively: "Newsdesk", "Redaktion Hafenblatt", "Staff Report", "7 News"
DESK = compile_late(
    r"\b(?:desk|newsdesk|redaktion\w*|staff|team|news|newsroom|bureau|redacci[oó]n|rédaction|redazione"
    r"|redação|redakcja|redakce|agency|agencia|agentur|online|studio|media|press|presse|\w*magazin|verlag"
    r"|foundation|stiftung|university|institut\w*|verein|verband|kitchens?)\b",
    re.IGNORECASE,
)

# Parts of names that are written small: "Ludwig van der Aa", "María de la Cruz y Soto"
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

# Words that a name never holds and a sentence or a label often does
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
    sign, up, archives, posts, post, view, all, profile, website
""")

# A legal form: a firm signed, or its template did
LEGAL_FORM = compile_late(
    r"\b(?:GmbH|mbH|AG|KG|eG|Ltd|Inc|LLC|Corp|PLC|S\.A\.|e\. ?V|eV|gAG)\b"
)
# Newspapers' names begin with an article, people's do not
NAMED_BY_ARTICLE = compile_late(
    r"^(?:The|La|Le|Les|El|Los|Il|Lo|Die|Der|Das|De|Het)\s", re.IGNORECASE
)
# What firms, bodies and authorities are called; their sites name them as "author"
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
LETTERS = compile_late(r"[^\W_]+")
MAX_NAME = 60  # characters; the longest real byline names of a person hold about 45


def fold(text: str) -> str:
    """`text` for comparing names: small letters, accents and punctuation gone."""
    # a node of a tree is a text too, and as a key of the cache would keep its whole page
    return _fold(str(text))


@lru_cache(maxsize=2048)
def _fold(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join([c for c in plain if not unicodedata.combining(c)])
    return " ".join(LETTERS.findall(plain))


def is_agency(text: str) -> bool:
    """Whether `text` is a news agency, or several: "dpa", "AFP/Reuters"."""
    parts = [part.strip().casefold() for part in re.split(r"[/,+]| mit | und | and ", text)]
    return all(part in AGENCIES for part in parts if part) and any(parts)


def is_account(text: str) -> bool:
    """Whether `text` is what a content system prints where nobody signed."""
    plain = text.casefold().strip(" .:")
    return plain in ACCOUNTS or (" " not in plain and bool(ACCOUNT_PARTS.search(plain)))


def is_newsroom(text: str) -> bool:
    """Whether `text` is a newsroom's bare word for itself: "Redaktion"."""
    return text.casefold().strip(" .:") in NEWSROOMS


def is_collective(text: str) -> bool:
    """Whether `text` is a newsroom's word for itself, also with its paper's name."""
    return bool(COLLECTIVE.search(text))


def is_desk(text: str) -> bool:
    """Whether `text` is a desk's or a publisher's name, and more than the bare word."""
    return bool(DESK.search(text)) and not is_account(text)


def is_cjk(text: str) -> bool:
    """Whether `text` is written in Chinese, Japanese or Korean."""
    return not text.isascii() and CJK.search(text) is not None


def is_person(text: str) -> bool:
    """Whether `text` is written as a person's full name is."""
    words = text.split()
    if is_cjk(text):
        return 2 <= len(text.replace(" ", "")) <= 10
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
    """Whether `text` could be any name at all, a pseudonym's too."""
    if not 2 <= len(text) <= MAX_NAME or is_account(text) or HAS_ADDRESS.search(text):
        return False
    if LEGAL_FORM.search(text):
        return False
    words = text.casefold().split()
    if len(words) > 7 or any(word.strip(".,:") in SENTENCE_WORDS for word in words):
        return False
    if sum(character.isdigit() for character in text) > 3:
        return False
    return sum(character.isalpha() for character in text) >= max(2, len(text) // 2)


def mixed_case(name: str) -> str:
    """`name` as it is written in running text, where it is printed in capitals.

    Only names of more than one word, and words of more than three letters, are
    surely printed so for looks: "AP", "KNA" and "IWB" are abbreviations.
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
    if plain in PARTICLES and not first and len(plain) > 1:
        return word.lower()
    if re.fullmatch(r"(?:\w\.)+", word):
        return word
    small = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
    # McGregor, O'Brien (by the first line above), MacDonald stays Macdonald: Mackey and Macron are not Mac-
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), small)
