"""Which words of the article are marked while a segment is said."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.model import Role, Segment
from audiobrief.publish.reading import Reading


def marked_segment(index: int, segments: Sequence[Segment], reading: Reading) -> int:
    """The segment whose words are marked while `index` is said; -1 for none.

    An announcement has no words on the page. While it is said, the quote that it opens is
    marked, or else the segment before it.
    """
    if segments[index].is_added:
        later, earlier = segments[index + 1 : index + 2], segments[max(index - 1, 0) : index]
        if later and (later[0].role is Role.QUOTE or not earlier):
            index += 1
        elif earlier:
            index -= 1
        if segments[index].is_added:
            return -1
    return reading.stand_ins.get(index, index)
