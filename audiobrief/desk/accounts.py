"""Who may enter: accounts with passwords, sessions of browsers, tokens of programs.

Passwords are kept as Argon2id hashes, sessions and tokens as SHA-256 digests: who reads the
file cannot enter with what is in it. A token has 256 random bits, so a fast hash is enough.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any

from audiobrief.desk.database import Database, Row
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.states import ROLES, Scope
from audiobrief.errors import DeskError, DeskForbidden
from audiobrief.patterns import compile_late

TOKEN_BYTES = 32
TOKEN_PREFIX = "abd_"  # noqa: S105 -- a mark by which scanners for leaked secrets know a token
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""A bound, since the whole of it is hashed (ASVS 5.0, 6.2.9 asks for at least 64)."""
FEWEST_GUESSES = 10**8
"""The guesses that a password has to withstand: fewer are made in hours even if its slow hash is
known (zxcvbn's own bound between what is somewhat and what is safely hard to guess)."""
LONGEST_JUDGED = 72
"""Characters that zxcvbn looks at; it refuses longer texts, which would take it long."""
IDLE_S = 12 * 3600
"""The time after which a session that nobody used ends, in seconds: a newsroom's shift."""
LONGEST_SESSION_S = 7 * 86_400
TRIES = 5
"""Failed log-ins of one account, or from one address, before the next one has to wait."""
TRIES_OF_ADDRESS = 20
"""A newsroom may share an address."""
WINDOW_S = 15 * 60
LOCAL = "local"
"""The kind of session of the one person at a desk without accounts."""
_NAME = compile_late(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}\Z")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request, and what they may do."""

    name: str
    scopes: frozenset[Scope]
    csrf: str = ""
    """What a request that changes something must repeat; empty for a program's token."""
    session: str = ""
    """The digest of the session; empty for a program's token."""


