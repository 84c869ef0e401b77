"""Who may enter: accounts with passwords, sessions of browsers, tokens of programs.

Passwords are kept as Argon2id hashes, sessions and tokens as SHA-256 digests: who reads the
file cannot enter with what is in it. A token has 256 random bits, so a fast hash is enough.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from audiobrief.desk.database import Database, Row
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.passwords import check_password, hash_of_nobody, hash_password, is_right
from audiobrief.desk.second_factors import SecondFactors
from audiobrief.desk.states import ROLES, Scope
from audiobrief.desk.tries import NOWHERE, Tries, Visitor
from audiobrief.errors import DeskError, DeskForbidden
from audiobrief.patterns import compile_late

TOKEN_BYTES = 32
TOKEN_PREFIX = "abd_"  # noqa: S105 -- a mark by which scanners for leaked secrets know a token
IDLE_S = 12 * 3600
"""The time after which a session that nobody used ends, in seconds: a newsroom's shift."""
LONGEST_SESSION_S = 7 * 86_400
SEEN_EVERY_S = 60
"""How exactly the last use of a session is known, in seconds: a write for each request would be a
sync of the disk for each."""
LOCAL = "local"
"""The kind of session of the one person at a desk without accounts."""
WRONG = "the name or the password is wrong"
WRONG_WITH_CODES = "the name or the password is wrong, or the code, which an account with a second factor needs"
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
    role: str = ""
    """The role of the account; empty for a program, and at a desk without accounts."""
    has_factor: bool = False
    """Whether the account asks for a second factor."""
    token: str = ""
    """The digest of a program's token; empty for a session, and for the key of a desk without
    accounts."""


class Accounts:
    """The accounts, sessions and tokens of one desk."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger
        self.factors = SecondFactors(database, ledger)
        self.tries = Tries(database, ledger)

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
        hashed = hash_password(password)
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
        return self._database.rows(
            "SELECT name, role, is_closed, factor <> '' AS has_factor FROM account ORDER BY name"
        )

    def has_any(self) -> bool:
        """Whether anybody can log in."""
        return self._database.row("SELECT 1 FROM account WHERE is_closed = 0") is not None

    # -------------------------------------------------------------------- sessions

    def log_in(self, name: str, password: str, visitor: Visitor, *, code: str = "") -> str:
        """A new session; returns the secret for its cookie.

        Raises:
            DeskForbidden: the name, the password or the code is wrong, or there were too many tries.
        """
        role = self.prove(name, password, visitor, code=code)
        secret = self.open_session(name, role, visitor)
        self.tries.note(name, "logged in", visitor)
        return secret

    def prove(self, name: str, password: str, visitor: Visitor, *, code: str = "") -> str:
        """Check that somebody is who they say they are; returns their role.

        Raises:
            DeskForbidden: the name, the password or the code is wrong, or there were too many tries.
        """
        with self.tries.one(name, visitor):
            row = self._database.row(
                "SELECT role, hash, factor FROM account WHERE name = ? AND is_closed = 0", name
            )
            # an unknown name takes as long as a known one, so that time does not tell names
            is_known = is_right(row["hash"] if row else hash_of_nobody(), password)
            if (
                row is None
                or not is_known
                or (row["factor"] and not self.factors.take(name, code))
            ):
                has_codes = self.factors.any_is_on()
                raise DeskForbidden(WRONG_WITH_CODES if has_codes else WRONG)
        return str(row["role"])

    def confirm_factor(self, name: str, code: str, visitor: Visitor) -> list[str]:
        """Ask an account for codes of the key it was offered; returns the recovery codes.

        Raises:
            DeskForbidden: the code is wrong, or there were too many tries.
            DeskError: no key was offered.
        """
        with self.tries.one(name, visitor):
            return self.factors.confirm(name, code)

    def open_session(self, name: str, role: str, visitor: Visitor = NOWHERE) -> str:
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
                address=visitor.address, browser=visitor.browser,
            )  # fmt: skip
        return secret

    def find_session(self, secret: str) -> Caller | None:
        """The caller whose cookie holds `secret`, or None."""
        digest = _digest(secret)
        caller = self._caller_with(digest)
        if caller is not None and caller.role:
            now = time.time()
            seen = "SELECT 1 FROM session WHERE digest = ? AND seen < ?"
            if self._database.row(seen, digest, now - SEEN_EVERY_S) is not None:
                self._database.write(
                    "UPDATE session SET seen = ? WHERE digest = ?", now, digest
                )
        return caller

    def find_again(self, caller: Caller) -> Caller | None:
        """The same caller with the rights of now; None if the session or the token has ended.

        It is no use of the session: a page that is only left open does not keep it from ending.
        """
        if caller.session:
            return self._caller_with(caller.session)
        return self._program_with(caller.token) if caller.token else caller

    def _caller_with(self, digest: str) -> Caller | None:
        """The caller whose session has this digest, or None."""
        now = time.time()
        row = self._database.row(
            "SELECT session.*, account.role AS now_role, account.is_closed, account.factor FROM session "
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
        # the role that the account has now, not at its log-in
        role = row["now_role"]
        return Caller(row["name"], ROLES[role], row["csrf"], digest, role, bool(row["factor"]))

    def log_out(self, caller: Caller) -> None:
        """End a session."""
        self._database.write("DELETE FROM session WHERE digest = ?", caller.session)

    def list_sessions(self, name: str) -> list[Row]:
        """The sessions of an account that have not ended, the one that was used last first."""
        now = time.time()
        return self._database.rows(
            "SELECT digest, created, seen, address, browser FROM session WHERE name = ? "
            "AND role <> ? AND seen > ? AND created > ? ORDER BY seen DESC",
            name, LOCAL, now - IDLE_S, now - LONGEST_SESSION_S,
        )  # fmt: skip

    def end_sessions(
        self, by: str, *, name: str = "", starting: str = "", but: str = ""
    ) -> int:
        """End sessions: all, or those of an account; returns how many.

        `starting` is what the digest of the one to be ended begins with, and `but` is the whole
        digest of one that stays.
        """
        with self._database.transaction():
            ended = self._database.write(
                "DELETE FROM session WHERE (? = '' OR name = ?) AND digest <> ? "
                "AND substr(digest, 1, ?) = ?",
                name, name, but, len(starting), starting,
            )  # fmt: skip
            if ended:
                self._ledger.note(by, "sessions ended", account=name, count=ended)
        self._ledger.tell()
        return ended

    def set_password(self, name: str, password: str) -> None:
        """Change the password of an account; all its sessions end.

        Raises:
            DeskError: the password cannot be taken.
        """
        check_password(password, name)
        hashed = hash_password(password)
        with self._database.transaction():
            self._database.write("UPDATE account SET hash = ? WHERE name = ?", hashed, name)
            self._database.write("DELETE FROM session WHERE name = ?", name)
            self._ledger.note(name, "password changed", account=name)
        self._ledger.tell()

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
        return self._program_with(_digest(token))

    def _program_with(self, digest: str) -> Caller | None:
        """The program whose token has this digest, or None."""
        row = self._database.row("SELECT name, scopes FROM token WHERE digest = ?", digest)
        if row is None:
            return None
        scopes = frozenset(map(Scope, row["scopes"].split()))
        return Caller(row["name"], scopes, token=digest)


def check_role(role: str) -> None:
    """Check that there is such a role.

    Raises:
        DeskError: there is none.
    """
    if role not in ROLES:
        raise DeskError(f"there is no role {role[:40]!r}; it is one of {', '.join(ROLES)}")


def is_same(given: str, secret: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of one is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
