"""Tests that no two articles ever share a folder, and that an article always has the same one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.events import RunOptions
from audiobrief.batch.items import Item, Read
from audiobrief.batch.row import Row
from audiobrief.batch.schedule import Job
from audiobrief.batch.start import start_run
from audiobrief.batch.turns import MOST_WAITING, Turns
from audiobrief.episode.dependencies import Dependencies
from audiobrief.publish import read_episode
from audiobrief.system.locations import INTERNAL
from tests.batch.running import TONE, make_all, quick_settings
from tests.torture.running import Run as Process
from tests.torture.running import contents, invoke

WEATHER = "Rain comes in from the west over {place}, and by the evening it will have reached the coast."


def write_pages(folder: Path, count: int, *, title: str = "Weather today") -> list[Path]:
    """Pages of one headline, the earlier ones with more around the text, so that they take longer
    to read."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        text = WEATHER.format(place=f"Saltmere {number}")
        links = (f"<li><a href=/{n}>Report {n}</a>" for n in range(300 * (count - number)))
        more = f"<nav><ul>{''.join(links)}</ul></nav>"
        path = folder / f"{number}.html"
        path.write_text(
            f"<html lang=en><head><title>{title}</title></head><body><article>"
            f"<h1>{title}</h1><p>{text}</p></article>{more if number < 2 else ''}</body></html>",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def episodes(root: Path) -> dict[str, str]:
    """Folder -> the first words of its episode."""
    return {
        path.parent.name: read_episode(path.parent).article.blocks[0].text[:60]
        for path in sorted(root.glob("*/episode.json"))
    }


@pytest.mark.parametrize("title", ["Weather today", ""])
def test_the_tree_is_the_same_from_any_number_of_workers(tmp_path: Path, title: str) -> None:
    pages = write_pages(tmp_path / "pages", 6, title=title)
    trees: list[dict[str, str]] = []
    for workers in (1, 4, 4):
        out = tmp_path / f"out{len(trees)}"
        make_all(tmp_path / "pages", out, quick_settings(batch__workers=workers))
        trees.append(episodes(out))
    assert len(trees[0]) == len(pages)
    assert trees[1] == trees[0]
    assert trees[2] == trees[0]


def test_make_gives_each_page_of_one_headline_a_folder(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    for page in (*pages, *pages[::-1]):
        code, _, err = invoke("make", page, "-o", tmp_path / "out", *TONE)
        assert code == 0, err
    made = episodes(tmp_path / "out")
    assert len(made) == 3
    assert len(set(made.values())) == 3
    assert "weather-today" in made
    # a batch over the same pages finds each one's folder, and so does an edited script
    make_all(tmp_path / "pages", tmp_path / "out", quick_settings())
    assert episodes(tmp_path / "out") == made
    code, script, _ = invoke("script", "--json", pages[1])
    (tmp_path / "edited.json").write_text(script, encoding="utf-8")
    code, _, err = invoke("make", tmp_path / "edited.json", "-o", tmp_path / "out", *TONE)
    assert code == 0, err
    assert episodes(tmp_path / "out") == made


def test_pages_of_one_headline_that_are_made_at_once_get_a_folder_each(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    runs = [Process("make", page, "-o", tmp_path / "out", *TONE) for page in pages]
    assert [run.finish()[0] for run in runs] == [0, 0, 0]
    assert len(episodes(tmp_path / "out")) == 3
    assert len(set(episodes(tmp_path / "out").values())) == 3


def test_unique_names_depend_on_no_other_article(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 4)
    settings = [quick_settings(batch__workers=n, batch__unique_names=True) for n in (1, 3)]
    named: list[dict[str, str]] = []
    orders = (pages, pages[::-1], [pages[2], pages[0], pages[3], pages[1]])
    for number, order in enumerate(orders):
        listing, out = tmp_path / f"{number}.txt", tmp_path / f"out{number}"
        listing.write_text("\n".join(map(str, order)), encoding="utf-8")
        # a run that ends early leaves the names of the others as they will be
        make_all(listing, out, settings[number % 2], limit=2)
        make_all(listing, out, settings[1 - number % 2])
        named.append({words: folder for folder, words in episodes(out).items()})
        assert len(named[-1]) == len(pages)
    assert named[1:] == named[:1] * 2
    assert all(name.startswith("weather-today-") for name in named[0].values())


def test_unique_names_leave_folders_that_are_there(tmp_path: Path) -> None:
    pages, out = write_pages(tmp_path / "pages", 2), tmp_path / "out"
    make_all(pages[1], out, quick_settings())
    assert list(episodes(out)) == ["weather-today"]
    # also if the journal that knew it is lost
    shutil.rmtree(out / INTERNAL)
    make_all(tmp_path / "pages", out, quick_settings(batch__unique_names=True))
    plain, other = sorted(episodes(out))
    assert plain == "weather-today"
    assert "Saltmere 1" in episodes(out)[plain]
    assert other.startswith("weather-today-")


def test_two_batches_with_journals_of_their_own_leave_each_other_alone(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 2)

    def run(number: int, **wishes: Any) -> str:
        journal = tmp_path / f"{number}.sqlite"
        options = RunOptions(**wishes)
        with start_run(
            [pages[number]],
            str(tmp_path / "out"),
            quick_settings(),
            options,
            journal_path=journal,
        ) as started:
            (event,) = list(started)
        return event.row.folder

    folders = [run(0), run(1)]
    assert len(set(folders)) == 2
    before = contents(tmp_path / "out")
    assert [run(1, force=True), run(0, force=True)] == folders[::-1]
    assert contents(tmp_path / "out").keys() == before.keys()
    assert len(set(episodes(tmp_path / "out").values())) == 2


def test_a_changed_headline_keeps_its_folder(tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path / "pages", 1)
    for title in ("Weather today", "Storm tonight"):
        page.write_text(page.read_text("utf-8").replace("Weather today", title), "utf-8")
        code, _, err = invoke("make", page, "-o", tmp_path / "out", "--engine", "tone")
        assert code == 0, err
    assert list(episodes(tmp_path / "out")) == ["weather-today"]
    assert read_episode(tmp_path / "out" / "weather-today").article.title == "Storm tonight"


def test_a_page_saved_over_another_makes_an_article_of_its_own(tmp_path: Path) -> None:
    """Such as the one file into which a reader saves every story before it is made."""
    page, listing = tmp_path / "page.html", tmp_path / "pages"
    listing.mkdir()
    said = {
        "Weather today": f"<p>{WEATHER.format(place='Saltmere')}</p>",
        "Storm tonight": f"<p>{WEATHER.format(place='Dunmoor')}</p>",
        "Ferry back": "<p>The ferry runs again, three weeks after the ice had closed the harbour.</p>",
    }
    for number, (title, text) in enumerate(said.items()):
        link = (
            f'<link rel="canonical" href="https://saltmere.example/{number}">' if number else ""
        )
        content = f"<html lang=en><head><title>{title}</title>{link}</head><body><article><h1>{title}</h1>{text}</article>"
        page.write_text(content, "utf-8")
        (listing / "page.html").write_text(content, "utf-8")
        code, _, err = invoke("make", page, "-o", tmp_path / "out", "--engine", "tone")
        assert code == 0, err
        make_all(listing, tmp_path / "batch", quick_settings())
    assert set(episodes(tmp_path / "out")) == {"weather-today", "storm-tonight", "ferry-back"}
    # the list's own name for the page is its path: only an address tells that it is another one
    assert set(episodes(tmp_path / "batch")) == {"weather-today", "ferry-back"}


def test_an_episode_of_a_former_version_keeps_its_folder(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 2)
    make_all(pages[0], tmp_path / "out", quick_settings())
    path = tmp_path / "out" / "weather-today" / "episode.json"
    older = json.loads(path.read_bytes())
    del older["identity"]
    path.write_text(json.dumps(older), encoding="utf-8")
    # the journal is lost, and another article of that headline comes first
    for kept in (tmp_path / "out").glob("batch.sqlite*"):
        kept.unlink()
    first = make_all(pages[1], tmp_path / "out", quick_settings())[0][0].row.folder
    assert first.startswith("weather-today-")
    assert (
        make_all(pages[0], tmp_path / "out", quick_settings())[0][0].row.folder
        == "weather-today"
    )
    assert len(set(episodes(tmp_path / "out").values())) == 2


def read_of(number: int) -> Read:
    return Read(b"", Dependencies(), "", str(number), "Weather", "", 1, 1)


def job_of(number: int, url: str = "") -> Job:
    return Job(Item(str(number), "", url=url), Row(str(number), ""), "")


def test_turns_are_those_of_the_list_for_each_host() -> None:
    turns, jobs = Turns(), [job_of(number) for number in range(4)]
    other = job_of(9, "https://saltmere.example/1")
    for job in (*jobs[:2], other, *jobs[2:]):
        turns.begin(job)
    assert turns.end(jobs[1], read_of(1)) == []
    assert [job for job, _ in turns.end(other, read_of(9))] == [other]
    assert turns.end(jobs[3], read_of(3)) == []
    assert [job for job, _ in turns.end(jobs[0], None)] == [jobs[1]]
    assert [job for job, _ in turns.end(jobs[2], read_of(2))] == jobs[2:]


def test_an_article_that_takes_very_long_to_read_loses_its_turn() -> None:
    turns, jobs = Turns(), [job_of(number) for number in range(MOST_WAITING + 2)]
    for job in jobs:
        turns.begin(job)
    due = [
        job
        for number, job in enumerate(jobs[1:], start=1)
        for job, _ in turns.end(job, read_of(number))
    ]
    assert due == jobs[1 : MOST_WAITING + 1]
    assert [job for job, _ in turns.end(jobs[0], read_of(0))] == [jobs[0], jobs[-1]]
