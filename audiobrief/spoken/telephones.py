"""Telephone numbers as every language says them: in the groups that are printed, with a wait between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said

GROUP = compile_late(r"\d+")
WITHIN = "(0)"
"""A zero in brackets is dialled within the country only: "+49 (0)30 12 34"."""


@dataclass(frozen=True, slots=True)
class Telephones:
    """How a language says a number that is dialled."""

    group: Callable[[str, Manner], str]
    """Says a group of figures, in most languages figure by figure."""
    country: Callable[[int, Manner], str]
    """Says the code of a country."""
    plus: str

    def say(self, written: str, manner: Manner) -> str:
        """The groups of a number."""
        return ", ".join(self.group(each, manner) for each in GROUP.findall(written))

    def rule(self, pattern: re.Pattern[str], *, least: int = 0, most: int = 99) -> Rule:
        """The rule for a number of the country, which has so many figures."""

        def say(match: re.Match[str], manner: Manner) -> Said:
            count = sum(map(str.isdigit, match[0]))
            return self.say(match[0], manner) if least <= count <= most else None

        return Rule("telephone", pattern, say)

    def abroad(self, pattern: re.Pattern[str]) -> Rule:
        """The rule for a number with its `country` and its `groups`."""

        def say(match: re.Match[str], manner: Manner) -> Said:
            groups = self.say(match["groups"].replace(WITHIN, ""), manner)
            return f"{self.plus} {self.country(int(match['country']), manner)}, {groups}"

        return Rule("telephone", pattern, say)
