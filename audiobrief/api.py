"""The main functions of `import audiobrief`; each needs no more than a page or its script.

>>> made = make_episode(PAGE, folder)
>>> made.episode.article.title
'The quay goes'

>>> results = list(make_episodes([PAGE, "nowhere/page.html"], folder))
>>> [type(result).__name__ for result in results]
['Made', 'Failed']
>>> results[1].error.args[0]
'there is no file nowhere/page.html; check the spelling'
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.episode.making import Made, read_cover
from audiobrief.episode.making import make_episode as _make_episode
from audiobrief.episode.reader import open_source, write_manuscript
from audiobrief.errors import AudiobriefError
from audiobrief.fetch import is_address
from audiobrief.model import Manuscript, Page, Script, Speech
from audiobrief.settings.tree import Settings

if TYPE_CHECKING:
    from audiobrief.engines.chain import SelectedEngine

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that could not be made into an episode, and why."""

    source: str
    """The source that was given: a path or an address, or the name of a `Page`."""
    error: AudiobriefError
    """The error; its text is a line for people."""


def make_episode(
    source: str | Path | Page | Manuscript,
    output: str | Path = "output",
    settings: Settings = DEFAULTS,
) -> Made:
    """Make an episode of one page, in a folder of its own under `output`.

    `source` is a path, an address, HTML (a text that begins with "<"), a
    `Page`, or a `Manuscript`, whose script may be edited. The result has the
    folder, the path of the audio and the `Episode`, whose times are in samples
    at `episode.timeline.sample_rate` Hz.

        >>> made = make_episode(PAGE, folder)
        >>> made.audio.parent == made.folder
        True
        >>> sorted(path.suffix for path in made.folder.iterdir() if path.suffix == ".vtt")
        ['.vtt', '.vtt']

    Raises:
        PageError: the page cannot be read.
        NoArticleFound: the page has no article.
        EngineError: the script cannot be spoken.
        EncodingError: ffmpeg is missing or failed.
        OutputError: `output` cannot be written to.
    """
    manuscript, cover = _read(source, settings)
    return _make_episode(manuscript, Path(output), settings, cover=cover)


def make_episodes(
    sources: Iterable[str | Path | Page | Manuscript],
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

        >>> [result.source for result in make_episodes(["nowhere.html"], folder)]
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
    and closed, unless a `voice` (from `audiobrief.episode.recording.open_voice`) is given.

        >>> from audiobrief import clean, segment
        >>> speech = next(synthesize(segment(clean(PAGE))))
        >>> speech.samples.dtype.name, len(speech.samples) > speech.sample_rate // 2
        ('int16', True)

    Raises:
        EngineError: the script cannot be spoken.
    """
    import contextlib

    from audiobrief.episode.recording import open_speech_cache, open_voice
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

    def __call__(self, source: str | Path | Page | Manuscript) -> Made | Failed:
        try:
            return make_episode(source, self.output, self.settings)
        except AudiobriefError as error:
            return Failed(_name_of(source), error)


def _read(
    source: str | Path | Page | Manuscript, settings: Settings
) -> tuple[Manuscript, bytes]:
    if isinstance(source, Manuscript):
        return source, read_cover(source.article, "", settings)
    if isinstance(source, str) and source.lstrip().startswith("<"):
        source = Page(source)
    manuscript = write_manuscript(open_source(source, settings), settings)
    named = source if isinstance(source, str) and is_address(source) else ""
    return manuscript, read_cover(manuscript.article, named, settings)


def _name_of(source: str | Path | Page | Manuscript) -> str:
    if isinstance(source, Page):
        return source.name or source.url
    if isinstance(source, Manuscript):
        return source.article.url or source.article.title
    return str(source)[:200]
