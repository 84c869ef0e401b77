"""Fetch one file of a voice from a server that may be slow, broken or wrong.

The bytes that have arrived stay in a file beside the final one, and the next request asks for
the rest (RFC 9110, 14, range requests). A file is accepted only if its size and digest match
the catalogue.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from audiobrief.catalogue import VoiceFile
from audiobrief.catalogue.kept import (
    digest_of,
    discard,
    keep_validators,
    length_of,
    range_headers,
    validators_of,
    writing,
)
from audiobrief.errors import DownloadFailed, PageError, PageNotFound, PageUnreachable, about
from audiobrief.fetch.addresses import check_url
from audiobrief.fetch.answers import (
    BUSY,
    REDIRECTS,
    content_type,
    names_proxy,
    plain_errors,
    retry_after_s,
)
from audiobrief.fetch.connection import Deadline
from audiobrief.fetch.sessions import find_certificates, open_session
from audiobrief.patterns import compile_late

CONNECT_S = 10.0
"""The longest time for making one connection, in seconds."""
SILENCE_MS = 60_000
"""The longest wait for `PUT_OFF_BYTES`; a line of 35 kbit/s is just fast enough."""
PUT_OFF_BYTES = 256 * 1024
PIECE = 64 * 1024
"""Bytes that are written at once."""
MAX_REDIRECTS = 5
END_WAIT_S = 5.0
WAITS_S = (1.0, 3.0, 9.0)
"""Waits after one, two and three failed requests that brought less than a piece, in seconds,
unless the server asks for another wait; after the fourth, the download fails."""
MAX_REQUESTS = 200
"""The most requests for one file, even if each brings a little."""
MAX_WAIT_S = 60.0
"""The longest wait that a server may ask for, in seconds; beyond it, the download fails."""
PAGES = {"text/html", "application/xhtml+xml"}
"""Content types that no voice has: a network that requires a sign-in sends such a page in place
of the file."""
ADVICE = (
    "download its files elsewhere and name their folder with --from DIR, or name a server that has "
    "them with --mirror URL or voice.mirror in the settings"
)
_RANGE = compile_late(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")


@dataclass(frozen=True, slots=True)
class Access:
    """Settings for reaching servers."""

    user_agent: str
    allow_private: bool = False
    """Whether addresses in private networks may be reached, such as a user's own mirror;
    proxies that the environment names are then used."""
    silence_ms: int = SILENCE_MS
    waits_s: tuple[float, ...] = WAITS_S


class _StartOver(Exception):
    """The server's answer does not continue where the kept part ends."""


class _Later(Exception):
    """The server failed, or asks for a later request."""

    def __init__(self, said: str, wait_s: float | None = None) -> None:
        super().__init__(said)
        self.wait_s = wait_s


def fetch(
    file: VoiceFile, url: str, part: Path, access: Access, watch: Callable[[int], None]
) -> None:
    """Fill `part` with the file at `url`, continuing after what it holds, and check its digest.

    `watch` is called with the number of bytes present. Never more than the file's size is kept.
    A file that does not match the catalogue is removed, and fetched once more if part of it
    came from an earlier attempt.

    Raises:
        DownloadFailed: the file cannot be fetched, or does not match the catalogue.
        OutputError: the file cannot be written, or the disk is full.
    """
    resumed = length_of(part) > 0
    while True:
        with about(url=url):
            _fetch_all(file, url, part, access, watch)
        if digest_of(part, file.digest[0]) == file.digest[1]:
            validators_of(part).unlink(missing_ok=True)
            return
        discard(part)
        if not resumed:
            raise DownloadFailed(
                f"{url} is not the file in the catalogue: its {file.digest[0]} is "
                f"different, so nothing was installed. It may have been replaced: {ADVICE}",
                url=url,
            )
        resumed = False


def _fetch_all(
    file: VoiceFile, url: str, part: Path, access: Access, watch: Callable[[int], None]
) -> None:
    """Send requests until the part is as long as the file."""
    best = length_of(part)
    idle = requests_made = 0
    while (have := length_of(part)) != file.bytes:
        if have > file.bytes:
            discard(part)
            continue
        requests_made += 1
        reason, wait_s = "", None
        try:
            _Request(file, url, part, access, watch).run()
        except _StartOver as told:
            discard(part)
            reason = str(told)
        except _Later as told:
            reason, wait_s = str(told), told.wait_s
        except PageUnreachable as error:
            reason = str(error)
        except PageNotFound as error:
            # the catalogue's hosts exist, but without a network a resolver knows no host at all
            raise DownloadFailed(
                f"{urlsplit(url).hostname} cannot be reached: its name cannot be resolved. Is there "
                f"a network{_proxy_hint()}? Or {ADVICE}"
            ) from error
        except PageError as error:
            raise DownloadFailed(f"{error}; {ADVICE}") from error
        if not reason:
            continue
        if length_of(part) >= best + PIECE:
            best, idle = length_of(part), 0
        idle += 1
        if (
            idle > len(access.waits_s)
            or requests_made == MAX_REQUESTS
            or (wait_s or 0.0) > MAX_WAIT_S
        ):
            raise DownloadFailed(f"{reason}; {_kept(part)}")
        time.sleep(access.waits_s[idle - 1] if wait_s is None else wait_s)


def _proxy_hint() -> str:
    if not names_proxy():
        return ""
    return " (set fetch.allow_private = true to use the proxy named in the environment)"


def _kept(part: Path) -> str:
    length = length_of(part)
    if length <= 0:
        return "try again later, " + ADVICE
    return f"the {length / 1e6:.1f} MB that were downloaded are kept; run the same command to continue"


