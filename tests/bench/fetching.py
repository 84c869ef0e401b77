"""What each source costs in a fresh process: CPU to the page, beyond starting Python."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RUNS = 5
PAGE = (
    b"<!doctype html><title>Ferry</title>"
    + b"<p>The ferry to the island ran again.</p>" * 2_000
)
SCRIPT = """
import json, resource, sys, time
begin = time.process_time()
from pathlib import Path
from audiobrief.fetch import FetchSettings, read_page
from tests.fetch.lists import read_feed
settings = FetchSettings(allow_private=True, cache_folder=Path({folder!r}), **{extra!r})
{call}
spent = time.process_time() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([1000 * spent, len(sys.modules), peak]))
"""


def measure(call: str, folder: str, extra: dict[str, bool]) -> list[float]:
    """Best of `RUNS`: CPU milliseconds, modules loaded, peak MB."""
    script = SCRIPT.format(call=call, folder=folder, extra=extra)
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", script], capture_output=True, check=True
            ).stdout
        )
        for _ in range(RUNS)
    ]
    return min(runs)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        if self.path == "/fresh":
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass


def run() -> None:
    """Print the table."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "a.html")
        page.write_bytes(PAGE)
        Path(folder, "a.html.gz").write_bytes(gzip.compress(PAGE))
        Path(folder, "a.eml").write_bytes(
            b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE
        )
        Path(folder, "feed.xml").write_bytes(
            b"<rss version='2.0'><channel><item><title>x</title><description><![CDATA["
            + PAGE[:4_000] + b"]]></description></item></channel></rss>"
        )  # fmt: skip
        rows: list[tuple[str, str, dict[str, bool]]] = [
            ("nothing, only imported", "", {}),
            ("file", f"read_page({str(page)!r})", {}),
            ("file, gzip", f"read_page({str(page)!r} + '.gz')", {}),
            ("saved mail", f"read_page({folder!r} + '/a.eml')", {}),
            (
                "URL, without cache",
                f"read_page('{site}/a', settings=settings)",
                {"cache": False},
            ),
            ("URL", f"read_page('{site}/a', settings=settings)", {}),
            ("URL, fresh in the cache", f"read_page('{site}/fresh', settings=settings)", {}),
            ("feed in a file", f"read_feed({folder!r} + '/feed.xml')", {}),
        ]
        print(f"{'source':26} {'CPU ms':>7} {'modules':>8} {'peak MB':>8}")
        for name, call, extra in rows:
            spent, modules, peak = measure(call, folder, extra)
            print(f"{name:26} {spent:7.1f} {modules:8.0f} {peak:8.1f}")
    server.shutdown()


if __name__ == "__main__":
    run()
