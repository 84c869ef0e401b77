"""What is said for what is written: one row a habit of print, in our own sentences."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiobrief.spoken import Spoken, read_aloud, say, symbols

AMERICAN = [
    # money
    ("The ferry cost $1.5bn.", "The ferry cost one point five billion dollars."),
    ("A £31 Billion plan", "A thirty one billion pound plan"),
    ("It owes C$40m.", "It owes forty million Canadian dollars."),
    ("Stamps are 99p.", "Stamps are ninety nine pence."),
    # dates
    ("On Dec. 17, 2021, it sailed.", "On December seventeenth, twenty twenty one, it sailed."),
    ("Since 1905", "Since nineteen oh five"),
    # titles
    ("Lt. Col. Odell spoke.", "Lieutenant Colonel Odell spoke."),
]


@pytest.mark.parametrize(("written", "spoken"), AMERICAN)
def test_american_reading(written: str, spoken: str) -> None:
    assert read_aloud(written) == spoken


def covers(written: str, spoken: Spoken) -> bool:
    at, said = 0, 0
    for span in spoken.alignment:
        if (span.written_start, span.spoken_start) != (at, said):
            return False
        at, said = span.written_end, span.spoken_end
    return (at, said) == (len(written), len(spoken.text))


@given(st.text(max_size=60), st.sampled_from(["en", "en-GB", "fr", "", "x"]))
@example("$1.5bn [[k]] <b>x</b> 1/0 12/25/2020 \x01", "en")
@example("1" * 400, "en")
@settings(max_examples=300, deadline=None)
def test_every_text_is_said_and_aligned(written: str, language: str) -> None:
    spoken = say(written, language=language)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text.replace("\u200c", "").replace("\u200d", ""))


@given(st.text(alphabet="a1$ .,-/%\n", max_size=40), st.data())
@settings(max_examples=200, deadline=None)
def test_parts_join_to_the_whole(written: str, data: st.DataObject) -> None:
    spoken = say(written)
    cut = data.draw(st.integers(0, len(written)))
    head, tail = spoken.part(0, cut), spoken.part(cut, len(written))
    assert head[0] + tail[0] == spoken.text
    for (text, alignment), size in ((head, cut), (tail, len(written) - cut)):
        assert covers("x" * size, Spoken(text, alignment))
