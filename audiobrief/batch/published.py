"""Finds the episodes of a story in an output, whichever program or journal has made them.

A journal knows only what its own runs have made. `audiobrief make`, and batches with journals of
their own, publish into the same folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audiobrief.episode.ownership import identify
from audiobrief.episode.receipts import find_receipt, place_of
from audiobrief.publish.addresses import address_key
from audiobrief.publish.library import Library, Listing


class PublishedStories:
    """The episodes of an output, by their articles' addresses and identities."""

    def __init__(self, library: Library, output: str) -> None:
        """`output` is the folder of the library's episodes, or its address in a store."""
        self._output = output
        self._all = {listing.folder for listing in library.listings}
        self._folders: dict[str, list[str]] = {}
        for listing in library.listings:
            for key in _keys_of(listing):
                self._folders.setdefault(key, []).append(listing.folder)
        self._digests: dict[str, list[str]] = {}
        for listing in library.listings:
            for identity in listing.joined:
                self._digests.setdefault(identity, []).append(listing.folder)

    def find(self, names: Iterable[str], folder: str = "") -> tuple[str, ...]:
        """The folders of the story that has one of these ids or addresses, or that folder."""
        found: dict[str, None] = dict.fromkeys(self._all & {folder})
        for name in filter(None, names):
            for key in (address_key(name), identify("", name), self._made_from(name)):
                found |= dict.fromkeys(self._folders.get(key, ()) if key else ())
        return tuple(found)

    def find_digests(self, identity: str) -> tuple[str, ...]:
        """The folders of the digests that hold the episode with that identity."""
        return tuple(self._digests.get(identity, ()))

    def _made_from(self, name: str) -> str:
        """The identity of the episode that `make` has made of the page with this address."""
        # an article's address may be another one than that of the page
        receipt = find_receipt(place_of(name, self._output))
        return receipt.identity if receipt is not None else ""


def _keys_of(listing: Listing) -> Iterator[str]:
    yield from filter(None, {address_key(listing.source), listing.identity})
