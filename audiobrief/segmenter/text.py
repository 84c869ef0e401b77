"""Prints a script for a producer to read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from audiobrief.model import Role, Script, Segment

WIDTH = 92
"""Line width in columns, narrow enough to take in a line at a glance."""
MARGIN = 12
"""Width of the left margin in columns; it has the role, as in broadcast scripts."""


def script_text(script: Script) -> str:
    """One paragraph for each block, with its role in the margin; ends in a line feed.

    Words that audiobrief adds are in brackets, and a quotation follows the name of its
    speaker in angle marks: "[Quote:] ‹Jane Doe› “We will wait.” [End quote.]".
    """
    return "\n".join(_paragraph(segments) for segments in _paragraphs(script.segments))


def _paragraphs(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Groups the segments of each block, each cue with the block that it opens or closes."""
    paragraph: list[Segment] = []
    owners: set[int | None] = set()
    for index, (segment, following) in enumerate(
        zip(segments, _texts_at(segments), strict=True)
    ):
        if segment.role is Role.CUE:
            # a closing cue belongs to the text before it, an opening cue to the text after it
            apart = following is None or following.block not in owners
            closes = segment.pause_after_ms > (
                segments[index - 1].pause_after_ms if index else 0
            )
            new = bool(owners) and apart and not closes
        else:
            new = bool(owners) and (segment.block not in owners or segment.block is None)
        if new and paragraph:
            yield paragraph
            paragraph = []
            owners = set()
        paragraph.append(segment)
        if segment.role is not Role.CUE:
            owners.add(segment.block)
    if paragraph:
        yield paragraph


def _texts_at(segments: Sequence[Segment]) -> list[Segment | None]:
    """For each segment, the first from it on that is no cue; None after the last."""
    found: list[Segment | None] = []
    text = None
    for segment in reversed(segments):
        text = text if segment.role is Role.CUE else segment
        found.append(text)
    found.reverse()
    return found


def _paragraph(segments: Sequence[Segment]) -> str:
    roles = [s.role for s in segments if s.role is not Role.CUE]
    own = [role for role in roles if role is not Role.QUOTE]
    label = (own or roles or [Role.CUE])[0].value.upper()
    speaker = ""
    words = []
    for segment in segments:
        if segment.is_added:
            words.append(f"[{segment.written}]")
            continue
        if segment.alignment and not segment.alignment[0].written_end:
            # what is said before the text, such as an item's number
            words.append(f"[{segment.spoken[: segment.alignment[0].spoken_end].strip()}]")
        named = segment.speaker not in {"", speaker}
        words.append(f"‹{segment.speaker}› {segment.written}" if named else segment.written)
        speaker = segment.speaker or speaker
    return (
        textwrap.fill(
            " ".join(words),
            WIDTH,
            initial_indent=label.ljust(MARGIN),
            subsequent_indent=" " * MARGIN,
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
    )
