"""How a language says that a story was taken away, in parts that every language fills in."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.patterns import compile_late

_END = r"(?=\s*(?:$|[.,;:!…–—(-]"
"""What may follow the verb: the end of the clause, or one of a language's words for why and by whom."""


class Notice(NamedTuple):
    """Regular expressions, in small and capital letters alike."""

    said: str
    """The beginning of the sentence up to its verb: "This article has been removed"."""
    after: str
    """Words that may follow the verb, divided by "|": for why, by whom and when."""
    others: str
    """What must follow or may not, and then, each after a "|", other sentences that say the same."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the sentence begins with."""
        whole = rf"\W*(?:{self.said}{_END}|(?:{self.after})\b)){self.others})"
        return compile_late(whole, re.IGNORECASE)
