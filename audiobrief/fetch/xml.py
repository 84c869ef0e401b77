"""Reads the XML of feeds and sitemaps, without entities: they can grow without limit.

Entities can also read files of this machine.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from audiobrief.errors import PageRefused
from audiobrief.fetch import local
from audiobrief.fetch.addresses import is_address
from audiobrief.fetch.decoding import decode
from audiobrief.fetch.settings import FetchSettings
from audiobrief.patterns import compile_late

_DECLARATION = compile_late(r"\A\s*<\?xml\b[^>]*\?>")
_PROLOG = compile_late(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_SUBSET = compile_late(r"""<!DOCTYPE(?:[^>\["']|"[^"]*"|'[^']*')*+\[""", re.IGNORECASE)
"""A DOCTYPE with declarations of its own. A DOCTYPE that only names a DTD, as in RSS 0.91, is
harmless, because the DTD is never loaded."""


MAX_ATTRIBUTES = 500
"""The most attributes of one element. libxml2 compares each with all others: 40,000 took 45 s."""
_ATTRIBUTE = compile_late(r"=\s*[\"']?")


class Document(NamedTuple):
    """A feed, a sitemap or another list in XML or JSON, as it was read."""

    text: str
    """The text without its XML declaration."""
    url: str
    """Its address after redirects; empty for a file."""
    name: str
    """The source as the user gave it, for messages."""


def read_xml(source: str | Path, settings: FetchSettings) -> Document:
    """The document at an address, in a file or on stdin.

    Raises:
        PageNotFound, PageRefused, PageUnreachable, PageUnreadable: as in `read_page`;
            PageRefused also if the text declares entities.
    """
    from audiobrief.fetch import compression

    if isinstance(source, str) and is_address(source):
        from audiobrief.fetch import answers, web

        found = web.download(source, settings, types=answers.XML_TYPES)
        data, url, name, charset = found.body, found.url, source, found.charset
        # Gzipped sitemaps are sent as files, without a Content-Encoding
        coding = compression.coding_of(data)
        if coding:
            data = compression.decompress(
                [data], [coding], max_bytes=settings.max_bytes, name=name
            )
    else:
        data, _, name = local.read_bytes(source, max_bytes=settings.max_bytes)
        url = charset = ""
    return document_of(data, url, name, charset=charset)


def document_of(data: bytes, url: str, name: str, *, charset: str = "") -> Document:
    """The document in `data`, which is decompressed already.

    Raises:
        PageRefused: it declares entities, or an element has more attributes than any.
        PageUnreadable: it is damaged.
    """
    text = _DECLARATION.sub("", decode(data, name=name, charset=charset))
    refuse_entities(text, name)
    if not text.lstrip().startswith(("{", "[")):
        _refuse_long_tags(text, name)
    return Document(text.lstrip(), url, name)


def refuse_entities(text: str, name: str) -> None:
    """Check that a document declares no entities of its own.

    Raises:
        PageRefused: it does; declarations are in the DOCTYPE, before the root (XML 1.0, 2.8).
    """
    prolog = _PROLOG.match(text)
    if _SUBSET.match(text, prolog.end() if prolog else 0):
        raise PageRefused(
            f"{name} declares XML entities, which are refused in feeds and sitemaps"
        )


def _refuse_long_tags(text: str, name: str) -> None:
    for part in text.split(">"):
        if len(part) > MAX_ATTRIBUTES:
            tag = part[part.rfind("<") + 1 :]
            if len(_ATTRIBUTE.findall(tag)) > MAX_ATTRIBUTES:
                raise PageRefused(
                    f"{name} has an element with more than {MAX_ATTRIBUTES} attributes; no feed has"
                )
