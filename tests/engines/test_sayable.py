import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.engines.text_limits import has_words, make_sayable, split_text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_offsets_hold_and_nothing_unsayable_is_left(text: str) -> None:
    said = make_sayable(text)
    assert len(said) == len(text)
    said.encode()
    assert make_sayable(said) == said
    assert all(
        new == old or new == (str(int(old)) if old.isdecimal() else " ")
        for old, new in zip(text, said, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x0180S slows it", " 80S slows it"),
        ("a\x00b", "a b"),
        ("a\ud800b", "a b"),
        ("\u202eevil", " evil"),
        ("a\ufffeb\U0001fffe", "a b "),
        ("naïve — “quotes” 世界 😀", "naïve — “quotes” 世界 😀"),
        ("family 👩\u200d👩\u200d👧", "family 👩\u200d👩\u200d👧"),
        ("שלום עולם", "שלום עולם"),
        ("有１２３人受伤, ۱۲۳ افراد", "有123人受伤, 123 افراد"),
        ("two\nlines\tand a tab", "two lines and a tab"),
    ],
)
def test_what_is_said_of_what_steers(text: str, said: str) -> None:
    assert make_sayable(text) == said


@settings(max_examples=200, deadline=None)
@given(st.text("ab .,!?;—\n", max_size=300), st.integers(1, 60))
def test_split_ranges_touch_and_cover(text: str, limit: int) -> None:
    ranges = split_text(text, limit)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ranges))
    if text.strip():
        assert all(text[start:end].strip() for start, end in ranges)
    assert all(len(text[start:end].strip()) <= limit for start, end in ranges)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("One. Two. Three.", 100, ["One. Two. Three."]),
        ("First one here. Second one there.", 20, ["First one here. ", "Second one there."]),
        ("He said “no.” Then he left.", 20, ["He said “no.” ", "Then he left."]),
        ("red boats, green boats and blue", 20, ["red boats, ", "green boats and blue"]),
        ("aaaa bbbb cccc", 10, ["aaaa bbbb ", "cccc"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("", 10, [""]),
    ],
)
def test_a_long_text_is_cut_where_a_reader_would_breathe(
    text: str, limit: int, parts: list[str]
) -> None:
    assert [text[start:end] for start, end in split_text(text, limit)] == parts


@pytest.mark.parametrize("text", ["." * 100_000, " " * 100_000, '."' * 50_000, ".\n" * 50_000])
def test_no_pattern_backtracks(text: str) -> None:
    start = time.perf_counter()
    split_text(text, 1000)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("text", "answer"), [("", False), (" — !", False), ("5", True), ("é", True), ("世", True)]
)
def test_has_words(text: str, answer: bool) -> None:
    assert has_words(text) is answer
