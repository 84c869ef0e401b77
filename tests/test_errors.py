"""Tests that an error's fields name what it is about, whatever path it took."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import audiobrief
from audiobrief import errors
from audiobrief.api import Failed, make_episodes
from audiobrief.engines.piper.voice import read_config
from audiobrief.episode.reader import open_source, read_article, read_manuscript
from audiobrief.errors import AudiobriefError, about
from audiobrief.model import Page
from audiobrief.settings.tree import read_settings
from tests.batch.running import quick_settings

WALL = "<html><body><div id=app></div></body></html>"
STORY = "".join(
    f"<p>The harbour of Saltmere was dredged again in week {number}, and the boats came back "
    "to the old quay under the customs house.</p>"
    for number in range(4)
)
PAGE = (
    f"<html lang=en><body><article><h1>Saltmere dredges on</h1>{STORY}</article></body></html>"
)


def every_kind(
    kind: type[AudiobriefError] = AudiobriefError,
) -> Iterator[type[AudiobriefError]]:
    yield kind
    for inner in kind.__subclasses__():
        yield from every_kind(inner)


@pytest.mark.parametrize("kind", list(every_kind()), ids=lambda kind: kind.__name__)
def test_fields_come_through_a_pickle(kind: type[AudiobriefError]) -> None:
    error = kind("no such page", url="https://quay.example/", path=Path("a") / "b.html")
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is kind
        assert (str(other), other.args) == ("no such page", ("no such page",))
        assert (other.url, other.path) == ("https://quay.example/", str(Path("a") / "b.html"))
    assert (kind("x").url, kind("x").path) == ("", "")


def test_what_an_error_says_itself_is_kept() -> None:
    with pytest.raises(AudiobriefError) as named, about(url="https://quay.example/"):
        raise AudiobriefError("no", path="lexicon.toml")
    assert (named.value.url, named.value.path) == ("", "lexicon.toml")
    with pytest.raises(AudiobriefError) as filled, about(url="https://quay.example/"):
        raise AudiobriefError("no")
    assert filled.value.url == "https://quay.example/"
    with pytest.raises(KeyError), about(path="x"):
        raise KeyError("not ours")


def put(name: str, content: str) -> Path:
    path = Path(name)
    path.write_text(content, encoding="utf-8")
    return path


def make(page: Path, **changes: object) -> None:
    audiobrief.make_episode(page, "out", quick_settings(**changes))


def blocked_output() -> None:
    put("out", "a file in the way")
    make(put("page.html", PAGE))


CASES: dict[str, tuple[Callable[[], object], str]] = {
    # fault -> a call that causes it, and the file that it is about
    "no file": (lambda: read_manuscript("gone.html"), "gone.html"),
    "no script": (lambda: open_source("gone.json"), "gone.json"),
    "not a script": (lambda: read_manuscript(put("mine.json", "[]")), "mine.json"),
    "no article": (lambda: read_manuscript(put("wall.html", WALL)), "wall.html"),
    "no article, read alone": (lambda: read_article(put("wall.html", WALL)), "wall.html"),
    "binary": (lambda: read_manuscript(put("page.html", "\0\1\2" * 99)), "page.html"),
    "lexicon": (
        lambda: make(put("page.html", PAGE), lexicons=[str(put("words.toml", "no"))]),
        "words.toml",
    ),
    "rules": (
        lambda: make(put("page.html", PAGE), rules=[str(put("rules.toml", "no"))]),
        "rules.toml",
    ),
    "settings": (lambda: read_settings(put("mine.toml", "[voice]\nsped = 1\n")), "mine.toml"),
    "music": (
        lambda: make(put("page.html", PAGE), music__intro=str(put("intro.wav", "no sound"))),
        "intro.wav",
    ),
    "cover": (
        lambda: make(put("page.html", PAGE), cover=str(put("cover.png", "no picture"))),
        "cover.png",
    ),
    "output": (blocked_output, "saltmere-dredges-on"),
    "model": (lambda: read_config(put("voice.onnx.json", "{}")), "voice.onnx.json"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_file_that_it_is_about(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    call, path = CASES[case]
    with pytest.raises(AudiobriefError) as told:
        call()
    assert Path(told.value.path).name == path
    assert told.value.url == ""


@pytest.mark.parametrize(
    "url", ["ftp://quay.example/a", "http://127.0.0.1:9/a", "file:///etc/hostname"]
)
def test_the_address_that_it_is_about(url: str) -> None:
    with pytest.raises(errors.PageError) as told:
        read_manuscript(url)
    assert (told.value.url, told.value.path) == (url, "")


def test_a_page_in_memory_is_known_by_its_address() -> None:
    with pytest.raises(errors.NoArticleFound) as told:
        read_manuscript(Page(WALL, url="https://quay.example/wall"))
    assert told.value.url == "https://quay.example/wall"


def test_it_comes_back_from_other_processes(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.html")
    with ProcessPoolExecutor(1) as pool:
        (failed,) = make_episodes([Path(gone)], tmp_path, map=pool.map)
    assert isinstance(failed, Failed)
    assert failed.error.path == gone


def test_a_message_that_quotes_too_much_keeps_its_beginning_and_its_end() -> None:
    error = AudiobriefError(f"line 3 is wrong: {'xxxx ' * 10_000}; remove it")
    assert len(str(error)) < errors.LONGEST + 100
    assert str(error).startswith("line 3 is wrong: xxx")
    assert "… (50,028 characters) …" in str(error)
    assert str(error).endswith("; remove it")


def test_a_long_value_is_cut_and_what_stands_around_it_is_whole() -> None:
    error = AudiobriefError(f"the engine {'x' * 5_000} is unknown; known: espeak, tone")
    assert len(str(error)) < errors.LONGEST_WORD
    assert "(5,000 characters)" in str(error)
    assert str(error).endswith(" is unknown; known: espeak, tone")
    address = f"https://quay.example/{'a' * 400}"
    assert address in str(AudiobriefError(f"{address} answers 404"))


def test_what_steers_a_terminal_stands_as_its_code() -> None:
    error = AudiobriefError("voice 'a\0b\x1b[31m\u202ex\ud800' is unknown\tnear: Ωmega, ק, 🎧")
    assert (
        str(error) == r"voice 'a\x00b\x1b[31m\u202ex\ud800' is unknown" + "\tnear: Ωmega, ק, 🎧"
    )
