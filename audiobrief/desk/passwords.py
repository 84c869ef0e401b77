"""Which passwords are good enough, and their hashes: Argon2id, as RFC 9106 advises."""

from __future__ import annotations

import functools
import secrets
from typing import Any

from audiobrief.errors import DeskError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""A bound, since the whole of it is hashed (ASVS 5.0, 6.2.9 asks for at least 64)."""
FEWEST_GUESSES = 10**8
"""The guesses that a password has to withstand: fewer are made in hours even if its slow hash is
known (zxcvbn's own bound between what is somewhat and what is safely hard to guess)."""
LONGEST_JUDGED = 72
"""Characters that zxcvbn looks at; it refuses longer texts, which would take it long."""


def check_password(password: str, name: str) -> None:
    """Check that a password is long enough, and not easily guessed from the name.

    Raises:
        DeskError: it is not; the message says what to do.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise DeskError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; four words do well"
        )
    from zxcvbn import zxcvbn

    # the account's name, also as a part of it, counts as a word that everybody knows
    found = zxcvbn(password[:LONGEST_JUDGED], user_inputs=[name, "audiobrief"])
    if found["guesses"] < FEWEST_GUESSES:
        warning = str(found["feedback"]["warning"]).rstrip(".").lower()
        why = f" ({warning})" if warning else ""
        raise DeskError(f"the password is too easy to guess{why}; four words do well")


@functools.cache
def _hasher() -> Any:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise DeskError(f"{error.name} is not installed; install audiobrief[desk]") from error
    # the library's defaults are RFC 9106's second choice: Argon2id, 64 MiB, 3 passes
    return PasswordHasher()


def hash_password(password: str) -> str:
    """The Argon2id hash of a password."""
    hashed: str = _hasher().hash(password)
    return hashed


@functools.cache
def hash_of_nobody() -> str:
    """The hash of a password that nobody has."""
    return hash_password(secrets.token_urlsafe(32))


def is_right(hashed: str, password: str) -> bool:
    """Whether a password, or a recovery code, is the one of a hash."""
    from argon2.exceptions import VerificationError

    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return bool(_hasher().verify(hashed, password))
    except VerificationError:
        return False
