"""Does damage in combinations, by a seed that is printed: what holds alone may not hold together.

Each step is one of the table below, also while another one runs. `TORTURE_S` is for how many seconds
(20 if it is not set; the nightly target has an hour), and `TORTURE_SEED` repeats a run.
"""

from __future__ import annotations

import contextlib
import os
import random
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiobrief.errors import PublishError
from audiobrief.publish import EPISODE, read_episode
from audiobrief.publish.register import names_of, read_register
from tests.batch.newsroom import write_article
from tests.batch.running import TONE
from tests.torture.running import Run, contents, reads_proc

pytestmark = [reads_proc, pytest.mark.long]
SECONDS = float(os.environ.get("TORTURE_S", "20"))
PAGES = 4
ENDINGS = {0, 1, 3, 4, -9}
"""Exit codes of a command that was disturbed, or killed."""
URL = "https://halverwick.example/audio/"


class Newsroom:
    """A folder of pages, its episodes and their site, on which damage is done."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.chance = chance
        self.pages, self.output = root / "pages", root / "out"
        self.pages.mkdir()
        self.env = {"AUDIOBRIEF_CACHE": str(root / "cache"), "TMPDIR": str(root / "tmp")}
        (root / "tmp").mkdir()
        for number in range(PAGES):
            self.write(number)

    # --------------------------------------------------------------- the steps

    def write(self, number: int) -> None:
        """A page as an editor saves it: in two halves, so that it may be read between them."""
        address = f"https://halverwick.example/{number}"
        page = write_article(random.Random(self.chance.randrange(40)), 25).replace(
            "</head>", f'<link rel="canonical" href="{address}"></head>'
        )
        path = self.pages / f"{number}.html"
        with path.open("w", encoding="utf-8") as file:
            file.write(page[: len(page) // 2])
            file.flush()
            time.sleep(self.chance.uniform(0, 0.05))
            file.write(page[len(page) // 2 :])

    def correct(self) -> None:
        self.write(self.chance.randrange(PAGES))

    def batch(self, *more: str) -> Run:
        return Run(
            "batch", self.pages, "-o", self.output, *TONE, "-j", "2", "--retries", "0", *more,
            env=self.env,
        )  # fmt: skip

    def publish(self) -> Run:
        return Run("publish", self.output, "--url", URL, env=self.env)

    def withdraw(self) -> Run:
        story = f"https://halverwick.example/{self.chance.randrange(PAGES)}"
        return Run("withdraw", story, "-o", self.output, env=self.env)

    def restore(self) -> Run:
        story = f"https://halverwick.example/{self.chance.randrange(PAGES)}"
        return Run("restore", story, "-o", self.output, env=self.env)

    def damage(self) -> None:
        """Flip a bit of a file, cut it off, or remove it."""
        files = [
            path for path in self.output.rglob("*") if path.is_file() and path.stat().st_size
        ]
        files = [path for path in files if "withdrawn.json" not in path.name]
        if not files:
            return
        path = self.chance.choice(files)
        with contextlib.suppress(OSError):
            content = bytearray(path.read_bytes())
            what = self.chance.randrange(3)
            if what == 0:
                content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
                path.write_bytes(content)
            elif what == 1:
                path.write_bytes(content[: self.chance.randrange(len(content))])
            else:
                path.unlink()

    def rest(self) -> None:
        """Leave everything as it is."""

    def step(self) -> Iterator[Run]:
        """Run one command or two at once, and disturb them in some way."""
        starts: list[Callable[[], Run]] = [
            self.batch,
            self.publish,
            self.withdraw,
            self.restore,
        ]
        weights = [5, 3, 1, 1]
        runs = [
            start()
            for start in self.chance.choices(starts, weights, k=self.chance.choice((1, 2)))
        ]
        for disturb in self.chance.choices(
            [self.correct, self.damage, self.rest], [2, 2, 2], k=2
        ):
            time.sleep(self.chance.uniform(0, 0.4))
            disturb()
        for run in runs:
            if self.chance.random() < 0.3:
                run.kill_after(self.chance.uniform(0, 2))
        yield from runs


def finish(run: Run) -> tuple[int, str]:
    if run.process.returncode is not None:
        return run.process.returncode, ""
    code, _, err = run.finish()
    return code, err


def test_damage_in_combinations(tmp_path: Path) -> None:
    seed = int(os.environ.get("TORTURE_SEED") or secrets.randbelow(10**9))
    print(f"TORTURE_SEED={seed}")  # noqa: T201 -- it is shown where the test fails
    newsroom = Newsroom(tmp_path, random.Random(seed))
    assert finish(newsroom.batch())[0] == 0
    until = time.monotonic() + SECONDS
    steps = 0
    while time.monotonic() < until:
        for run in list(newsroom.step()):
            code, err = finish(run)
            assert code in ENDINGS, (seed, steps, err)
            assert "Traceback" not in err, (seed, steps, err)
            assert run.survivors(within=10) == [], (seed, steps)
        steps += 1
    assert steps
    # what was damaged is made again, what was withdrawn stays away, and the site is whole
    for run in (newsroom.batch("--force"), newsroom.publish()):
        code, err = finish(run)
        assert code in {0, 1, 3}, (seed, err)
    gone = set(names_of(read_register(newsroom.output)))
    for path in newsroom.output.rglob(EPISODE):
        folder = path.parent.relative_to(newsroom.output).as_posix()
        if folder.startswith("."):
            continue
        assert folder not in gone, (seed, folder)
        with contextlib.suppress(PublishError):
            read_episode(path.parent)
    feed = contents(newsroom.output)["feed.xml"].decode()
    assert not [name for name in gone if f"{URL}{name}/" in feed], seed
