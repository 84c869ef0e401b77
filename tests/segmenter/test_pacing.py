"""Tests that pauses grow with the segment before them and are deterministic."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.model import Article, Block, BlockKind, Role, Segment
from audiobrief.segmenter import Pauses, ScriptStyle, segment
from audiobrief.segmenter.pacing import LEAST, MOST, pace

SHORT = "The ferries wait."
USUAL = "The harbour pilots of Kestrel Bay refuse to guide the larger of the ferries through the sound."
LONG = f"{USUAL[:-1]}, and the council, which owns both of them, has nothing to say about it until Monday."


def say(text: str, role: Role = Role.BODY) -> Segment:
    return Segment(role, text, text)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        (say(SHORT), say(USUAL)),
        (say(USUAL), say(LONG)),
        (say(USUAL), say(USUAL.replace(".", "?"))),
        (say(USUAL), say(USUAL.replace(".", "…”"))),
        (say(USUAL.replace(".", ":")), say(USUAL)),
        (say(USUAL.replace("larger", "eleven")), say(USUAL.replace("larger", "11,000"))),
        (
            say("水夫は待つ。"),
            say("港の水先案内人は大きな渡し船の案内を断り、町の議会は月曜日まで何も言わない。"),
        ),
    ],
)
def test_what_weighs_more_is_followed_by_more(shorter: Segment, longer: Segment) -> None:
    assert pace(350, shorter) < pace(350, longer)


def test_a_usual_sentence_is_followed_by_what_the_style_says() -> None:
    assert abs(pace(350, say(USUAL)) - 350) <= 7
    assert abs(pace(1100, say("What the pilots are asking for", Role.HEADING)) - 1100) <= 20
    assert abs(pace(220, say("Quote:", Role.CUE)) - 220) <= 10


@given(st.text(min_size=1), st.sampled_from(Role), st.integers(0, 10_000))
def test_a_pause_keeps_its_kind(text: str, role: Role, pause_ms: int) -> None:
    paced = pace(pause_ms, say(text, role))
    assert LEAST * pause_ms - 1 <= paced <= MOST * pause_ms + 1
    assert paced == pace(pause_ms, replace(say(text, role), pause_after_ms=99))


def test_pauses_of_an_article_differ_and_are_the_same_again() -> None:
    text = " ".join(
        f"The keeper of sluice {'number ' * (year % 4)}wrote down how high the water stood{'' if year % 3 else ', and who had come to look at it'}."
        for year in range(12)
    )
    article = Article("Tides", (Block(BlockKind.PARAGRAPH, text),))
    pauses = [part.pause_after_ms for part in segment(article).segments]
    sentences = pauses[1:-2]
    assert len(set(sentences)) >= 6
    assert max(sentences) - min(sentences) >= 40
    assert pauses == [part.pause_after_ms for part in segment(article).segments]


def test_a_style_without_pauses_has_none() -> None:
    silent = Pauses(**dict.fromkeys(Pauses.__dataclass_fields__, 0))
    article = Article("Tides", (Block(BlockKind.PARAGRAPH, f"{SHORT} {USUAL}"),))
    script = segment(article, ScriptStyle(pauses=silent))
    assert not any(part.pause_after_ms for part in script.segments)
