"""Reads episodes back with the ear: word errors, missing sentences, and naturalness."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audiobrief.engines.espeak.phonemizer import Phonemizer
from tests.ear.episodes import Recording
from tests.ear.finding import Found, find
from tests.ear.listening import RATE, Ear
from tests.ear.quality import Listeners
from tests.ear.wording import Difference

NOT_SOUND = re.compile("[ˈˌː ]")
WORD_ERRORS = 0.03
"""The highest word error rate on all golden pages together."""
OPINION = 4.5
"""The lowest Distill-MOS score."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The results for one page."""

    name: str
    minutes: float
    words: int
    errors: int
    errors_alike: int
    """Errors in which the heard words sound the same as the spoken ones: "pairs" for
    "pears"."""
    errors_in_names: int
    """Other errors in the words of names."""
    opinion: float
    found: tuple[Found, ...]
    took_s: float
    misheard: tuple[tuple[str, str], ...]
    """Sentences with a misheard word, and what was heard."""

    @property
    def missing(self) -> list[Found]:
        return [one for one in self.found if not one.is_found]


def read_back(
    ear: Ear, listeners: Listeners, phonemizer: Phonemizer, recording: Recording
) -> Heard:
    """Hear an episode and compare it with its script."""
    began = time.monotonic()
    sound = recording.sound
    compared, found = find(
        ear, sound, recording.sentences, recording.places, names=recording.names
    )
    alike = _sound_alike(phonemizer, compared.differences)
    return Heard(
        recording.name,
        sound.size / RATE / 60,
        compared.said,
        compared.errors,
        sum(one.errors for one in compared.differences if one in alike),
        sum(one.in_names for one in compared.differences if one not in alike),
        listeners.score(sound),
        tuple(found),
        time.monotonic() - began,
        tuple(
            (text, " ".join(heard))
            for text, hits, heard in zip(
                recording.sentences, compared.matched, compared.heard, strict=True
            )
            if not all(hits)
        ),
    )


def _sound_alike(
    phonemizer: Phonemizer, differences: Sequence[Difference]
) -> frozenset[Difference]:
    """Differences of spelling only, judged by eSpeak's phonemes without stress, length and
    spaces."""
    if not differences:
        return frozenset()
    texts = [text or "-" for one in differences for text in (one.said, one.heard)]
    sounds = [NOT_SOUND.sub("", ipa) for ipa in phonemizer.phonemize(texts, "en-us")]
    pairs = zip(differences, sounds[::2], sounds[1::2], strict=True)
    return frozenset(one for one, said, heard in pairs if said == heard)


def report(
    title: str, pages: Iterable[Heard], *, held: bool = False, shown: bool = False
) -> None:
    """Print a table, one row for each page as soon as it is heard.

    `held` checks the limits; `shown` prints each sentence that was misheard.
    """
    print(f"{title:<20}{'min':>6}{'words':>7}{'errors':>8}{'alike':>7}{'names':>7}{'others':>8}"
          f"{'MOS':>6}{'sentences':>11}{'missing':>9}{'looked at twice':>17}{'took':>8}")  # fmt: skip
    done: list[Heard] = []
    for page in pages:
        done.append(page)
        _print_row(page.name, [page])
        for text, heard in page.misheard if shown else ():
            print(f"    said:  {text}\n    heard: {heard}")
        for one in page.missing:
            print(
                f"    missing: {one.text!r} (share {one.share:.2f}, gain {one.gain or 0:.1f})"
            )
    if not done:
        return
    _print_row("all", done)
    if held:
        print(f"{'to reach':<20}{'':>13}{WORD_ERRORS:>8.1%}{'':>22}{OPINION:>6}{'':>11}{0:>9}")


def _print_row(name: str, pages: Sequence[Heard]) -> None:
    words = sum(page.words for page in pages)
    errors, alike, names = (
        sum(getattr(page, kind) for page in pages)
        for kind in ("errors", "errors_alike", "errors_in_names")
    )
    minutes = sum(page.minutes for page in pages)
    opinion = sum(page.opinion * page.minutes for page in pages) / minutes
    found = [one for page in pages for one in page.found]
    print(f"{name:<20}{minutes:>6.1f}{words:>7}{errors / words:>8.1%}{alike / words:>7.1%}"
          f"{names / words:>7.1%}{(errors - alike - names) / words:>8.1%}{opinion:>6.2f}{len(found):>11}"
          f"{sum(len(p.missing) for p in pages):>9}"
          f"{sum(one.gain is not None for one in found):>17}"
          f"{sum(p.took_s for p in pages):>7.0f}s", flush=True)  # fmt: skip
