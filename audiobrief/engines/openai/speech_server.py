"""Requests to a speech server, with a deadline, an end at any time, and explained errors."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.secret_texts import hide

if TYPE_CHECKING:
    import requests

MAX_ANSWER_BYTES = 256 << 20
"""An hour and a half of PCM16 at 24 kHz; 4,096 characters make about five minutes."""
RETRIED = {408, 409, 425, 429, 500, 502, 503, 504, 529}
"""HTTP statuses that may pass: timeouts, too many requests, a busy or failing server."""
REFUSED = {
    401: "the key is not accepted",
    402: "it requires payment",
    403: "the key is not allowed to do this",
}
MAX_MESSAGE = 200
"""The most characters of a server's own text that a message quotes."""


class TryAgain(Exception):
    """This attempt failed, but the next one may succeed."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        """`wait_s`: how long the server asks to wait before the next attempt, in seconds."""
        super().__init__(reason)
        self.wait_s = wait_s


class Refusal(SpeechFailed):
    """The server understood the request and refused it; asking again would not help."""


class _Answer(NamedTuple):
    status: int
    content: bytes
    retry_after: str


class SpeechServer:
    """Sends requests to one server, from any thread, over connections that are reused."""

    def __init__(self, address: str, key: str, timeout_s: float, *, name: str) -> None:
        """`timeout_s`: how long the server may be silent, in seconds.

        `address` may have a name and a password; messages call the server by `name`.
        """
        self._address, self._base_url = address, name
        self._key, self._timeout_s = key, timeout_s
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._waiting: set[queue.SimpleQueue[_Answer | Exception]] = set()
        self._clients: queue.LifoQueue[requests.Session] = queue.LifoQueue()

    def ask(self, method: str, path: str, payload: Any, end: float) -> bytes:
        """The body of a successful answer, if it comes before `end` (monotonic clock, s).

        Raises:
            TryAgain: the next attempt may succeed.
            Refusal: another attempt would not succeed.
            EngineUnavailable: the engine was closed, or the server denies access.
            SpeechFailed: `end` has passed.
        """
        outcome: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()
        with self._lock:
            self._waiting.add(outcome)
        try:
            self.check_open()
            # in a thread of its own, since a socket's timeout covers a single read: it
            # implements neither a deadline for all of them nor `close`
            arguments = (outcome, method, path, payload, end)
            threading.Thread(target=self._run, args=arguments, daemon=True).start()
            answer = outcome.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise SpeechFailed(
                f"{self._base_url} did not finish in time", url=self._base_url
            ) from None
        finally:
            with self._lock:
                self._waiting.discard(outcome)
        if isinstance(answer, Exception):
            raise answer
        return self._judge(answer)

    def wait(self, seconds: float) -> None:
        """Wait this long, or until the engine is closed.

        Raises:
            EngineUnavailable: the engine was closed.
        """
        self._closed.wait(seconds)
        self.check_open()

    def check_open(self) -> None:
        """Raise EngineUnavailable after `close`."""
        if self._closed.is_set():
            raise EngineUnavailable("engine 'openai' is closed; load it again")

    def close(self) -> None:
        """Abandon the requests in progress, and close the connections."""
        self._closed.set()
        with self._lock:
            for waiting in self._waiting:
                waiting.put(
                    EngineUnavailable("engine 'openai' was closed while it was speaking")
                )
        with contextlib.suppress(queue.Empty):
            while True:
                self._clients.get_nowait().close()

    def _run(self, outcome: queue.SimpleQueue[_Answer | Exception], *request: Any) -> None:
        try:
            outcome.put(self._request(*request))
        except Exception as error:  # noqa: BLE001 -- raised again in the waiting thread
            outcome.put(error)

    def _request(self, method: str, path: str, payload: Any, end: float) -> _Answer:
        import requests

        client = self._take_client()
        try:
            response = client.request(
                method,
                self._address + path,
                json=payload,
                stream=True,
                timeout=self._timeout_s,
                # a redirect would turn POST into GET, and may send the key to another server
                allow_redirects=False,
            )
            content = bytearray()
            for chunk in response.iter_content(1 << 16):
                content += chunk
                if len(content) > MAX_ANSWER_BYTES or time.monotonic() > end:
                    response.close()
                    raise TryAgain(f"its answer did not end after {len(content)} bytes")
        except (requests.RequestException, OSError) as error:
            client.close()
            raise TryAgain(_describe_failure(error)) from error
        self._give_back(client)
        retry_after = response.headers.get("Retry-After", "")
        return _Answer(response.status_code, bytes(content), retry_after)

    def _judge(self, answer: _Answer) -> bytes:
        """The content of a successful answer; any other answer raises."""
        if 200 <= answer.status < 300:
            return answer.content
        message = read_message(answer.content)
        said = f"HTTP {answer.status}" + (f": {message}" if message else "")
        if answer.status in REFUSED or "insufficient_quota" in answer.content.decode("latin-1"):
            reason = REFUSED.get(answer.status, "the quota is used up")
            raise EngineUnavailable(f"{self._base_url}: {reason} ({said})", url=self._base_url)
        if answer.status in RETRIED:
            raise TryAgain(said, parse_wait(answer.retry_after))
        raise Refusal(f"{self._base_url} refuses: {said}", url=self._base_url)

    def _take_client(self) -> requests.Session:
        try:
            return self._clients.get_nowait()
        except queue.Empty:
            import requests

            client = requests.Session()
            headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
            # as an auth function, since requests lets ~/.netrc override a header
            client.auth = lambda request: _add_headers(request, headers)
            name, password = requests.utils.get_auth_from_url(self._address)
            if name and not self._key:
                client.auth = requests.auth.HTTPBasicAuth(name, password)
            return client

    def _give_back(self, client: requests.Session) -> None:
        if self._closed.is_set():
            client.close()
        else:
            self._clients.put(client)


def parse_wait(retry_after: str) -> float | None:
    """Seconds that a Retry-After header asks for, by a number or a date (RFC 9110, 10.2.3).

    None if the header is missing or cannot be read.
    """
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    try:
        return Retry().parse_retry_after(retry_after) if retry_after else None
    except (InvalidHeader, ValueError, OverflowError):
        return None


def read_message(content: bytes) -> str:
    """The message in a server's error answer, in one line; empty if there is none.

    It is read from OpenAI's {"error": {"message"}} or FastAPI's {"detail"}, else it
    is the text itself.
    """
    text = content[:10_000].decode("utf-8", "replace")
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        found = text
    while isinstance(found, dict):
        known = [found[key] for key in ("error", "detail", "message") if found.get(key)]
        found = known[0] if known else json.dumps(found)
    # before it is cut, which could leave half of a key
    words = hide(" ".join(str(found).split()))
    return words if len(words) <= MAX_MESSAGE else words[: MAX_MESSAGE - 3] + "..."


def _add_headers(
    request: requests.PreparedRequest, headers: dict[str, str]
) -> requests.PreparedRequest:
    request.headers.update(headers)
    return request


def _describe_failure(error: Exception) -> str:
    import requests

    if isinstance(error, requests.exceptions.Timeout):
        return "it was silent for too long"
    if isinstance(error, requests.exceptions.ConnectionError):
        return "the connection failed or broke off"
    return hide(f"{type(error).__name__}: {error}")[:MAX_MESSAGE]
