"""Tell what an element holds by the words in its class, id, itemprop and rel.

A page has hundreds of elements but few distinct names, so each name is judged once and cached.
"""

from __future__ import annotations

from functools import lru_cache

from bs4.element import Tag

from audiobrief.cleaner.unsaid import HIDING, HIDING_STYLE
from audiobrief.cleaner.vocabulary import words_in

# What an element may hold, as bits rather than sets, since a page tests them thousands of times
AUTHOR = 1
"""`rel` or `itemprop` says author: the page itself declares it."""
BYLINE = 2
INFO = 4
"""A line near the headline that may hold the byline and the date."""
DATE = 8
PUBLISHED = 16
"""`itemprop` datePublished, or a word with the same meaning."""
MODIFIED = 32
DEK = 64
NEIGHBOUR = 128
"""Comments, teasers, lists of links, boxes about people: bylines and dates in them belong to
other texts."""
HIDDEN = 256
BIO = 512
"""A box about the author below the article."""
FOREIGN = 1024
"""A box that belongs to another text wherever it stands."""
COMMENTS = 2048
CAPTION = 4096
"""A picture's caption or credit: the photographer is not the article's author."""

WORDS: tuple[tuple[int, str], ...] = (
    (BYLINE, """
        byline bylines author authors autor autores autoren autorin auteur auteurs verfasser redakteur
        contributor contributors writer writers journalist postedby postby creditname creditauthor
        authorname authorinfo authorbox authorlink authorblock postauthor articleauthor entryauthor
        blogauthor newsauthor storyauthor authordate coauthor coauthors signature firma columnist
        kirjoittaja toimittaja articleby metaby autorname autorenname sourcename createdby writtenby
        .username .user-name threadstarter topicstarter autore autori autorka autorzy forfatter skribent redactor
        firmante yazar penulis szerzo reporter reporters
    """),
    (INFO, """
        artikelinfo entrymeta articlemeta postmeta storymeta newsmeta contentmeta pagemeta metainfo postinfo
        articleinfo newsinfo entryheader articleheader postheader newsheader storyheader articlehead
        posthead nodeheader entryhead entrydetails articledetails postdetails articledata postdata
        meta submitted credit credits details created info infos dachzeile topline overline kicker
        timestamp posted dateline
    """),
    (DATE, """
        date datum fecha time timestamp zeit when posted published updated stand created
        hora publish pubdate pubtime publishdate dateline datetime postedon zeitstempel
        veroeffentlicht veroeffentlichung datetimepublished
    """),
    (PUBLISHED, """
        datepublished publisheddate publishedtime pubdate publishdate publishtime publicationdate
        entrydate postdate articledate newsdate storydate datecreated publishedat publishedon
        postedon
    """),
    (MODIFIED, "modified updated lastmodified datemodified aktualisiert actualizado lastupdated"),
    (DEK, """
        dek deck standfirst subtitle subtitulo subhead subheadline subheading subtitles lede lead
        leadtext vorspann chapo chapeau bajada copete entradilla sumilla sumario excerpt summary abstract
        intro introtext untertitel anleser ingress sommario zajawka perex alternativeheadline
        strapline description brief summ articlebrief
    """),
    (NEIGHBOUR, """
        comment comments kommentar kommentare respond related relacionadas relacionados teaser
        teasers sidebar widget footer recommend recommended recommendations popular mostread
        trending card cards listing recirc promo newsletter social share sharing gallery caption
        image images img photo picture foto bild nav menu rail more quote pullquote zitat forum
        search login popup modal tooltip advert breadcrumb breadcrumbs cookie copyright license
        review reviews rating slider carousel thumb thumbnail masthead topbar siteheader
        navbar readmore readnext latest ticker taglist similar
    """),
    (FOREIGN, """
        comment comments kommentar kommentare respond related relacionadas relacionados recommend
        recommended recommendations popular mostread trending newsletter sidebar breadcrumb
        breadcrumbs masthead topbar siteheader navbar nav menu pullquote testimonial testimonials
        discussion diskussion disqus
    """),
    (COMMENTS, "comment comments commentlist kommentar kommentare respond disqus"),
    (CAPTION, """
        caption captions figcaption bildunterschrift bildnachweis bildrechte bildquelle photocredit
        mediadescription imagedescription photodescription imagecredit picturecredit fotocredit mediacredit photographer fotograf copyright
    """),
    (BIO, """
        bio authorbio avatar authordesc authordescription authorposts authoremail abouttheauthor
        aboutauthor aboutauthors authorprofile
    """),
)  # fmt: skip
SIGNS_OF_WORD: dict[str, int] = {}
for _sign, _words in WORDS:
    for _word in _words.split():
        SIGNS_OF_WORD[_word] = SIGNS_OF_WORD.get(_word, 0) | _sign
