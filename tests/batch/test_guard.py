"""Tests that an article that ruins its process fails alone, without harm to the others."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.batch.items import Item
from audiobrief.batch.read_ahead import MOST
from audiobrief.batch.start import start_run
from tests.batch.newsroom import write_article, write_pages
from tests.batch.running import batch_here, kinds, plugin_environment, quick_settings
from tests.batch.troublesome import LOG, OPENED, SLOW, install
from tests.torture.running import Run, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, limits memory")
TROUBLES = {
    # trouble that a headline asks for -> its name in the report
    "segfault please": "crash",
    "abort please": "crash",
    "kill please": "crash",
    "hang please": "deadline",
    "memory please": "memory",
    "bug please": "speech failed",
}
SETTINGS = """
[voice]
engine = "troublesome"
[cache]
speech = false
[sound]
loudness = "off"
[publish]
waveform = false
[batch]
workers = 2
retries = 1
retry_ms = 50
memory_mb = 1500
deadline_ms = {deadline_ms}
"""


def write_settings(folder: Path, *, deadline_ms: int = 60_000) -> Path:
    path = folder / "troublesome.toml"
    path.write_text(SETTINGS.format(deadline_ms=deadline_ms), encoding="utf-8")
    return path


def write_asking(trouble: str, seed: int) -> str:
    page = write_article(random.Random(seed), 90)
    return page.replace("</article>", f"<p>Now {trouble}, said the clerk.</p></article>")


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {**plugin_environment(install(folder / "plugin")), **more}


def test_each_trouble_costs_one_article_and_is_named(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 4, words=40)
    for number, trouble in enumerate([*TROUBLES, "fail once please"]):
        page = write_asking(trouble, number)
        name = trouble.replace(" ", "-")
        (tmp_path / "pages" / f"trouble-{name}.html").write_text(page, encoding="utf-8")
    env = environment(tmp_path, **{LOG: str(tmp_path / "log")})
    settings = write_settings(tmp_path, deadline_ms=6_000)
    process = Run(
        "batch",
        tmp_path / "pages",
        "-o",
        tmp_path / "out",
        "--config",
        settings,
        "--json",
        env=env,
    )
    code, out, err = process.finish()
    assert code == 3, (err, out)
    assert process.survivors() == []
    events = [json.loads(line) for line in out.splitlines()]
    assert len([event for event in events if event["event"] == "made"]) == 5
    failed = {Path(e["id"]).stem: e for e in events if e["event"] == "failed"}
    assert {name: event["reason"] for name, event in failed.items()} == {
        f"trouble-{trouble.replace(' ', '-')}": reason for trouble, reason in TROUBLES.items()
    }
    assert "SIGSEGV" in failed["trouble-segfault-please"]["message"]
    assert "SIGABRT" in failed["trouble-abort-please"]["message"]
    assert "6 s" in failed["trouble-hang-please"]["message"]
    retried = Counter(e["id"] for e in events if e["event"] == "retried")
    assert sorted(Path(path).stem for path in retried) == sorted(
        f"trouble-{name}-please" for name in ("segfault", "abort", "kill", "bug", "fail-once")
    )
    assert not list((tmp_path / "out").rglob(".audiobrief-*"))


def test_a_parent_that_is_killed_takes_everything_with_it_and_is_gone_on_with(
    tmp_path: Path,
) -> None:
    write_pages(tmp_path / "pages", 6, words=30)
    log = tmp_path / "log"
    env = environment(tmp_path, **{LOG: str(log), SLOW: "0.3"})
    settings = write_settings(tmp_path)
    arguments = (
        "batch",
        tmp_path / "pages",
        "-o",
        tmp_path / "out",
        "--config",
        settings,
        "--json",
    )
    process = Run(*arguments, env=env)
    wait_for(lambda: log.exists() and len(log.read_text().splitlines()) >= 4)
    process.process.send_signal(signal.SIGKILL)
    out, _ = process.process.communicate()
    assert process.survivors() == []
    first = [json.loads(line) for line in out.splitlines()]
    assert 1 <= len(first) < 6
    process = Run(*arguments, env=env)
    code, out_text, err = process.finish()
    assert code == 0, err
    second = kinds([json.loads(line) for line in out_text.splitlines()])
    # reported episodes are on disk; only those in progress are made again
    assert second["skipped"] >= len(first)
    assert second["made"] + second["skipped"] == 6
    spoken = Counter(line.partition(" ")[2] for line in log.read_text().splitlines())
    assert len(spoken) == 6
    assert sum(spoken.values()) - 6 <= 4
    assert len(list((tmp_path / "out").glob("*/episode.json"))) == 6
    assert not list((tmp_path / "out").rglob(".audiobrief-*"))


@pytest.mark.parametrize("hang", [False, True])
def test_an_interrupt_ends_it_at_once_and_says_how_to_go_on(hang: bool, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 6, words=30)
    if hang:
        page = write_asking("hang please", 1)
        (tmp_path / "pages" / "a-hang.html").write_text(page, encoding="utf-8")
    log = tmp_path / "log"
    env = environment(tmp_path, **{LOG: str(log), SLOW: "0.3"})
    process = Run(
        "batch", tmp_path / "pages", "-o", tmp_path / "out",
        "--config", write_settings(tmp_path), env=env, start_new_session=True,
        # a shell starts background processes with interrupts ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    wait_for(lambda: log.exists() and len(log.read_text().splitlines()) >= 3)
    started = time.monotonic()
    os.killpg(process.process.pid, signal.SIGINT)  # as a terminal does
    code, _, err = process.finish()
    assert time.monotonic() - started < 6
    assert code == 130
    assert "interrupted" in err
    assert "to continue" in err
    assert "Traceback" not in err
    assert process.survivors() == []
    if not hang:
        assert not list((tmp_path / "out").rglob(".audiobrief-*"))
        assert not [
            p for p in (tmp_path / "out").iterdir() if p.is_dir() and not list(p.iterdir())
        ]


def test_a_batch_of_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert batch_here(tmp_path / "empty", "-o", tmp_path / "out", code=1) == []


def test_a_worker_keeps_its_engine_between_articles_until_it_is_replaced(
    tmp_path: Path,
) -> None:
    write_pages(tmp_path / "pages", 6, words=30)
    settings = write_settings(tmp_path)
    for recycle, fewest, most in ((100, 1, 2), (2, 3, 6)):
        opened = tmp_path / f"opened-{recycle}"
        file = tmp_path / f"{recycle}.toml"
        text = settings.read_text(encoding="utf-8")
        file.write_text(f"{text}recycle = {recycle}\n", encoding="utf-8")
        process = Run(
            "batch", tmp_path / "pages", "-o", tmp_path / f"out-{recycle}", "--config", file,
            env=environment(tmp_path, **{OPENED: str(opened)}),
        )  # fmt: skip
        code, _, err = process.finish()
        assert code == 0, err
        processes = [line.split()[0] for line in opened.read_text().splitlines()]
        assert len(processes) == len(set(processes))
        assert fewest <= len(processes) <= most


CLOSED_EARLY = """
import sys, tempfile, time
from audiobrief.batch.items import Item, ReadTask
from audiobrief.batch.pool import ProcessPool
from audiobrief.settings.tree import read_settings
if __name__ == "__main__":
    for number in range(6):
        settings = read_settings(overrides={"batch.workers": 8})
        pool = ProcessPool(settings, tempfile.mkdtemp(dir=sys.argv[1]))
        pool.submit(ReadTask(Item("a", "a", path="/nowhere/a.html")))
        time.sleep(0.02 * number)
        pool.close()
