"""Patterns that are compiled when they are first asked for.

Python takes 0.1 to 6 ms to compile one, and nothing keeps what came of it: a fifth of a second
for those that reading a page may need, and an article needs two thirds of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
"""Of a pattern, that are looked up on every call."""


class LatePattern:
    """Stands for a pattern, whose methods are its own from the first call of one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # what copies or prints an object asks for names that no pattern has
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def compile_late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but for functions of `re` themselves, which take no stand-in.

    Raises:
        re.error: when it is first used, the pattern is wrong.
    """
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))
