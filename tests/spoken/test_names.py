"""Proper names that a lexicon does not know, most frequent first."""

from audiobrief.model import Block, BlockKind
from audiobrief.spoken.lexicon import Entry, Lexicon
from audiobrief.spoken.names import unknown_names

TEXT = (
    "The mayor, Ida Moss, met Lee van der Pell on Monday. But Moss left. “Ida Moss is late,” "
    "said Pell’s aide in Port Anselm. Pell agreed. I think NATO may come, said Dr. Odell."
)


def test_names_by_how_often_they_stand_there() -> None:
    assert unknown_names(TEXT) == (
        ("Ida Moss", 2), ("Pell", 2), ("Lee van der Pell", 1), ("Moss", 1), ("Port Anselm", 1), ("Odell", 1),
    )  # fmt: skip


def test_known_names_are_left_out() -> None:
    lexicon = Lexicon({"Pell": Entry("pale"), "Ida Moss": Entry("eye-da moss")})
    names = [name for name, _ in unknown_names(TEXT, lexicon)]
    assert names == ["Lee van der Pell", "Moss", "Port Anselm", "Odell"]


def test_blocks_are_read_too() -> None:
    block = Block(BlockKind.PARAGRAPH, "They met Ole Brandt.")
    assert unknown_names([block, block]) == (("Ole Brandt", 2),)


def test_no_names() -> None:
    assert unknown_names("") == ()
    assert unknown_names("Nobody came. It rained. On Friday we left.") == ()
