"""Web and e-mail addresses and accounts: written alike everywhere, said in each language's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said


@dataclass(frozen=True, slots=True)
class AddressWords:
    """What a language's newspapers print as addresses, and how its broadcasters say them."""

    endings: str
    """Last labels of the hosts that they print, joined by "|"."""
    spelled: frozenset[str]
    """Those of them that are said by their letters; "com" and "info" are words."""
    signs: Mapping[str, str]
    """Sign -> how it is said; has at least ".", "@", "-" and "_"."""
    spell: Callable[[str, Manner], str]
    """Says letters by their names."""

    @property
    def hint(self) -> str:
        """A pattern that is found in every text with an address."""
        return rf"@|www\.|https?:|[\w-]\.(?:{self.endings})\b"


def address_rules(words: AddressWords) -> tuple[Rule, ...]:
    """The rules that say addresses and accounts."""
    host = rf"(?:[\w-]{{1,63}}\.){{1,8}}(?:{words.endings})"
    mail = compile_late(rf"(?<![\w.+-])[\w.+-]{{1,64}}+@{host}(?!\w)")
    page = compile_late(
        rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>{host})"
        r"(?:/[^\s<>“”«»\"]*[\w/])?(?![\w@])"
    )
    account = compile_late(r"(?<![\w@.])@(?P<name>\w{1,40})(?!\w)")

    def say_mail(match: re.Match[str], manner: Manner) -> Said:
        return _say(match[0], words, manner)

    def say_page(match: re.Match[str], manner: Manner) -> Said:
        # listeners remember the domain; the path is read by nobody
        return _say(match["host"], words, manner)

    def say_account(match: re.Match[str], manner: Manner) -> Said:
        del manner
        return _say_signs(match[0], words)

    return (
        Rule("mail", mail, say_mail),
        Rule("web", page, say_page),
        Rule("account", account, say_account),
    )


def _say(address: str, words: AddressWords, manner: Manner) -> str:
    before, dot, last = address.rpartition(".")
    last = words.spell(last, manner) if last.lower() in words.spelled else last
    return _say_signs(before + dot + last, words)


def _say_signs(text: str, words: AddressWords) -> str:
    said = (f" {words.signs[each]} " if each in words.signs else each for each in text)
    return " ".join("".join(said).split())
