"""Figures as English words: cardinals, ordinals, years, digits. Any length, any digits."""

from __future__ import annotations

import functools

from audiobrief.patterns import compile_late

ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
    "nonillion",
    "decillion",
]
"""The short scale, which British newspapers have also used since 1974."""
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
INDIAN = compile_late(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
"""Figures with commas as India, Pakistan and Bangladesh set them; no other grouping looks so."""
MAX_DIGITS = 3 * len(SCALES)
"""The longest figure read as a number; a longer one is read digit by digit, since its scale has
no common name."""


MOST_SPELLED = 60
"""How many digits at most are read one by one; this takes half a minute. A longer row is a dump
(a hash, the decimals of pi), which nobody on the radio reads out: its first digits are said,
and how many more follow."""
SPELLED_OF_MORE = 12


def spell_digits(figures: str, zero: str = "zero") -> str:
    """Each digit by itself: "911" gives "nine one one".

    A row of more than `MOST_SPELLED` digits gives the first ones and the number of the others.
    """
    digits = [c for c in figures if c.isdecimal()]
    if len(digits) > MOST_SPELLED:
        rest = cardinal(str(len(digits) - SPELLED_OF_MORE))
        first = spell_digits("".join(digits[:SPELLED_OF_MORE]), zero)
        return f"{first} and {rest} more digits"
    return " ".join(zero if c == "0" else ONES[int(c)] for c in digits)


@functools.lru_cache(maxsize=4096)
def cardinal(figures: str, *, british: bool = False) -> str:
    """A whole number in words; `figures` may have commas. `british` adds "and", as in 1,234."""
    plain = "".join(c for c in figures if c.isdecimal())
    if INDIAN.fullmatch(figures):
        return _indian(plain, british=british)
    if len(plain.lstrip("0")) > MAX_DIGITS:
        return spell_digits(plain)
    number = int(plain or "0")
    if number == 0:
        return "zero"
    words: list[str] = []
    groups: list[int] = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if british and place == 0 and group < 100 and words:
            words.append("and")
        words.append(_below_thousand(group, british=british))
        if place:
            words.append(SCALES[place])
    return " ".join(words)


def _indian(plain: str, *, british: bool) -> str:
    # 28,25,140: in lakhs (a hundred thousand) and crores (a hundred lakhs)
    crores, rest = divmod(int(plain), 10_000_000)
    lakhs, ones = divmod(rest, 100_000)
    groups = ((crores, "crore"), (lakhs, "lakh"), (ones, ""))
    words = [
        f"{cardinal(str(count), british=british)} {size}".rstrip()
        for count, size in groups
        if count
    ]
    if british and 0 < ones < 100 and len(words) > 1:
        words.insert(-1, "and")
    return " ".join(words)


def _below_thousand(number: int, *, british: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        if hundreds and british:
            words.append("and")
        words.append(below_hundred(rest))
    return " ".join(words)


def below_hundred(number: int) -> str:
    """A number from 0 to 99 in words, separated by a space."""
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f" {ONES[ones]}" if ones else "")


def as_ordinal(words: str) -> str:
    """The ordinal of a cardinal in words: "twenty one" gives "twenty first"."""
    head, _, last = words.rpartition(" ")
    if last in ORDINALS:
        last = ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}" if head else last


def ordinal(figures: str, *, british: bool = False) -> str:
    """The ordinal of a whole number in words."""
    return as_ordinal(cardinal(figures, british=british))


def plural(words: str) -> str:
    """The plural of a number in words: "nineteen eighty" gives "nineteen eighties"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    if words.endswith(("six", "s")):
        return words + "es"
    return words + "s"


@functools.lru_cache(maxsize=1024)
def year(figures: str, *, british: bool = False) -> str:
    """A year in words: 1905 "nineteen oh five", 2005 "two thousand five"."""
    if len(figures) != 4 or figures[0] == "0":
        return cardinal(figures, british=british)
    century, rest = int(figures[:2]), int(figures[2:])
    if century % 10 == 0 and rest < 10:
        return cardinal(figures, british=british)
    if rest == 0:
        return f"{below_hundred(century)} hundred"
    if rest < 10:
        return f"{below_hundred(century)} oh {ONES[rest]}"
    return f"{below_hundred(century)} {below_hundred(rest)}"


def pairs(figures: str) -> str:
    """A house or flight number in words: 1428 "fourteen twenty eight", 317 "three seventeen"."""
    if len(figures) == 3 and figures[1:] == "00":
        return cardinal(figures)
    if len(figures) == 3:
        if figures[1] == "0":
            return f"{ONES[int(figures[0])]} oh {ONES[int(figures[2])]}"
        return f"{ONES[int(figures[0])]} {below_hundred(int(figures[1:]))}"
    if len(figures) == 4 and figures[0] != "0" and figures[1:] != "000":
        return (
            year(figures)
            if figures[2] != "0" or figures[2:] == "00"
            else (f"{below_hundred(int(figures[:2]))} oh {ONES[int(figures[3])]}")
        )
    if len(figures) > 4 or figures[0] == "0":
        return spell_digits(figures)
    return cardinal(figures)


def decimal(figures: str, *, british: bool = False) -> str:
    """A number in words, with or without commas and decimals; the decimals one by one."""
    whole, point, part = figures.partition(".")
    words = cardinal(whole, british=british) if whole else ""
    if not point or not part:
        return words
    return f"{words} point {spell_digits(part)}".strip()
