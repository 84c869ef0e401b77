"""Tests the example article, read by a real voice, from the page to what a listener sees."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import read_article, write_script
from audiobrief.model import BlockKind, Page
from audiobrief.publish.captions import make_captions
from audiobrief.publish.transcript import transcribe
from audiobrief.settings.tree import CacheSettings, Settings
from tests.browser.conftest import Open, wait_past
from tests.publish.programs import parse_captions

SOURCE = Path(__file__).parents[1] / "pages" / "wordpress-harbour" / "source.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    settings = Settings(cache=CacheSettings(speech=False))
    article = read_article(Page(SOURCE.read_text("utf-8")), settings)
    root = tmp_path_factory.mktemp("output")
    return make_episode(write_script(article, settings), root, settings)


def test_every_sentence_is_marked_while_it_is_said(made: Made, open_page: Open) -> None:
    page = open_page(f"file://{made.folder}/index.html")
    cues = page.evaluate("JSON.parse(document.getElementById('episode').textContent).cues")
    said = page.evaluate("[...document.querySelectorAll('[data-s]')].map(e => +e.dataset.s)")
    segments = made.episode.script.segments
    at_ms = 0
    for (pause, length, mark, words), cue in zip(cues, made.episode.timeline.cues, strict=True):
        assert length > 0
        at_ms += pause
        assert at_ms == cue.start * 1000 // made.episode.timeline.sample_rate
        at_ms += length
        if not segments[cue.segment].is_added:
            assert mark in said
        # the words of the body come from the page
        if segments[cue.segment].block is not None:
            assert words, segments[cue.segment]


def test_it_plays_its_quotes_and_numbers(made: Made, open_page: Open) -> None:
    page = open_page(f"file://{made.folder}/index.html")
    quote = next(b for b in made.episode.article.blocks if b.kind is BlockKind.QUOTE)
    first = page.locator("blockquote [data-s]").first
    first.click()
    expect(first).to_have_attribute("aria-current", "true")
    at = page.evaluate("document.getElementById('audio').currentTime")
    wait_past(page, at + 0.4)
    word = page.evaluate("[...CSS.highlights.get('word')].join('')")
    assert word
    assert word in quote.text


def test_its_page_is_light(made: Made) -> None:
    # style and script are in it, so that one file works alone
    assert (made.folder / "index.html").stat().st_size <= 90_000


def test_its_captions_are_valid(made: Made) -> None:
    stem = made.folder / made.audio.stem
    said = len(list(make_captions(transcribe(made.episode), "en-GB")))
    assert said > sum(not s.is_added for s in made.episode.script.segments)
    assert parse_captions(stem.with_suffix(".vtt")) == ([], said)
    assert parse_captions(stem.with_suffix(".words.vtt")) == ([], said)