KNOWN = frozenset(SIGNS_OF_WORD)
# Sites also join words that no table holds: "blogpostdate", "topauthor".
DATE_ENDS, BYLINE_ENDS = ("date", "datum"), ("author", "byline")
# Every word of BYLINE above contains one of these.
BYLINE_STEMS = (
    "by", "autho", "autor", "auteur", "verfasser", "redakteur", "contrib", "writer",
    "journalist", "credit", "signature", "firma", "columnist", "kirjoittaja", "toimittaja",
    "sourcename", "username", "user-name", "starter", "forfatter", "skribent", "redactor", "yazar", "penulis",
    "szerzo", "reporter",
)  # fmt: skip
NO_DATES = frozenset({"update", "validate", "candidate", "mandate", "accommodate", "navidate"})
TELLING = frozenset(
    {"id", "itemprop", "property", "rel", "style", "hidden", "data-testid", "data-hook"}
)
# Words for a portrait or a row of buttons beside a byline, in names such as "author-share"
LAYOUT = frozenset(
    "social share sharing image img photo picture thumb thumbnail bild foto more".split()
)
OWN_LAYOUT = ("author", "byline", "autor", "auteur", "writer", "entry-author", "post-author")
# In such names "sidebar" tells that there is one beside the text: "has-sidebar", "sidebar__main"
SIDEBAR_LAYOUT = frozenset({"main", "lay", "layout", "has", "with", "no"})
# Themes of Blogger and WordPress put the byline into the post's own footer.
OWN_FOOTERS = frozenset({"postfooter", "entryfooter", "articlefooter", "storyfooter", "bio"})


@lru_cache(maxsize=20_000)
def signs_in(name: str) -> int:
    """Return what one class or id says of its element, as bits; 0 for most names."""
    signs = 0
    words = words_in(name)
    for word in words & KNOWN:
        signs |= SIGNS_OF_WORD[word]
    for word in words:
        if word.endswith(DATE_ENDS) and word not in NO_DATES:
            signs |= DATE
        elif word.endswith(BYLINE_ENDS):
            signs |= BYLINE
    if "sidebar" in words and not words.isdisjoint(SIDEBAR_LAYOUT):
        signs &= ~(NEIGHBOUR | FOREIGN)
    if not words.isdisjoint(OWN_FOOTERS) or (
        signs & NEIGHBOUR and _is_laid_out(name.lower(), words)
    ):
        signs &= ~NEIGHBOUR
    return signs if words.isdisjoint(HIDING) else signs | HIDDEN


def _is_laid_out(name: str, words: frozenset[str]) -> bool:
    """Whether the neighbour words in `name` come from a page builder or a byline's layout.

    Elementor calls every element of a page a widget, even the byline and the text.
    """
    telling = {word for word in words if SIGNS_OF_WORD.get(word, 0) & NEIGHBOUR}
    if name.startswith("elementor"):
        return telling == {"widget"}
    return name.startswith(OWN_LAYOUT) and telling <= LAYOUT


def signs_of(tag: Tag) -> int:
    """Return what the attributes of `tag` say that it holds, as bits."""
    attributes = tag.attrs
    if not attributes:
        return 0
    signs = 0
    for name in attributes.get("class", ()):
        signs |= signs_in(name)
    if TELLING.isdisjoint(attributes):
        return signs
    identity = attributes.get("id")
    if isinstance(identity, str):
        signs |= signs_in(identity)
    test = attributes.get("data-testid") or attributes.get("data-hook")
    if isinstance(test, str):
        # Sites whose classes are hashes still name elements for their tests: Medium's
        # "authorName", Wix's "user-name".
        signs |= signs_in(test)
    # RDFa puts into `property` what microdata puts into `itemprop`: "schema:author".
    item = attributes.get("itemprop") or attributes.get("property")
    if item:
        item = (item if isinstance(item, str) else " ".join(item)).lower()
        if "author" in item or "creator" in item:
            signs |= AUTHOR
        elif "datepublished" in item or "datecreated" in item:
            signs |= PUBLISHED
        elif "datemodified" in item:
            signs |= MODIFIED | DATE
        elif item in {"comment", "review"}:
            # Readers' words on the text; a review that is the page's own holds the headline
            signs |= NEIGHBOUR | FOREIGN
        elif "alternativeheadline" in item or "description" in item:
            signs |= DEK
    if "author" in attributes.get("rel", ()):
        signs |= AUTHOR
    style = attributes.get("style")
    if "hidden" in attributes or (isinstance(style, str) and HIDING_STYLE.search(style)):
        signs |= HIDDEN
    return signs