class Accounts:
    """The accounts, sessions and tokens of one desk."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    # -------------------------------------------------------------------- accounts

    def add(self, name: str, role: str, password: str, by: str) -> None:
        """Add an account, or give it another role and password; its sessions end.

        Raises:
            DeskError: the name, the role or the password cannot be taken.
        """
        if not _NAME.match(name):
            raise DeskError(
                f"{name[:40]!r} is no name of an account; it has letters, digits and . _ @ - alone"
            )
        check_role(role)
        check_password(password, name)
        hashed = _hasher().hash(password)
        with self._database.transaction():
            self._database.write(
                "INSERT INTO account (name, role, hash, created) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET role = excluded.role, hash = excluded.hash, "
                "is_closed = 0",
                name, role, hashed, time.time(),
            )  # fmt: skip
            self._database.write("DELETE FROM session WHERE name = ?", name)
            self._ledger.note(by, "account written", account=name, role=role)
        self._ledger.tell()

    def close(self, name: str, by: str) -> None:
        """Close an account, and end its sessions; its name stays in the ledger.

        Raises:
            DeskError: there is no such account.
        """
        with self._database.transaction():
            if not self._database.write(
                "UPDATE account SET is_closed = 1 WHERE name = ?", name
            ):
                raise DeskError(f"there is no account {name[:40]!r}")
            self._database.write("DELETE FROM session WHERE name = ?", name)
            self._ledger.note(by, "account closed", account=name)
        self._ledger.tell()

    def list_accounts(self) -> list[Row]:
        """Name, role and state of each account."""
        return self._database.rows("SELECT name, role, is_closed FROM account ORDER BY name")

    def has_any(self) -> bool:
        """Whether anybody can log in."""
        return self._database.row("SELECT 1 FROM account WHERE is_closed = 0") is not None

    # -------------------------------------------------------------------- sessions

    def log_in(self, name: str, password: str, address: str) -> str:
        """A new session; returns the secret for its cookie.

        Raises:
            DeskForbidden: the name or the password is wrong, or there were too many tries.
        """
        wait = self.wait_before_log_in(name, address)
        if wait:
            self._note_log_in(name, "log-in refused", address)
            raise DeskForbidden(f"too many log-ins failed; wait {wait // 60 + 1} minutes")
        row = self._database.row(
            "SELECT role, hash FROM account WHERE name = ? AND is_closed = 0", name
        )
        # an unknown name takes as long as a known one, so that time does not tell names
        if not _is_right(row["hash"] if row else _no_hash(), password) or row is None:
            now = time.time()
            with self._database.transaction():
                self._database.write("DELETE FROM attempt WHERE at < ?", now - WINDOW_S)
                for who in (f"name {name[:64]}", f"address {address}"):
                    self._database.insert("attempt", who=who, at=now)
            self._note_log_in(name, "log-in failed", address)
            raise DeskForbidden("the name or the password is wrong")
        self._database.write("DELETE FROM attempt WHERE who = ?", f"name {name}")
        secret = self.open_session(name, row["role"])
        self._note_log_in(name, "logged in", address)
        return secret

    def wait_before_log_in(self, name: str, address: str) -> int:
        """The seconds until somebody may try to log in again; 0 for at once."""
        now, longest = time.time(), 0.0
        limits = ((f"name {name[:64]}", TRIES), (f"address {address}", TRIES_OF_ADDRESS))
        for who, most in limits:
            row = self._database.row(
                "SELECT count(*) AS n, max(at) AS last FROM attempt WHERE who = ? AND at > ?",
                who, now - WINDOW_S,
            )  # fmt: skip
            if row is not None and row["n"] >= most:
                # each further try doubles the wait, from a minute up to the window
                wait = min(60.0 * 2 ** (row["n"] - most), WINDOW_S)
                longest = max(longest, row["last"] + wait - now)
        return max(round(longest), 0)

    def _note_log_in(self, name: str, what: str, address: str) -> None:
        with self._database.transaction():
            self._ledger.note(name[:64], what, address=address)
        self._ledger.tell()

    def open_session(self, name: str, role: str) -> str:
        """A new session of somebody who proved who they are; returns the secret."""
        secret, now = secrets.token_urlsafe(TOKEN_BYTES), time.time()
        with self._database.transaction():
            self._database.write(
                "DELETE FROM session WHERE seen < ? OR created < ?",
                now - IDLE_S, now - LONGEST_SESSION_S,
            )  # fmt: skip
            self._database.insert(
                "session", digest=_digest(secret), name=name, role=role,
                csrf=secrets.token_urlsafe(TOKEN_BYTES), created=now, seen=now,
            )  # fmt: skip
        return secret

    def find_session(self, secret: str) -> Caller | None:
        """The caller whose cookie holds `secret`, or None."""
        now, digest = time.time(), _digest(secret)
        row = self._database.row(
            "SELECT session.*, account.role AS now_role, account.is_closed FROM session "
            "LEFT JOIN account USING (name) WHERE digest = ? AND session.seen > ? "
            "AND session.created > ?",
            digest, now - IDLE_S, now - LONGEST_SESSION_S,
        )  # fmt: skip
        if row is None:
            return None
        if row["role"] == LOCAL:
            return Caller(row["name"], frozenset(Scope), row["csrf"], digest)
        if row["now_role"] is None or row["is_closed"]:
            return None
        if now - row["seen"] > 60:
            # a write for each request would be a sync of the disk for each
            self._database.write("UPDATE session SET seen = ? WHERE digest = ?", now, digest)
        # the role that the account has now, not at its log-in
        return Caller(row["name"], ROLES[row["now_role"]], row["csrf"], digest)

    def log_out(self, caller: Caller) -> None:
        """End a session."""
        self._database.write("DELETE FROM session WHERE digest = ?", caller.session)

    # ---------------------------------------------------------------------- tokens

    def add_token(self, name: str, scopes: frozenset[Scope], by: str) -> str:
        """A new token for a program, which is shown this once.

        Raises:
            DeskError: the name cannot be taken, or has a token already.
        """
        if not _NAME.match(name):
            raise DeskError(
                f"{name[:40]!r} is no name of a token; it has letters, digits and . _ @ - alone"
            )
        token = TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.transaction():
            if self._database.row("SELECT 1 FROM token WHERE name = ?", name) is not None:
                raise DeskError(f"there is a token {name!r} already; remove it first")
            self._database.insert(
                "token", digest=_digest(token), name=name,
                scopes=" ".join(sorted({*scopes, Scope.READ})), created=time.time(),
            )  # fmt: skip
            self._ledger.note(by, "token made", token=name, scopes=sorted(scopes))
        self._ledger.tell()
        return token

    def remove_token(self, name: str, by: str) -> None:
        """Remove a program's token.

        Raises:
            DeskError: there is no such token.
        """
        with self._database.transaction():
            if not self._database.write("DELETE FROM token WHERE name = ?", name):
                raise DeskError(f"there is no token {name[:40]!r}")
            self._ledger.note(by, "token removed", token=name)
        self._ledger.tell()

    def list_tokens(self) -> list[Row]:
        """Name and scopes of each token."""
        return self._database.rows("SELECT name, scopes FROM token ORDER BY name")

    def find_token(self, token: str) -> Caller | None:
        """The program with that token, or None."""
        row = self._database.row(
            "SELECT name, scopes FROM token WHERE digest = ?", _digest(token)
        )
        if row is None:
            return None
        return Caller(row["name"], frozenset(map(Scope, row["scopes"].split())))


def check_role(role: str) -> None:
    """Check that there is such a role.

    Raises:
        DeskError: there is none.
    """
    if role not in ROLES:
        raise DeskError(f"there is no role {role[:40]!r}; it is one of {', '.join(ROLES)}")


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


def is_same(given: str, secret: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of one is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@functools.cache
def _hasher() -> Any:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise DeskError(f"{error.name} is not installed; install audiobrief[desk]") from error
    # the library's defaults are RFC 9106's second choice: Argon2id, 64 MiB, 3 passes
    return PasswordHasher()


@functools.cache
def _no_hash() -> str:
    """The hash of a password that nobody has."""
    hashed: str = _hasher().hash(secrets.token_urlsafe(TOKEN_BYTES))
    return hashed


def _is_right(hashed: str, password: str) -> bool:
    from argon2.exceptions import VerificationError

    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return bool(_hasher().verify(hashed, password))
    except VerificationError:
        return False
