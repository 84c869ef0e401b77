"""Web and e-mail addresses and accounts, as Portuguese broadcasters say them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.portuguese.acronyms import spell
from audiobrief.spoken.reading import Manner, Rule, Said

ENDINGS = "com|org|net|edu|gov|info|eu|pt|br|ao|mz|cv|io|tv|news|app"
"""Last labels of the hosts that newspapers in Portuguese print."""
SPELLED = frozenset("pt br ao mz cv tv eu".split())
"""Labels that are said by their letters."""
_HOST = rf"(?:[\w-]{{1,63}}\.){{1,8}}(?:{ENDINGS})"
HINT = compile_late(rf"@|www\.|https?:|[\w-]\.(?:{ENDINGS})\b")
MAIL = compile_late(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@{_HOST}(?!\w)")
PAGE = compile_late(
    rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>{_HOST})(?:/[^\s<>“”«»\"]*[\w/])?(?![\w@])"
)
ACCOUNT = compile_late(r"(?<![\w@.])@(?P<name>\w{1,40})(?!\w)")
SAID = {
    ".": " ponto ",
    "@": " arroba ",
    "-": " hífen ",
    "_": " sublinhado ",
    "+": " mais ",
}


def _say(written: str) -> str:
    labels = written.split(".")
    labels[-1] = spell(labels[-1]) if labels[-1].lower() in SPELLED else labels[-1]
    return " ".join("".join(SAID.get(each, each) for each in ".".join(labels)).split())


def _say_mail(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say(match[0])


def _say_page(match: re.Match[str], manner: Manner) -> Said:
    # listeners remember the domain; the path is read by nobody
    del manner
    return _say(match["host"])


def _say_account(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"arroba {match['name'].replace('_', ' sublinhado ').strip()}"


TOKENS = (
    Rule("mail", MAIL, _say_mail),
    Rule("web", PAGE, _say_page),
    Rule("account", ACCOUNT, _say_account),
)
