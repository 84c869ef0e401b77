"""Tests an episode's folder: written completely or not at all, reproducible, by user
templates."""

import itertools
import json
import shutil
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from audiobrief.errors import EncoderFailed, OutputError, PublishError
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Cue,
    Episode,
    Role,
    Script,
    Segment,
    Span,
    Timeline,
    Word,
)
from audiobrief.publish import (
    PublishSettings,
    publish_episode,
    read_episode,
    read_label,
    write_episode,
)
from audiobrief.publish.page import describe, render_page
from audiobrief.publish.theme import load_theme, to_script_json, web_address
from audiobrief.publish.waveform import (
    BARS,
    MOST_STEPS,
    TOP,
    Meter,
    Waveform,
    read_waveform,
    write_waveform,
)
from tests.publish.episodes import make_episode

NAMES = {
    "index.html", "episode.vtt", "episode.words.vtt", "episode.srt", "episode.txt",
    "transcript.json", "chapters.json", "waveform.json",
}  # fmt: skip


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    return folder, make_episode(folder)


@pytest.fixture
def mill(spoken: tuple[Path, Episode], tmp_path: Path) -> tuple[Path, Episode]:
    for path in spoken[0].iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path, spoken[1]


def test_everything_stands_beside_the_episode(mill: tuple[Path, Episode]) -> None:
    assert {path.name for path in publish_episode(mill[0])} == NAMES
    assert {path.name for path in mill[0].iterdir()} == NAMES | {"episode.json", "episode.mp3"}


def test_a_description_is_of_the_story_and_not_of_a_note_above_it() -> None:
    note = Block(BlockKind.CORRECTION, "Editor’s note: A passage has been removed.")
    story = Block(BlockKind.PARAGRAPH, "The mill reopened.")
    assert describe(Article("Mill", (note, story))) == "The mill reopened."
    assert describe(Article("Mill", (note,))) == note.text


def test_it_repeats_and_leaves_what_stands(mill: tuple[Path, Episode]) -> None:
    paths = publish_episode(mill[0])
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}
    publish_episode(mill[0])
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in paths} == before
    for path in paths:
        path.unlink()
    publish_episode(mill[0])
    assert [path.read_bytes() for path in paths] == [content for _, content in before.values()]


def test_nothing_is_written_where_one_cannot_be(mill: tuple[Path, Episode]) -> None:
    folder = mill[0]
    (folder / "episode.srt").mkdir()
    (folder / "episode.srt" / "in the way").touch()
    with pytest.raises(OutputError, match="a folder is in the way"):
        publish_episode(folder)
    assert {path.name for path in folder.iterdir()} == {
        "episode.json", "episode.mp3", "episode.srt",
    }  # fmt: skip


def test_an_episode_comes_back_as_it_was(mill: tuple[Path, Episode]) -> None:
    assert read_episode(mill[0]) == mill[1]


def test_a_label_tells_what_tells_an_episode_from_others(mill: tuple[Path, Episode]) -> None:
    folder, episode = mill
    article = replace(episode.article, url="https://mill.example/reopens")
    write_episode(folder, replace(episode, article=article))
    label = read_label(folder)
    assert (label.article.url, label.audio) == (article.url, episode.audio)
    with pytest.raises(PublishError, match="no episode"):
        read_label(folder / "nowhere")
    (folder / "episode.json").write_text('{"audio": 7}')
    with pytest.raises(PublishError, match="is not an episode"):
        read_label(folder)


def test_what_is_missing_is_named(tmp_path: Path, mill: tuple[Path, Episode]) -> None:
    with pytest.raises(PublishError, match="no episode in"):
        publish_episode(tmp_path / "nowhere")
    (tmp_path / "episode.mp3").unlink()
    with pytest.raises(PublishError, match=r"the audio of .* is missing"):
        publish_episode(tmp_path)
    (tmp_path / "episode.json").write_text('{"article": 7}')
    with pytest.raises(PublishError, match="is not an episode"):
        publish_episode(tmp_path)


