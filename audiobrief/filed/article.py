"""The one definition of an article as data; the reader and the JSON Schema follow its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audiobrief.model import Author, PageKind


class Status(StrEnum):
    """Whether an article may be published."""

    PUBLISHED = "published"
    DRAFT = "draft"
    """Not published yet, or not for everybody."""
    WITHDRAWN = "withdrawn"
    """It was published, and has been taken down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleData:
    """An article as its content system has it; a field that is left out is found on the page."""

    id: str = ""
    """The content system's own id, which stays when the headline changes. A number is read as
    text."""
    url: str = ""
    """The canonical address, http or https. An article without a body is fetched from it."""
    headline: str = ""
    """The headline, without the site's name. If there is none, the first words of the text are
    used."""
    dek: str = ""
    """The sentence or two under the headline (standfirst)."""
    body: str = ""
    """The article's text and nothing else: no headline, no navigation. A whole page of HTML is
    recognised, and its article is looked for."""
    body_format: PageKind | None = None
    """The format of the body; if it is left out, a body that begins with a tag is HTML, and any
    other is text, with an empty line between paragraphs."""
    authors: tuple[Author, ...] = ()
    """The names of the byline in order, each as text or as an object."""
    byline: str = ""
    """The byline as it is printed ("By Ada Lind and Bo Ek in Oslo"), read if `authors` is left
    out."""
    site: str = ""
    """The publication's name."""
    published: datetime | None = None
    """When it was first published: ISO 8601, or a mail's date. A day alone is its midnight, and
    a time without a zone is UTC."""
    modified: datetime | None = None
    """When it was last changed, written like `published`."""
    section: str = ""
    """The section of the publication, such as "Science"."""
    tags: tuple[str, ...] = ()
    """Keywords, as a list or separated by commas."""
    language: str = ""
    """The language as a BCP 47 tag, such as "en-GB"."""
    image: str = ""
    """The address of the lead image; relative to `url`, or http or https."""
    status: Status = Status.PUBLISHED
    """Only a published article is spoken. WordPress's and the IPTC's words are understood, too."""
    publish_after: datetime | None = None
    """The end of the embargo, written like `published`. The article is not made before."""
