"""Web and e-mail addresses and accounts, as Spanish broadcasters say them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish.letters import spell

ENDINGS = "com|org|net|edu|gob|gov|info|eu|es|cat|gal|eus|mx|ar|cl|co|pe|uy|ve|ec|bo|py|cr|gt|do|pa|sv|hn|ni|cu|io|tv|news|app|lat"
"""Last labels of the hosts that newspapers of Spanish print."""
SPELLED = frozenset("mx ar cl pe uy ve ec bo py cr gt pa sv hn ni cu tv eu".split())
"""Labels that are said by their letters; "es", "co" and "com" are words."""
_HOST = rf"(?:[\w-]{{1,63}}\.){{1,8}}(?:{ENDINGS})"
HINT = compile_late(rf"@|www\.|https?:|[\w-]\.(?:{ENDINGS})\b")
MAIL = compile_late(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@{_HOST}(?!\w)")
PAGE = compile_late(
    rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>{_HOST})(?:/[^\s<>“”«»\"]*[\w/])?(?![\w@])"
)
ACCOUNT = compile_late(r"(?<![\w@.])@(?P<name>\w{1,40})(?!\w)")
SAID = {".": " punto ", "@": " arroba ", "-": " guion ", "_": " guion bajo ", "+": " más "}


def _say(written: str, manner: Manner) -> str:
    labels = written.split(".")
    labels[-1] = spell(labels[-1], manner) if labels[-1].lower() in SPELLED else labels[-1]
    said = "".join(SAID.get(each, each) for each in ".".join(labels))
    return " ".join(said.split())


def _say_mail(match: re.Match[str], manner: Manner) -> Said:
    return _say(match[0], manner)


def _say_page(match: re.Match[str], manner: Manner) -> Said:
    # listeners remember the domain; the path is read by nobody
    return _say(match["host"], manner)


def _say_account(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"arroba {match['name'].replace('_', ' guion bajo ').strip()}"


TOKENS = (
    Rule("mail", MAIL, _say_mail),
    Rule("web", PAGE, _say_page),
    Rule("account", ACCOUNT, _say_account),
)