class _Request:
    """One request and its answer, in a thread that ends when no more data comes."""

    def __init__(
        self,
        file: VoiceFile,
        url: str,
        part: Path,
        access: Access,
        watch: Callable[[int], None],
    ) -> None:
        self.file = file
        self.url = url
        self.part = part
        self.access = access
        self.watch = watch
        self.deadline = Deadline(access.silence_ms)
        self.ended = threading.Event()

    def run(self) -> None:
        check_url(self.url, allow_private=self.access.allow_private)
        try:
            self.deadline.run(self._run, name=self.url, advice="its server is too slow")
        finally:
            # after an interrupt or a timeout, no thread may be left that still writes
            self.ended.wait(END_WAIT_S)

    def _run(self) -> None:
        try:
            self._ask()
        finally:
            self.ended.set()

    def _ask(self) -> None:
        with self._session() as session:
            place = urldefrag(self.url)[0]
            for _ in range(MAX_REDIRECTS + 1):
                with plain_errors(self.url):
                    response = self._send(session, place)
                with response:
                    target = self._redirect_of(session, response, place)
                    if target is None:
                        self._receive(response)
                        return
                place = target
        raise DownloadFailed(f"{self.url} redirects more than {MAX_REDIRECTS} times; {ADVICE}")

    def _session(self) -> requests.Session:
        headers = {
            "User-Agent": self.access.user_agent,
            "Accept": "*/*",
            # the digest is of the file without a content coding, which would also change the ranges
            "Accept-Encoding": "identity",
        }
        return open_session(self.deadline, headers, allow_private=self.access.allow_private)

    def _send(self, session: requests.Session, place: str) -> requests.Response:
        left = self.deadline.left_s
        return session.get(
            place,
            headers=range_headers(self.part),
            allow_redirects=False,
            stream=True,
            timeout=(min(CONNECT_S, left), left),
            verify=find_certificates(),
        )

    def _redirect_of(
        self, session: requests.Session, response: requests.Response, place: str
    ) -> str | None:
        if response.status_code not in REDIRECTS:
            return None
        location = session.get_redirect_target(response)
        if not location:
            return None
        target = urljoin(place, urldefrag(location)[0])
        check_url(target, allow_private=self.access.allow_private)
        if place.startswith("https:") and not target.lower().startswith("https:"):
            raise DownloadFailed(f"{self.url} redirects to an address without TLS; {ADVICE}")
        return target

    def _receive(self, response: requests.Response) -> None:
        have = length_of(self.part)
        self._check_answer(response, have)
        begin = self._check_range(response, have) if response.status_code == 206 else 0
        self._check_length(response, begin)
        if begin == 0:
            with writing(self.part):
                discard(self.part)
                keep_validators(self.part, response.headers)
        self._write(response, begin)

    def _check_answer(self, response: requests.Response, have: int) -> None:
        status = response.status_code
        if status == 416 and have:
            raise _StartOver(f"{self.url} is shorter than the part downloaded before")
        if status in BUSY or status >= 500:
            said = "is busy" if status in BUSY else "failed"
            raise _Later(
                f"{self.url}: its server {said} (HTTP {status})", retry_after_s(response)
            )
        if status in {404, 410}:
            raise DownloadFailed(
                f"{self.url} is not there (HTTP {status}); the catalogue may be older than the "
                f"server: {ADVICE}"
            )
        if status not in {200, 206} or (status == 206 and not have):
            raise DownloadFailed(
                f"{self.url} did not return the file (HTTP {status}); {ADVICE}"
            )
        kind, _ = content_type(response.headers.get("Content-Type", ""))
        if kind in PAGES:
            raise DownloadFailed(
                f"{self.url} returned a web page, not the file: does this network require a "
                f"sign-in first? Or {ADVICE}"
            )
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in {"", "identity"}:
            raise DownloadFailed(
                f"{self.url} came compressed ({coding!a}) although that was not requested; {ADVICE}"
            )

    def _check_range(self, response: requests.Response, have: int) -> int:
        found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        if found is None or int(found[1]) != have:
            raise _StartOver(f"{self.url}: its server returned a different part than requested")
        if found[3] != "*" and int(found[3]) != self.file.bytes:
            raise self._other_size(int(found[3]))
        return have

    def _check_length(self, response: requests.Response, begin: int) -> None:
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and begin + int(length[:15]) != self.file.bytes:
            if begin:
                raise _StartOver(
                    f"{self.url}: its server returned a different part than requested"
                )
            raise self._other_size(int(length[:15]))

    def _other_size(self, size: int) -> DownloadFailed:
        return DownloadFailed(
            f"{self.url} has {size:,} bytes, but the catalogue says {self.file.bytes:,}; it may "
            f"have been replaced: {ADVICE}"
        )

    def _write(self, response: requests.Response, begin: int) -> None:
        length = since = begin
        pieces = response.raw.stream(PIECE, decode_content=False)
        with writing(self.part), self.part.open("ab") as kept:
            while True:
                try:
                    with plain_errors(self.url):
                        piece = next(pieces, b"")
                finally:
                    kept.flush()
                if not piece:
                    break
                if length + len(piece) > self.file.bytes:
                    raise self._longer()
                kept.write(piece)
                length += len(piece)
                if length - since >= PUT_OFF_BYTES:
                    self.deadline.put_off()
                    since = length
                self.watch(length)
        if length < self.file.bytes:
            raise _Later(f"{self.url}: the connection broke off before the file was complete")

    def _longer(self) -> DownloadFailed:
        discard(self.part)
        return DownloadFailed(
            f"{self.url} is longer than the {self.file.bytes:,} bytes in the catalogue; it may "
            f"have been replaced: {ADVICE}"
        )
