"""Second factors: codes of an app on a phone (RFC 6238), and codes for when that is lost.

The app and the desk share a key, from which both make a new code of six digits every 30 seconds.
Each code is taken once. Recovery codes are taken once, too, and kept as Argon2id hashes.
"""

from __future__ import annotations

import secrets

from audiobrief.desk.database import Database
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.passwords import hash_password, is_right
from audiobrief.errors import DeskError, DeskForbidden

ISSUER = "audiobrief desk"
"""What the app shows beside the account's name."""
KEY_DIGITS = 32
"""Base32 digits of a key: 160 bits, as long as the hash that makes the codes (RFC 4226, R6)."""
DRIFT = 1
"""Steps of 30 seconds by which a phone's clock may be early or late (RFC 6238, 5.2)."""
RECOVERY_CODES = 10
RECOVERY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are taken for another one."""
RECOVERY_LENGTH = 10
"""Letters of a recovery code: 49 bits, and it can be tried as seldom as a password."""
NO_CODE = "the code is wrong, or was used before; wait for the next one"


class SecondFactors:
    """The second factors of the accounts of one desk."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    def any_is_on(self) -> bool:
        """Whether any account asks for a code."""
        return self._database.row("SELECT 1 FROM account WHERE factor <> ''") is not None

    def count_recovery_codes(self, name: str) -> int:
        """How many recovery codes of an account are left."""
        row = self._database.row("SELECT count(*) AS n FROM recovery WHERE name = ?", name)
        return int(row["n"]) if row is not None else 0

    def offer(self, name: str) -> tuple[str, str]:
        """A new key for an account's app, as the app reads it from a picture, and as it is typed.

        It counts once `confirm` has had a code of it.
        """
        import pyotp

        key = pyotp.random_base32(KEY_DIGITS)
        self._database.write("UPDATE account SET offered = ? WHERE name = ?", key, name)
        return pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=ISSUER), key

    def confirm(self, name: str, code: str) -> list[str]:
        """Ask for codes of the key that was offered from now on; returns the recovery codes.

        Raises:
            DeskForbidden: the code is not of that key, or another request used it first.
            DeskError: no key was offered.
        """
        row = self._database.row("SELECT offered FROM account WHERE name = ?", name)
        if row is None or not row["offered"]:
            raise DeskError("no key was shown for this account yet; begin again")
        key = row["offered"]
        step = _step_of(key, code)
        if step is None:
            raise DeskForbidden(NO_CODE)
        codes = [f"{n}-{_letters()}" for n in range(RECOVERY_CODES)]
        hashes = [hash_password(each) for each in codes]
        with self._database.transaction():
            # while the hashes were made, another request may have confirmed this key, or been
            # shown another one
            if not self._database.write(
                "UPDATE account SET factor = ?, factor_step = ?, offered = '' "
                "WHERE name = ? AND offered = ?",
                key, step, name, key,
            ):  # fmt: skip
                raise DeskForbidden(NO_CODE)
            self._database.write("DELETE FROM recovery WHERE name = ?", name)
            for n, hashed in enumerate(hashes):
                self._database.insert("recovery", name=name, number=n, hash=hashed)
            self._ledger.note(name, "second factor added")
        self._ledger.tell()
        return codes

    def remove(self, name: str, by: str) -> None:
        """Ask an account for no code any more.

        Raises:
            DeskError: there is no such account, or it has no second factor.
        """
        with self._database.transaction():
            if not self._database.write(
                "UPDATE account SET factor = '', offered = '' WHERE name = ? AND factor <> ''",
                name,
            ):
                raise DeskError(f"there is no account {name[:40]!r} with a second factor")
            self._database.write("DELETE FROM recovery WHERE name = ?", name)
            self._ledger.note(by, "second factor removed", account=name)
        self._ledger.tell()

    def take(self, name: str, code: str) -> bool:
        """Whether a code of an account is right; it is used up then."""
        code = code.strip().lower()
        if not code.isdigit():
            return self._take_recovery_code(name, code)
        row = self._database.row("SELECT factor FROM account WHERE name = ?", name)
        step = _step_of(row["factor"], code) if row is not None and row["factor"] else None
        if step is None:
            return False
        # two at once: one of them finds the step used
        used = "UPDATE account SET factor_step = ? WHERE name = ? AND factor_step < ?"
        return bool(self._database.write(used, step, name, step))

    def _take_recovery_code(self, name: str, code: str) -> bool:
        number = code.partition("-")[0]
        if not (number.isascii() and number.isdigit() and len(number) == 1):
            return False
        row = self._database.row(
            "SELECT hash FROM recovery WHERE name = ? AND number = ?", name, int(number)
        )
        if row is None or not is_right(row["hash"], code):
            return False
        with self._database.transaction():
            taken = self._database.write(
                "DELETE FROM recovery WHERE name = ? AND number = ?", name, int(number)
            )
            if taken:
                self._ledger.note(name, "recovery code used")
        self._ledger.tell()
        return bool(taken)


def _step_of(key: str, code: str) -> int | None:
    """The step of 30 seconds whose code this is; None if it is none of now."""
    import pyotp
    from pyotp.exceptions import OTPVerificationError

    try:
        return pyotp.TOTP(key).verify_and_get_timecode(code.strip(), valid_window=DRIFT)
    except OTPVerificationError:
        return None


def _letters() -> str:
    made = "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
    half = RECOVERY_LENGTH // 2
    return f"{made[:half]}-{made[half:]}"
