"""Tests the journal: it keeps rows unchanged, and is trusted only if the episode still
exists."""

from __future__ import annotations

import contextlib
import math
import random
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import BESIDE, DAMAGED, FILE
from audiobrief.batch.journal_place import LOCK, find_journal, move_old_journal
from audiobrief.batch.journal_tables import UPGRADED, VERSION
from audiobrief.batch.row import Row, State
from audiobrief.batch.start import start_run
from audiobrief.cleaner.sites import Site
from audiobrief.episode.dependencies import Dependencies
from audiobrief.errors import BatchError
from audiobrief.publish.versions import Version
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import held_alone
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch, kinds, make_all, quick_settings
from tests.torture.running import Run, reads_proc
from tests.torture.test_kills import finals

ROWS = 60
MADE_WITH = Dependencies(settings={"voice.speed": "0f"}, lexicon={"lexicon.toml": "1e"})
SITE = Site("saltmere.example", {f"{n:012x}": n % 5 for n in range(50)}, ("1a", "2b"))
OLDER = {
    # journal version -> columns of its table of articles
    2: "id source state mark input_digest script_digest text_digest settings_digest title url "
       "folder audio files duplicate_of reason message detail note tries words characters "
       "dropped duration_ms audio_bytes lufs true_peak_dbtp engine read_ms make_ms ended",
    3: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url folder audio files duplicate_of reason message detail "
       "about_url about_path note tries words characters dropped duration_ms audio_bytes lufs "
       "true_peak_dbtp engine read_ms make_ms ended",
    4: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url folder audio files duplicate_of reason message detail "
       "about_url about_path note tries words characters dropped confidence doubts duration_ms "
       "audio_bytes lufs true_peak_dbtp engine read_ms make_ms ended",
    5: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url published list left is_fetched says_noindex question "
       "folder audio files duplicate_of reason message detail about_url about_path note tries "
       "words characters dropped confidence doubts duration_ms audio_bytes lufs "
       "true_peak_dbtp engine read_ms make_ms ended",
    6: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url published list left is_fetched says_noindex is_feed_text "
       "question folder audio files duplicate_of reason message detail about_url about_path note "
       "tries words characters dropped confidence doubts duration_ms audio_bytes lufs "
       "true_peak_dbtp engine read_ms make_ms ended",
    7: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url published list told left is_fetched says_noindex "
       "is_feed_text question folder audio files duplicate_of reason message detail "
       "about_url about_path note tries words characters dropped confidence doubts "
       "duration_ms audio_bytes lufs true_peak_dbtp engine read_ms make_ms ended",
    8: "id source state mark page_digest lexicon_digest script_digest text_digest "
       "settings_digest why title url published list told left is_fetched says_noindex "
       "is_feed_text question folder audio files duplicate_of reason message detail "
       "about_url about_path note tries words characters dropped confidence doubts "
       "duration_ms audio_bytes episode_checksum lufs true_peak_dbtp engine read_ms make_ms ended",
}  # fmt: skip
OF_VERSION = slice(60, 64)
"""Bytes of SQLite's user_version in its header (file format 1.3.13); another version of
audiobrief writes another number."""
FLIPS = 90
VERSIONS = tuple(
    Version(
        number,
        datetime(2031, 3, number, 6, tzinfo=UTC),
        "made again: the page changed",
        title="The harbour looks \x1f again é",
        words_added=number,
        corrected=datetime(2031, 3, 2, tzinfo=UTC) if number > 1 else None,
        sentences=("“A sentence,” she said.",),
    )
    for number in (1, 2)
)


def write_rows(path: Path) -> dict[str, Row]:
    rows = {}
    with Journal(path) as journal:
        for number in range(ROWS):
            row = Row(
                f"page-{number}.html",
                f"archive/page-{number}.html",
                State.MADE if number % 4 else State.FAILED,
                url=f"https://saltmere.example/{number}",
                text_digest=f"{number:032x}",
                folder=f"the-harbour-{number}",
                title=f"The harbour looks again, {number} \0 é",
                files='["a.mp3", "index.html"]',
                lufs=-16.0 if number % 2 else None,
                ended=1_000.5 + number,
            )
            journal.put(row)
            rows[row.id] = row
        journal.note_run(1, {"made": ROWS})
        journal.keep_dependencies("7d", MADE_WITH)
        journal.keep_site(SITE)
        for version in VERSIONS:
            journal.keep_version("page-3.html", version)
    return rows


@pytest.fixture
def good(tmp_path: Path) -> tuple[Path, dict[str, Row]]:
    path = tmp_path / FILE
    return path, write_rows(path)


