"""The secrets that open a desk: one for everything, and one that can only add.

They are parts of addresses, since a podcast app has no other way to send one. The second is
derived from the first: a bookmarklet runs in foreign pages, whose scripts may read what it says.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from audiobrief.errors import ListenError
from audiobrief.patterns import compile_late
from audiobrief.system.files import read_regular
from audiobrief.system.locations import INTERNAL
from audiobrief.system.secret_files import write_secret

KEY = f"{INTERNAL}/listen.key"
"""The file of the token, which only its owner may read, relative to the folder of episodes."""
TOKEN_BYTES = 18
"""144 random bits, which nobody can guess."""
_TOKEN = compile_late(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one desk."""

    token: str
    """Opens the library, the feed and everything else."""

    @property
    def adding(self) -> str:
        """Opens nothing but the page on which something is added."""
        digest = hmac.digest(self.token.encode(), b"audiobrief: adding only", hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()

    def is_token(self, given: str) -> bool:
        """Whether that is the token, in a time that does not tell how much of it is right."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def may_add(self, given: str) -> bool:
        """Whether that opens the page on which something is added."""
        known = hmac.compare_digest(given.encode("utf-8", "replace"), self.adding.encode())
        return known or self.is_token(given)


def open_keys(root: Path) -> Keys:
    """The secrets of the desk in a folder of episodes; they are made once.

    Raises:
        ListenError: their file is damaged or cannot be read.
        OutputError: it cannot be written.
    """
    path = root / KEY
    try:
        token = read_regular(path).decode("ascii").strip()
    except FileNotFoundError:
        return Keys(_write_token(path))
    except (OSError, ValueError) as error:
        raise ListenError(f"{path} cannot be read: {error}; remove it", path=path) from error
    if not _TOKEN.fullmatch(token):
        raise ListenError(
            f"{path} holds no token of 16 to 64 letters, digits, - or _; remove it, and a new "
            "address is made",
            path=path,
        )
    return Keys(token)


def _write_token(path: Path) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    write_secret(path, f"{token}\n".encode())
    return token
