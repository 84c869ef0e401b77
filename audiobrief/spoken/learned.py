"""What an article itself teaches of how names are said, as a lexicon for the whole of its episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audiobrief.errors import ScriptError
from audiobrief.spoken.common_words import WORDS
from audiobrief.spoken.languages import load_language, primary_of
from audiobrief.spoken.lexicon import Entry, Lexicon, make_entry
from audiobrief.spoken.told_sounds import ToldSound, find_sure_sounds

STRESS = "ˈˌ"


def learn_sounds(texts: Iterable[str], language: str) -> Lexicon:
    """The names whose pronunciation the texts of an article tell, and how each is said.

    The first telling counts. Each word of a name has an entry, so that the family name alone is
    said in the same way; a small or a common word ("La", "de") only has one within its name.
    """
    pattern = load_language(language).told_sounds
    learned: dict[str, Entry] = {}
    for text in texts:
        for told in find_sure_sounds(text, pattern):
            for word, say, ipa in _parts(told, primary_of(language)):
                if word in learned:
                    continue
                try:
                    learned[word] = make_entry(word, say=say, ipa=ipa)
                except ScriptError:
                    continue  # no sound that is known, so that it is said as it is written
    return Lexicon(learned)


def _parts(told: ToldSound, language: str) -> Iterator[tuple[str, str, str]]:
    """The words that can be told apart, and the whole name if not all of them can."""
    words = told.name.split()
    sounds = (told.say or told.ipa).split()
    if len(words) == 1:
        yield told.name, told.say, told.ipa
        return
    alone = [
        (word, sound)
        for word, sound in zip(words, sounds, strict=True)
        if _stands_alone(word, sound, language)
    ]
    if len(alone) < len(words):
        yield told.name, told.say, told.ipa
    for word, sound in alone:
        yield word, sound if told.say else "", "" if told.say else sound


def _stands_alone(word: str, sound: str, language: str) -> bool:
    marked = (
        any(map(str.isupper, sound)) or "-" in sound or any(map(STRESS.__contains__, sound))
    )
    return word[0].isupper() and word.lower() not in WORDS.get(language, ()) and marked
