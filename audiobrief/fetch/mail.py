"""Reads the page in a saved mail (RFC 5322) or a web archive (RFC 2557)."""

from __future__ import annotations

import email.policy
import re
from datetime import UTC
from email.message import EmailMessage
from email.parser import BytesParser
from html import escape

from audiobrief.errors import PageUnreadable
from audiobrief.fetch.decoding import decode
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

MAX_NESTED = 50
"""The most multiparts of one mail. The parser compares each line with every multipart that is
open. A mail that was forwarded and answered for years has a dozen."""
MAX_HEADER = 10_000
"""The most characters of a header that is read; Python's parser of encoded words takes memory by
the square (112 kB took 472 MB). A headline has some hundred."""
MAX_STRUCTURED = 2_000
"""The most characters of a header in whose value each character may have a meaning. Python's
parsers of them take time by the square: 60,000 quotation marks in a Content-Type took 66 s, 2,000
take a fifth of one. A file's name is the longest thing in them, with 255 characters of which each
may be written as twelve (RFC 2231)."""
MAX_SQUARES = 50_000_000
"""The most that the squares of the lengths of those headers come to in one mail, 1 or 2 s of time.
A web archive with 5,000 pictures has half of that."""
STRUCTURED = {
    "content-type", "content-transfer-encoding", "content-disposition", "date", "from",
}  # fmt: skip
READ = {
    "subject", "from", "date", "content-type", "content-transfer-encoding", "content-disposition",
    "content-location", "snapshot-content-location",
}  # fmt: skip
"""The headers that are read, in lower case."""
BULK = {"list-id", "list-unsubscribe", "list-post"}
_MULTIPART = compile_late(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_HEADERS = compile_late(
    rb"^(content-(?:type|transfer-encoding|disposition)):([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
"""A header with the lines that continue it, which begin with white space (RFC 5322, 2.2.3)."""
_TITLE = compile_late(r"<title\b[^<>]*>\s*[^<\s]", re.IGNORECASE)
_WEB = compile_late(r"https?://", re.IGNORECASE)


def open_mail(data: bytes, *, name: str) -> Page:
    """The page in a mail or an archive: its HTML part, or its plain text if it has none.

    A page without a title gets the subject as its title, the date of a mail becomes the date of
    publication, and its sender the author, except of a mailing list or a newsletter.

    Raises:
        PageUnreadable: the mail has no text part, or is damaged.
    """
    if len(_MULTIPART.findall(data)) > MAX_NESTED:
        raise PageUnreadable(f"{name} has too many nested parts; save the page as HTML")
    _check_lengths(data, name)
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(data)
        _check_headers(message, name)
        return _page(message, _text_part(message, name), name=name)
    except (PageUnreadable, MemoryError):
        raise
    except Exception as error:
        # the parser is recursive, and its header classes raise errors of any kind
        raise PageUnreadable(f"{name} is damaged; save the page as HTML") from error


def _check_lengths(data: bytes, name: str) -> None:
    """Refuse headers whose parsing would take long; Python parses them while it takes a mail apart.

    A line of a text that begins with the name of such a header and a colon counts, too, since
    only parsing would tell the two apart. No text has one that is so long.
    """
    squares = 0
    # for Python's parser a line ends with any of the three, for a regular expression with "\n"
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for found in _HEADERS.finditer(lines):
        header, length = found[1].decode(), len(found[2])
        if length > MAX_STRUCTURED:
            raise PageUnreadable(_too_long(name, header, length))
        squares += length * length
        if squares > MAX_SQUARES:
            raise PageUnreadable(
                f"{name} has too many long headers ({header}); save the page as HTML"
            )


def _too_long(name: str, header: str, length: int) -> str:
    return f"{name} has a header ({header}) of {length:,} characters; save the page as HTML"


def _check_headers(message: EmailMessage, name: str) -> None:
    for part in message.walk():
        for header, value in part.raw_items():
            most = MAX_STRUCTURED if header.lower() in STRUCTURED else MAX_HEADER
            if header.lower() in READ and len(value) > most:
                raise PageUnreadable(_too_long(name, header, len(value)))


def _text_part(message: EmailMessage, name: str) -> EmailMessage:
    """The first HTML part, which in an archive is the page itself, or the first plain text.

    Raises:
        PageUnreadable: there is neither.
    """
    plain = None
    for part in message.walk():
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in {"text/html", "application/xhtml+xml"}:
            return part
        if kind == "text/plain" and plain is None:
            plain = part
    if plain is None:
        raise PageUnreadable(f"{name} has no text part; save the page as HTML")
    return plain


def _page(message: EmailMessage, part: EmailMessage, *, name: str) -> Page:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    subject = " ".join(str(message.get("Subject", "")).split())
    if part.get_content_type() == "text/plain":
        text = decode(body, name=name, charset=charset, markup=False)
        if part.get_param("format") == "flowed":
            text = _unflowed(text, delsp=part.get_param("delsp") == "yes")
        return Page(_above(message, subject) + text, PageKind.TEXT, "", name)
    html = decode(body, name=name, charset=charset)
    url = _address(message, part)
    if not url:
        html = _headed(html, message, subject)
    return Page(html, PageKind.HTML, url, name)


def _address(message: EmailMessage, part: EmailMessage) -> str:
    # Chromium writes Snapshot-Content-Location. All browsers write Content-Location, some of
    # them on the part
    for holder, header in (
        (message, "Snapshot-Content-Location"), (part, "Content-Location"),
        (message, "Content-Location"),
    ):  # fmt: skip
        value = "".join(str(holder.get(header, "")).split())
        if _WEB.match(value):
            return value
    return ""


def _above(message: EmailMessage, subject: str) -> str:
    """The lines above a plain mail that say, as mail programs print it, what its header says."""
    fields = {"Subject": subject, "From": _sender(message), "Date": _written(message)}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    if len(lines) == 1 and subject:
        lines = [subject]
    return "\n".join([*lines, "", ""]) if lines else ""


def _sender(message: EmailMessage) -> str:
    """The name of who wrote a mail; empty for an address alone, and for a list's mail.

    Newsletters come from a program in the name of a paper or a shop; RFC 2369 and RFC 2919 give
    such mail headers of its own.
    """
    if BULK & {header.lower() for header in message}:
        return ""
    addresses = getattr(message.get("From"), "addresses", ())
    name = addresses[0].display_name if addresses else ""
    return "" if "@" in name else " ".join(name.split())


def _written(message: EmailMessage) -> str:
    """When a mail was written, by ISO 8601; empty if its header does not say."""
    moment = getattr(message.get("Date"), "datetime", None)
    if moment is None:
        return ""
    # RFC 5322 3.3: the zone -0000 means that the time is UTC and the local zone unknown
    return str((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())


def _headed(html: str, message: EmailMessage, subject: str) -> str:
    head = ""
    if subject and not _TITLE.search(html):
        head += f"<title>{escape(subject)}</title>"
    if written := _written(message):
        head += f'<meta property="article:published_time" content="{written}">'
    if sender := _sender(message):
        head += f'<meta name="author" content="{escape(sender)}">'
    return f"<head>{head}</head>{html}" if head else html


def _unflowed(text: str, *, delsp: bool) -> str:
    """Join flowed lines (RFC 3676): a line that ends in a space continues on the next one."""
    lines: list[str] = []
    flowing = False
    for raw in text.splitlines():
        line = raw.removeprefix(" ")
        if flowing:
            lines[-1] = (lines[-1][:-1] if delsp else lines[-1]) + line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
