"""Reads the page in a saved mail (RFC 5322) or a web archive (RFC 2557)."""

from __future__ import annotations

import email.errors
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
_MULTIPART = compile_late(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_TITLE = compile_late(r"<title\b[^<>]*>\s*[^<\s]", re.IGNORECASE)
_WEB = compile_late(r"https?://", re.IGNORECASE)


def open_mail(data: bytes, *, name: str) -> Page:
    """The page in a mail or an archive: its HTML part, or its plain text if it has none.

    A page without a title gets the subject as its title, and the date of a mail becomes
    the date of publication. The sender does not count as the author.

    Raises:
        PageUnreadable: the mail has no text part, or is damaged.
    """
    if len(_MULTIPART.findall(data)) > MAX_NESTED:
        raise PageUnreadable(f"{name} has too many nested parts; save the page as HTML")
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(data)
        part = _text_part(message)
        if part is None:
            raise PageUnreadable(f"{name} has no text part; save the page as HTML")
        return _page(message, part, name=name)
    except (RecursionError, LookupError, ValueError, email.errors.MessageError) as error:
        # The parser is recursive, and its header classes raise various errors
        raise PageUnreadable(f"{name} is damaged; save the page as HTML") from error


def _text_part(message: EmailMessage) -> EmailMessage | None:
    """The first HTML part, which in an archive is the page itself, or the first plain text."""
    plain = None
    for part in message.walk():
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in {"text/html", "application/xhtml+xml"}:
            return part
        if kind == "text/plain" and plain is None:
            plain = part
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
        return Page(f"{subject}\n\n{text}" if subject else text, PageKind.TEXT, "", name)
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


def _headed(html: str, message: EmailMessage, subject: str) -> str:
    head = ""
    if subject and not _TITLE.search(html):
        head += f"<title>{escape(subject)}</title>"
    date = message.get("Date")
    moment = getattr(date, "datetime", None)
    if moment is not None:
        # RFC 5322 3.3: the zone -0000 means that the time is UTC and the local zone unknown
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        head += f'<meta property="article:published_time" content="{aware.isoformat()}">'
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
