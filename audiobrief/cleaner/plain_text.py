"""Mark up plain text with HTML tags again: an article, a mail, or the text of a whole page.

Of a page that was copied out of a browser, only the order and the length of the lines remain of
the layout. The story is the one long run of prose; the headlines, buttons and counters around
it do not end in a full stop.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audiobrief.cleaner.line_breaks import paragraphs
from audiobrief.cleaner.mail_text import read_letter
from audiobrief.cleaner.metadata.bylines import is_byline
from audiobrief.cleaner.metadata.dates import is_dateline
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.text_document import is_document, mark_up_letter, mark_up_text
from audiobrief.errors import NoArticleFound
from audiobrief.patterns import compile_late

SENTENCE = compile_late(r"(?:[.!?…。！？؟۔][\"'”’»)\]」]*|[:”])$")
"""The end of a line of prose. Headlines may be as long, but end in none of these signs."""
MAX_LINES = 40_000
MIN_PROSE = 40
"""The least length of a line of prose, in characters; shorter lines that end in a full stop are
taglines and captions."""
MIN_STORY_LINE = 120
"""The length in characters from which a line is prose whatever its end."""
MAX_GAP = 6
"""The most lines between two lines of a story that are not prose themselves: a box's title, a
caption, "Advertisement"."""
MAX_HEADING = 120
HEADLINE_REACH = 8
"""How many lines above the story its headline may stand; byline, date and counters may stand
between them."""
MAX_DEK = 320
"""The longest dek in characters: the Associated Press asks for 130; others write twice that."""
DEK_OVERLAP = 0.3
"""The least share of a dek's longer words that occur again in the next two paragraphs. A dek
sums them up, while a story's second paragraph goes on from the first."""
RUN_IN = compile_late(r"^(?:[\w’'-]+ ){0,4}[\w’'-]+\. (?=[A-Z“])")
"""The label that begins an explainer's paragraph ("The Kremlin’s position. Putin has ...")."""
LIST_MARK = compile_late(r"^[•·▪‣*–-]\s+")
_WORD = compile_late(r"\w{4,}")


class MarkedUp(NamedTuple):
    """A text with HTML tags."""

    html: str
    whole: bool
    """Whether all of the text is the article's; else it holds the page around the article."""


def mark_up(text: str) -> MarkedUp:
    """Return HTML for `text`: h1, p.dek, h2, p, li and aside in an article, the rest outside.

    Raises:
        NoArticleFound: the text has more lines than any article (`MAX_LINES`).
    """
    count = text.count("\n")
    if count > MAX_LINES:
        raise NoArticleFound(
            f"the text has {count:,} lines, more than any article ({MAX_LINES:,}); save only the article"
        )
    letter = read_letter(text)
    if letter is not None:
        return MarkedUp(mark_up_letter(letter), whole=True)
    lines = [line for line in map(clean_text, paragraphs(text)) if line]
    if is_document(lines):
        return MarkedUp(mark_up_text(lines), whole=True)
    return MarkedUp(_mark_up_page(lines), whole=False)


def _mark_up_page(lines: Sequence[str]) -> str:
    start, end = find_story(lines)
    head = find_headline(lines, start)
    out = ["<html><body><div class=masthead>"]
    outside = start if head < 0 else head
    out += [_tagged("p", line) for line in lines[:outside]]
    out.append("</div><article>")
    if head >= 0:
        out.append(_tagged("h1", lines[head]))
        out += [_tagged("p", line) for line in lines[head + 1 : start]]
    if end - start > 2 and is_dek(lines[start], lines[start + 1 : start + 3]):
        out.append(f'<p class="dek">{html.escape(lines[start])}</p>')
        start += 1
    out.append('<div class="article-body">')
    out += _marked_story(lines[start:end])
    out.append('</div></article><div class="below">')
    out += [_tagged("p", line) for line in lines[end:]]
    out.append("</div></body></html>")
    return "\n".join(out)


