"""Join the lines of a text that a program broke at a fixed width, as mail and old editors do.

A program that fills lines breaks one only where the next word would not have fitted. So a text
was broken at a width if almost every break inside its paragraphs is such a break, and the other
breaks (of verse, an address, a paragraph's end) are the writer's own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bs4 import Tag

from audiobrief.cleaner.lines import Line
from audiobrief.patterns import compile_late

MIN_WIDTH, MAX_WIDTH = 30, 200
"""The widths at which programs break lines, in characters: newspapers' columns in old wire
copy to wide terminals."""
MIN_BREAKS = 3
"""The fewest breaks that tell that a program made them."""
FILLED = 0.85
"""The least share of the breaks that a program must have made."""
LONGER = 0.1
"""The share of lines that may be longer than the width: addresses of pages, and headlines."""
GOES_ON = 50
"""A line of this many characters whose sentence goes on below, with a small letter, was broken
by a program, however few lines there are to judge by."""
RUNNING = 36
"""The shortest such line where all of a text's are of about one width, in characters."""
EVEN = 0.75
"""The least share of the longest that the shortest of them has."""
ITEM = compile_late(r"(?<!\s)\s*+(?:[•·▪‣*–—-]|\(?\d{1,3}[.)])\s+")
"""What begins an item of a list; no paragraph goes on with it."""
ENDED = compile_late(r"[.!?…:;。！？][\"'”’»)\]」]*$")
WIDE = compile_late("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs of scripts that have no spaces, whose lines break between any two of them."""

MIN_WRITTEN = 20
"""The fewest words of preformatted text from which it may be prose."""
SIGNS = compile_late(r"[{}<>=|\\$#~^_`@]|//|\S\t|\S {3,8}\S|^[ \t]{0,40}[%>]", re.MULTILINE)
"""What code, logs, drawn tables and quoted mail have, and prose does not."""
MIN_VERSE, MAX_VERSE = 3, 60
"""The fewest lines that count as verse, and the longest such line in characters."""
MIN_FREE, MAX_FREE = 4, 40
"""The same of verse that begins its lines with small letters; here the second is a mean."""
MAX_SIGNED = 45
"""The longest line of a couplet, or of the name and the place below a letter, in characters."""
MARKS = "“\"'‘«„—– "
"""What may stand before the first letter of a line."""


def lines_apart(lines: Sequence[Line], *, is_plain: bool) -> list[Sequence[Line]]:
    """Return the lines of one paragraph that `<br>` divides, in the groups that are read as one.

    Verse, an address, a dialogue and the name and place below a letter keep their lines; prose
    that was broken at a width is joined.

    Args:
        lines: the lines.
        is_plain: whether two short lines are two, and not the halves of a heading or a caption.
    """
    if len(lines) < 2 or _is_verse(lines, is_plain=is_plain):
        return [[line] for line in lines]
    signed = len(lines)
    while signed > 1 and _is_signed(lines[signed - 1]):
        signed -= 1
    above = lines[signed - 1]
    if is_plain and signed < len(lines) and above.size > MAX_VERSE and ENDED.search(above.text):
        return [lines[:signed], *([line] for line in lines[signed:])]
    return [lines]


def _is_verse(lines: Sequence[Line], *, is_plain: bool) -> bool:
    """Whether lines of one paragraph are verse, an address or a letter's close.

    Every such line is short and begins with a capital or a digit. Lines of prose broken at a
    fixed width do not.
    """
    if len(lines) < MIN_VERSE:
        return (
            is_plain and all(map(_is_begun, lines)) and max(x.size for x in lines) <= MAX_SIGNED
        )
    if any(line.size > MAX_VERSE for line in lines):
        return False
    if all(map(_is_begun, lines)):
        return True
    return (
        len(lines) >= MIN_FREE
        and sum(line.size for line in lines) <= MAX_FREE * len(lines)
        and not _width([line.text for line in lines])
    )


def _is_begun(line: Line) -> bool:
    letter = line.text.lstrip(MARKS)[:1]
    return letter.isupper() or letter.isdigit()


def _is_signed(line: Line) -> bool:
    """Whether a line may be a name or a place below a letter."""
    return line.size <= MAX_SIGNED and _is_begun(line) and not ENDED.search(line.text)


def is_written(text: str, pre: Tag) -> bool:
    """Whether preformatted text is somebody's words, as in archives of mail, and no code."""
    if pre.find("code") is not None or SIGNS.search(text) or len(text.split()) < MIN_WRITTEN:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    ended = sum(bool(ENDED.search(line)) for line in lines)
    begun = sum(letters[:1].isupper() for letters in map(str.strip, lines))
    return bool(ended and begun) and max(map(len, lines)) <= MAX_WIDTH


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text`, each on one line, without empty ones.

    In a text that is not broken at a width, every line is a paragraph.
    """
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    width = _width(lines)
    is_run_on = not width and _runs_on(lines)
    found: list[str] = []
    before = ""
    for line in lines:
        is_inner = bool(before and line)
        if is_inner and (
            _is_broken(before, line, width) or (is_run_on and not ITEM.match(line))
        ):
            found[-1] = _joined(found[-1], line.strip())
        elif line:
            found.append(line.strip())
        before = line
    return found


def _runs_on(lines: Sequence[str]) -> bool:
    """Whether every break inside the paragraphs parts a sentence, at about one width.

    A few lines are too few to tell a width by. Verse breaks its sentences, too, but at lines of
    any length.
    """
    breaks = list(_breaks(lines))
    above = [len(line) for line, _ in breaks]
    if len(breaks) < MIN_BREAKS or not min(above) >= RUNNING or min(above) < EVEN * max(above):
        return False
    return all(not ENDED.search(a) and b.lstrip()[:1].islower() for a, b in breaks)


def _width(lines: Sequence[str]) -> int:
    """The width at which the lines were broken, in characters; 0 if they were not."""
    breaks = list(_breaks(lines))
    sizes = sorted((len(above) for above, _ in breaks), reverse=True)
    for width in dict.fromkeys(sizes[: 1 + int(LONGER * len(sizes))]):
        if not MIN_WIDTH <= width <= MAX_WIDTH:
            continue
        filled = [above for above, below in breaks if _fills(above, below, width)]
        running = sum(not ENDED.search(above) for above in filled)
        if (
            len(filled) >= MIN_BREAKS
            and len(filled) >= FILLED * len(breaks)
            and 2 * running >= len(filled)
        ):
            return width
    return 0


def _breaks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each two lines without an empty line, an item's mark or an indent between them."""
    for above, below in itertools.pairwise(lines):
        if above and below and not ITEM.match(below) and not _is_indented(above, below):
            yield above, below


def _is_indented(above: str, below: str) -> bool:
    """Whether `below` is set in by more than the line above, as a paragraph's first line is."""
    if ITEM.match(above):
        return False
    return len(below) - len(below.lstrip()) > len(above) - len(above.lstrip())


def _fills(above: str, below: str, width: int) -> bool:
    """Whether the first word of `below` would not have fitted on the line above."""
    words = below.split(None, 1)
    first = 1 if WIDE.match(words[0]) else len(words[0])
    return len(above) + 1 + first > width


def _is_broken(above: str, below: str, width: int) -> bool:
    if ITEM.match(below) or _is_indented(above, below):
        return False
    if width and _fills(above, below, width):
        return True
    goes_on = not ENDED.search(above) and below.lstrip()[:1].islower()
    return goes_on and GOES_ON <= len(above.strip()) <= MAX_WIDTH


def _joined(above: str, below: str) -> str:
    if WIDE.match(above[-1:]) and WIDE.match(below):
        return above + below
    if above.endswith("-") and above[-2:-1].isalpha() and below[:1].islower():
        return above + below  # a word with a hyphen, broken behind it
    return f"{above} {below}"
