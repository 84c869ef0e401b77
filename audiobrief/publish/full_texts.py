"""Read the text of an episode's article for the items of a feed, from the transcript beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from audiobrief.publish.library import Listing

Texts = Callable[[Listing], tuple[str, ...]]


def no_texts(_listing: Listing) -> tuple[str, ...]:
    """No paragraphs, where the transcripts are not at hand."""
    return ()


def texts_in(root: Path) -> Texts:
    """A function that reads the paragraphs of an episode's article, without what is declared.

    Headline and dek are left out, too, since an item has them already. There are none if the
    episode's text is not in the folder `root`.
    """

    def read(listing: Listing) -> tuple[str, ...]:
        try:
            text = (root / listing.folder / f"{listing.stem}.txt").read_text("utf-8")
        except (OSError, ValueError):
            return ()
        told = (each.strip() for each in text.split("\n\n"))
        known = {"", listing.declared, listing.title, listing.description}
        return tuple(each for each in told if each not in known)

    return read