def flip_a_bit(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_rows_come_back_as_they_were_put(good: tuple[Path, dict[str, Row]]) -> None:
    path, rows = good
    with Journal(path, renew=True) as journal:
        assert {row.id: row for row in journal.rows()} == rows
        assert journal.get("page-3.html") == rows["page-3.html"]
        assert journal.owner_of("the-harbour-7") == "page-7.html"
        assert journal.last_ended() == 1_000.5 + ROWS - 1
        assert journal.runs()[0]["made"] == ROWS
        assert journal.find_dependencies("7d") == MADE_WITH
        assert journal.find_dependencies("8d") is None
        assert journal.versions_of("page-3.html") == VERSIONS
        assert journal.versions_of("page-4.html") == ()
        journal.keep_version("\udce9.html", VERSIONS[0])
        assert journal.versions_of("\udce9.html") == VERSIONS[:1]
        assert (journal.damaged, journal.renewed) == (set(), "")
        journal.put(Row("nan", "nan.html", lufs=math.nan))
        assert journal.get("nan") == Row("nan", "nan.html", lufs=None)


@pytest.mark.parametrize(
    "flips", [FLIPS, pytest.param(34 * FLIPS, id="long", marks=pytest.mark.long)]
)
def test_no_flipped_bit_is_believed(
    flips: int, good: tuple[Path, dict[str, Row]], tmp_path: Path
) -> None:
    """Each row is unchanged or missing; an unreadable journal is put aside, and a new one
    begins."""
    path, rows = good
    chance = random.Random(flips)
    renewed = damaged = 0
    for number in range(flips):
        copy = tmp_path / str(number) / FILE
        copy.parent.mkdir()
        shutil.copy(path, copy)
        flip_a_bit(copy, chance)
        if int.from_bytes(copy.read_bytes()[OF_VERSION]) not in {0, VERSION, *UPGRADED}:
            with pytest.raises(BatchError, match="another version"):
                Journal(copy, renew=True)
            continue
        with Journal(copy, renew=True) as journal:
            found = {row.id: row for row in journal.rows()}
            assert [row for row in found.values() if row != rows[row.id]] == []
            assert all(journal.get(name) in (None, rows[name]) for name in rows)
            assert journal.last_ended() <= time.time()
            assert journal.owner_of("the-harbour-7") in {"", "page-7.html"}
            url = rows["page-9.html"].url
            made = journal.find_made(url=url, text_digest="", but="")
            assert made in (None, rows["page-9.html"])
            assert all(run["made"] == ROWS for run in journal.runs())
            assert journal.find_dependencies("7d") in (None, MADE_WITH)
            assert journal.find_site(SITE.host) in (None, SITE)
            assert set(journal.versions_of("page-3.html")) <= set(VERSIONS)
            if journal.renewed:
                assert found == {}
                assert copy.with_name(FILE + DAMAGED).exists()
            renewed += bool(journal.renewed)
            damaged += bool(journal.damaged)
            for row in rows.values():
                journal.put(row)
            assert {row.id: row for row in journal.rows()} == rows
        shutil.rmtree(copy.parent)
    assert renewed > 1
    assert damaged > flips / 20


def write_older(path: Path, version: int, rows: dict[str, Row]) -> None:
    """Writes a journal in the format of an older version, with one damaged row."""
    columns = OLDER[version].split()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        names = ", ".join(f"{name} PRIMARY KEY" if name == "id" else name for name in columns)
        database.execute(f"CREATE TABLE articles ({names}, checksum) WITHOUT ROWID")
        database.execute("CREATE INDEX by_url ON articles (url) WHERE url <> ''")
        if "list" in columns:
            database.execute("CREATE INDEX by_list ON articles (list, left) WHERE list <> ''")
        database.execute(
            "CREATE TABLE runs (started REAL, ended REAL, summary TEXT, checksum INTEGER)"
        )
        database.execute(f"PRAGMA user_version = {version}")
        for row in rows.values():
            found = (getattr(row, name, "of another kind") for name in columns)
            values = [str(each) if isinstance(each, str) else each for each in found]
            sound = zlib.crc32(ascii(values).encode()) + (row.id == "page-3.html")
            marks = ", ".join("?" * (len(values) + 1))
            database.execute(f"INSERT INTO articles VALUES ({marks})", [*values, sound])


@pytest.mark.parametrize("version", sorted(UPGRADED))
def test_the_rows_of_an_older_journal_are_taken_over(
    version: int, good: tuple[Path, dict[str, Row]], tmp_path: Path
) -> None:
    _, rows = good
    older = tmp_path / "older.sqlite"
    write_older(older, version, rows)
    del rows["page-3.html"]
    with Journal(older, renew=True) as journal:
        assert {row.id: row for row in journal.rows()} == rows
        assert journal.damaged == {"page-3.html"}
    with Journal(older, renew=True) as journal:
        assert {row.id: row for row in journal.rows()} == rows
        assert (journal.damaged, journal.renewed) == (set(), "")


def test_rubbish_is_put_aside_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for ending in ("", *BESIDE):
        Path(f"{path}{ending}").write_bytes(b"no journal" * 900)
    with pytest.raises(BatchError, match="move it away"):
        Journal(path)
    with Journal(path, renew=True) as journal:
        assert "not a database" in journal.renewed
        journal.put(Row("a", "a"))
        assert [row.id for row in journal.rows()] == ["a"]
    assert path.with_name(FILE + DAMAGED).read_bytes() == b"no journal" * 900


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Pages, and the output of an undisturbed batch over them."""
    folder = tmp_path_factory.mktemp("made")
    write_pages(folder / "pages", 2, words=30)
    make_all(folder / "pages", folder / "out", quick_settings(batch__workers=1))
    return folder / "pages", folder / "out"


def destroy(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes()[:5_000])


def change_a_row(journal: Path) -> None:
    content = journal.read_bytes()
    assert content.count(b'"index.html"') >= 2
    journal.write_bytes(content.replace(b'"index.html"', b'"index.htmk"', 1))


@pytest.mark.parametrize(
    ("damage", "again", "said"),
    [(destroy, 2, "a new one was started"), (change_a_row, 1, "1 entries of the journal")],
)
def test_a_batch_makes_again_what_a_damaged_journal_told_of(
    damage: object, again: int, said: str, made: tuple[Path, Path], tmp_path: Path
) -> None:
    pages, whole = made
    output = Path(shutil.copytree(whole, tmp_path / "out"))
    assert callable(damage)
    damage(find_journal(str(output)))
    settings = quick_settings(batch__workers=1)
    with start_run([pages], str(output), settings) as run:
        events = list(run)
        assert said in run.damage
    assert kinds(events) == {
        kind: n for kind, n in (("made", again), ("skipped", 2 - again)) if n
    }
    assert finals(output) == finals(whole)
    with start_run([pages], str(output), settings) as run:
        assert kinds(list(run)) == {"skipped": 2}
        assert run.damage == ""


# -------------------------------------------------------- two at a time


@contextlib.contextmanager
def at_work(pages: Path, output: Path) -> Iterator[None]:
    with start_run([pages], str(output), quick_settings(batch__workers=1)):
        yield


def test_a_second_run_says_that_another_is_at_work(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    pages, whole = made
    output = tmp_path / "out"
    with at_work(pages, output):
        code, out, err = Run("batch", pages, "-o", output, *TONE).finish()
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1
        assert "another audiobrief is using the journal" in err
        # a dry run changes nothing, so it need not wait
        assert kinds(batch(pages, "-o", output, "--dry-run")) == {"planned": 2}
    assert kinds(make_all(pages, output, quick_settings())[0]) == {"made": 2}
    assert finals(whole).keys() <= finals(output).keys()
    assert find_journal(str(output)).with_name(FILE + LOCK).exists()


@reads_proc
def test_what_a_killed_run_held_is_free(made: tuple[Path, Path], tmp_path: Path) -> None:
    pages, _ = made
    output = tmp_path / "out"
    run = Run("batch", pages, "-o", output, *TONE)
    lock = find_journal(str(output)).with_name(FILE + LOCK)
    while not lock.exists():
        assert run.process.poll() is None
    assert run.kill_after(0)
    assert run.survivors() == []
    assert sum(kinds(make_all(pages, output, quick_settings())[0]).values()) == 2


def put_back(output: Path) -> None:
    """Puts a journal where earlier releases had it, beside the episodes."""
    find_journal(str(output)).replace(output / FILE)
    shutil.rmtree(output / INTERNAL)


def test_an_older_journal_moves_to_where_no_site_serves_it(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    pages, made_there = made
    output = Path(shutil.copytree(made_there, tmp_path / "out"))
    put_back(output)
    (output / (FILE + LOCK)).touch()
    (output / (FILE + DAMAGED)).write_bytes(b"an older one")
    events, _ = make_all(pages, output, quick_settings())
    assert kinds(events) == {"skipped": 2}
    assert [path.name for path in output.glob(f"{FILE}*")] == []
    assert find_journal(str(output)).with_name(FILE + DAMAGED).read_bytes() == b"an older one"


def test_a_journal_that_an_older_release_is_using_stays(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    _, made_there = made
    output = Path(shutil.copytree(made_there, tmp_path / "out"))
    put_back(output)
    with held_alone(output / (FILE + LOCK)):
        move_old_journal(str(output))
        assert (output / FILE).is_file()
    move_old_journal(str(output))
    assert not (output / FILE).exists()


def test_the_last_commits_of_an_older_journal_move_with_it(tmp_path: Path) -> None:
    """A run that was killed leaves them in the WAL."""
    with Journal(tmp_path / FILE) as journal:
        journal.put(Row("a", "a"))
        for path in tmp_path.glob(f"{FILE}*"):
            (tmp_path / "out").mkdir(exist_ok=True)
            shutil.copy(path, tmp_path / "out")
    assert (tmp_path / "out" / f"{FILE}-wal").stat().st_size
    move_old_journal(str(tmp_path / "out"))
    with Journal(find_journal(str(tmp_path / "out"))) as journal:
        assert [row.id for row in journal.rows()] == ["a"]
