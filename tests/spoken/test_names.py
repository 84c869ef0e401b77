"""Tests finding proper names that a lexicon lacks, most frequent first."""

from collections import Counter

from audiobrief.cleaner.metadata.given_names import OTHERS
from audiobrief.cleaner.metadata.names import fold
from audiobrief.model import Block, BlockKind
from audiobrief.spoken.given_names import HE, HE_AS_WELL, SHE, SHE_AS_WELL
from audiobrief.spoken.lexicon import Entry, Lexicon
from audiobrief.spoken.names import unknown_names
from audiobrief.spoken.particles import AMBIGUOUS, PARTICLES, RARER

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


def test_a_name_stands_in_one_table() -> None:
    tables = [HE, SHE, HE_AS_WELL, SHE_AS_WELL, OTHERS]
    folded = [name for table in tables for name in {fold(name) for name in table}]
    assert [name for name, count in Counter(folded).items() if count > 1] == []
    assert not PARTICLES & RARER | PARTICLES & AMBIGUOUS | RARER & AMBIGUOUS