def _tagged(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"


def _marked_story(lines: Sequence[str]) -> list[str]:
    out = []
    index = 0
    while index < len(lines):
        line = lines[index]
        box = _explainer_length(lines, index)
        if box:
            out.append(f'<aside class="explainer">{_tagged("h3", line)}')
            out += [_tagged("p", text) for text in lines[index + 1 : index + box]]
            out.append("</aside>")
            index += box
            continue
        if LIST_MARK.match(line):
            out.append(_tagged("li", LIST_MARK.sub("", line)))
        elif is_heading(line) and index + 1 < len(lines) and is_prose(lines[index + 1]):
            out.append(_tagged("h2", line))
        else:
            out.append(_tagged("p", line))
        index += 1
    return out


def _explainer_length(lines: Sequence[str], index: int) -> int:
    """Return how many lines the explainer at `index` has, or 0 if none begins there.

    An explainer is a title and two or more labelled paragraphs.
    """
    if not is_heading(lines[index]):
        return 0
    end = index + 1
    while end < len(lines) and RUN_IN.match(lines[end]):
        end += 1
    return end - index if end - index > 2 else 0


def is_prose(line: str) -> bool:
    """Whether `line` is a paragraph of a story."""
    return (len(line) >= MIN_PROSE and bool(SENTENCE.search(line))) or len(
        line
    ) >= MIN_STORY_LINE


def is_heading(line: str) -> bool:
    """Whether `line`, between paragraphs, can be the title of what follows."""
    return 4 <= len(line) <= MAX_HEADING and not SENTENCE.search(line)


def find_story(lines: Sequence[str]) -> tuple[int, int]:
    """Return the start and end indices of the longest run of prose; (0, 0) if none exists.

    The end is the index after the last line. A gap inside the run holds at most
    `MAX_GAP` lines that are not prose.
    """
    best, best_size = (0, 0), 0
    start, size, last = -1, 0, -1
    for index, line in enumerate(lines):
        if not is_prose(line):
            continue
        # A wide gap ends the story: the lists of headlines below it hold lines that look like
        # prose, because they are long or end in a question mark.
        if start < 0 or index - last > MAX_GAP:
            start, size = index, 0
        size += len(line)
        last = index
        if size > best_size:
            best, best_size = (start, last + 1), size
    return _without_headlines(lines, *best)


def _without_headlines(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return the run without single prose-like lines at its ends that stand among headlines."""
    while end - start > 3 and not any(map(is_prose, lines[end - 3 : end - 1])):
        end -= 1
        while end > start and not is_prose(lines[end - 1]):
            end -= 1
    while end - start > 3 and not any(map(is_prose, lines[start + 1 : start + 3])):
        start += 1
        while start < end and not is_prose(lines[start]):
            start += 1
    return start, end


def find_headline(lines: Sequence[str], start: int) -> int:
    """Return the index of the headline above the story's first line, or -1.

    A line that occurs twice is the headline, since pages also show it in a
    breadcrumb. Otherwise it is the longest of the few lines above the story.
    """
    above = range(max(0, start - HEADLINE_REACH), start)
    keys = [folded(line) for line in lines[:start]]
    doubled = [i for i in above if len(lines[i]) > 20 and keys.count(keys[i]) > 1]
    if doubled:
        return doubled[-1]
    fitting = [i for i in above if 15 <= len(lines[i]) <= 200 and not _is_credit(lines[i])]
    return max(fitting, key=lambda i: (len(lines[i]), i)) if fitting else -1


def _is_credit(line: str) -> bool:
    """Whether `line` is only a byline or a date."""
    return is_byline(line) or is_dateline(line)


def is_dek(line: str, following: Iterable[str]) -> bool:
    """Whether `line` sums up the paragraphs that follow it."""
    if len(line) > MAX_DEK:
        return False
    words = set(_WORD.findall(line.casefold()))
    said = {word for after in following for word in _WORD.findall(after.casefold())}
    return len(words) > 4 and len(words & said) >= DEK_OVERLAP * len(words)
