"""Asks a desk over HTTP, with a token: what each request of a client has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote, urlsplit

from audiobrief.desk.states import Story
from audiobrief.errors import DeskConflict, DeskError, DeskForbidden, StoryNotFound

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
TIMEOUT_S = 60.0
ERRORS: dict[int, type[DeskError]] = {
    401: DeskForbidden, 403: DeskForbidden, 404: StoryNotFound, 409: DeskConflict,
}  # fmt: skip


class Asking:
    """The connection to a desk; use it as a context, or call `close`."""

    def __init__(self, url: str, token: str, *, timeout_s: float = TIMEOUT_S) -> None:
        """`token` is what `audiobrief accounts token` printed, or the key of a local desk.

        Raises:
            DeskError: the address is none, or would send the token in clear text.
        """
        import requests

        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise DeskError(
                f"{url[:80]!r} is no address of a desk; give one such as https://desk.example"
            )
        token = token.strip()
        if not (token.isascii() and token.isprintable()):
            # the message of a refused header would show it
            raise DeskError("the token has signs that no token has; copy it again, in one line")
        is_local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if parts.scheme == "http" and not is_local:
            raise DeskError(f"{url} would send the token in clear text; use https://")
        self._base = f"{url.rstrip('/')}/api/v1"
        self._timeout_s = timeout_s
        self._session: requests.Session = requests.Session()
        # a .netrc file must not replace the token
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._session.close()

    def _change(self, method: str, story: Story, place: str, body: Mapping[str, Any]) -> Story:
        return self._ask(
            Story, method, f"/stories/{quote(story.id, safe='')}{place}",
            body=body, headers={"If-Match": story.etag},
        )  # fmt: skip

    def _ask_for(self, story: Story, method: str, place: str, **more: Any) -> Story:
        """Ask for something that needs no more than the story's version."""
        return self._ask(
            Story, method, f"/stories/{quote(story.id, safe='')}{place}",
            headers={"If-Match": story.etag}, **more,
        )  # fmt: skip

    def _ask(self, kind: type[T], method: str, path: str, **more: Any) -> T:
        import msgspec

        content = self._send(method, path, **more).content
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.DecodeError as error:
            raise DeskError(
                f"{self._base} does not answer as a desk of this version: {error}"
            ) from error

    def _send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        stream: bool = False,
    ) -> requests.Response:
        import requests

        try:
            response = self._session.request(
                method, self._base + path, json=body, data=content, headers=dict(headers or {}),
                params=params, timeout=self._timeout_s, allow_redirects=False, stream=stream,
            )  # fmt: skip
        except requests.RequestException as error:
            raise DeskError(
                f"the desk at {self._base} does not answer: {error}; is `audiobrief desk` running?",
                url=self._base,
            ) from error
        if response.ok and response.status_code < 300:
            return response
        kind = ERRORS.get(response.status_code, DeskError)
        answered = f"the desk answered {response.status_code} {response.reason or ''}".rstrip()
        raise kind(_detail_of(response) or answered, url=self._base)


def _detail_of(response: requests.Response) -> str:
    """What a refusal says of itself; empty if it says nothing, as the error of a proxy does."""
    import requests

    if "json" not in response.headers.get("Content-Type", ""):
        return ""
    try:
        told = response.json()
    except (ValueError, RecursionError, requests.RequestException):
        return ""  # a proxy may send any body, or break it off
    return str(told.get("detail") or "") if isinstance(told, dict) else ""
