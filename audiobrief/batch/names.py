"""Lists the names of many pages that a voice may mispronounce, the rarest first.

    sources --> Item --> Article --> Mention ... --> Name (counted, with a guess of its sound)

Pages are read one after another in this process, without the journal. A page that cannot be read
is a failure among the results, and the others are counted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.opening import open_item
from audiobrief.batch.sources import read_sources
from audiobrief.engines import Pronunciation
from audiobrief.engines.chain import SelectedEngine
from audiobrief.episode.bounds import bounded
from audiobrief.episode.manuscripts import parse_manuscript
from audiobrief.episode.narrator import Narrator, open_narrator
from audiobrief.episode.reader import open_lexicon, read_article
from audiobrief.errors import AudiobriefError, EngineError
from audiobrief.model import Article, Block, BlockKind, Role, Script
from audiobrief.patterns import compile_late
from audiobrief.segmenter import segment
from audiobrief.segmenter.regions import language_of
from audiobrief.settings.tree import Settings
from audiobrief.spoken import say
from audiobrief.spoken.frequency import COMMON, frequency_of
from audiobrief.spoken.languages import primary_of
from audiobrief.spoken.lexicon import Lexicon
from audiobrief.spoken.names import find_mentions
from audiobrief.spoken.syllables import spell
from audiobrief.system.storage import is_remote

MOST_PAGES = 3
"""How many of the pages that have a name are kept with it."""
_PART = compile_late(r"\w+")
ENGLISH = "en"
"""The language whose respelling the lexicon reads; other voices take no phonemes."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that no lexicon knows, and how it would sound."""

    name: str
    language: str
    """BCP 47 tag of the first page that has it."""
    count: int
    """How often it is said in all pages: in headlines, bylines, deks, texts and cues."""
    pages: tuple[str, ...]
    """The first pages that have it, as they were listed."""
    page_count: int
    sentence: str
    """The first sentence that has it."""
    ipa: str = ""
    """How the voice would say it, in IPA; empty if its engine does not show it."""
    respelling: str = ""
    """The same as a lexicon would have it: "HAL-vur-wik". Only for English; empty if no
    respelling is read as these sounds."""
    guessed: tuple[str, ...] | None = None
    """Its words that the voice's dictionary lacks; None if the engine does not tell."""
    frequency: float | None = None
    """Zipf frequency of its rarest word that the voice guesses; None without word lists."""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of many pages."""

    names: tuple[Name, ...]
    """The rarest first; of equally rare ones, and of all without word lists, the most frequent in
    these pages."""
    page_count: int
    """How many pages were read."""
    failures: tuple[Unlisted, ...]
    """The sources and pages that could not be read, and why."""
    silence: str = ""
    """Why no voice shows how names sound; empty if one does."""


@dataclass(slots=True)
class _Count:
    """A name while it is counted."""

    name: str
    language: str
    sentence: str
    count: int = 0
    pages: dict[str, None] = field(default_factory=dict)
    said: Pronunciation | None = None
    doubtful: tuple[str, ...] = ()
    """Its words that the voice may say wrongly."""
    known: frozenset[str] = frozenset()
    """The parts of its words that a lexicon of the page says."""
    is_sure: bool = False
    """Whether it is a name somewhere, and not only a word of a headline with a capital."""

    @property
    def is_name(self) -> bool:
        """Whether it is a name, or a word that is in no word list and not in the voice's."""
        if self.is_sure:
            return True
        guessed = self.said.guessed if self.said else None
        if guessed is not None and not {self.name, *_PART.findall(self.name)} & set(guessed):
            return False
        frequency = frequency_of(self.name, self.language)
        return frequency == 0 if frequency is not None else guessed is not None

    @property
    def frequency(self) -> float | None:
        """The Zipf frequency of its rarest doubtful word; None without word lists."""
        found = [frequency_of(word, self.language) for word in self.doubtful]
        return min((each for each in found if each is not None), default=None)

    def add(self, other: _Count) -> None:
        """Count a longer name that has this one in it."""
        self.count += other.count
        self.is_sure |= other.is_sure
        self.pages.update(other.pages)

    def pronounce(self, narrator: Narrator | None) -> None:
        """Find out how it sounds, and which of its words are doubtful."""
        if narrator is not None:
            said = say(self.name, language=self.language)
            self.said = narrator.pronounce(said.text, said.phonemes)
        self.doubtful = tuple(_find_doubtful(self))

    def finished(self) -> Name:
        """The name as it is listed."""
        ipa = self.said.ipa if self.said else ""
        return Name(
            self.name,
            self.language,
            self.count,
            tuple(self.pages)[:MOST_PAGES],
            len(self.pages),
            self.sentence,
            ipa,
            spell(ipa) if primary_of(self.language) == ENGLISH else "",
            self.said.guessed if self.said else None,
            self.frequency,
        )


