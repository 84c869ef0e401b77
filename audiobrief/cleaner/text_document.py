"""Mark up a text that is an article or a letter from its first line to its last.

A text that was copied with the whole page around it is `plain_text`'s. This one has no menus
and no lists of other stories, so all of it is read.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from audiobrief.cleaner.line_breaks import ENDED, ITEM, paragraphs
from audiobrief.cleaner.mail_text import QUOTED, Letter, is_greeting
from audiobrief.cleaner.metadata.bylines import is_byline
from audiobrief.cleaner.metadata.dates import is_dateline, parse_date
from audiobrief.cleaner.phrases import PHRASES
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.text_heads import Bared, bare_head, is_bare_name, is_credit
from audiobrief.cleaner.vocabulary import BYLINE, CHROME, CREDIT

MAX_ABOVE = 4
"""The most lines between the title and the text, with byline, place and date; the pages of
websites have more above their stories."""
MAX_BELOW = 6
"""The most short lines below the text: greeting, name, address."""
MAX_TITLE = 160
MIN_PROSE = 40
"""The least length of a paragraph, in characters."""
SIGNED = frozenset({BYLINE, CREDIT})
"""Reasons of lines that stand in a bare article, too."""
MAX_LABEL = 60
MIN_LABELS = 2
"""The different labels that tell a page among few short lines."""


def is_document(lines: Sequence[str]) -> bool:
    """Whether the paragraphs of a text are all of one article, and not of a page around it.

    A page's text shows its headline twice, or holds several buttons and labels, or one of them
    and more short lines above and below the story than an article has by itself. Short lines
    alone are an agenda, or the name and address below a letter. Buttons that stand below all else
    tell nothing by themselves: who copies a story by hand often takes them along.
    """
    lines = _bare_head(lines).lines
    all_labels = _labels(lines)
    lines = lines[: _end_of(lines)]
    labels = _labels(lines)
    prose = [index for index, line in enumerate(lines) if _is_prose(line)]
    if not prose:
        return len(lines) <= MAX_ABOVE + MAX_BELOW and not labels
    above = [line for line in lines[: prose[0]] if not (_is_sentence(line) or is_credit(line))]
    below = lines[prose[-1] + 1 :]
    is_crowded = len(above) > MAX_ABOVE or len(below) > MAX_BELOW
    # a menu stands above a story: its words, or other short lines with a button below the story
    is_page = is_crowded or len(above) > 2 or not labels.isdisjoint(map(folded, above))
    is_repeated = len(set(map(folded, above))) < len(above)
    return not is_repeated and not (all_labels if is_page else len(labels) >= MIN_LABELS)


def _end_of(lines: Sequence[str]) -> int:
    """The index after the last line that is none of a website's buttons and labels."""
    end = len(lines)
    while end > 1 and _is_button(lines[end - 1]):
        end -= 1
    return end


def _labels(lines: Sequence[str]) -> set[str]:
    """The different buttons and labels of a website.

    One that a sentence follows is a heading: "Contact", above whom to write to.
    """
    after = [*lines, ""][1:]
    return {
        folded(line)
        for line, following in zip(lines, after, strict=True)
        if len(line) <= MAX_LABEL and _is_label(line) and not _is_sentence(following)
    }


def _is_sentence(line: str) -> bool:
    return " " in line and bool(ENDED.search(line))


def _is_prose(line: str) -> bool:
    return len(line) >= MIN_PROSE and bool(ENDED.search(line))


def _bare_head(lines: Sequence[str]) -> Bared:
    first = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    return bare_head(lines, first, _is_button)


def _is_button(line: str) -> bool:
    return len(line) <= MAX_LABEL and _is_label(line)


def _is_label(line: str) -> bool:
    """Whether a line is one of a website's buttons or labels."""
    if ENDED.search(line) and " " in line:
        return False
    return folded(line) in CHROME or any(
        pattern.match(line) for reason, pattern in PHRASES if reason not in SIGNED
    )


