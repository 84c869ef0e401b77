"""Tests that how a text says that a name is pronounced is said, and not spelled out."""

import pytest

from audiobrief.spoken import read_aloud


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Sven Quorndahl (pronounced KWORN-dahl) won.", "Sven Quorndahl (pronounced kworn-dahl) won."),
        ("Orrel, which is pronounced “or-REL”, lost.", "Orrel, which is pronounced “or-rel”, lost."),
        ("Marl (sounds like MAHL) is far.", "Marl (sounds like mahl) is far."),
        ("Eely (EE-lee) is near.", "Eely (ee-lee) is near."),
        # initials in a bracket stay initials
        ("The channel (CBS-tv) is old.", "The channel (CBS-tv) is old."),
        ("The union (NUT) is old.", "The union (N U T) is old."),
    ],
)  # fmt: skip
def test_a_pronunciation_in_the_text_is_said(written: str, spoken: str) -> None:
    assert read_aloud(written, "en-GB") == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The fund lost 2.4m - 2.5pc of it.", "The fund lost two point four million – two point five percent of it."),
        ("A mast of 2.4m - 2.5m is tall.", "A mast of two point four metres to two point five metres is tall."),
        ("The rise is 2.4pc-2.5pc.", "The rise is two point four percent to two point five percent."),
        ("It rose by $250 p.a. They pay.", "It rose by two hundred and fifty dollars per year. They pay."),
        ("Corn is at $4.62 1/2 a bushel.", "Corn is at four dollars sixty two and a half cents a bushel."),
        ("The ship is 3nm off Orrel.", "The ship is three nautical miles off Orrel."),
        ("A chip of 3nm is small.", "A chip of three nanometres is small."),
        ("They gave 1.4m flu jabs.", "They gave one point four million flu jabs."),
        ("They built a 1.4m steel fence.", "They built a one point four metre steel fence."),
        ("They built 1.4m steel fences.", "They built one point four metre steel fences."),
        ("It has 1.8m high fences and 2m walls.", "It has one point eight metre high fences and two metre walls."),
        ("They made 1.4m plastic bottles.", "They made one point four million plastic bottles."),
        ("It recalled 1.2m electric cars.", "It recalled one point two million electric cars."),
        ("It sold 1.3m copper pipes.", "It sold one point three million copper pipes."),
        ("The flood drowned 1.4m sheep.", "The flood drowned one point four million sheep."),
    ],
)  # fmt: skip
def test_a_sign_between_two_units_is_the_one_that_fits(written: str, spoken: str) -> None:
    assert read_aloud(written, "en-GB") == spoken
