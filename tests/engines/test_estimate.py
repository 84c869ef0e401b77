import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.engines import Delivery
from audiobrief.engines.estimate import estimate_words
from audiobrief.engines.tone import ToneEngine

STORY = (
    "The bridge is old; it was built in the sixties, and nobody has looked at it since. "
    "“We have no choice,” said Maria Lund. Why wait? The water was still rising."
)


def test_words_are_near_where_they_sound() -> None:
    speech = ToneEngine().speak(STORY, Delivery())
    estimated = estimate_words(STORY, speech.samples, speech.sample_rate)
    assert [word[:2] for word in estimated] == [word[:2] for word in speech.words]
    late = [
        abs(one.start - other.start) / speech.sample_rate
        for one, other in zip(estimated, speech.words, strict=True)
    ]
    assert float(np.median(late)) < 0.06
    assert max(late) < 0.25


def test_the_first_word_of_a_sentence_starts_at_the_end_of_the_pause() -> None:
    speech = ToneEngine().speak(STORY, Delivery())
    estimated = {
        w.text_start: w for w in estimate_words(STORY, speech.samples, speech.sample_rate)
    }
    exact = {w.text_start: w for w in speech.words}
    for match in re.finditer(r"[.?] ", STORY):
        start = match.end()
        assert abs(estimated[start].start - exact[start].start) < 0.03 * speech.sample_rate


@settings(max_examples=100, deadline=None)
@given(
    st.text("ab1 .,—!?\n世", max_size=60),
    st.lists(st.tuples(st.booleans(), st.integers(1, 900)), min_size=1, max_size=12),
)
def test_words_are_ordered_and_inside(text: str, parts: list[tuple[bool, int]]) -> None:
    samples = np.concatenate([np.full(n, 9000 * loud, dtype=np.int16) for loud, n in parts])
    words = estimate_words(text, samples, 1000)
    assert all(0 <= w.start <= w.end <= len(samples) for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    said = [m.span() for m in re.finditer(r"\S+", text) if any(c.isalnum() for c in m[0])]
    assert [w[:2] for w in words] == said


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(500, np.int16)])
def test_silence_has_words_all_the_same(
    samples: np.ndarray[tuple[int], np.dtype[np.int16]],
) -> None:
    assert len(estimate_words("one two", samples, 1000)) == (2 if len(samples) else 0)
