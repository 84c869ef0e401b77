"""Suggests how an unknown name is said: as another lexicon has it, or as a story says itself."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from audiobrief.desk.house_lexicon import check_pronunciation, read_pls
from audiobrief.desk.representations import Suggestion
from audiobrief.desk.stories import Stories
from audiobrief.errors import AudiobriefError, StoryNotFound
from audiobrief.model import Article
from audiobrief.segmenter.regions import language_of
from audiobrief.settings.tree import Settings
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.lexicon import list_entries
from audiobrief.spoken.told_sounds import ToldSound, find_told_sounds
from audiobrief.system.files import read_regular

MOST = 4
"""The most suggestions for one name."""


def list_lexicons(settings: Settings, languages: Iterable[str]) -> tuple[Path, ...]:
    """The files of all lexicons: what the settings name for any site, and those of languages."""
    own = [*settings.lexicons, *(p for one in settings.profiles.values() for p in one.lexicons)]
    built_in = (load_language(tag).lexicon for tag in languages)
    return tuple(dict.fromkeys([*own, *filter(None, built_in)]))


def suggest(
    name: str, lexicons: tuple[Path, ...], told: list[tuple[ToldSound, str]]
) -> list[Suggestion]:
    """How a name may be said, the story's own word first."""
    found = [each for each in _from_stories(name, told) if _can_be_said(name, each)]
    found += [each for each in _from_lexicons(name, lexicons) if _can_be_said(name, each)]
    by_sound = {(each.say, each.ipa): each for each in reversed(found)}
    return [by_sound[key] for key in reversed(by_sound)][:MOST]


def find_told(article: Article) -> list[ToldSound]:
    """The names whose pronunciation an article tells."""
    pattern = load_language(language_of(article)).told_sounds
    return [told for block in article.blocks for told in find_told_sounds(block.text, pattern)]


class ToldInStories:
    """What the stories of a desk tell of pronunciations; each version is read once."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._told: dict[str, tuple[int, list[ToldSound]]] = {}

    def find(self, story: str, version: int) -> list[ToldSound]:
        """The names whose pronunciation a story tells; none if it is not read yet."""
        known = self._told.get(story)
        if known is None or known[0] != version:
            try:
                known = version, find_told(self._stories.texts(story).article)
            except StoryNotFound:
                return []
            self._told[story] = known
        return known[1]


def _from_stories(name: str, told: list[tuple[ToldSound, str]]) -> Iterator[Suggestion]:
    words = name.split()
    for sound, title in told:
        if sound.name == name:
            yield Suggestion(sound.say, sound.ipa, title)
        count = len(sound.name.split())
        if sound.say and count < len(words) and words[-count:] == sound.name.split():
            yield Suggestion(" ".join([*words[:-count], sound.say]), "", title)


def _from_lexicons(name: str, lexicons: tuple[Path, ...]) -> Iterator[Suggestion]:
    for path in lexicons:
        try:
            entries = _entries_of(path, path.stat().st_mtime_ns)
        except OSError:
            continue  # the next story that is read with it says what is wrong
        for say, ipa in entries.get(_folded(name), ()):
            place = f"{path.parent.name}/{path.name}"
            yield Suggestion(say, ipa, place)


@functools.lru_cache(maxsize=256)
def _entries_of(path: Path, changed: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """Name without case and accents -> its respellings and IPA."""
    del changed
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    try:
        if path.suffix.lower() in {".pls", ".xml"}:
            entries = [(each.name, each.say, each.ipa) for each in read_pls(read_regular(path))]
        else:
            entries = [(name, said.say, said.ipa) for name, said in list_entries(path)]
    except (AudiobriefError, OSError):
        return {}
    for name, say, ipa in entries:
        key = _folded(name)
        found[key] = (*found.get(key, ()), (say, ipa))
    return found


def _can_be_said(name: str, suggestion: Suggestion) -> bool:
    try:
        check_pronunciation(name, say=suggestion.say, ipa=suggestion.ipa)
    except AudiobriefError:
        return False
    return True


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
