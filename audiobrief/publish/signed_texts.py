"""The texts beside a signed sound: which there are, and what became of each since it was signed.

Their digests are in the sound's credentials, which nobody can forge, and in the record beside it
(`signing.Signed`). So a page or a transcript that says something else than what is heard is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from audiobrief.publish.names import EPISODE, PAGE
from audiobrief.publish.versions import VERSIONS
from audiobrief.system.files import read_regular

ENDINGS = (".vtt", ".words.vtt", ".srt", ".txt")
"""What the names of captions and transcripts have in place of the sound's suffix."""
NAMED = (EPISODE, "transcript.json", "chapters.json", VERSIONS, PAGE)
"""The other texts; an episode has no versions until it is corrected."""
ARTICLE = "article"
"""The element of a page with the article's words."""
SILENT = {"script", "style", "template"}
"""Elements whose text is not shown."""


class TextState(StrEnum):
    """What became of a text."""

    SIGNED = "signed"
    """It is the one that was signed."""
    CHANGED = "changed"
    """It is another one."""
    MISSING = "missing"
    """It was signed, and is not there."""
    UNSIGNED = "unsigned"
    """It is there, and the credentials do not name it."""


def digest_texts(folder: Path, audio: str) -> dict[str, str]:
    """Name of each text beside a sound -> its SHA-256, in hex.

    Of a page it is that of its article's words: its address and its look may change. Texts that
    are not there are left out.

    Raises:
        OSError: a text cannot be read.
    """
    stem = Path(audio).stem
    names = (*(f"{stem}{ending}" for ending in ENDINGS), *NAMED)
    return {name: _digest(folder / name) for name in names if (folder / name).is_file()}


def list_kept(folder: Path, signed: Mapping[str, str]) -> set[str]:
    """The names of the texts that are still, byte for byte, those that were signed.

    A page is never among them.
    """
    return {
        name for name, digest in signed.items() if name != PAGE and _is(folder, name, digest)
    }


def compare_texts(
    folder: Path, audio: str, signed: Mapping[str, str], *, is_own: bool
) -> dict[str, TextState]:
    """Name of each text of a sound -> what became of it.

    `signed` has the digests in the sound's credentials. `is_own` is whether the folder's
    ``episode.json`` names the sound, or names none; otherwise only the texts that are called
    after the sound count. Empty if none of them is there: then the sound was copied without them.
    """
    stem = f"{Path(audio).stem}."
    there = digest_texts(folder, audio)
    if not any(name.startswith(stem) for name in there) and not (is_own and EPISODE in there):
        return {}
    return {
        name: _state_of(there.get(name), signed.get(name))
        for name in sorted({*there, *signed})
        if is_own or name.startswith(stem)
    }


def _state_of(there: str | None, signed: str | None) -> TextState:
    if signed is None:
        return TextState.UNSIGNED
    if there is None:
        return TextState.MISSING
    return TextState.SIGNED if there == signed else TextState.CHANGED


def _is(folder: Path, name: str, digest: str) -> bool:
    try:
        return _digest(folder / name) == digest
    except OSError:
        return False


def _digest(path: Path) -> str:
    content = _words_of_page(read_regular(path)) if path.name == PAGE else read_regular(path)
    return hashlib.sha256(content).hexdigest()


def _words_of_page(page: bytes) -> bytes:
    """The words in the article of a page, in UTF-8 with single spaces between them."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        tree = html.document_fromstring(page, parser=parser)
    except etree.LxmlError:
        return b""  # an empty file is no page
    etree.strip_elements(tree, *SILENT, with_tail=False)
    words = " ".join("".join(each.itertext()) for each in tree.iter(ARTICLE)).split()
    return " ".join(words).encode("utf-8", "replace")
