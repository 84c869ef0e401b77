"""Recognises a file's format by its suffix, or by its content if the suffix does not tell."""

from __future__ import annotations

import re
from enum import StrEnum

from audiobrief.patterns import compile_late

SNIFFED = 4_096
"""Bytes at the beginning that are examined."""


class Format(StrEnum):
    """The format of a file or a download."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    MAIL = "mail"
    """RFC 5322: a saved newsletter."""
    ARCHIVE = "archive"
    """RFC 2557: a page saved by a browser as one file."""
    FEED = "feed"


SUFFIXES = {
    ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML, ".xht": Format.HTML,
    ".shtml": Format.HTML,
    ".txt": Format.TEXT, ".text": Format.TEXT,
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".eml": Format.MAIL,
    ".mhtml": Format.ARCHIVE, ".mht": Format.ARCHIVE,
    ".rss": Format.FEED, ".atom": Format.FEED,
}  # fmt: skip
_HTML = compile_late(
    # WHATWG MIME Sniffing Standard 7.1, and tags that begin an extract from a page
    rb"\s*<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|base|iframe|main|"
    rb"article|section|header|nav|div|p|h[1-6]|font|table|a|b|br|img|span|ul|ol)[\s/>]",
    re.IGNORECASE,
)
_TAGS = compile_late(rb"</(?:p|div|span|a|h[1-6]|li|article|body|html|td)\s*>", re.IGNORECASE)
_FEED = compile_late(rb"\s*+(?:<\?xml\b[^>]*+>\s*+)*+<(?:rss|feed|rdf:RDF)[\s>]")
_HEADER = compile_late(
    rb"(?:From [^\n]*\n)?(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII
)
_MAIL_HEADER = compile_late(
    rb"^(?:MIME-Version|Content-Type|Subject|Message-ID|Date):", re.IGNORECASE | re.MULTILINE
)
_RELATED = compile_late(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_COMMENTS = compile_late(rb"\A(?:\s*+<(?:!--.*?-->|\?xml\b[^>]*+>))++", re.DOTALL)
_MARK = b"\xef\xbb\xbf"


def recognise(data: bytes, suffix: str = "") -> Format:
    """The format of decompressed `data` from a file with this suffix (lower case)."""
    head = _narrowed(data[:SNIFFED])
    if _FEED.match(_COMMENTS.sub(b"", head)) or _FEED.match(head):
        return Format.FEED
    named = SUFFIXES.get(suffix)
    if named is Format.TEXT and _starts_as_html(head):
        return Format.HTML  # a page's source that was saved from an editor as text
    if named is not None and named is not Format.FEED:
        return named
    header = _HEADER.match(head)
    if header and len(_MAIL_HEADER.findall(header[0])) >= 2:
        return Format.ARCHIVE if _RELATED.search(header[0]) else Format.MAIL
    if _starts_as_html(head) or _TAGS.search(_narrowed(data[: 16 * SNIFFED])):
        return Format.HTML
    return Format.TEXT


def _starts_as_html(head: bytes) -> bool:
    return _HTML.match(_COMMENTS.sub(b"", head)) is not None


def _narrowed(head: bytes) -> bytes:
    """`head` without byte order mark, and UTF-16 without its NULs: enough to recognise tags."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:]
    return head.removeprefix(_MARK).replace(b"\x00", b"").replace(b"\r\n", b"\n")
