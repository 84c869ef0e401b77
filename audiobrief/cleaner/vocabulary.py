"""The words with which websites mark the parts of a page, in ids, classes, roles and tags.

Each table of chrome maps a word to the reason why the box that it marks is not part of
the article. A word is a part of a class between hyphens, underscores or capitals
("share" of "post-share_row"), two or three such parts joined ("readmore" of
"read-more"), or a whole class with a dot before it.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from bs4 import Tag

from audiobrief.patterns import compile_late

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math",
    "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    # MathML Core: a browser sets a formula inline
    "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
    "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
})  # fmt: skip
WIDE_SCRIPT = compile_late(
    "[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)

NAVIGATION = "navigation"
RELATED = "related links"
SHARING = "sharing buttons"
NEWSLETTER = "newsletter form"
COMMENTS = "comments"
ADVERTISEMENT = "advertisement"
AUTHOR_BOX = "about the author"
TAGS = "tags"
BYLINE = "byline"
DATE = "date"
CONSENT = "cookie notice"
PAYWALL = "paywall"
CAPTION = "caption"
CREDIT = "photo credit"
FOOTER = "footer"
HIDDEN = "hidden"
CONTROL = "control"
FORM = "form"
PLAYER = "player"

CHROME_TAGS: dict[str, str] = {
    "nav": NAVIGATION, "footer": FOOTER, "form": FORM, "menu": NAVIGATION, "select": CONTROL,
    "textarea": CONTROL, "fieldset": FORM, "dialog": "dialog", "amp-ad": ADVERTISEMENT,
    "amp-sidebar": NAVIGATION, "amp-consent": CONSENT, "amp-user-notification": CONSENT,
    "amp-social-share": SHARING, "option": CONTROL, "figcaption": CAPTION,
}  # fmt: skip
CHROME_ROLES: dict[str, str] = {
    # WAI-ARIA 1.2 landmark and widget roles
    "navigation": NAVIGATION, "banner": NAVIGATION, "contentinfo": FOOTER, "search": FORM,
    "complementary": "sidebar", "dialog": "dialog", "alertdialog": "dialog", "menu": NAVIGATION,
    "menubar": NAVIGATION, "toolbar": CONTROL, "tablist": CONTROL, "button": CONTROL,
}  # fmt: skip
CREDITS = frozenset({"credit", "photocredit", "imagecredit", "photographer"})
CHROME: dict[str, str] = {
    **dict.fromkeys((
        "nav", "navbar", "navigation", "navi", "menu", "submenu", "breadcrumb", "breadcrumbs",
        "crumbs", "pagination", "pager", "masthead", "topbar", "toolbar", "sitemap", "skiplink",
        "prevnext", "postnav", "pagenav", "siteheader", "globalheader", "toc", "tableofcontents",
    ), NAVIGATION),
    **dict.fromkeys((
        "footer", "printfooter", "colophon", "copyright", "disclaimer",
    ), FOOTER),
    **dict.fromkeys((
        "share", "sharing", "shares", "sharebar", "sharedaddy", "social", "socials", "addthis",
        "addtoany", "sharethis", "socialmedia", "followus", "ssba", "heateor", "shareaholic",
        "likes", "wpulike", "republication", "republish", "republishing", "postratings", "rating", "ratings",
    ), SHARING),
    **dict.fromkeys((
        "related", "relatedposts", "relatedarticles", "relatedlinks", "relacionadas", "yarpp",
        "recommended", "recommendation", "recommendations", "recirc", "recirculation", "outbrain",
        "taboola", "trending", "popular", "mostread", "mostpopular", "morefrom", "morestories",
        "readmore", "readnext", "readalso", "seealso", "alsoread", "alsolike", "upnext", "promo",
        "promos", "promobox", "teaser", "teasers", "sidebar", "rail", "rightrail", "crosslinks",
        "internallink", "interlink", "morenews", "latestnews", "zergnet", "revcontent", "mgid",
        "nextarticle", "nextpost", "similar", "suggested", "suggestions", "linklist",
        ".widget", ".widgets", "widgetarea", "ticker", "partners", "crosspromo",
    ), RELATED),
    **dict.fromkeys((
        "newsletter", "newsletters", "signup", "subscribe", "subscription", "optin", "mailchimp",
        "emailsignup", "mailinglist", "subscribeform",
    ), NEWSLETTER),
    **dict.fromkeys((
        "comments", "comment", "cmt", "cmts", "commentlist", "commentform", "disqus", "respond", "livefyre",
        "discussion", "replies", "comentarios", "kommentare", "komentarze", "reacties", "forumposts", "forumfil", "divforum", "trackback", "pingback", "pinglist",
    ), COMMENTS),
    **dict.fromkeys((
        "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsbygoogle",
        "adslot", "adunit", "adcontainer", "adwrapper", "sponsor", "sponsored", "sponsors",
        "sponsorship", "dfp", "gpt", "doubleclick", "banner", "banners", "affiliate",
        "werbung", "anzeige", "publicidad", "publicite", "publicidade", "pubblicita", "advertentie", "reklama",
    ), ADVERTISEMENT),
    **dict.fromkeys((
        "authorbox", "authorbio", "authorinfo", "aboutauthor", "authorprofile", "authorcard",
        "authordescription", "bio", "abouttheauthor", "writerprofile", "writerbox", "aboutthewriter", "contributor", "contributors",
    ), AUTHOR_BOX),
    **dict.fromkeys((
        "tags", "taglist", "tagcloud", "tagslinks", "keywords", "topics", "postcategories",
        "categories", "catlinks", "entrytags", "posttags",
    ), TAGS),
    **dict.fromkeys((
        "byline", "bylines", "entrymeta", "postmeta", "articlemeta", "postinfo", "postedon",
        "timestamp", "pubdate", "publishdate", "articledate", "postdate", "dateline", "readingtime",
        "readtime", "authorname", "postauthor", "articleauthor", "metadata", "postdetails",
    ), BYLINE),
    **dict.fromkeys((
        "cookie", "cookies", "cookiebar", "cookienotice", "consent", "gdpr", "onetrust", "privacy",
        # "cmp" alone is missing because Adobe's CMS begins the class of every component with it
        "oembedplaceholder", "embedplaceholder", "embedconsent", "displayembed",
        "cmpbox", "cmpwrapper", "cmpcontainer", "usercentrics", "didomi",
    ), CONSENT),
    **dict.fromkeys((
        "paywall", "regwall", "piano", "subscriberonly", "metered",
    ), PAYWALL),
    **dict.fromkeys((
        "caption", "captions", "imagecaption", "imgcaption", "photocaption", "wpcaptiontext",
        "piccaption", "figcaption", "cutline", "mediadescription",
    ), CAPTION),
    **dict.fromkeys((
        *sorted(CREDITS), "credits",
    ), CREDIT),
    **dict.fromkeys((
        "modal", "popup", "popover", "overlay", "tooltip", "toast", "lightbox", "dialog",
        "interstitial", "toaster", "flyout", "offcanvas",
    ), "dialog"),
    **dict.fromkeys((
        "player", "videoplayer", "audioplayer", "playlist", "carousel", "slider", "slideshow",
        "gallery", "jwplayer", "brightcove",
    ), PLAYER),
    **dict.fromkeys((
        "donate", "donation", "donations", "fundraising", "supportus", "patreon", "poll", "quiz",
        "survey", "downloadapp", "appbanner", "cta", "calltoaction",
    ), "appeal"),
    **dict.fromkeys(("search", "searchform", "searchbox", "login", "loginform"), FORM),
    **dict.fromkeys(("noprint", "hideprint"), CONTROL),
    **dict.fromkeys((
        "footnotes", "footnotecontent", "footnotenumber", "references", "reflist",
        # how a page asks to be cited
        "citewrapper", "citethis", "citethisarticle", "citearticle", "howtocite",
    ), "references"),
}  # fmt: skip
ASIDE = frozenset(
    {
        # newsrooms' names for an explanatory box inside a story
        "infobox",
        "factbox",
        "factbook",
        "explainer",
        "faktenbox",
        "factfile",
        "keypoints",
        "backgrounder",
        "sidebarbox",
        "infobloc",
        "hintergrund",
        "encadre",
        "recuadro",
    }
)
STANDFIRST = frozenset(
    {
        # newsrooms' names for the sentence below a headline, used for nothing else
        "dek",
        "deck",
        "standfirst",
        "subtitle",
        "subheadline",
        "subheading",
        "articlesubtitle",
        "subtitulo",
        "chapeau",
        "chapo",
        "perex",
        "sapo",
        "entradilla",
        "bajada",
        "sumilla",
        "copete",
        "untertitel",
        "vorspann",
        "sommario",
        "subhead",
        "subhed",
    }
)
LIVE_ENTRY = frozenset(
    {
        # live-blog tools' names for an entry (schema.org: LiveBlogPosting.liveBlogUpdate)
        "liveblogentry",
        "liveblogpost",
        "liveblogupdate",
        "liveentry",
        "livepost",
        "liveupdate",
        "livestoryblock",
        "tickerentry",
        "liveblogitem",
    }
)
BODY: dict[str, int] = {
    # a CMS's name for the box of the text -> how sure it is (3: nothing else has this name)
    "articlebody": 3, "entrycontent": 3, "postcontent": 3, "storybody": 3, "articlecontent": 3,
    "postbody": 3, "articletext": 3, "storycontent": 3, "storytext": 3, "bodycopy": 2,
    "articlecopy": 3, "bodytext": 3, "posttext": 3, "newscontent": 2, "newsbody": 3,
    "newstext": 3, "contentbody": 2, "bodycontent": 1, "maincontent": 1, "richtext": 1,
    "texttocopy": 1, "singlecontent": 2, "pagecontent": 1, "contenttext": 2, "postentry": 2,
    "entrybody": 3, "theiapoststickysidebar": 1, "tdpostcontent": 3, "fieldnamebody": 3,
    "articledetail": 2, "blogcontent": 2, "contentarticle": 2, "storybodytext": 3, "entry": 1,
    "articlecontents": 3, "mwparseroutput": 3, "gh-content": 3, "ghcontent": 3,
}  # fmt: skip

CORRECTION = compile_late(
    # Newspapers begin a correction like this: "Erramos" in Brazil, "Fe de errores" in Spain.
    r"(?:(?:correction|clarification|editor[’']s note)s?\b.{0,40}[:—–-]"
    r"|an earlier version of this|this (?:story|article|post) (?:has been|was) (?:updated|corrected|amended)"
    r"|(?:erramos|fe de errores|rectificaci[óo]n|rectificatif|erratum|errata(?: corrige)?|correzione|corrección|precisazione|anm(?:erkung|\.) d(?:er|\.) red(?:aktion)?|korrektur|berichtigung|richtigstellung"
    r"|rettifica|rectificatie|correctie|corre[cç][cç]?ão)\b.{0,40}[:—–-])",
    re.IGNORECASE,
)
ENDNOTE = compile_late(
    # Wire services and newspapers close a story with a note like this on who reported it.
    r"(?:(?:additional |with |contributing )?(?:reporting|research|writing) (?:for .{1,60} )?(?:was contributed )?by\b|with files from\b"
    r"|additional (?:reporting|research) from [A-Z]|contributing(?: (?:writer|reporter)s?)?: [A-Z]"
    r"|.{2,160}\b(?:contributed (?:reporting|research|to this (?:report|story|article))|reported from|contributed from)\b"
    r"|(?:this (?:story|article|report) (?:was|is|has been) (?:originally |first )?(?:published|produced|reported|supported|written|adapted|translated))"
    r"|(?:compiled|edited|editing|written|translated) by [A-Z]"
    r"|th(?:is|e) (?:interview|conversation) (?:was|has been) .{0,40}\b(?:edited|condensed|shortened)\b"
    r"|(?:texto editado por|mitarbeit:|avec (?:la (?:contribution|collaboration)|l[’']aide) d[e’']|con informaci[óo]n de|con la collaborazione di|in samenwerking met|mit material von|com informa[çc][õo]es d[aeo]|ha collaborato) "
    r"|[\w’' ]{2,60} (?:avec|mit|con|com|met) (?:l[’']|la |der |dem )?(?:agen[cz]\w+|AFP|dpa|Reuters|EFE|Lusa|Belga|ANP|AP)\b.{0,40}$)",
    re.IGNORECASE,
)

_CHROME_ORDER = {word: order for order, word in enumerate(CHROME)}
POST = frozenset({".post", ".hentry", ".blogpost", ".blog-post", ".type-post", ".story"})
"""Classes of a whole post on pages that show several (WordPress `post_class`, hAtom)."""
SLUG = 6
"""A name with at least this many hyphens is made from a headline; parts of pages have fewer."""
_STATES = frozenset(
    {
        # a class with one of these describes what is beside or around a box ("has-sidebar")
        "has",
        "with",
        "no",
        "without",
        "enabled",
        "disabled",
        "open",
        "before",
        "after",
        "above",
        "below",
        "template",
        "is",
        "not",
    }
)
_COMMENTS = compile_late(
    r"comment(?:links?|sections?|lists?|area|blocks?|box|container|wrapper|wrap|body|thread|items?|aires?)$"
)
"""Names for readers' comments written as one word; "commentary" and "commented" do not match."""
NAMING = frozenset({"id", "itemprop", "data-testid", "data-component", "data-type"})
"""Attributes that name an element beside its classes."""
MAX_KEPT = 40
"""The longest list of classes whose words are kept; page builders write up to 20."""
_TOKENS = compile_late(r"[A-Za-z0-9]+")
_PARTS = compile_late(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


@lru_cache(maxsize=20_000)
def words_in(name: str) -> frozenset[str]:
    """The words of one class or id: its parts, each two and three in a row joined, and ".whole"."""
    if name.count("-") >= SLUG and "--" not in name and "_" not in name:
        # A class made from a headline or a file name describes the content, not the box.
        return frozenset([f".{name.lower()}"])
    parts = [part.lower() for token in _TOKENS.findall(name[:200]) for part in _split(token)]
    if not _STATES.isdisjoint(parts):
        return frozenset([f".{name.lower()}"])
    if any(map(_COMMENTS.match, parts)):
        parts.append("comments")
    pairs = [first + second for first, second in itertools.pairwise(parts)]
    triples = [a + b + c for a, b, c in zip(parts, parts[1:], parts[2:], strict=False)]
    return frozenset([*parts, *pairs, *triples, f".{name.lower()}"])


def _split(token: str) -> list[str]:
    """The parts of a name without hyphens; a random one, such as "n1AuAdJlVL", is one part.

    Tools that compile styles, and databases, make names of random letters in both cases. Some
    of them hold "Ad".
    """
    parts: list[str] = _PARTS.findall(token)
    mixed = not token.islower() and not token.isupper()
    if mixed and len(parts) > 2 and sum(len(part) < 3 for part in parts) > 1:
        return [token]
    return parts


def words_of(tag: Tag) -> frozenset[str]:
    """The words in the names of `tag`: its classes, id, itemprop and data attributes."""
    attributes = tag.attrs
    found = classes_of(tag)
    if NAMING.isdisjoint(attributes):
        return found
    for key in NAMING:
        value = attributes.get(key)
        if isinstance(value, str) and len(value) < 80:
            found |= words_in(value)
    return found


def classes_of(tag: Tag) -> frozenset[str]:
    """The words in the classes of `tag` alone."""
    names = tuple(tag.attrs.get("class", ()))
    # the million classes of a hostile page are not to stay in the cache
    return _words_in_all(names) if len(names) <= MAX_KEPT else _words_in_all.__wrapped__(names)


@lru_cache(maxsize=5_000)
def _words_in_all(names: tuple[str, ...]) -> frozenset[str]:
    """The words of several classes: a page has few lists of classes, each on many elements."""
    return frozenset().union(*map(words_in, names))


@lru_cache(maxsize=20_000)
def chrome_word(words: frozenset[str]) -> str:
    """The first key of `CHROME` among `words`, which marks a box as chrome; empty for none."""
    return min(words & _CHROME_ORDER.keys(), key=_CHROME_ORDER.__getitem__, default="")


def body_rank(words: frozenset[str]) -> int:
    """How surely a box with these words holds an article's text, from 3 (surest) to 0 (no sign)."""
    return max((BODY.get(word, 0) for word in words), default=0)