def mark_up_text(lines: Sequence[str]) -> str:
    """Return HTML for the paragraphs of a text, whose first may be its title."""
    title, end = "", _end_of(lines)
    lines, buttons = lines[:end], lines[end:]
    if len(lines) > 1 and _is_title(lines[0]):
        lines, above = _bare_head(lines)
        title, lines, buttons = lines[0], lines[1:], [*above, *buttons]
    body = "".join(_blocks(lines, titled=bool(title)))
    return _page(title, "", body, _tagged("p", buttons))


def mark_up_letter(letter: Letter) -> str:
    """Return HTML for a mail, whose subject is its title and whose sender wrote it."""
    head = byline = ""
    if letter.sender:
        byline = f'<p class="byline" itemprop="author">{html.escape(letter.sender)}</p>'
    written = parse_date(letter.date)
    if written is not None:
        head += f'<meta property="article:published_time" content="{written.isoformat()}">'
    body = "".join(_runs(letter.body))
    aside = _tagged("p", paragraphs(f"{letter.note}\n{letter.signature}"))
    return _page(clean_text(letter.subject), head, byline + body, aside)


def _page(title: str, head: str, body: str, aside: str) -> str:
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    head += f"<title>{html.escape(title)}</title>" if title else ""
    return (
        f"<html><head>{head}</head><body><article>{heading}"
        f'<div class="article-body">{body}</div></article><div class="below">{aside}</div>'
        "</body></html>"
    )


def _is_title(line: str) -> bool:
    """Whether the first line of a text is its title: short, and no sentence or salutation."""
    if len(line) > MAX_TITLE or ITEM.match(line) or is_byline(line) or is_greeting(line):
        return False
    return not line.endswith((".", ",", ":", ";", "…")) or line.isupper()


def _runs(text: str) -> Iterator[str]:
    """Yield the letter's own words and what it quotes from another, each with its markup."""
    runs: list[tuple[bool, list[str]]] = []
    for line in text.splitlines():
        quoted = bool(QUOTED.match(line))
        if not runs or (runs[-1][0] != quoted and line.strip()):
            runs.append((quoted, []))
        runs[-1][1].append(QUOTED.sub("", line))
    for quoted, lines in runs:
        blocks = "".join(_blocks(paragraphs("\n".join(lines)), titled=False))
        yield f"<blockquote>{blocks}</blockquote>" if quoted and blocks else blocks


def _blocks(lines: Sequence[str], *, titled: bool) -> Iterator[str]:
    """Yield the markup of paragraphs, items and, below a title, byline and date."""
    lines = [line for line in map(clean_text, lines) if line]
    first = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    prose = lines[first] if first < len(lines) else ""
    for index, line in enumerate(lines):
        if titled and index < min(first, MAX_ABOVE) and is_byline(line):
            yield f'<p class="byline">{html.escape(line)}</p>'
        elif titled and index < min(first, MAX_ABOVE) and is_dateline(line):
            yield f'<p class="date">{html.escape(line)}</p>'
        elif titled and index < min(first, MAX_ABOVE) and prose and is_bare_name(line, prose):
            yield f'<p class="byline" itemprop="author">{html.escape(line)}</p>'
        elif ITEM.match(line) and not line.startswith(("—", "–")):
            yield _tagged("li", [ITEM.sub("", line, count=1)])
        elif _is_heading(lines, index):
            yield _tagged("h2", [line])
        else:
            yield _tagged("p", [line])


def _is_heading(lines: Sequence[str], index: int) -> bool:
    """Whether a line between two paragraphs is the heading of the second."""
    line = lines[index]
    return (
        0 < index < len(lines) - 1
        and 4 <= len(line) <= MAX_LABEL
        and not ENDED.search(line)
        and not line.endswith(",")
        and _is_prose(lines[index - 1])
        and _is_prose(lines[index + 1])
    )


def _tagged(name: str, texts: Sequence[str]) -> str:
    return "".join(f"<{name}>{html.escape(text)}</{name}>" for text in texts)