"""


def test_workers_that_start_when_all_is_over_say_nothing(tmp_path: Path) -> None:
    script = tmp_path / "closed_early.py"
    script.write_text(CLOSED_EARLY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_the_server_that_workers_are_forked_from_is_ready_and_has_one_thread() -> None:
    """The server hides its own errors, since each worker meets them again; here they are
    shown."""
    code = (
        "import sys, threading, audiobrief.batch.forkserver as server\n"
        "server._warm_up()\n"
        "from audiobrief.cleaner.metadata.wording import PREFIX\n"
        "from audiobrief.spoken.english.rules import CANDIDATE\n"
        "assert 'match' in vars(PREFIX) and 'search' in vars(CANDIDATE)\n"
        "assert {'lameenc', 'miniaudio', 'jinja2', 'PIL'} <= set(sys.modules)\n"
        "status = open('/proc/self/status').read() if sys.platform == 'linux' else ''\n"
        "assert not status or 'Threads:\\t1\\n' in status\n"
    )
    unlimited = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    subprocess.run([sys.executable, "-c", code], check=True, env=unlimited)


def test_a_worker_that_cannot_start_for_another_reason_tells_of_it() -> None:
    code = "import audiobrief.batch.forkserver; open('/nowhere/at all')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "FileNotFoundError" in done.stderr


def test_a_list_without_an_end_is_read_no_further_than_the_workers_come(
    tmp_path: Path,
) -> None:
    """Back-pressure: sources stay in the list until a worker is free."""
    (page,) = write_pages(tmp_path / "pages", 1, words=30)
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield Item(f"id-{taken}", f"id-{taken}", path=str(page))

    with start_run(endless(), str(tmp_path / "out"), quick_settings()) as run:
        for _, _event in zip(range(20), run, strict=False):
            assert taken < 20 + MOST + 100
