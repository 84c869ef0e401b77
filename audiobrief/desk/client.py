"""A client of a desk: what a program, or the command line, asks of it over HTTP.

desk = audiobrief.Desk("https://desk.example", token="abd_…")
story = desk.submit(address="https://news.example/story")
story = desk.wait(story.id)
desk.approve(story)
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote, urlsplit

from audiobrief.desk.states import State, Story, Work
from audiobrief.errors import DeskConflict, DeskError, DeskForbidden, StoryNotFound

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
TIMEOUT_S = 60.0
SETTLED = {State.WAITING, State.REFUSED, State.PUBLISHED, State.WITHDRAWN}
"""States in which a story stays until somebody does something."""
LOOK_S = 0.5
"""The wait between two looks at a story, in seconds."""
ERRORS: dict[int, type[DeskError]] = {
    401: DeskForbidden, 403: DeskForbidden, 404: StoryNotFound, 409: DeskConflict,
}  # fmt: skip


class Desk:
    """A desk at an address; use it as a context, or call `close`."""

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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._session.close()

    # ----------------------------------------------------------------------- stories

    def submit(
        self,
        *,
        address: str = "",
        text: str = "",
        article: Mapping[str, Any] | None = None,
        url: str = "",
        key: str = "",
    ) -> Story:
        """Submit an address, a page's HTML or text, or an article as data.

        With the same `key`, the same submission is accepted once, however often it is sent.

        Raises:
            DeskError: the desk refuses it; the message says why.
        """
        body: dict[str, Any] = {"address": address, "text": text, "url": url}
        body = {name: value for name, value in body.items() if value}
        if article is not None:
            body["article"] = dict(article)
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._ask(Story, "POST", "/stories", body=body, headers=headers)

    def submit_file(self, name: str, content: bytes, *, key: str = "") -> Story:
        """Submit a page as a file; the end of its name tells what it is.

        Raises:
            DeskError: the desk refuses it; the message says why.
        """
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._ask(
            Story, "POST", "/files", params={"name": name}, content=content, headers=headers
        )

    def story(self, story: str) -> Story:
        """The state of a story.

        Raises:
            StoryNotFound: there is none with that id.
        """
        return self._ask(Story, "GET", f"/stories/{quote(story, safe='')}")

    def stories(self, *states: State, query: str = "") -> Iterator[Story]:
        """All stories, those that are worth a look first; of these states alone if any is given."""
        import msgspec

        cursor = ""
        while True:
            asked = {"state": [str(state) for state in states], "q": query, "cursor": cursor}
            page = self._ask(dict[str, Any], "GET", "/stories", params=asked)
            yield from msgspec.convert(page["items"], list[Story])
            cursor = page["next"]
            if not cursor:
                return

    def wait(self, story: str, *, timeout_s: float = 600.0) -> Story:
        """The story when it is made, refused or published.

        Raises:
            DeskError: that took longer than `timeout_s`.
        """
        end = time.monotonic() + timeout_s
        while True:
            found = self.story(story)
            if found.state in SETTLED and found.work is Work.NONE:
                return found
            if time.monotonic() > end:
                raise DeskError(
                    f"the story is still {found.state.value} after {timeout_s:g} s; ask for it later"
                )
            time.sleep(LOOK_S)

    def script(self, story: str) -> dict[str, Any]:
        """The sentences of a story: each with its key, as written and as said."""
        return self._ask(dict[str, Any], "GET", f"/stories/{quote(story, safe='')}/script")

    def change_sentence(self, story: Story, sentence: str, **changes: Any) -> Story:
        """Change how a sentence is said: `say`, `voice`, `speaker`, `pause_after_ms`, `muted`.

        Raises:
            DeskConflict: somebody else changed the story since.
        """
        place = f"/sentences/{quote(sentence, safe='')}"
        return self._change("PATCH", story, place, changes)

    def approve(self, story: Story, *, at: datetime | None = None) -> Story:
        """Let a story go to its site, at once or at a moment (timezone-aware).

        Raises:
            DeskConflict: somebody else changed it since, or its sound is not ready.
        """
        return self._change("POST", story, "/approval", {"at": at.isoformat()} if at else {})

    def correct(
        self, story: Story, *, text: str = "", article: Mapping[str, Any] | None = None,
        why: str = "",
    ) -> Story:  # fmt: skip
        """Read a story again, from its address or from what is given.

        Raises:
            DeskConflict: somebody else changed it since.
        """
        body: dict[str, Any] = {"text": text, "why": why}
        if article is not None:
            body["article"] = dict(article)
        return self._change("POST", story, "/correction", body)

    def withdraw(self, story: Story, *, reason: str = "", notice: bool = False) -> Story:
        """Take a story off its site.

        Raises:
            DeskConflict: somebody else changed it since, or it is withdrawn already.
        """
        return self._change("POST", story, "/withdrawal", {"reason": reason, "notice": notice})

    def sound(self, story: str) -> bytes:
        """The audio file of a story's draft."""
        return self._send("GET", f"/stories/{quote(story, safe='')}/sound").content

    def preview(
        self, text: str, *, language: str = "en", lexicon: Mapping[str, str] | None = None
    ) -> bytes:
        """A text as the narrator says it, as a WAV file; `lexicon` has respellings to try."""
        tried = {name: {"say": said} for name, said in (lexicon or {}).items()}
        body = {"text": text, "language": language, "lexicon": tried}
        return self._send("POST", "/preview", body=body).content

    def events(self, *, after: int = -1) -> Iterator[dict[str, Any]]:
        """What happens, as it happens, until the desk ends the stream; after event `after` if given."""
        import msgspec

        with self._send(
            "GET", "/events", params={"after": str(after)}, stream=True
        ) as response:  # fmt: skip
            for line in response.iter_lines(chunk_size=None):
                if line.startswith(b"data: "):
                    yield msgspec.json.decode(line[6:], type=dict[str, Any])

    # ------------------------------------------------------------------------ asking

    def _change(self, method: str, story: Story, place: str, body: Mapping[str, Any]) -> Story:
        return self._ask(
            Story, method, f"/stories/{quote(story.id, safe='')}{place}",
            body=body, headers={"If-Match": story.etag},
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
        said = ""
        if "json" in response.headers.get("Content-Type", ""):
            told = response.json()
            said = str(told.get("detail", "")) if isinstance(told, dict) else ""
        kind = ERRORS.get(response.status_code, DeskError)
        raise kind(said or f"the desk answered {response.status_code}", url=self._base)
