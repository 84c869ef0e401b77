"""How other languages than English are read, by our own cases, as eSpeak NG pronounces them.

`python -m tests.spoken.language_cases german` prints the shares of the seen half by class, for the
text as it is written and as it is read; `-v` adds the misses, and `kept` the whole of the kept half.
The rules may be written with the seen half in mind; of the kept half only the figures are looked at.
`desks` and `wires` print the whole of a later collection, each of which was written without a look at
the rules and measured once before anything was mended. `sections` has a half set apart like the first
cases.
A case has a tag where its country prints figures in a way of its own.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from audiobrief.engines.espeak.phonemizer import Phonemizer
from audiobrief.spoken import read_aloud, split_sentences

FOLDER = Path(__file__).parent / "languages"
VOICES = {
    # name of the file of cases -> eSpeak's voice for them, and the tag of a case without one
    "french": "fr",
    "dutch": "nl",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "spanish": "es",
}
HALVES = ("seen", "kept")
LATER = ("desks", "wires", "sections")
"""Folders of cases that were written after the first rules, in the order of their writing."""
DIVIDED = "sections"
"""The one of them of which half is set apart."""
STOP = "stop"
"""The class of cases that are split into sentences, and not heard."""
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Case:
    kind: str
    written: str
    spoken: str
    """`{a|b}`: either is right."""
    tag: str
    """BCP 47 tag of the country that prints it so."""

    @property
    def half(self) -> str:
        digit = hashlib.sha1(self.written.encode(), usedforsecurity=False).hexdigest()[0]
        return HALVES[digit >= "8"]

    @property
    def references(self) -> list[str]:
        """Every way to say it that is right."""
        parts = _CHOICE.split(self.spoken)
        choices = [part.split("|") if odd else [part] for odd, part in _odd(parts)]
        return ["".join(each) for each in itertools.product(*choices)]

    @property
    def read(self) -> str:
        """The text as the newsreader says it."""
        return read_aloud(self.written, self.tag)


def _odd(parts: list[str]) -> Iterator[tuple[bool, str]]:
    for number, part in enumerate(parts):
        yield bool(number % 2), part


def read_cases(language: str, collection: str = "") -> list[Case]:
    """The cases of a language of `VOICES`: the first ones, of both halves, or those of a folder of
    `LATER`."""
    path = FOLDER / collection / f"{language}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [
        Case(kind, written, spoken, *(tag or [VOICES[language]]))
        for kind, written, spoken, *tag in rows
    ]


def hear(cases: list[Case], voice: str, *, raw: bool) -> dict[Case, bool]:
    """Whether each case is heard as one of its references by eSpeak's `voice`.

    With `raw`, the text is pronounced as it is written.
    """
    asked: list[str] = []
    for case in cases:
        asked += [case.written if raw else case.read, *case.references]
    with closing(Phonemizer()) as phonemizer:
        sounds = iter([fold(each) for each in phonemizer.phonemize(asked, voice)])
    heard: dict[Case, bool] = {}
    for case in cases:
        said, right = next(sounds), [next(sounds) for _ in case.references]
        heard[case] = _is_split(case, raw=raw) if case.kind == STOP else said in right
    return heard


def _is_split(case: Case, *, raw: bool) -> bool:
    ends = split_sentences(case.written, "xx" if raw else case.tag)
    return " / ".join(case.written[start:end] for start, end in ends) == case.spoken


def fold(ipa: str) -> str:
    """The sounds without stress and without the borders of words."""
    return re.sub(r"[ˈˌː\s_|-]", "", ipa)


def shares(heard: dict[Case, bool]) -> dict[str, float]:
    """Class, and "all" -> share of its cases that are heard right."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case, right in heard.items():
        by_kind[case.kind].append(right)
        by_kind["all"].append(right)
    return {kind: sum(each) / len(each) for kind, each in by_kind.items()}


def main(language: str, *options: str) -> None:
    for collection in [each for each in LATER if each in options]:
        cases = read_cases(language, collection)
        if collection == DIVIDED:
            for half in HALVES:
                _print(language, half, [case for case in cases if case.half == half], options)
        else:
            _print(language, collection, cases, options)
    if not set(LATER) & set(options):
        for half in [half for half in HALVES if half in options] or HALVES[:1]:
            ours = [case for case in read_cases(language) if case.half == half]
            _print(language, half, ours, options)


def _print(language: str, name: str, cases: list[Case], options: tuple[str, ...]) -> None:
    raw = shares(hear(cases, VOICES[language], raw=True))
    heard = hear(cases, VOICES[language], raw=False)
    print(f"{language}, {name}: {len(cases)} cases")
    for kind, share in shares(heard).items():
        if name != HALVES[1] or kind == "all":
            print(f"  {kind:<14} as written {raw[kind]:6.1%}   as read {share:6.1%}")
    if name != HALVES[1] and "-v" in options:
        for case in cases:
            if not heard[case]:
                said = case.written if case.kind == STOP else case.read
                print(f"    {case.kind}: {said!r}, not {case.spoken!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
