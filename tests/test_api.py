"""Tests `import audiobrief`: its examples run, and nothing is loaded before it is needed."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import audiobrief
from audiobrief import ArticleData
from audiobrief.api import Failed, Source, make_episode, make_episodes
from audiobrief.episode.making import Made
from audiobrief.errors import ArticleDataError, ArticleHeld, OutputError, PageRefused
from audiobrief.model import Author
from tests.batch.newsroom import write_pages
from tests.batch.running import quick_settings
from tests.fetch.conftest import Site, site
from tests.places import CHECKOUT

__all__ = ["site"]

PARAGRAPHS = (
    "<p>The harbour board of Halverwick voted nine to two on Monday to give up the quay that the "
    "town was built around, and to let the sea have it back within ten years.</p>"
    "<p>Those who were against it said that the wall would hold for another century if only it "
    "were mended, and that nobody had asked the people who live behind it.</p>"
    "<p>“It is not the stones that matter, it is who may walk on them,” said Mara Vint, who has "
    "sold tea on the quay since 2009. The work is to begin in the spring.</p>"
)
HEAD = "<html><head><title>The quay goes</title></head>"
PAGE = f"{HEAD}<body><article><h1>The quay goes</h1>{PARAGRAPHS}</article></body></html>"


@pytest.mark.parametrize("name", ["audiobrief", "audiobrief.api"])
def test_the_examples_of_the_docstrings_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(
        importlib.import_module(name),
        extraglobs={"PAGE": PAGE, "folder": tmp_path},
    )
    assert found.attempted >= 6
    assert found.failed == 0


def test_every_name_is_there_and_documented() -> None:
    for name in audiobrief.__all__:
        value = getattr(audiobrief, name)
        assert name == "__version__" or value.__doc__
    assert set(audiobrief.__all__) <= set(dir(audiobrief))
    # a package of the same name would take a function's place once it is imported
    packages = {path.name for path in (CHECKOUT / "audiobrief").iterdir() if path.is_dir()}
    assert not packages & set(audiobrief.__all__)
    with pytest.raises(AttributeError, match="make_opera"):
        audiobrief.make_opera  # noqa: B018 -- the look-up is what is tested


def test_importing_it_loads_no_stage() -> None:
    code = (
        "import sys, audiobrief; print([m for m in sys.modules if m.startswith('audiobrief')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "['audiobrief.version', 'audiobrief']"


def test_its_version_is_the_packages() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == audiobrief.__version__


def test_failures_are_values_on_any_pool(tmp_path: Path) -> None:
    pages = [*write_pages(tmp_path / "pages", 2, words=60), Path("nowhere.html")]
    settings = quick_settings()
    plain = list(make_episodes(pages, tmp_path / "a", settings))
    assert [type(result) for result in plain] == [Made, Made, Failed]
    with ThreadPoolExecutor(2) as threads:
        threaded = list(make_episodes(pages, tmp_path / "b", settings, map=threads.map))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        spread = list(make_episodes(pages, tmp_path / "c", settings, map=processes.map))
    for results in (threaded, spread):
        assert [type(result) for result in results] == [Made, Made, Failed]
        made = [result for result in results if isinstance(result, Made)]
        assert [each.audio.read_bytes() for each in made] == [
            each.audio.read_bytes() for each in plain if isinstance(each, Made)
        ]
    (failed,) = [result for result in spread if isinstance(result, Failed)]
    assert failed.source == "nowhere.html"
    assert "nowhere.html" in str(failed.error)


def test_an_article_may_be_data(site: Site, tmp_path: Path) -> None:
    settings = quick_settings(fetch__allow_private=True, fetch__cache=False)
    filed = {
        "id": 7,
        "title": "Ferry back",
        "html": "<p>The ferry runs again.</p>",
        "heading": "x",
    }
    late = ArticleData(
        headline="Ice", body="It is gone.", publish_after=datetime(2999, 1, 1, tzinfo=UTC)
    )
    address = site.put("/quay", PAGE.encode())
    fetched = ArticleData(
        url=address, headline="No quay", authors=(Author("Ada Lind", role="pilot"),)
    )
    sources: list[Source] = [
        filed,
        filed | {"html": "<p>Corrected.</p>"},
        late,
        {"tags": 3},
        fetched,
    ]
    first, second, held, wrong, quay = make_episodes(sources, tmp_path, settings)
    assert isinstance(first, Made)
    assert isinstance(second, Made)
    assert first.folder == second.folder
    assert second.episode.article.blocks[0].text == "Corrected."
    assert "'heading' (nearest: headline)" in second.episode.article.remarks[0]
    assert isinstance(held, Failed)
    assert isinstance(held.error, ArticleHeld)
    assert (held.source, "until 2999-01-01" in str(held.error)) == ("Ice", True)
    assert isinstance(wrong, Failed)
    assert str(wrong.error) == "the article: tags must be a list of texts, and is a number"
    assert isinstance(quay, Made)
    article = quay.episode.article
    assert (article.title, article.url) == ("No quay", address)
    assert article.authors == fetched.authors
    assert len(article.blocks) == 3
    assert audiobrief.clean(late).title == "Ice"


@pytest.mark.parametrize(
    "text",
    ["page.html", "./page.html", "/etc/hostname", "-", "", "file:///etc/hostname", "a.json",
     "s3://bucket/a.html", "ftp://a.example/", "page.html\n"],
)  # fmt: skip
def test_a_text_never_opens_a_file(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("page.html", "a.json"):
        (tmp_path / name).write_text(PAGE)
    (failed,) = make_episodes([text], tmp_path / "out", quick_settings())
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, PageRefused)
    assert "is neither an address nor HTML" in str(failed.error)
    assert not (tmp_path / "out").exists()


def test_an_episode_has_the_name_that_it_was_given(tmp_path: Path) -> None:
    settings = quick_settings()
    made = audiobrief.make_episode(PAGE, tmp_path, settings, name="quay-2031")
    assert made.folder == tmp_path / "quay-2031"
    for name in ("../quay", "a/b", "", ".hidden", "x" * 200, "a\0b"):
        if name:
            with pytest.raises(OutputError, match="is no name of a folder"):
                audiobrief.make_episode(PAGE, tmp_path, settings, name=name)


def test_what_watch_raises_ends_the_work_and_leaves_nothing(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    seen: list[audiobrief.Progress] = []

    def watch(progress: audiobrief.Progress) -> None:
        seen.append(progress)
        if progress.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        audiobrief.make_episode(PAGE, tmp_path / "out", quick_settings(), watch=watch)
    assert [each.done for each in seen] == [1, 2]
    assert not list(tmp_path.rglob("*.mp3"))


@pytest.mark.parametrize(
    "wrong", [17, None, [], b"<p>x", 1.5, True, object(), {17: "x"}, {1: 2, "a": 3}]
)
def test_a_source_of_a_wrong_type_fails_alone(wrong: Any, tmp_path: Path) -> None:
    results = list(make_episodes([PAGE, wrong, PAGE], tmp_path, quick_settings()))
    assert [type(each) for each in results] == [Made, Failed, Made]
    assert isinstance(results[1], Failed)
    assert isinstance(results[1].error, ArticleDataError)


@pytest.mark.parametrize("wrong", [17, None, b"x", ["x"], True, Path("x")])
def test_a_name_of_a_wrong_type_is_an_error_of_ours(wrong: Any, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no name of a folder"):
        make_episode(PAGE, tmp_path, quick_settings(), name=wrong)


def test_what_failed_is_named_without_its_password(tmp_path: Path) -> None:
    (failed,) = make_episodes([{"id": "https://ada:secretpw@a.example/1"}], tmp_path)
    assert isinstance(failed, Failed)
    assert failed.source == "https://…@a.example/1"
    assert "secretpw" not in str(failed.error)
