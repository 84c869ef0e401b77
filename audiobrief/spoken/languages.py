"""Finds the folder of a language and imports only that one."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from audiobrief.spoken.language import UNKNOWN, Language

TAGS = "tags.txt"
"""File in a language's folder that lists its primary subtags (BCP 47), separated by white
space."""
STOP_WORDS = "stop_words.txt"
"""File in a language's folder with its commonest words that no other such language has."""
DEFAULT = "en"
"""The language of a page that does not name one."""


def primary_of(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, without script and region: "en" of "en-GB"."""
    return tag.replace("_", "-").partition("-")[0].lower() or DEFAULT


@functools.cache
def load_language(tag: str) -> Language:
    """The tables for the language of a BCP 47 tag; `UNKNOWN` where it has no folder."""
    folder = find_folders().get(primary_of(tag))
    if folder is None:
        return UNKNOWN
    language: Language = importlib.import_module(
        f"audiobrief.spoken.{folder}.language"
    ).LANGUAGE
    return language


def load_parts(name: str) -> Iterator[Any]:
    """The modules of one name in the folders that have it, without the rest of their languages.

    For wordings that are looked for before a page's language is known.
    """
    for folder in sorted(set(find_folders().values())):
        module = f"audiobrief.spoken.{folder}.{name}"
        if importlib.util.find_spec(module) is not None:
            yield importlib.import_module(module)


@functools.cache
def find_folders() -> Mapping[str, str]:
    """Primary subtag -> name of the folder, in every place of the package `audiobrief.spoken`.

    Python lets a package have several directories (its `__path__`), so language folders can be
    installed elsewhere.
    """
    return {tag: folder.name for folder in _folders() for tag in _read_tags(folder)}


def tag_named(name: str) -> str:
    """The subtag of the language with this English name ("en" of "English"); "" if it has no folder."""
    for folder in _folders():
        if folder.name == name.lower():
            return _read_tags(folder)[0]
    return ""


@functools.cache
def stop_words() -> Mapping[str, tuple[str, ...]]:
    """Primary subtag -> words that tell a text's language, of the folders that name some.

    They are read without importing any language, since a page's is not known yet.
    """
    return {
        _read_tags(folder)[0]: tuple((folder / STOP_WORDS).read_text(encoding="utf-8").split())
        for folder in _folders()
        if (folder / STOP_WORDS).is_file()
    }


def _folders() -> Iterator[Path]:
    for place in sys.modules[__package__].__path__:
        yield from sorted(path.parent for path in Path(place).glob(f"*/{TAGS}"))


def _read_tags(folder: Path) -> list[str]:
    return (folder / TAGS).read_text(encoding="utf-8").lower().split()
