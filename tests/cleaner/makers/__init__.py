"""Small invented pages in the manner of the web's makers, and what a listener must hear of each.

Of each kind, half of the pages were set aside (`aside`) before its rule was written: they were
read for the first time when the rule stood, and tell whether it is one for a kind or for a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Page

TITLE = "Saltmere votes to rebuild its east pier"
STORY = (
    (
        "The harbour board of Saltmere voted on Tuesday to rebuild the east pier, which was damaged"
        " in the winter storms and has been closed to fishing boats since February."
    ),
    (
        "Members said the work would start in the spring and would take about eighteen months, with"
        " a temporary landing stage for the ferry while the old timbers are taken away."
    ),
    (
        "The town's engineer, Ines Varga, told the meeting that the stones beneath the pier were"
        " sound, but that the iron ties between them had rusted through in many places."
    ),
    (
        "Fishermen who rely on the pier welcomed the decision, although several of them asked why"
        " the board had waited until the end of the season to make up its mind."
    ),
    (
        "“We have landed our catch at the west quay since the storms, and it has cost every boat an"
        " hour a day,” said Tomas Reil, who has fished from the town for thirty years."
    ),
    (
        "A public meeting will be held at the school hall next month, and the plans can be seen in"
        " the library until then, the clerk of the board said after the vote."
    ),
)


@dataclass(frozen=True)
class Made:
    """A page, and what of it is heard."""

    html: str
    heard: tuple[str, ...] = STORY
    """Texts of blocks, in this order."""
    unheard: tuple[str, ...] = ()
    """Strings that no block holds."""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    """The beginning of the date of publication, by ISO 8601."""
    dek: str = ""
    refused: str = ""
    """Words of the message, where there is no article."""
    times: tuple[str, ...] = ()
    """Hours and minutes of the entries that say when they were posted."""
    aside: bool = False
    """Whether the page was set aside until the rule of its kind stood."""


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def faults(page: Made) -> list[str]:
    """What is wrong with the article that is read from `page`."""
    try:
        article = clean(Page(page.html))
    except NoArticleFound as error:
        return [] if page.refused and page.refused in str(error) else [f"refused: {error}"]
    if page.refused:
        return [f"not refused: {[block.text for block in article.blocks]}"]
    texts = [block.text for block in article.blocks]
    found = [f"lacks {text[:60]!r}" for text in page.heard if text not in texts]
    found += [f"twice {text[:60]!r}" for text in page.heard if texts.count(text) > 1]
    places = [texts.index(text) for text in page.heard if text in texts]
    if places != sorted(places):
        found.append(f"order {places}")
    found += [f"has {text!r}" for text in page.unheard if any(text in one for one in texts)]
    named = tuple(author.name for author in article.authors)
    if page.title and article.title != page.title:
        found.append(f"title {article.title!r}")
    if page.authors and named != page.authors:
        found.append(f"authors {named}")
    if page.dek and article.dek != page.dek:
        found.append(f"dek {article.dek!r}")
    if page.date and not str(article.published).startswith(page.date):
        found.append(f"date {article.published}")
    times = tuple(f"{block.time:%H:%M}" for block in article.blocks if block.time)
    if page.times and times != page.times:
        found.append(f"times {times}")
    return [*found, f"of {[text[:40] for text in texts]}"] if found else []
