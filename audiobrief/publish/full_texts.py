"""Write the text of an episode's article for the items of a feed, with its links, as HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from audiobrief.model import Article
from audiobrief.publish.library import Listing
from audiobrief.publish.names import EPISODE
from audiobrief.publish.reading import lay_out_text
from audiobrief.publish.theme import Theme
from audiobrief.publish.translation import words_of
from audiobrief.system.files import read_regular
from audiobrief.system.json_content import WrongJson, decode_json

TEMPLATE = "full_text.html.j2"
Texts = Callable[[Listing, Theme], Markup]


@dataclass(frozen=True, slots=True)
class _Told:
    """The part of an episode's file that a feed shows; the rest is not read."""

    article: Article


def no_texts(_listing: Listing, _theme: Theme) -> Markup:
    """Nothing, where the episodes are not at hand."""
    return Markup()


def texts_in(root: Path) -> Texts:
    """A function that writes the text of an episode's article as HTML.

    Headline and dek are left out, since an item has them already; so is the description, where
    it is the first paragraph. There is none if the episode is not in the folder `root`.
    """

    def write(listing: Listing, theme: Theme) -> Markup:
        try:
            content = read_regular(root / listing.folder / EPISODE)
            article = decode_json(content, _Told).article
        except (OSError, WrongJson):
            return Markup()
        sections = lay_out_text(article)
        if article.blocks and article.blocks[0].text == listing.description:
            sections = sections[1:]
        words = words_of(listing.language, theme)
        text = theme.render(TEMPLATE, sections=sections, t=words, ui=words.tag)
        return Markup(text)  # noqa: S704 -- the template escapes what the article says

    return write
