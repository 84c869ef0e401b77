"""The main functions of `import audiobrief`; each needs no more than a page or its script.

>>> made = make_episode(PAGE, folder)
>>> made.episode.article.title
'The quay goes'

>>> results = list(make_episodes([PAGE, Path("nowhere/page.html")], folder))
>>> [type(result).__name__ for result in results]
['Made', 'Failed']
>>> results[1].error.args[0]
'there is no file nowhere/page.html; check the spelling'
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.episode.making import Made
from audiobrief.episode.making import make_episode as _make_episode
from audiobrief.episode.pictures import Pictures, read_pictures
from audiobrief.episode.reader import open_data, open_source, write_manuscript
from audiobrief.episode.recording import Watcher, watch_nothing
from audiobrief.errors import ArticleDataError, AudiobriefError, OutputError, PageRefused
from audiobrief.filed.article import ArticleData
from audiobrief.filed.reading import read_data
from audiobrief.model import Manuscript, Page, Script, Speech
from audiobrief.patterns import compile_late
from audiobrief.secret_texts import hide
from audiobrief.settings.tree import Settings

if TYPE_CHECKING:
    from audiobrief.engines.chain import SelectedEngine

DEFAULTS = Settings()
_NAME = compile_late(r"\w[\w-]{0,119}")
Source = str | Path | Page | Manuscript | ArticleData | Mapping[str, Any]
"""What an episode can be made of: an address or HTML as text, a file as a `Path`, a page, a script,
or an article as data, also as the values of a JSON object."""


SOURCES = (str, Path, Page, Manuscript, ArticleData, Mapping)


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that could not be made into an episode, and why."""

    source: str
    """The source that was given: a path or an address, the name of a `Page`, or the id or
    headline of an article as data."""
    error: AudiobriefError
    """The error; its text is a line for people."""


def make_episode(
    source: Source,
    output: str | Path = "output",
    settings: Settings = DEFAULTS,
    *,
    name: str = "",
    watch: Watcher = watch_nothing,
) -> Made:
    """Make an episode of one page, in a folder of its own under `output`.

    `source` is an address (a text that begins with "http"), HTML (a text that
    begins with "<"), a file (a `Path`), a `Page`, a `Manuscript`, whose script
    may be edited, or an article as data: an `ArticleData`, or a dict with its
    keys, as from JSON. Keys that are not known are named in
    `episode.article.remarks`. A text never opens a file: a service may pass on
    what it was sent. The result has the folder, the path of the audio and the
    `Episode`, whose times are in samples at `episode.timeline.sample_rate` Hz.

    The folder is called `name`, or after the headline; if another article has
    that folder, the name gets a digest. `watch` is called with each `Progress`;
    if it raises, the work ends, nothing is left of it, and what it raised is
    raised here.

        >>> made = make_episode(PAGE, folder)
        >>> made.audio.parent == made.folder
        True
        >>> sorted(path.suffix for path in made.folder.iterdir() if path.suffix == ".vtt")
        ['.vtt', '.vtt']
        >>> filed = {"headline": "Ferry back", "authors": ["Ada Lind"], "body": "It runs again."}
        >>> make_episode(filed, folder).episode.article.authors[0].name
        'Ada Lind'

    Raises:
        ArticleDataError: the data has a wrong value, or `source` has a wrong type.
        ArticleHeld: the data says that the article may not be published now.
        PageError: the page cannot be read, or a text is neither an address nor HTML.
        NoArticleFound: the page has no article.
        EngineError: the script cannot be spoken.
        EncodingError: ffmpeg is missing or failed.
        OutputError: `output` cannot be written to, or `name` is no folder's name.
    """
    if not isinstance(name, str) or (name and not _NAME.fullmatch(name)):
        told = repr(name[:80] if isinstance(name, str) else name)
        raise OutputError(f"{told} is no name of a folder; use letters, digits and -")
    manuscript, pictures = _read(source, settings)
    return _make_episode(
        manuscript, Path(output), settings, pictures=pictures, name=name, watch=watch
    )


