"""What the words that makers put into class, id, itemprop and rel say of an element.

A page has hundreds of elements and few distinct sets of words, so each is judged once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bs4.element import Tag

from audiobrief.cleaner.vocabulary import HIDING, words_in
from audiobrief.patterns import compile_late

# What the vocabulary of an element says that it holds: bits, since a page asks thousands of times
AUTHOR = 1
"""rel or itemprop author: the page vouches for it."""
BYLINE = 2
INFO = 4
"""A line under the headline that may hold byline and date."""
DATE = 8
PUBLISHED = 16
"""itemprop datePublished and its like."""
MODIFIED = 32
DEK = 64
NEIGHBOUR = 128
"""Comments, teasers, lists of links, boxes about people: another text's data."""
HIDDEN = 256
BIO = 512
"""A box about the author, under the article."""
FOREIGN = 1024
"""What is another text's wherever it stands."""
COMMENTS = 2048
CAPTION = 4096
"""What is said of a picture: who took it is no author."""

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
        leadtext vorspann chapo chapeau bajada copete entradilla sumario excerpt summary abstract
        intro introtext untertitel anleser ingress sommario zajawka perex alternativeheadline
        strapline description
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
        breadcrumbs masthead topbar siteheader navbar nav menu
    """),
    (COMMENTS, "comment comments commentlist kommentar kommentare respond disqus"),
    (CAPTION, """
        caption captions figcaption bildunterschrift bildnachweis bildrechte bildquelle photocredit
        imagecredit picturecredit fotocredit mediacredit photographer fotograf copyright
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
# makers also write words together that stand in no table: "blogpostdate", "topauthor"
DATE_ENDS, BYLINE_ENDS = ("date", "datum"), ("author", "byline")
# every word of a byline above holds one of these
BYLINE_STEMS = (
    "by", "autho", "autor", "auteur", "verfasser", "redakteur", "contrib", "writer",
    "journalist", "credit", "signature", "firma", "columnist", "kirjoittaja", "toimittaja",
    "sourcename", "username", "user-name", "starter", "forfatter", "skribent", "redactor", "yazar", "penulis",
    "szerzo", "reporter",
)  # fmt: skip
NO_DATES = frozenset({"update", "validate", "candidate", "mandate", "accommodate", "navidate"})
HIDING_STYLE = compile_late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TELLING = frozenset(
    {"id", "itemprop", "property", "rel", "style", "hidden", "data-testid", "data-hook"}
)
# a portrait or a row of buttons beside a byline is laid out as a part of it: "author-share"
LAYOUT = frozenset(
    "social share sharing image img photo picture thumb thumbnail bild foto more".split()
)
OWN_LAYOUT = ("author", "byline", "autor", "auteur", "writer", "entry-author", "post-author")
# A post's own footer holds its byline in Blogger's and WordPress's themes
OWN_FOOTERS = frozenset({"postfooter", "entryfooter", "articlefooter", "storyfooter", "bio"})


@lru_cache(maxsize=20_000)
def signs_in(name: str) -> int:
    """What one class or id says; 0 for most."""
    signs = 0
    words = words_in(name)
    for word in words & KNOWN:
        signs |= SIGNS_OF_WORD[word]
    for word in words:
        if word.endswith(DATE_ENDS) and word not in NO_DATES:
            signs |= DATE
        elif word.endswith(BYLINE_ENDS):
            signs |= BYLINE
    if not words.isdisjoint(OWN_FOOTERS) or (
        signs & NEIGHBOUR and _is_laid_out(name.lower(), words)
    ):
        signs &= ~NEIGHBOUR
    return signs if words.isdisjoint(HIDING) else signs | HIDDEN


def _is_laid_out(name: str, words: frozenset[str]) -> bool:
    """Whether what speaks of a neighbour in `name` is a word of page builders or of a byline's own.

    Elementor calls every element of a page a widget, the byline and the text too.
    """
    telling = {word for word in words if SIGNS_OF_WORD.get(word, 0) & NEIGHBOUR}
    if name.startswith("elementor"):
        return telling == {"widget"}
    return name.startswith(OWN_LAYOUT) and telling <= LAYOUT


def signs_of(tag: Tag) -> int:
    """What `tag`'s attributes say that it holds."""
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
        # sites whose classes are hashes keep the names for their tests: Medium's "authorName",
        # Wix's "user-name"
        signs |= signs_in(test)
    # RDFa says in property what microdata says in itemprop: "schema:author"
    item = attributes.get("itemprop") or attributes.get("property")
    if item:
        item = (item if isinstance(item, str) else " ".join(item)).lower()
        if "author" in item or "creator" in item:
            signs |= AUTHOR
        elif "datepublished" in item or "datecreated" in item:
            signs |= PUBLISHED
        elif "datemodified" in item:
            signs |= MODIFIED | DATE
        elif "alternativeheadline" in item or "description" in item:
            signs |= DEK
    if "author" in attributes.get("rel", ()):
        signs |= AUTHOR
    style = attributes.get("style")
    if "hidden" in attributes or (isinstance(style, str) and HIDING_STYLE.search(style)):
        signs |= HIDDEN
    return signs
