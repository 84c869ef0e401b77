"""A file server on loopback that follows HTTP, or breaks it as a test asks.

It answers Range and If-Range as RFC 9110 requires. Its faults are a list of plans, one for
each request in turn; once they are used up, it makes no more faults.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Plan:
    """The answer to one request."""

    status: int = 0
    """Status to answer without a body; 0 to send the file."""
    headers: Mapping[str, str | None] = field(default_factory=dict)
    """Headers that replace the correct ones; None leaves one out."""
    cut_after: int | None = None
    """The number of bytes of the body after which the connection ends."""
    body: bytes | None = None
    """A body to send instead of the file."""
    ranges: bool = True
    """Whether a Range header is honoured."""
    chunked: bool = False
    """Whether the body is sent without its length."""
    drip_s: float = 0.0
    """Seconds to wait before each byte of the body."""
    drip_headers_s: float = 0.0
    hang_s: float = 0.0
    """Seconds to wait before the answer."""
    keep_open_s: float = 0.0
    """Seconds to wait after the body, before the connection ends."""
    shift: int = 0
    """Bytes by which the part sent is shifted from the part requested."""
    become: bytes | None = None
    """New content of the file from this request on."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyServer

    def do_GET(self) -> None:
        plan = self.server.next_plan()
        self.server.asked.append((self.path, dict(self.headers)))
        time.sleep(plan.hang_s)
        if plan.become is not None:
            self.server.content = plan.become
        content = self.server.files.get(self.path, self.server.content)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if plan.status:
            self.say(plan, plan.status, {"Content-Length": "0", "ETag": tag})
            return
        begin, status = 0, 200
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        condition = self.headers.get("If-Range", tag)
        if plan.ranges and found and condition == tag:
            begin, status = int(found[1]) + plan.shift, 206
        if begin > len(content) or (status == 206 and begin == len(content)):
            self.say(
                plan, 416, {"Content-Range": f"bytes */{len(content)}", "Content-Length": "0"}
            )
            return
        body = content[begin:] if plan.body is None else plan.body
        headers = {"ETag": tag, "Content-Type": "application/octet-stream"}
        headers["Content-Length"] = str(len(body))
        if status == 206:
            headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        if plan.chunked:
            del headers["Content-Length"]
            headers["Transfer-Encoding"] = "chunked"
        self.say(plan, status, headers)
        self.send_body(plan, body)

    def say(self, plan: Plan, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, **plan.headers}.items():
            if value is not None:
                self.send_header(name, value)
                if plan.drip_headers_s:
                    self.flush_headers()
                    time.sleep(plan.drip_headers_s)
        self.end_headers()

    def send_body(self, plan: Plan, body: bytes) -> None:
        ending = body if plan.cut_after is None else body[: plan.cut_after]
        with suppress(OSError):
            if plan.drip_s:
                for place in range(len(ending)):
                    self.wfile.write(ending[place : place + 1])
                    time.sleep(plan.drip_s)
            elif plan.chunked:
                for place in range(0, len(ending), 50_000):
                    piece = ending[place : place + 50_000]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                if plan.cut_after is None:
                    self.wfile.write(b"0\r\n\r\n")
            else:
                self.wfile.write(ending)
            self.server.sent += len(ending)
            time.sleep(plan.keep_open_s)
        self.close_connection = True

    def log_message(self, *args: Any) -> None:
        """Stay silent: tests check what the client says, not the server's log."""


class FaultyServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        """The content of every path that is not in `files`."""
        self.files: dict[str, bytes] = {}
        self.plans: list[Plan] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.sent = 0
        """Bytes of bodies sent so far."""
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_plan(self) -> Plan:
        with self._lock:
            return self.plans.pop(0) if self.plans else Plan()

    def handle_error(self, *args: Any) -> None:
        """Ignore clients that hang up, as several tests do."""


@contextmanager
def serve(content: bytes) -> Iterator[FaultyServer]:
    server = FaultyServer(content)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
