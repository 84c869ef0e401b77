"""Reads chapter and verse where the book's name is cut short: 1 Cor. 13:4-7, Ps. 23, 2 Tim 3:16."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import alternatives
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Rule, Said

BOOKS = {
    "Gen": "Genesis", "Exod": "Exodus", "Ex": "Exodus", "Lev": "Leviticus", "Num": "Numbers", "Deut": "Deuteronomy", "Josh": "Joshua", "Judg": "Judges",
    "Neh": "Nehemiah", "Ps": "Psalm", "Pss": "Psalms", "Prov": "Proverbs", "Eccl": "Ecclesiastes", "Isa": "Isaiah", "Jer": "Jeremiah", "Lam": "Lamentations",
    "Ezek": "Ezekiel", "Dan": "Daniel", "Hos": "Hosea", "Mic": "Micah", "Hab": "Habakkuk", "Zech": "Zechariah", "Mal": "Malachi",
    "Matt": "Matthew", "Mt": "Matthew", "Mk": "Mark", "Lk": "Luke", "Jn": "John", "Rom": "Romans", "Gal": "Galatians", "Eph": "Ephesians", "Phil": "Philippians",
    "Col": "Colossians", "Heb": "Hebrews", "Jas": "James", "Rev": "Revelation",
}  # fmt: skip
COUNTED = {
    "Sam": "Samuel", "Kgs": "Kings", "Kings": "Kings", "Samuel": "Samuel", "Chr": "Chronicles", "Chron": "Chronicles", "Cor": "Corinthians", "Corinthians": "Corinthians",
    "Thess": "Thessalonians", "Tim": "Timothy", "Timothy": "Timothy", "Pet": "Peter", "Peter": "Peter", "Jn": "John", "John": "John",
}  # fmt: skip
"""Books of which there are several, after their number."""
NUMBERS = {"1": "First", "2": "Second", "3": "Third"}
_VERSE = (
    r"(?P<a>[0-9]{1,3})(?::(?P<b>[0-9]{1,3})(?:[-–](?P<c>[0-9]{1,3}))?)?(?![0-9:]|,[0-9]{3})"
)


def _say_verse(match: re.Match[str], manner: Manner) -> str:
    said = cardinal(match["a"], british=manner.british)
    if match["b"]:
        said += f" {cardinal(match['b'], british=manner.british)}"
    if match["c"]:
        said += f" to {cardinal(match['c'], british=manner.british)}"
    return said


def _book(match: re.Match[str], manner: Manner) -> Said:
    # Ps. 23, Rom. 8:28; only psalms are named without a verse
    if not match["b"] and not match["book"].startswith("Ps"):
        return None
    return f"{BOOKS[match['book']]} {_say_verse(match, manner)}"


def _counted(match: re.Match[str], manner: Manner) -> Said:
    if not match["b"] and match["book"] in {"Tim", "Sam", "Pet", "John", "Peter", "Samuel"}:
        return None
    return f"{NUMBERS[match['n']]} {COUNTED[match['book']]} {_say_verse(match, manner)}"


WORD_RULES = (
    Rule("verse", compile_late(rf"(?P<book>{alternatives(BOOKS)})\.?\s{_VERSE}"), _book),
)
DIGIT_RULES = (
    Rule(
        "verse",
        compile_late(rf"(?P<n>[1-3])\s(?P<book>{alternatives(COUNTED)})\.?\s{_VERSE}"),
        _counted,
    ),
)
