"""Which game a figure is from, by the words around it."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner

CRICKET = compile_late(
    r"\b(?:overs|wickets?|wkts?|stumps|dec(?:lared)?|bowl(?:ed|er|ers|ing)|bats(?:man|men)|cricket\w*|spinner|seamer|pacer"
    r"|all\sout|not\sout|closed\son|follow(?:ed|ing)?\son|follow-on|lead\sof|first\sinnings|second\sinnings|at\s(?:lunch|tea)|[0-9]\*(?=[,)\s])|[0-9]{1,3}\sov(?:s|ers)?)\b"
)
SURELY_CRICKET = compile_late(
    r"\b(?:overs|wickets?|wkts?|stumps|declared|bats(?:man|men)|cricket\w*|not\sout|follow-on|first\sinnings|second\sinnings|Test\smatch|T20|ODIs?)\b"
)
"""Words that America has in no sport of its own."""
RUNS = compile_late(r"\b(?:off\s[0-9]+|runs|innings|T20|ODI|Test|bowlers?|batters?)\b")
"""Words of cricket that America has in baseball."""
ODDS = compile_late(
    r"[0-9]/1(?![0-9])|\b(?:odds|favou?rites?|outsiders?|shot|chances?|bets?|betting|backed|bookmakers?|bookies|priced?|tipped|punters?|stakes|runner"
    r"|long\sshot|to\swin|won\sat|each-way|handicap|Derby|filly|colt|mare|gelding)\b"
)
GAELIC = compile_late(
    r"\b(?:GAA|goals?|points?|championship|hurl\w+|half-time|beat|won|wins?|leads?|led|final|scored|score)\b"
)
TENNIS = compile_late(
    r"\b(?i:sets?|serv(?:e|ed|es|ing)|breaks?|deuce|tie-?break(?:er)?|games?|match\spoints?|tennis|love)\b"
)
GOLF = compile_late(
    r"(?i)\b(?:golf\w*|rounds?|pars?|bird(?:ie|ied|ies)|bogeys?|eagles?|shot|cards?|carded|tees?|leader(?:board)?|under|over|Open|Masters"
    r"|fairways?|holes?|clubhouse|major|tournament)\b"
)
REACH = 60
"""Characters around figures in which a word of their sport is looked for."""
FURTHER = 110
"""Characters around figures in which a word of cricket is looked for."""


def around(match: re.Match[str]) -> str:
    """The text around figures, in which a word of their sport is looked for."""
    text, (start, end) = match.string, match.span()
    return text[max(0, start - REACH) : end + REACH]


def is_cricket(match: re.Match[str], manner: Manner) -> bool:
    """Whether a word of cricket stands near."""
    text, (start, end) = match.string, match.span()
    near = text[max(0, start - FURTHER) : end + FURTHER]
    if manner.region == "US":
        return SURELY_CRICKET.search(near) is not None
    return bool(CRICKET.search(near) or (manner.british and RUNS.search(near)))
