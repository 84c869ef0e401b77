"""Web and e-mail addresses, accounts, and spellings of both genders, which nothing may split."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.french.letters import spell
from audiobrief.spoken.reading import Manner, Rule, Said

ENDINGS = "com|org|net|edu|gouv|info|eu|fr|be|ch|ca|quebec|lu|mc|sn|ci|bf|cm|cd|bj|ne|gn|mg|ma|tn|dz|ht|ml|tg|ga|re|bzh|io|tv|news|app|paris|alsace|swiss|brussels"
"""Last labels of the hosts that newspapers in French print."""
SPELLED = frozenset("fr be ch ca lu mc sn ci bf cm cd bj gn mg tn dz ht ml tg tv eu".split())
"""Labels that are said by their letters; "com", "re" and "info" are words."""
_HOST = rf"(?:[\w-]{{1,63}}\.){{1,8}}(?:{ENDINGS})"
HINT = compile_late(rf"@|www\.|https?:|[\w-]\.(?:{ENDINGS})\b|[·•⋅]|[éust]\.e[.s]|\(e\)")
MAIL = compile_late(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@{_HOST}(?!\w)")
PAGE = compile_late(
    rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>{_HOST})(?:/[^\s<>“”«»\"]*[\w/])?(?![\w@])"
)
ACCOUNT = compile_late(r"(?<![\w@.])@(?P<name>\w{1,40})(?!\w)")
SAID = {".": " point ", "@": " arobase ", "-": " tiret ", "_": " tiret bas ", "+": " plus "}
BOTH = compile_late(
    r"(?<!\w)(?P<stem>[^\W\d_]{2,30})(?:[·•⋅](?P<ending>e|ne|le|te|se|ve|fe|euse|rice|trice|ère|eresse)(?P<several>[·•⋅]?s)?"
    r"|\.(?P<stopped>e)(?P<stops>\.?s)(?=\W|\Z)|\((?P<round>e|ne|le|te)\)(?P<rounds>s)?)(?!\w)"
)
"""A noun in both genders ("élu·e·s", "salarié(e)s"), which newsreaders say one after the other."""
CUT = {
    "ve": "f",
    "fe": "f",
    "euse": "eur",
    "rice": "eur",
    "trice": "teur",
    "ère": "er",
    "se": "x",
}
"""Ending of the feminine -> the masculine's that it takes the place of."""


def _say(written: str) -> str:
    labels = written.split(".")
    labels[-1] = spell(labels[-1]) if labels[-1].lower() in SPELLED else labels[-1]
    said = "".join(SAID.get(each, each) for each in ".".join(labels))
    return " ".join(said.split())


def _say_mail(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say(match[0])


def _say_page(match: re.Match[str], manner: Manner) -> Said:
    # listeners remember the domain; the path is read by nobody
    del manner
    return _say(match["host"])


def _say_account(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"arobase {match['name'].replace('_', ' tiret bas ').strip()}"


def _say_both(match: re.Match[str], manner: Manner) -> Said:
    del manner
    stem, ending = match["stem"], match["ending"] or match["stopped"] or match["round"]
    several = "s" if match["several"] or match["stops"] or match["rounds"] else ""
    cut = CUT.get(ending, "")
    other = f"{stem.removesuffix(cut)}{ending}" if cut and stem.endswith(cut) else stem + ending
    if stem.endswith(("é", "i", "u")) and ending == "e":
        return f"{stem}{several}"  # both sound alike
    return f"{stem}{several if stem[-1] not in 'sx' else ''} et {other}{several}"


TOKENS = (
    Rule("mail", MAIL, _say_mail),
    Rule("web", PAGE, _say_page),
    Rule("account", ACCOUNT, _say_account),
    Rule("gender", BOTH, _say_both),
)
