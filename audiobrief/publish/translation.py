"""The words of the page that plays and of the library, in the language of what they show.

A table beside the templates, `words/fr.toml`, gives for each English text of the templates and scripts
the one that the page shows. A newsroom may add a language by a file of its own in its folder of
templates. A language without a table, and a text that a table lacks, is shown in English.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from audiobrief.errors import PublishError
from audiobrief.patterns import compile_late
from audiobrief.publish.theme import Theme, load_theme, to_script_json

SCRIPT = "words.js"
"""The script that says the words of a page; it goes before those that use it."""
ENGLISH = "en"
NONE_IS_ONE = frozenset({"fr", "pt"})
"""Languages in which nought stands with the singular (CLDR, plural rules)."""
_TAG = compile_late(r"[a-z]{2,3}")
_ASKED = compile_late(r'"((?:[^"\\\n]|\\.)+)"')


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Called with an English text, it gives the language's own."""

    tag: str = ENGLISH
    """Primary subtag (BCP 47) of the language that the words are in."""
    table: Mapping[str, str] = field(default_factory=dict)
    """English text -> the language's own."""
    months: tuple[str, ...] = ()
    day: str = ""
    """How a date is printed: "{day} {month} {year}"; empty for the forms of English."""
    first: str = "1"
    """The first day of a month: "1er"."""

    def __call__(self, text: str, **values: Any) -> str:
        """The text in this language, with `values` for the names in its braces."""
        said = self.table.get(text, text)
        return said.format(**values) if values else said

    def count(self, number: int, one: str, several: str) -> str:
        """A number of things, by the English texts for one of them and for several."""
        is_one = number == 1 or (number == 0 and self.tag in NONE_IS_ONE)
        return self(one if is_one else several, count=number)

    def date(self, moment: datetime) -> str:
        """The day as this language prints it; empty where its table does not say how."""
        if not self.day:
            return ""
        day = self.first if moment.day == 1 else str(moment.day)
        return self.day.format(day=day, month=self.months[moment.month - 1], year=moment.year)

    def for_scripts(self, source: str) -> Markup | str:
        """JSON of the words that the scripts in `source` ask for; empty in English."""
        asked = {found for found in _ASKED.findall(source) if found in self.table}
        if not asked:
            return ""
        return to_script_json({text: self.table[text] for text in sorted(asked)})


def words_of(language: str, theme: Theme | None = None) -> Words:
    """The words for a BCP 47 tag; English where the theme has no table for its language.

    Without a `theme`, they are those of audiobrief's own.

    Raises:
        PublishError: the table is no TOML of the form of the theme's own.
    """
    return _read(language.replace("_", "-").partition("-")[0].lower(), theme or load_theme())


@functools.cache
def _read(tag: str, theme: Theme) -> Words:
    if tag == ENGLISH or not _TAG.fullmatch(tag):
        return Words()
    name = f"words/{tag}.toml"
    try:
        found = tomllib.loads(theme.text(name))
    except StopIteration:
        return Words()
    except tomllib.TOMLDecodeError as error:
        raise PublishError(f"{name} is no TOML: {error}; correct it") from error
    dates, table = found.get("dates", {}), found.get("words", {})
    months = tuple(dates.get("months", ()))
    wrong = [key for key, said in table.items() if _names(key) != _names(str(said))]
    if len(months) not in {0, 12} or wrong:
        what = f"{wrong[0]!r} has other names in braces" if wrong else "months are not twelve"
        raise PublishError(f"{name}: {what}; see the theme's own words/de.toml")
    return Words(
        tag,
        {str(key): str(said) for key, said in table.items()},
        months,
        str(dates.get("day", "")) if months else "",
        str(dates.get("first", "1")),
    )


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))
