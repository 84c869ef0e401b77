"""Tests properties that hold for any samples and any tags."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from audiobrief.audio import Samples, fade_in, resample_samples, scale, trim
from audiobrief.encoder.id3 import make_id3
from audiobrief.encoder.tags import Tags
from audiobrief.model import Speech, Word

SAMPLES = arrays.arrays(np.int16, st.integers(1, 4_000), elements=st.integers(-32768, 32767))
RATES = st.sampled_from([8_000, 16_000, 22_050, 24_000, 44_100, 48_000])


@given(SAMPLES, st.floats(0, 100))
@settings(deadline=None)
def test_scaled_samples_stay_samples(samples: Samples, factor: float) -> None:
    scaled = scale(samples, factor)
    assert scaled.dtype == np.int16
    assert len(scaled) == len(samples)
    # nothing wraps around: positive samples do not become negative
    assert not ((samples > 0) & (scaled < 0)).any()
    assert not ((samples < 0) & (scaled > 0)).any()


@given(SAMPLES, RATES, RATES)
@settings(deadline=None)
def test_another_rate_is_as_long(samples: Samples, old: int, new: int) -> None:
    other = resample_samples(samples, old, new)
    assert other.dtype == np.int16
    assert abs(len(other) - len(samples) * new / old) <= 1


@given(SAMPLES, st.integers(0, 5_000))
@settings(deadline=None)
def test_a_fade_makes_nothing_louder(samples: Samples, length: int) -> None:
    faded = samples.copy()
    fade_in(faded, min(length, len(samples)))
    assert (np.abs(faded.astype(int)) <= np.abs(samples.astype(int)) + 1).all()


@given(SAMPLES, st.lists(st.tuples(st.integers(0, 3_999), st.integers(1, 400)), max_size=5))
@settings(deadline=None)
def test_trimmed_words_stay_inside_and_in_order(
    samples: Samples, spans: list[tuple[int, int]]
) -> None:
    ends = sorted({min(at, len(samples)) for span in spans for at in (span[0], sum(span))})
    words = tuple(
        Word(number, number + 1, start, end)
        for number, (start, end) in enumerate(itertools.pairwise(ends))
    )
    trimmed = trim(Speech(samples, 22_050, words))
    assert 0 < len(trimmed.samples) <= len(samples)
    assert [word[:2] for word in trimmed.words] == [word[:2] for word in words]
    times = [at for word in trimmed.words for at in (word.start, word.end)]
    assert times == sorted(times)
    assert not times or (times[0] >= 0 and times[-1] <= len(trimmed.samples))


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(LINE, LINE)
def test_an_id3_tag_is_as_long_as_it_says(title: str, artist: str) -> None:
    tag = make_id3(Tags(title=title, artist=artist))
    assert tag[:3] == b"ID3"
    size = 0
    for byte in tag[6:10]:
        assert byte < 128  # ID3v2.3, 3.1: sizes are synchsafe
        size = size << 7 | byte
    assert len(tag) == size + 10
    written = (title.encode("latin-1", "replace"), title.encode("utf-16-le"))
    assert any(each in tag for each in written)
