"""Where the links, the stress and the languages of a page's markup lie in its cleaned text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from audiobrief.cleaner.lines import Line, Style
from audiobrief.cleaner.metadata.sites import absolute
from audiobrief.cleaner.passages import tag_of
from audiobrief.cleaner.text import clean_text
from audiobrief.model import Mark, MarkKind

PLAIN = Style()


def marks_of(line: Line, text: str, base: str) -> tuple[Mark, ...]:
    """Return the marks of `line`, with offsets into `text`.

    `text` is the line's text or a part of it. A link that is no address of the web is left out.

    Args:
        line: the line.
        text: what of its text was kept.
        base: the page's address, from which the addresses of its links start.
    """
    if not line.styles:
        return ()
    whole = clean_text("".join(line.parts))
    shift = whole.find(text)
    if shift < 0:
        return ()
    found: dict[MarkKind, list[Mark]] = {kind: [] for kind in MarkKind}
    for start, end, style in _places(line, whole):
        first, last = max(start - shift, 0), min(end - shift, len(text))
        if first < last:
            for kind, href, language in _kinds(style, base):
                _add(found[kind], Mark(first, last, kind, href, language), text)
    return tuple(sorted(itertools.chain.from_iterable(found.values())))


def joined(parts: Iterable[tuple[str, Sequence[Mark]]], joiner: str) -> tuple[Mark, ...]:
    """Return the marks of several texts, with offsets into these texts joined."""
    marks: list[Mark] = []
    at = 0
    for text, inside in parts:
        marks += [mark._replace(start=mark.start + at, end=mark.end + at) for mark in inside]
        at += len(text) + len(joiner)
    return tuple(marks)


def _places(line: Line, whole: str) -> Iterator[tuple[int, int, Style]]:
    """Yield where each run of text nodes with one style lies in the cleaned text.

    They are cleaned one by one and looked for in their order. Where signs of two nodes make up
    one of the cleaned text, such as a letter and its accent, the rest of the line has no marks.
    """
    styles = dict(line.styles)
    position = 0
    for style, run in itertools.groupby(
        enumerate(line.parts), lambda part: styles.get(part[0], PLAIN)
    ):
        text = clean_text("".join(part for _, part in run))
        at = whole.find(text, position, position + 1 + len(text))
        if at < 0:
            return
        position = at + len(text)
        if text and style != PLAIN:
            yield at, position, style


def _kinds(style: Style, base: str) -> Iterator[tuple[MarkKind, str, str]]:
    # "#note-3" leads to a place of the page, which the episode's page does not have
    href = "" if style.href.lstrip().startswith("#") else absolute(style.href, base)
    if href:
        yield MarkKind.LINK, href, ""
    if style.slanted:
        yield MarkKind.EMPHASIS, "", ""
    if style.strong:
        yield MarkKind.STRONG, "", ""
    language = tag_of(style.language)
    if language:
        yield MarkKind.LANGUAGE, "", language


def _add(marks: list[Mark], mark: Mark, text: str) -> None:
    """Add a mark to those of its kind, or make the last one longer where it goes on."""
    last = marks[-1] if marks else None
    alike = last and last[2:] == mark[2:]
    if last and alike and not text[last.end : mark.start].strip():
        marks[-1] = last._replace(end=mark.end)
    else:
        marks.append(mark)
