"""Many at once: two hundred streams of events, and fifty submissions while the pool works."""

from __future__ import annotations

import asyncio
import http.server
import json
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from audiobrief import Desk
from audiobrief.desk.open_desk import KEY
from tests.desk.desks import PATIENCE_S, page
from tests.desk.test_killed import started
from tests.places import CHECKOUT

SLOWEST_MS = 100
"""The most of the 95th percentile of each kind of request while the pool works, as the desk
promises, on a machine on which nobody else works."""
CONTROL_MS = 4
"""The 95th percentile of a request to a server that does nothing, on such a machine. Where others
work, too, such a request takes so many times as long, and so may one to the desk. It is timed
before the desk has anything to do, and after it, so the desk's own work does not excuse it."""
CONTROLS = 200
LEAST_ROUNDS = 40
"""Requests of each kind; the 95th percentile of fewer is their slowest."""
SUBMISSIONS = 50
OPEN_STORIES = 5
FOLLOWING_ALL = 100
FOLLOWING_ONE = 20
"""Streams for each of the stories that editors have open: 200 streams in all."""


@dataclass
class Heard:
    """What one stream of events told."""

    story: str
    """The story that it follows; empty for all."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of the entries, in the order in which they came."""


async def listen(address: str, key: str, there: asyncio.Semaphore, heard: Heard) -> None:
    place = urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    query = f"?story={heard.story}" if heard.story else ""
    head = f"GET /api/v1/events{query} HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {key}\r\n\r\n"
    writer.write(head.encode())
    try:
        async for line in reader:
            if line.startswith(b": here"):
                there.release()
            if line.startswith(b"data: "):
                heard.numbers.append(json.loads(line[6:])["number"])
    finally:
        writer.close()


@contextmanager
def following(address: str, key: str, stories: list[str]) -> Iterator[list[Heard]]:
    """Two hundred streams, all of which are there when this begins."""
    streams = [Heard("") for _ in range(FOLLOWING_ALL)]
    streams += [Heard(story) for story in stories for _ in range(FOLLOWING_ONE)]
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def listen_all() -> None:
        there = asyncio.Semaphore(0)
        tasks = [asyncio.create_task(listen(address, key, there, each)) for each in streams]
        for _ in streams:
            await there.acquire()
        ready.set()
        await asyncio.gather(*tasks)

    def run() -> None:
        task = loop.create_task(listen_all())
        ended.append(lambda: loop.call_soon_threadsafe(task.cancel))
        with pytest.raises(asyncio.CancelledError):
            loop.run_until_complete(task)
        # a connection is closed by the loop, a moment after it was told to
        loop.run_until_complete(asyncio.sleep(0.1))
        loop.close()

    ended: list[Callable[[], object]] = []
    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(PATIENCE_S)
    try:
        yield streams
    finally:
        ended[0]()
        thread.join()


def serve_nothing() -> None:
    """The server of the control; it runs in a process of its own, as the desk does."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


def percentile_ms(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1] * 1000


@contextmanager
def control() -> Iterator[Callable[[], float]]:
    """A function that times requests to a server that does nothing, 95th percentile in ms."""
    command = [
        sys.executable, "-c", f"from {__name__} import serve_nothing; serve_nothing()",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as run:
        assert run.stdout is not None
        address = f"http://127.0.0.1:{int(run.stdout.readline())}/"

        def measure() -> float:
            taken = []
            with requests.Session() as session:
                for _ in range(CONTROLS):
                    before = time.perf_counter()
                    session.get(address, timeout=PATIENCE_S)
                    taken.append(time.perf_counter() - before)
            return percentile_ms(taken)

        try:
            yield measure
        finally:
            run.kill()


@dataclass
class Editor:
    """What the pages of one editor ask, timed."""

    address: str
    session: requests.Session
    story: str
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Kind of request -> its times, in seconds."""

    def get(self, path: str, **headers: str) -> requests.Response:
        answer = self.session.get(
            f"{self.address}/api/v1{path}", headers=headers, timeout=PATIENCE_S
        )
        assert answer.ok, (path, answer.text)
        return answer

    def hear_first_byte(self) -> None:
        with self.session.get(
            f"{self.address}/api/v1/events", stream=True, timeout=PATIENCE_S
        ) as stream:
            assert next(stream.iter_content(1))

    def go_round(self) -> None:
        """One request of each kind."""
        place = f"/stories/{self.story}"
        kinds: dict[str, Callable[[], object]] = {
            "the inbox": lambda: self.get("/stories?limit=50"),
            "an article": lambda: self.get(f"{place}/article"),
            "a script": lambda: self.get(f"{place}/script"),
            "the names": lambda: self.get("/names"),
            "a part of a sound": lambda: self.get(f"{place}/sound", Range="bytes=1000-66535"),
            "the first byte of events": self.hear_first_byte,
        }
        for kind, ask in kinds.items():
            before = time.perf_counter()
            ask()
            self.taken[kind].append(time.perf_counter() - before)


