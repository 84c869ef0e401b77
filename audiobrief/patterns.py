"""Regular expressions that are compiled when they are first used.

Python takes 0.1 to 6 ms to compile one and keeps no result between runs. Compiling all patterns
that reading a page may need takes a fifth of a second, and an article needs two thirds of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
"""Methods of a compiled pattern that `LatePattern` copies once the pattern is compiled."""


class LatePattern:
    """A stand-in for a compiled pattern; the first call of a method compiles it.

    From then on the stand-in has the pattern's own methods.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # copying or printing an object looks up special names that no pattern has
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile_late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern as from `re.compile`, but compiled at its first use.

    The functions of `re`, such as `re.sub`, do not take it: call its methods instead.

    Raises:
        re.error: the pattern is invalid; raised at its first use.
    """
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))


def any_of(texts: Iterable[str]) -> str:
    """A pattern of any of some texts, as they are; the longest is tried first."""
    return "|".join(map(re.escape, sorted(texts, key=lambda text: (-len(text), text))))