@dataclass(slots=True)
class _Counts:
    """All names so far, and what could not be read."""

    found: dict[tuple[str, str, frozenset[str]], _Count] = field(default_factory=dict)
    """(name, primary subtag, what a lexicon says of it) -> its count. Pages may have lexicons of
    their own."""
    settings: dict[str, Settings] = field(default_factory=dict)
    """Language -> the settings of the first page in it, which choose the voice."""
    page_count: int = 0

    def add_page(self, item: Item, settings: Settings) -> None:
        """Count the names of a page.

        Raises:
            AudiobriefError: the page or a lexicon cannot be read.
        """
        article = _read(item, settings)
        chosen = settings.for_url(article.url or item.url)
        here = "" if is_remote(item.path) else item.path
        self.add_article(article, item.source, here, chosen)

    def add_article(self, article: Article, source: str, path: str, chosen: Settings) -> None:
        """Count the names of an article; `path` is its page's file, or empty if it has none.

        Raises:
            ScriptError: a lexicon cannot be read.
        """
        language = language_of(article)
        lexicon = open_lexicon(chosen, path or None, language=language)
        script = segment(article, chosen.script, lexicon=lexicon)
        self.settings.setdefault(language, chosen)
        self.page_count += 1
        headline, said = _find_spoken(article, script)
        for mention in find_mentions(said, lexicon, language, headline=headline):
            known = _find_known(mention.name, lexicon)
            new = _Count(mention.name, language, mention.sentence, known=known)
            count = self.found.setdefault((mention.name, primary_of(language), known), new)
            count.count += 1
            count.is_sure |= not mention.is_doubtful
            count.pages[source] = None

    def pronounce(self, *, everything: bool, ready: SelectedEngine | None = None) -> str:
        """Find out how the names sound; returns why no voice tells, or an empty text.

        Unless `everything` is wanted, only the words that may be said wrongly are kept.
        """
        silence = ""
        pronounced: dict[tuple[str, str, frozenset[str]], _Count] = {}
        for language, settings in self.settings.items():
            ours = [count for count in self.found.values() if count.language == language]
            with contextlib.ExitStack() as stack:
                narrator = None
                try:
                    if ours:
                        narrator = stack.enter_context(
                            open_narrator(settings, language, ready=ready)
                        )
                except EngineError as error:
                    silence = str(error)
                for count in ours:
                    count.pronounce(narrator)
                ours = [count for count in ours if count.is_name]
                if not everything:
                    ours = _cut_to_doubtful(ours)
                    for count in ours:
                        count.pronounce(narrator)
            for count in ours:
                # two regions of a language may have the same word
                key = count.name, primary_of(language), frozenset[str]()
                first = pronounced.setdefault(key, count)
                if first is not count:
                    first.add(count)
        self.found = pronounced
        return silence


def _find_spoken(article: Article, script: Script) -> tuple[str, list[Block]]:
    """The headline, and the other texts that the script says, each as a whole.

    What audiobrief adds is among them: who speaks a quotation is said before it.
    """
    spoken = {segment.block for segment in script.segments}
    texts = {
        role: " ".join(each.written for each in script.segments if each.role is role)
        for role in (Role.TITLE, Role.BYLINE, Role.DEK)
    }
    cues = [each.written for each in script.segments if each.role is Role.CUE]
    around = [texts[Role.BYLINE], texts[Role.DEK], *cues]
    blocks = [block for n, block in enumerate(article.blocks) if n in spoken]
    return texts[Role.TITLE], [
        *blocks,
        *(Block(BlockKind.PARAGRAPH, text) for text in around if text),
    ]