@pytest.mark.long
def test_nothing_is_lost_and_nobody_waits(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = tmp_path / "episodes"
    with started(root) as (_, client), control() as measure, requests.Session() as session:
        address, key = client._base.removesuffix("/api/v1"), (root / KEY).read_text("ascii")
        session.headers["Authorization"] = f"Bearer {key}"
        opened = [client.submit(text=page(f"Open {n}")) for n in range(OPEN_STORIES)]
        opened = [client.wait(story.id, timeout_s=PATIENCE_S) for story in opened]
        editor = Editor(address, session, opened[0].id)
        first = editor.get("/ledger?limit=1").json()["items"][0]["number"]
        idle = measure()
        with following(address, key, [story.id for story in opened]) as streams:
            together, began = threading.Barrier(SUBMISSIONS), time.monotonic()

            def submit(number: int) -> str:
                with Desk(address, key) as program:
                    together.wait(PATIENCE_S)
                    return program.submit(text=page(f"Load {number}"), key=f"k{number}").id

            def is_worked_on(story: str) -> bool:
                return bool(editor.get(f"/stories/{story}").json()["work"])

            with ThreadPoolExecutor(SUBMISSIONS) as pool:
                futures = [pool.submit(submit, n) for n in range(SUBMISSIONS)]
                while not all(future.done() for future in futures):
                    editor.go_round()
                stories = [future.result() for future in futures]
            record_property("submissions_s", round(time.monotonic() - began, 2))
            for story in opened:
                sentence = client.script(story.id).sentences[-1]
                client.change_sentence(client.story(story.id), sentence.key, say="That was it.")
            rounds = len(editor.taken["the inbox"])
            while rounds < LEAST_ROUNDS or any(map(is_worked_on, stories[-3:])):
                editor.go_round()
                rounds += 1
            assert len(set(stories)) == SUBMISSIONS
            for story_id in (*stories, *(story.id for story in opened)):
                made = client.wait(story_id, timeout_s=PATIENCE_S * 5)
                assert made.state.value == "waiting", made
            assert len(list(client.stories())) == SUBMISSIONS + OPEN_STORIES

            # each stream told each entry that concerns it once, in order, and nothing else
            entries = [
                entry
                for entry in editor.get("/ledger?limit=500").json()["items"]
                if entry["number"] > first
            ][::-1]
            assert len(entries) >= 3 * SUBMISSIONS
            for stream in streams:
                wanted = [
                    entry["number"] for entry in entries if stream.story in {"", entry["story"]}
                ]
                assert len(wanted) >= 2
                end = time.monotonic() + PATIENCE_S
                while len(stream.numbers) < len(wanted) and time.monotonic() < end:
                    time.sleep(0.02)
                assert stream.numbers == wanted
        quiet = max(idle, measure())
    most = SLOWEST_MS * max(1.0, quiet / CONTROL_MS)
    told = {
        kind: (statistics.median(taken) * 1000, percentile_ms(taken))
        for kind, taken in editor.taken.items()
    }
    lines = [f"{rounds} of each, ms; a request to a server that does nothing: {quiet:.1f}"]
    for kind, (middle, slow) in told.items():
        lines.append(f"  {kind:<26} median {middle:6.1f}   95th percentile {slow:6.1f}")
        record_property(f"{kind}_ms", (round(middle), round(slow)))
    sys.stdout.write("\n".join(["", *lines, ""]))
    assert max(slow for _, slow in told.values()) < most, (told, quiet)
