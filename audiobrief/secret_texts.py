"""Keeps secrets out of what leaves the process: the one filter for messages, logs and reports.

A server may echo the key that it was sent, and an address may hold a password. Errors pass their
messages through `hide` when they are made, so that whatever stores or prints one later (a journal, a
report, a terminal) has no secret. The command line passes through it what it prints.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

LEAST = 6
"""The fewest characters of a secret that is hidden wherever it stands. A shorter one may be any
word's part; no server gives out such keys."""
RUN = 12
"""The fewest characters in a row of a longer secret that are hidden, where an echo was cut."""
SHORT_RUN = 8
"""The same of a short secret, of which two thirds are hidden."""
WHOLE = 2 / 3
HIDDEN = "…"
"""What stands in a secret's place."""
_USER = r"(?:(?<=://)|(?<=\w\w:/))[^/?#\s\"'<>]*@"
"""The name and password in an address (RFC 3986, 3.2.1). A path folds its two slashes to one; a
scheme has two letters or more, and a drive of Windows has one."""
_SECRETS: set[str] = set()
_LOWER = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


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
    return re.sub(_USER, f"{HIDDEN}@", text) if "@" in text and ":/" in text else text


def hide_known(text: str) -> str:
    """`text` without the secrets that are known; for text that others have written.

    A secret is found in the spellings that servers echo, in capitals or not, and so is a part of
    it, if that is long and no ordinary word.
    """
    if not _SECRETS:
        return text
    lowered = _lower(text)
    found = {
        run for secret in _SECRETS for form in _forms_of(secret) for run in form.find(lowered)
    }
    pieces, at = [], 0
    for start, end in sorted(found):
        if start >= at:
            pieces += [text[at:start], HIDDEN]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


class _Form:
    """A spelling of a secret, and how much of it in a row is hidden."""

    def __init__(self, text: str, share: float) -> None:
        self._text, self._lowered = text, _lower(text)
        self._least = min(len(text), math.ceil(share * len(text)))
        # each run of the least length contains one of these parts whole
        step = (self._least + 1) // 2
        length = self._least - step + 1
        self._parts = [
            (at, self._lowered[at : at + length])
            for at in range(0, len(text) - length + 1, step)
        ]

    def find(self, lowered: str) -> Iterator[tuple[int, int]]:
        """The start and end of each run of it in a text in lower case."""
        for at, part in self._parts:
            found = lowered.find(part)
            while found >= 0:
                before = _count_equal(
                    self._lowered[:at][::-1], lowered[max(0, found - at) : found][::-1]
                )
                after = _count_equal(
                    self._lowered[at:], lowered[found : found + len(self._text) - at]
                )
                if self._is_secret(self._text[at - before : at + after]):
                    yield found - before, found + after
                found = lowered.find(part, found + after)

    def _is_secret(self, run: str) -> bool:
        is_word = run.isalpha() and (run[1:].islower() or run.isupper())
        return len(run) == len(self._text) or (len(run) >= self._least and not is_word)


def _count_equal(one: str, other: str) -> int:
    """How many characters at the beginnings of two texts are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _lower(text: str) -> str:
    """`text` with the Latin capitals in lower case, and as long: other letters may become two."""
    return text.translate(_LOWER)


@lru_cache(maxsize=256)
def _forms_of(secret: str) -> tuple[_Form, ...]:
    """The spellings of a secret: those of addresses, JSON, HTML, hexadecimal numbers and base64."""
    import base64
    import html
    import json
    from urllib.parse import quote, quote_plus

    content = secret.encode("utf-8", "surrogatepass")
    safe = secret.encode("utf-8", "replace").decode()
    escaped = json.dumps(secret)[1:-1]
    spellings = {
        secret, quote(safe), quote(safe, safe=""), quote_plus(safe),
        "".join(f"%{each:02x}" for each in content),
        escaped, escaped.replace("/", "\\/"), json.dumps(secret, ensure_ascii=False)[1:-1],
        "".join(f"\\u{ord(each):04x}" for each in secret),
        html.escape(secret), html.escape(secret).replace("&#x27;", "&#39;"),
        "".join(f"&#{ord(each)};" for each in secret),
        "".join(f"&#x{ord(each):x};" for each in secret),
        content.hex(), content.hex(" "), content.hex(":"),
    }  # fmt: skip
    for offset in range(3):
        # six bits of each character are of the secret alone, whatever stands before and behind it
        coded = base64.b64encode(bytes(offset) + content).decode()
        last = (offset + len(content)) * 8 // 6
        standard = coded[-(-offset * 8 // 6) : last]
        spellings |= {standard, standard.replace("+", "-").replace("/", "_")}
    run = min(RUN, max(SHORT_RUN, math.ceil(WHOLE * len(secret))))
    share = min(1.0, run / len(secret))
    return tuple(_Form(each, share) for each in sorted(spellings) if len(each) >= LEAST)


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