def make_episodes(
    sources: Iterable[Source],
    output: str | Path = "output",
    settings: Settings = DEFAULTS,
    *,
    map: Callable[..., Iterable[Any]] = builtins.map,  # noqa: A002 -- the name that all pools use
) -> Iterator[Made | Failed]:
    """Make an episode of each source, in their order; a failure is returned as a `Failed`.

    `map` is any function like the built-in one; the `map` of a
    `concurrent.futures.ProcessPoolExecutor` makes several episodes at once. For
    thousands of articles use `audiobrief batch`, which has a journal and isolates
    failures.

        >>> [result.source for result in make_episodes([Path("nowhere.html")], folder)]
        ['nowhere.html']
    """
    given = list(sources) if map is not builtins.map else sources
    yield from map(_Making(Path(output), settings), given)


def synthesize(
    script: Script, settings: Settings = DEFAULTS, *, voice: SelectedEngine | None = None
) -> Iterator[Speech]:
    """Speak a script's segments: one `Speech` for each, in order.

    Samples are mono int16, shape (n,), at `Speech.sample_rate` Hz, without
    silence around them; `Speech.words` has each word's offsets in the
    segment's `spoken` text and its first and last sample. An engine is opened
    and closed, unless a `voice` (from `audiobrief.episode.voice.open_voice`) is given.

        >>> from audiobrief import clean, segment
        >>> speech = next(synthesize(segment(clean(PAGE))))
        >>> speech.samples.dtype.name, len(speech.samples) > speech.sample_rate // 2
        ('int16', True)

    Raises:
        EngineError: the script cannot be spoken.
    """
    import contextlib

    from audiobrief.episode.voice import open_speech_cache, open_voice
    from audiobrief.speech.casting import cast_voices
    from audiobrief.speech.synthesizer import synthesize as speak

    with contextlib.ExitStack() as stack:
        chosen = stack.enter_context(open_voice(settings, script.language, ready=voice))
        cache = open_speech_cache(settings)
        if cache is not None:
            stack.callback(cache.close)
        cast = cast_voices(script, settings, chosen)
        yield from speak(
            script,
            chosen.engine,
            cast.deliveries,
            cache=cache,
            guests=chosen.guests,
        )


@dataclass(frozen=True, slots=True)
class _Making:
    """`make_episode` as an object that can be pickled for a pool of processes."""

    output: Path
    settings: Settings

    def __call__(self, source: Source) -> Made | Failed:
        try:
            return make_episode(source, self.output, self.settings)
        except AudiobriefError as error:
            return Failed(hide(_name_of(source)), error)


def _read(source: Source, settings: Settings) -> tuple[Manuscript, Pictures]:
    if not isinstance(source, SOURCES):
        raise ArticleDataError(
            f"nothing can be made of {type(source).__name__!r}; give an address or HTML as text, a "
            "file as a pathlib.Path, or the text of an article as a Page or a dict"
        )
    if isinstance(source, Manuscript):
        return source, read_pictures(source.article, "", settings)
    if isinstance(source, str):
        source = _read_text(source)
    told: tuple[str, ...] = ()
    if isinstance(source, Mapping):
        reading = read_data(source, "the article")
        told = reading.remarks
        opened = open_data(reading.data, settings, is_copied=reading.is_copied)
    else:
        opened = open_source(source, settings)
    manuscript = write_manuscript(opened, settings)
    if told:
        article = manuscript.article
        remarks = (*article.remarks, *told)
        manuscript = replace(manuscript, article=replace(article, remarks=remarks))
    # a page that is given may be of anywhere, and nothing is fetched for it
    named = "" if isinstance(source, Page) else opened.url
    return manuscript, read_pictures(manuscript.article, named, settings)


def _read_text(text: str) -> str | Page:
    """The page in HTML, or an address as it is.

    Raises:
        PageRefused: the text is neither.
    """
    if text.lstrip().startswith("<"):
        return Page(text)
    if text.lower().startswith(("http://", "https://")):
        return text
    raise PageRefused(
        f"{text[:80]!r} is neither an address nor HTML; give a file as a pathlib.Path, and the "
        "text of an article as a Page or a dict"
    )


def _name_of(source: object) -> str:
    if isinstance(source, Page):
        return source.name or source.url
    if isinstance(source, Manuscript):
        return source.article.url or source.article.title
    if isinstance(source, ArticleData):
        return source.id or source.url or source.headline
    if isinstance(source, Mapping):
        keys = ("id", "url", "headline", "title")
        return next((str(source[key])[:200] for key in keys if source.get(key)), "")
    if isinstance(source, (str, Path)):
        return str(source)[:200]
    return f"a value of type {type(source).__name__}"
