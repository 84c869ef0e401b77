"""Tests finding proper names that a lexicon lacks, most frequent first."""

from collections import Counter

from audiobrief.cleaner.metadata.given_names import OTHERS
from audiobrief.cleaner.metadata.names import fold
from audiobrief.model import Block, BlockKind
from audiobrief.spoken.given_names import HE, HE_AS_WELL, SHE, SHE_AS_WELL
from audiobrief.spoken.lexicon import Entry, Lexicon
from audiobrief.spoken.names import find_mentions
from audiobrief.spoken.particles import AMBIGUOUS, PARTICLES, RARER

TEXT = (
    "The mayor, Ida Moss, met Lee van der Pell on Monday. But Moss left. “Ida Moss is late,” "
    "said Pell’s aide in Port Anselm. Pell agreed. I think NATO may come, said Dr. Odell."
)


def count(text: str | list[Block], lexicon: Lexicon | None = None) -> list[tuple[str, int]]:
    """Each name with its count, the most frequent first."""
    return Counter(mention.name for mention in find_mentions(text, lexicon)).most_common()


def test_names_are_found_in_the_order_of_the_text() -> None:
    assert count(TEXT) == [
        ("Ida Moss", 2), ("Pell", 2), ("Lee van der Pell", 1), ("Moss", 1), ("Port Anselm", 1), ("Odell", 1),
    ]  # fmt: skip
    first, *_, last = find_mentions(TEXT)
    assert first[:2] == ("Ida Moss", "The mayor, Ida Moss, met Lee van der Pell on Monday.")
    assert last[:2] == ("Odell", "I think NATO may come, said Dr. Odell.")


def test_known_names_are_left_out() -> None:
    lexicon = Lexicon({"Pell": Entry("pale"), "Ida Moss": Entry("eye-da moss")})
    names = [name for name, _ in count(TEXT, lexicon)]
    assert names == ["Lee van der Pell", "Moss", "Port Anselm", "Odell"]


def test_a_name_whose_words_are_all_known_is_left_out() -> None:
    lexicon = Lexicon({"Ida": Entry("eye-da"), "Moss": Entry("moss")})
    assert "Ida Moss" not in dict(count(TEXT, lexicon))


def test_blocks_are_read_too() -> None:
    block = Block(BlockKind.PARAGRAPH, "They met Ole Brandt.")
    assert count([block, block]) == [("Ole Brandt", 2)]


def test_a_german_noun_with_its_article_is_no_name() -> None:
    text = (
        "Heute hat das Wehr 30 Boote aufgehalten, sagte Habich im Dorf. Der Habich war dort in "
        "Triest. Vom Zaun fiel ein Ast."
    )
    names = [mention.name for mention in find_mentions(text, language="de")]
    assert names == ["Habich", "Habich", "Triest"]


def test_no_names() -> None:
    assert find_mentions("") == ()
    assert find_mentions("Nobody came. It rained. On Friday we left.") == ()


def test_a_name_stands_in_one_table() -> None:
    tables = [HE, SHE, HE_AS_WELL, SHE_AS_WELL, OTHERS]
    folded = [name for table in tables for name in {fold(name) for name in table}]
    assert [name for name, count in Counter(folded).items() if count > 1] == []
    assert not PARTICLES & RARER | PARTICLES & AMBIGUOUS | RARER & AMBIGUOUS
