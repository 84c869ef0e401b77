"""Reads codes of telephones that begin with a star or a hash: "*483#", "#31#", "*67"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import spell_digits
from audiobrief.spoken.reading import Manner, Rule, Said

DIALLED = compile_late(
    r"\b(?i:dial(?:s|led|ed|ling|ing)?|press(?:es|ed|ing)?|call(?:s|ed|ing)?|key(?:s|ed)?(?:\sin)?|enter(?:s|ed)?)\s[“\"]?\Z"
)
"""Before a code that has no hash at its end."""


def _code(match: re.Match[str], manner: Manner) -> Said:
    # the GSM Association calls such codes USSD; its sign "#" is the pound in North America
    text, start = match.string, match.start()
    if not match[0].endswith("#") and not DIALLED.search(text, max(0, start - 16), start):
        return None
    hashed = "pound" if manner.region in {"US", "CA"} else "hash"
    runs = re.findall(r"[0-9]+|[*#]", match[0])
    signs = {"*": "star", "#": hashed}
    return " ".join(signs.get(run) or spell_digits(run) for run in runs)


SIGN_RULES = (
    Rule(
        "code",
        compile_late(
            r"(?<![\w*#])(?:\*|#(?=[0-9]{2,3}#))[*#]?[0-9]{2,5}(?:\*[0-9]{1,8}){0,4}(?:#|(?![\w*#]))"
        ),
        _code,
    ),
)
