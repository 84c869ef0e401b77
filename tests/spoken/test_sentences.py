"""Where sentences end, one row a case that a rule serves."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import split_sentences

CASES = [
    # titles and initials never end a sentence
    ["Dr. Odell met Sen. Marsh on Tuesday.", "They talked."],
    ["J. R. Penhallow wrote it.", "He was 40."],
    # a closing quotation mark belongs to its sentence
    ["“We sailed at dawn.”", "The harbour was empty."],
    # a quotation that asks stays with its speaker
    ["“Who sailed?” Marsh asked.", "Nobody knew."],
    # the hour
    ["It sank at 7 p.m.", "The crew swam."],
    ["It sank at 7 p.m. Tuesday off Port Anselm."],
    # countries
    ["He left the U.S.", "He was tired."],
    ["The U.S. Senate met."],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda c: c[0])
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet="aB.!?…” \n1", max_size=80))
@settings(max_examples=200, deadline=None)
def test_only_white_space_is_left_out(text: str) -> None:
    ranges = split_sentences(text)
    kept = "".join(text[start:end] for start, end in ranges)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))
