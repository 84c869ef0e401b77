"""Speaks HTTP with the service of a reading list, within limits of time and size."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from audiobrief.errors import PageUnreachable, ReadingListError
from audiobrief.fetch.connection import Deadline, WatchedAdapter
from audiobrief.fetch.settings import USER_AGENT
from audiobrief.secret_texts import keep_password, keep_secret
from audiobrief.system.json_content import WrongJson, decode_json, mend_halves

TIMEOUT_S = 30
DEADLINE_S = 120
"""The time for a whole answer, in seconds: 50 MB at 3.4 megabits a second."""
MAX_BYTES = 50_000_000
"""The most bytes of one answer: a page of a list with the text of its articles."""
BLOCK = 1 << 16
ADVICE = {
    # status -> what to do
    401: "check its token", 403: "check its token and what it may do",
    404: "check its address", 429: "it asks to be asked less often",
}  # fmt: skip


def read_secret(variable: str, what: str) -> str:
    """The secret in an environment variable; `what` says in messages what it is.

    Raises:
        ReadingListError: it is not set.
    """
    secret = os.environ.get(variable, "").strip()
    if not secret:
        raise ReadingListError(f"{what} is missing; put it into the variable {variable}")
    if not secret.isprintable():
        raise ReadingListError(f"{what} in {variable} has characters that none can have")
    keep_secret(secret)
    return secret


class Service:
    """The web interface of one service."""

    def __init__(self, name: str, address: str, headers: Mapping[str, str]) -> None:
        """`address` is the one at which the service is opened in a browser.

        Raises:
            ReadingListError: the address is none.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ReadingListError(
                f"address {address!r} is none of a server, such as https://read.example"
            )
        keep_password(address)
        import requests

        self.name = name
        self._address = address.rstrip("/")
        self._session = requests.Session()
        # a .netrc of its user is not meant for this
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": USER_AGENT, **headers})

    def use_headers(self, headers: Mapping[str, str]) -> None:
        """Send these headers, too, from now on."""
        self._session.headers.update(headers)

    def ask_json(
        self,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        method: str = "GET",
        data: Any = None,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        """The JSON that the service answers; None if it answers nothing.

        Raises:
            ReadingListError: it gives no answer, another one, or one that is too large.
        """
        content = self._ask(path, params=params, method=method, data=data, form=form)
        if not content.strip():
            return None
        try:
            return decode_json(mend_halves(content), Any)
        except WrongJson as error:
            raise ReadingListError(
                f"{self.name} at {self._address} answers {path} with something else than JSON; "
                "check its address"
            ) from error

    def ask_text(
        self, path: str, *, method: str = "GET", form: Mapping[str, str] | None = None
    ) -> str:
        """The text that the service answers.

        Raises:
            ReadingListError: as `ask_json`.
        """
        return self._ask(path, method=method, form=form).decode("utf-8", "replace")

    def _ask(self, path: str, *, method: str = "GET", **sent: Any) -> bytes:
        import requests

        # a socket's timeout starts again with each byte that a server sends
        deadline = Deadline(DEADLINE_S * 1000)
        name = f"{self.name} at {self._address}: the answer to {path}"
        try:
            return deadline.run(
                lambda: self._ask_in_time(path, deadline, method=method, **sent),
                name=name, advice="it is asked again later",
            )  # fmt: skip
        except PageUnreachable as error:
            raise ReadingListError(str(error)) from error
        except requests.RequestException as error:
            raise ReadingListError(
                f"{self.name} at {self._address} does not answer: {type(error).__name__}; "
                "it is asked again later"
            ) from error

    def _ask_in_time(
        self,
        path: str,
        deadline: Deadline,
        *,
        method: str,
        params: Mapping[str, Any] | None = None,
        data: Any = None,
        form: Mapping[str, str] | None = None,
    ) -> bytes:
        # the deadline closes the connection, and so ends the thread that reads from it
        for scheme in ("http://", "https://"):
            self._session.get_adapter(scheme).close()
            self._session.mount(scheme, WatchedAdapter(deadline))
        with self._session.request(
            method, f"{self._address}/{path}", params=params, json=data, data=form,
            timeout=TIMEOUT_S, stream=True,
            # a token is for this address alone
            allow_redirects=False,
        ) as answer:  # fmt: skip
            self._check(answer.status_code, path)
            return self._bounded(answer.iter_content(BLOCK), path)

    def _check(self, status: int, path: str) -> None:
        if 200 <= status < 300:
            return
        if 300 <= status < 400:
            said = "leads elsewhere; give the address where it is in the end"
        else:
            said = f"answers {status}; {ADVICE.get(status, 'it is asked again later')}"
        raise ReadingListError(f"{self.name} at {self._address}: {path} {said}")

    def _bounded(self, blocks: Any, path: str) -> bytes:
        content = bytearray()
        for block in blocks:
            content += block
            if len(content) > MAX_BYTES:
                raise ReadingListError(
                    f"{self.name} at {self._address}: {path} has more than "
                    f"{MAX_BYTES / 1e6:g} million bytes"
                )
        return bytes(content)

    def part_of(self, answer: Any, *keys: str) -> list[dict[str, Any]]:
        """The list of objects in an answer, at a path of keys.

        Raises:
            ReadingListError: there is none.
        """
        found = answer
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise ReadingListError(
                f"{self.name} at {self._address} answers without {'.'.join(keys) or 'a list'}; "
                "check its address and its version"
            )
        return found
