"""Keeps secrets out of what leaves the process: the one filter for messages, logs and reports.

A server may echo the key that it was sent, and an address may hold a password. Errors pass their
messages through `hide` when they are made, so that whatever stores or prints one later (a journal, a
report, a terminal) has no secret. The command line passes through it what it prints.
"""

from __future__ import annotations

import re

LEAST = 6
"""The fewest characters of a secret that is hidden wherever it stands. A shorter one may be any
word's part; no server gives out such keys."""
HIDDEN = "…"
"""What stands in a secret's place."""
_USER = r"(?<=://)[^/?#\s\"'<>]*@"
"""The name and password in an address (RFC 3986, 3.2.1)."""
_SECRETS: set[str] = set()


def keep_secret(secret: str) -> None:
    """Hide a secret from now on in whatever leaves this process."""
    # every module imports the errors, and with them this one; few keep secrets
    from urllib.parse import unquote

    for spelling in (secret, unquote(secret)):
        if len(spelling) >= LEAST:
            _SECRETS.add(spelling)


def hide(text: str) -> str:
    """`text` without the secrets that are known, and without passwords in addresses."""
    text = hide_known(text)
    return re.sub(_USER, f"{HIDDEN}@", text) if "@" in text and "://" in text else text


def hide_known(text: str) -> str:
    """`text` without the secrets that are known; for text that others have written."""
    for secret in sorted(_SECRETS, key=len, reverse=True) if _SECRETS else ():
        text = text.replace(secret, HIDDEN)
    return text


def keep_password(address: str) -> str:
    """`address` without its name and password, which are hidden from now on."""
    found = re.search(_USER, address)
    if found:
        for part in found[0][:-1].split(":", 1):
            keep_secret(part)
    return re.sub(_USER, "", address)


def shorten_address(text: str, address: str) -> str:
    """`text` with the scheme and host alone of an address: its path may be a key to it."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return text.replace(address, HIDDEN)
    if not host:
        return text  # a file
    place = f"{parts.scheme}://{host}"
    text = text.replace(address, place)
    for secret in (parts.path, parts.query, parts.fragment):
        text = text.replace(secret, HIDDEN) if len(secret) >= LEAST else text
    return text
