"""Web and e-mail addresses, as German broadcasters say them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said

HINT = compile_late(
    r"[*:_]in|[a-zäöüß]Innen\b|@|www\.|https?:|[\w-]\.(?:de|at|ch|com|org|net|eu|info|li|tv)\b"
)
_HOST = r"(?:[\w-]{1,63}\.){1,8}(?:de|at|ch|com|org|net|eu|info|li|tv)"
MAIL = compile_late(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@{_HOST}(?!\w)")
PAGE = compile_late(
    rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>{_HOST})(?:/[^\s<>“”«»\"]*)?(?![\w@])"
)
SAID = {".": " Punkt ", "@": " ät ", "-": " Minus ", "_": " Unterstrich ", "+": " plus "}


def _say(written: str) -> str:
    said = "".join(SAID.get(each, each) for each in written)
    return " ".join(said.split())


def _say_mail(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say(match[0])


def _say_page(match: re.Match[str], manner: Manner) -> Said:
    # listeners remember the domain; the path is read by nobody
    del manner
    return _say(match["host"])


ACCOUNT = compile_late(r"(?<![\w@.])@(?P<name>\w{1,40})(?!\w)")
BOTH = compile_late(
    r"(?<!\w)(?P<stem>[A-ZÄÖÜ][a-zäöüß]{2,30})(?:[*:_]in|(?<=[a-zäöüß])In)(?P<several>nen)?(?!\w)"
)
"""A noun in both genders: "Bürger*innen", "Bürger:in", "BürgerInnen"."""
MASCULINE = {
    "Ärzt": ("Arzt", "Ärzte"),
    "Anwält": ("Anwalt", "Anwälte"),
    "Köch": ("Koch", "Köche"),
    "Freund": ("Freund", "Freunde"),
    "Bäuer": ("Bauer", "Bauern"),
}
"""Stem of the feminine -> one man, several."""


def _say_account(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"ät {match['name'].replace('_', ' Unterstrich ').strip()}"


def _say_both(match: re.Match[str], manner: Manner) -> Said:
    del manner
    stem = match["stem"]
    weak = not stem.endswith(("er", "or", "ör", "eur", "ar"))
    one, several = MASCULINE.get(
        stem,
        (
            f"{stem}e" if weak and stem.endswith("g") else stem,
            stem if stem.endswith("er") else f"{stem}en",
        ),
    )
    return f"{stem}innen und {several}" if match["several"] else f"{stem}in oder {one}"


TOKENS = (
    Rule("mail", MAIL, _say_mail),
    Rule("web", PAGE, _say_page),
    Rule("account", ACCOUNT, _say_account),
    Rule("gender", BOTH, _say_both),
)
