"""Recognises a file's format by its suffix, or by its content if the suffix does not tell."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from audiobrief.errors import PageRefused
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
LINES_SUFFIXES = {".jsonl", ".ndjson"}
"""Suffixes of lists with a JSON object in each line (jsonlines.org, ndjson.org)."""
OTHER_SUFFIXES = {
    # of files that people also name; none is a top-level domain but .zip, which has few sites
    ".csv", ".docx", ".epub", ".gz", ".jpg", ".json", ".m4a", ".mp3", ".odt", ".pdf", ".png", ".rtf",
    ".toml", ".wav", ".zip", ".zst",
}  # fmt: skip
SHORTCUT_SUFFIXES = {".desktop", ".url", ".webloc"}
"""Suffixes of the files that browsers leave where an address is dragged to."""
_SITE_NAME = compile_late(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_FILE_SUFFIXES = SUFFIXES.keys() | LINES_SUFFIXES | OTHER_SUFFIXES | SHORTCUT_SUFFIXES
LINES_TYPES = {
    "application/jsonl", "application/x-jsonl", "application/jsonlines", "application/x-jsonlines",
    "application/json-lines", "application/x-ndjson", "application/ndjson", "application/json-seq",
}  # fmt: skip
"""Content types of such lists; none of them is registered."""
_HTML = compile_late(
    # WHATWG MIME Sniffing Standard 7.1, and tags that begin an extract from a page
    rb"\s*<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|base|iframe|main|"
    rb"article|section|header|nav|div|p|h[1-6]|font|table|a|b|br|img|span|ul|ol)[\s/>]",
    re.IGNORECASE,
)
_TAGS = compile_late(rb"</(?:p|div|span|a|h[1-6]|li|article|body|html|td)\s*>", re.IGNORECASE)
_FEED = compile_late(rb"\s*+(?:<\?xml\b[^>]*+>\s*+)*+<(?:rss|feed|rdf:RDF)[\s>]")
_JSON_FEED = compile_late(
    # jsonfeed.org asks for the version first; WordPress lists posts, each with a content
    rb"\s*\{(?s:.{0,2000}?)\"version\"\s*:\s*\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version|"
    rb"\s*\[\s*\{\s*\"id\"\s*:\s*\d+\s*,(?s:.{0,3000}?)\"(?:guid|title)\"\s*:\s*\{\s*\"rendered\""
)
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
    is_xml = _FEED.match(_COMMENTS.sub(b"", head)) or _FEED.match(head)
    if is_xml or _JSON_FEED.match(head):
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


def is_site_name(word: str) -> bool:
    """Whether a word is an address without its scheme, and not the name of a file: "page.html"."""
    is_file = "/" not in word and PurePath(word).suffix.lower() in _FILE_SUFFIXES
    return _SITE_NAME.fullmatch(word) is not None and not is_file


def has_lines_suffix(address: str) -> bool:
    """Whether a file's path, or an address before its query, ends as that of a list in JSON."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return path.lower().endswith(tuple(LINES_SUFFIXES))


def refuse_lines(address: str, name: str, content_type: str = "") -> None:
    """Check that a source is not a list in JSON, which nobody would want to hear.

    `address` may be a file's path, too; `name` is for the message.

    Raises:
        PageRefused: its address or its content type is that of such a list.
    """
    if has_lines_suffix(address) or content_type in LINES_TYPES:
        raise PageRefused(
            f"{name} is a list of articles, not a page; give it to `audiobrief batch`, as a file "
            "or an address that ends in .jsonl"
        )


def is_feed(data: bytes) -> bool:
    """Whether decompressed `data` is a feed in XML or JSON."""
    return recognise(data) is Format.FEED


def _starts_as_html(head: bytes) -> bool:
    return _HTML.match(_COMMENTS.sub(b"", head)) is not None


def _narrowed(head: bytes) -> bytes:
    """`head` without byte order mark, and UTF-16 without its NULs: enough to recognise tags."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:]
    return head.removeprefix(_MARK).replace(b"\x00", b"").replace(b"\r\n", b"\n")