def test_audio_outside_of_the_folder_is_not_reached(mill: tuple[Path, Episode]) -> None:
    text = (mill[0] / "episode.json").read_text().replace("episode.mp3", "../episode.mp3")
    (mill[0] / "episode.json").write_text(text)
    with pytest.raises(PublishError, match="is no file beside it"):
        publish_episode(mill[0])


def test_audio_that_is_none_is_named(mill: tuple[Path, Episode]) -> None:
    (mill[0] / "episode.mp3").write_bytes(b"no sound at all")
    with pytest.raises(EncoderFailed):
        publish_episode(mill[0])


def test_a_template_of_the_user_goes_first(mill: tuple[Path, Episode], tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "page.html.j2").write_text("<h1>{{ article.title }} &amp; {{ 'a<b' }}</h1>\n")
    settings = PublishSettings(templates=str(theme))
    publish_episode(mill[0], settings)
    assert (mill[0] / "index.html").read_text() == (
        f"<h1>{mill[1].article.title} &amp; a&lt;b</h1>\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("page.html.j2", "{% if %}", r"page\.html\.j2, line 1"),
        ("page.html.j2", "{{ nothing_like_it }}", "nothing_like_it"),
        ("player.js", "document.write('</script>')", "would end its element"),
    ],
)
def test_a_wrong_template_is_named(
    name: str, content: str, message: str, mill: tuple[Path, Episode], tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / name).write_text(content)
    with pytest.raises(PublishError, match=message):
        publish_episode(mill[0], PublishSettings(templates=str(theme)))
    assert {path.name for path in mill[0].iterdir()} - {"theme"} == {
        "episode.json", "episode.mp3",
    }  # fmt: skip
    with pytest.raises(PublishError, match="no folder"):
        load_theme("/nowhere/at/all")


