"""How common a word is, by the word lists of `wordfreq`, which the extra `names` installs.

The lists were counted up to 2021 in books, news, subtitles and web pages, for 44 languages.
"""

from __future__ import annotations

import functools
import importlib.util

from audiobrief.spoken.languages import primary_of

PACKAGE = "wordfreq"
COMMON = 4.0
"""Zipf frequency from which a word is common: once in a hundred thousand words. "Ukraine" has 4.3,
"Trump" 4.9, "Macron" 3.0 and "Zelensky" 1.8."""
WITHOUT_CAPITALS = {"ja", "ko", "zh"}
"""Languages that wordfreq reads with further packages, and in which no name is found anyway."""


def has_word_lists() -> bool:
    """Whether the package is installed."""
    return importlib.util.find_spec(PACKAGE) is not None


@functools.cache
def has_frequencies(language: str) -> bool:
    """Whether the package is installed and has a list for the language of a BCP 47 tag."""
    if not has_word_lists():
        return False
    from wordfreq import available_languages

    primary = primary_of(language)
    return primary in available_languages() and primary not in WITHOUT_CAPITALS


def frequency_of(word: str, language: str) -> float | None:
    """The Zipf frequency of a word: the logarithm of how often it stands in 10**9 words.

    0 for a word that the list lacks; None if there is no list.
    """
    if not has_frequencies(language):
        return None
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, primary_of(language)))