def _cut_to_doubtful(counts: Iterable[_Count]) -> list[_Count]:
    """The names from their first doubtful word to the last, counted together.

    An entry of a lexicon for "Orrel" corrects "Port Orrel" and "Cape Orrel", and one for "Pell"
    corrects "Lee van der Pell", too.
    """
    cut: dict[str, _Count] = {}
    for count in counts:
        words = count.name.split()
        places = [place for place, word in enumerate(words) if word in count.doubtful]
        if places:
            name = " ".join(words[places[0] : places[-1] + 1])
            new = _Count(
                name, count.language, count.sentence, doubtful=count.doubtful, known=count.known
            )
            cut.setdefault(name, new).add(count)
    kept = []
    for count in cut.values():
        if " " in count.name and all(word in cut for word in count.doubtful):
            for word in count.doubtful:
                cut[word].add(count)
        else:
            kept.append(count)
    return kept


def list_names(
    sources: Iterable[str | Path], settings: Settings, *, everything: bool = False
) -> NameList:
    """The names in the pages of `sources` that a voice may mispronounce.

    Left out are names in a lexicon, and names all of whose words are in the dictionary of the
    voice that would read them (if its engine does not tell: common words). With `everything`,
    only the lexicons' names are left out.
    """
    counts = _Counts()
    failures: list[Unlisted] = []
    for listed in read_sources(sources, settings.fetch, bounds=settings.batch):
        if isinstance(listed, Unlisted):
            failures.append(listed)
        if not isinstance(listed, Item):
            continue
        try:
            with bounded(listed.source, settings):
                counts.add_page(listed, settings)
        except AudiobriefError as error:
            failures.append(Unlisted(listed.source, str(error), listed.url, listed.path))
    return _finished(counts, tuple(failures), everything=everything)


def list_article_names(
    article: Article, settings: Settings, *, ready: SelectedEngine | None = None
) -> NameList:
    """The names in one article that a voice may mispronounce, as `list_names` lists them.

    An engine that is `ready` is used, and stays open.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    counts = _Counts()
    counts.add_article(article, article.title, "", settings.for_url(article.url))
    return _finished(counts, (), everything=False, ready=ready)


def _finished(
    counts: _Counts,
    failures: tuple[Unlisted, ...],
    *,
    everything: bool,
    ready: SelectedEngine | None = None,
) -> NameList:
    silence = counts.pronounce(everything=everything, ready=ready)
    names = [count.finished() for count in counts.found.values()]
    # a name without a frequency is as rare as one that the word list lacks
    names.sort(key=lambda name: (name.frequency or 0.0, -name.count))
    return NameList(tuple(names), counts.page_count, failures, silence)


def _read(item: Item, settings: Settings) -> Article:
    opened = open_item(item, settings)
    if isinstance(opened.content, bytes):
        return parse_manuscript(opened.content, opened.name).article
    return read_article(opened.content, settings)


def _find_known(name: str, lexicon: Lexicon) -> frozenset[str]:
    """The parts of a name's words that a lexicon says: "Orrel" of "Port Orrel"."""
    pieces = [(piece.start, piece.end) for piece in lexicon.find(name)]
    return frozenset(
        part[0]
        for part in _PART.finditer(name)
        if any(start <= part.start() and part.end() <= end for start, end in pieces)
    )


def _find_doubtful(count: _Count) -> Iterator[str]:
    """The words that the voice guesses by their letters; if it does not tell, those not common.

    Words that a lexicon says are none of them.
    """
    guessed = count.said.guessed if count.said else None
    for word in count.name.split():
        unknown = set(_PART.findall(word)) - count.known
        if word.islower() or not unknown:
            continue  # a small word inside a name ("van der"), or one of a lexicon
        if guessed is None:
            if (frequency_of(word, count.language) or 0.0) < COMMON:
                yield word
        elif {word, *unknown} & set(guessed):
            yield word