@pytest.fixture(scope="module")
def long() -> Episode:
    """An episode of an hour and a half: 750 sentences of 20 words, five to a paragraph."""
    said = [
        f"Sentence {number} says once more that the tide went out past the old mill and that "
        "nobody came to see it go."
        for number in range(750)
    ]
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, " ".join(said[at : at + 5])) for at in range(0, 750, 5)
    )
    segments, cues = [], []
    for index, text in enumerate(said):
        places = [*itertools.accumulate(len(word) + 1 for word in text.split())]
        starts = [0, *places[:-1]]
        ends = [*places[:-1], len(text)]
        spans = tuple(Span(a, b, a, b) for a, b in zip(starts, ends, strict=True))
        segments.append(Segment(Role.BODY, text, text, alignment=spans, block=index // 5))
        begin = index * 160_000
        words = tuple(
            Word(a, b - 1, begin + a * 1000, begin + b * 1000)
            for a, b in zip(starts, places, strict=True)
        )
        cues.append(Cue(index, begin, begin + 150_000, words))
    timeline = Timeline(22_050, 750 * 160_000, tuple(cues))
    script = Script("A long day at the mill", tuple(segments))
    return Episode(Article(script.title, blocks), script, timeline, "episode.mp3")


def measure_peak(call: Callable[[], object]) -> int:
    """Peak memory of a call in bytes, above the memory in use before."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.long
def test_a_long_episode_is_never_whole_in_memory(
    mill: tuple[Path, Episode], long: Episode
) -> None:
    folder, _ = mill
    settings = PublishSettings(waveform=False)
    # templates are compiled and packages imported once in each process
    publish_episode(folder, settings)
    peak = measure_peak(lambda: write_episode(folder, long))
    assert peak < (folder / "episode.json").stat().st_size / 10
    assert read_episode(folder) == long
    peak = measure_peak(lambda: publish_episode(folder, settings, episode=long))
    written = sum((folder / name).stat().st_size for name in NAMES - {"waveform.json"})
    # rendering every file before writing the first took six times as much
    assert peak < 1.5 * written


def test_an_episode_is_written_as_msgspec_writes_it(
    mill: tuple[Path, Episode], long: Episode
) -> None:
    for episode in (mill[1], long):
        path = write_episode(mill[0], episode)
        assert path.read_bytes() == msgspec.json.encode(episode) + b"\n"


def test_the_page_tells_machines_what_it_is(mill: tuple[Path, Episode]) -> None:
    settings = PublishSettings(url="https://courier.example/audio/mill/")
    page = "".join(render_page(mill[1], Waveform(), settings, audio_bytes=12_345))
    head, _, rest = page.partition('<script type="application/ld+json">')
    data = json.loads(rest.partition("</script>")[0])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == mill[1].article.title
    assert data["audio"] == {
        "@type": "AudioObject", "name": mill[1].article.title,
        "contentUrl": "https://courier.example/audio/mill/episode.mp3",
        "encodingFormat": "audio/mpeg", "duration": "PT81.396S", "inLanguage": "en-GB",
        "contentSize": "12345", "creditText": "Automated voice",
        "digitalSourceType": [
            "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        ],
    }  # fmt: skip
    audio = (
        '<meta property="og:audio" content="https://courier.example/audio/mill/episode.mp3">'
    )
    assert audio in head
    assert '<link rel="canonical" href="https://courier.example/2025/11/tide-mill">' in head
    assert "Read by an automated voice" in rest


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//host/x", "file:///etc",
     "http:", "https://[", "x", "https://a.example:99999/", "https://a.example\\@b.example/"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_web_are_refused(url: str) -> None:
    assert web_address(url) == ""


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://a.example/%zz?q=100%", "https://a.example/%25zz?q=100%25"),
        ('https://a.example/a"b|c d', "https://a.example/a%22b%7Cc%20d"),
        ("https://[::1]:80/a[1]#é", "https://[::1]:80/a%5B1%5D#é"),
        ("https://a.exa\tmple/x\n/y", "https://a.example/x/y"),
        ("http://http/%C3%A9?a=b&c#d", "http://http/%C3%A9?a=b&c#d"),
    ],
)
def test_signs_that_no_address_has_are_written_by_their_numbers(
    written: str, sent: str
) -> None:
    assert web_address(written) == sent


def test_json_in_a_script_element_stays_there() -> None:
    value = ["</script>", "<!--", "&amp;", "\u2028"]
    text = to_script_json(value)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


def test_the_meter_hears_what_the_decoder_gives(mill: tuple[Path, Episode]) -> None:
    audio = mill[0] / "episode.mp3"
    decoded = read_waveform(audio, 16_000)
    assert len(decoded.bars) == BARS
    assert max(decoded.bars) == TOP
    meter = Meter(16_000)
    rng = np.random.default_rng(0)
    loud = (rng.standard_normal(16_000) * 8000).astype(np.int16)
    for length in (1, 799, 800, 3200, 11_200):
        meter.add(loud[:length])
    meter.add(np.zeros(16_000, np.int16))
    bars = meter.bars()
    assert all(bar > 20 for bar in bars[:110])
    assert not any(bars[130:])
    write_waveform(audio, meter)
    assert read_waveform(audio, 16_000).bars == bars


def test_a_long_episode_is_metered_in_constant_memory() -> None:
    """The bars are the same means, however the sound is split into chunks."""
    rng = np.random.default_rng(1)
    rate, minutes = 1000, 130
    loudness = np.repeat(rng.integers(0, 20_000, minutes), 60 * rate)
    sound = (loudness * rng.uniform(-1, 1, len(loudness))).astype(np.int16)
    whole, pieces = Meter(rate), Meter(rate)
    whole.add(sound)
    for piece in np.array_split(sound, [1, 50, 3_276_799, 3_276_850, 5_000_001]):
        pieces.add(piece)
        assert len(pieces._powers) < MOST_STEPS
    assert pieces.bars() == whole.bars()
    powers = [(part.astype(float) ** 2).mean() for part in np.array_split(sound, BARS)]
    expected = np.array(powers) / max(powers) * TOP
    assert np.abs(np.array(whole.bars()) - expected).max() <= 1
