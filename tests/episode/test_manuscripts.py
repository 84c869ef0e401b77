"""Tests edited scripts: what an editor changed is what is said."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.episode.manuscripts import parse_manuscript
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Block, BlockKind, Manuscript, Phonemes, Segment
from audiobrief.segmenter import segment
from audiobrief.spoken.lexicon import Entry, Lexicon

TEXT = "The ferry cost $1.5bn, the mayor said. It sails on Jan. 3."
ARTICLE = Article("Ferry sails", (Block(BlockKind.PARAGRAPH, TEXT),))
MANUSCRIPT = Manuscript(ARTICLE, segment(ARTICLE))


def edited(change: dict[str, Any], at: int) -> tuple[Segment, ...]:
    tree = json.loads(msgspec.json.encode(MANUSCRIPT))
    one = tree["script"]["segments"][at]
    one.update(change)
    for key in [key for key, value in one.items() if value is None and key in change]:
        del one[key]
    return parse_manuscript(json.dumps(tree).encode(), "edited.json").script.segments


def index_of(words: str) -> int:
    segments = MANUSCRIPT.script.segments
    return next(i for i, each in enumerate(segments) if words in each.written)


def test_an_unedited_script_is_read_back_the_same() -> None:
    assert parse_manuscript(msgspec.json.encode(MANUSCRIPT), "same.json") == MANUSCRIPT


def test_changed_words_are_said_anew() -> None:
    at = index_of("$1.5bn")
    written = "The ferry cost $2bn, the mayor said."
    said = edited({"written": written}, at)[at]
    assert said.written == written
    assert "two billion dollars" in said.spoken


def test_changed_sound_leaves_the_transcript() -> None:
    at = index_of("$1.5bn")
    said = edited({"spoken": "The ferry cost a fortune, the mayor said."}, at)[at]
    assert said.spoken == "The ferry cost a fortune, the mayor said."
    assert said.written == MANUSCRIPT.script.segments[at].written


def test_deleted_sound_is_said_from_what_is_written() -> None:
    at = index_of("Jan. 3")
    said = edited({"spoken": None, "alignment": None}, at)[at]
    assert said.spoken == MANUSCRIPT.script.segments[at].spoken


WRONG = {
    b"": "is not a script",
    b"[]": "is not a script",
    b"\xff": "is not a script",
    b'{"article": {}}': "is not a script",
    b'{"article":{"title":"T","blocks":[]},"script":{"title":"T","segments":[]}}': "says nothing",
    b'{"article":{"title":"T","blocks":[]},"script":{"title":"T","segments":'
    b'[{"role":"body","written":"x"}]}}': "its article has no text",
    b'{"article":{"title":"T","blocks":[{"kind":"paragraph","text":"x"}]},"script":{"title":"T",'
    b'"segments":[{"role":"body","written":"x","block":4}]}}': "names block 4",
    b'{"article":{"title":"T","blocks":[]},"script":{"title":"T","segments":'
    b'[{"role":"shout","written":"x"}]}}': "shout",
}


@pytest.mark.parametrize("content", WRONG)
def test_what_is_no_script_is_named(content: bytes) -> None:
    with pytest.raises(ScriptError, match=WRONG[content]):
        parse_manuscript(content, "mine.json")


@settings(max_examples=80)
@given(st.text(), st.text())
def test_whatever_is_edited_segments_stay_aligned(written: str, spoken: str) -> None:
    tree = json.loads(msgspec.json.encode(MANUSCRIPT))
    tree["script"]["segments"][1].update(written=written, spoken=spoken)
    try:
        content = json.dumps(tree).encode()
        segments = parse_manuscript(content, "edited.json").script.segments
    except ScriptError:
        return  # a lone surrogate is not valid in JSON
    for each in segments:
        assert each.spoken
        if each.alignment:
            assert each.alignment[-1].written_end == len(each.written)
            assert each.alignment[-1].spoken_end == len(each.spoken)
        else:
            assert each.spoken == each.written


LEXICON = Lexicon({"Pell": Entry("pale", "peɪl")})
NAMED = Article("Pell sails", (Block(BlockKind.PARAGRAPH, "The captain met Pell in May."),))
PRONOUNCED = Manuscript(NAMED, segment(NAMED, lexicon=LEXICON))
NAMED_AT = next(i for i, s in enumerate(PRONOUNCED.script.segments) if "met" in s.written)


def parsed(change: dict[str, Any]) -> Segment:
    tree = json.loads(msgspec.json.encode(PRONOUNCED))
    tree["script"]["segments"][NAMED_AT].update(change)
    content = json.dumps(tree).encode()
    return parse_manuscript(content, "edited.json", lambda _: LEXICON).script.segments[NAMED_AT]


def test_phonemes_stay_with_words_that_stay() -> None:
    assert parsed({}) == PRONOUNCED.script.segments[NAMED_AT]
    assert parsed({}).phonemes == (Phonemes(16, 20, "peɪl"),)


def test_phonemes_are_found_anew_with_new_words() -> None:
    said = parsed({"written": "Then Pell left."})
    assert said.phonemes == (Phonemes(5, 9, "peɪl"),)


@pytest.mark.parametrize(
    "spoken", ["The captain met Bob in May.", "The captain met Paul in May."]
)
def test_phonemes_go_with_words_that_an_editor_took_out(spoken: str) -> None:
    said = parsed({"spoken": spoken})
    assert (said.spoken, said.phonemes) == (spoken, ())


@pytest.mark.parametrize("place", [[20, 400, "peɪl"], [5, 5, "peɪl"], [-4, 2, "peɪl"]])
def test_phonemes_beside_the_words_are_named(place: list[object]) -> None:
    with pytest.raises(ScriptError, match=r"edited\.json: segment \d has phonemes outside"):
        parsed({"phonemes": [place]})
