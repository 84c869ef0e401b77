"""The stages joined: the only room that knows them all.

    read_article --> write_script --> make_episode

A folder holds one episode. It is locked while one is made in it, what a killed
run left behind is cleared first, and its files take their names only when all
of them are whole, `episode.json` last.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import audiobrief
from audiobrief.cache import SpeechCache, open_cache
from audiobrief.cleaner import clean, load_rules
from audiobrief.config import Settings
from audiobrief.encoder import encode
from audiobrief.engines import Engine, load_engine
from audiobrief.errors import PublishError, ScriptError
from audiobrief.fetch import is_address, read_page
from audiobrief.files import digest_of, slugify, staged
from audiobrief.manuscripts import parse_manuscript
from audiobrief.model import Article, Episode, Manuscript, Page, Speech, VoiceRole
from audiobrief.publish import EPISODE, publish_episode, read_episode, write_episode
from audiobrief.segmenter import segment
from audiobrief.spoken.lexicon import Lexicon, load_lexicon
from audiobrief.synthesizer import Stitched, stitch, synthesize

DEFAULTS = Settings()
BYTES_PER_MEGABYTE = 1_000_000
GENERATOR = f"audiobrief {audiobrief.__version__}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an episode is."""

    stage: str
    """"speak", then "publish"."""
    done: int
    """Segments spoken, of `total`."""
    total: int
    samples: int = 0
    """Of the episode so far, pauses not counted."""
    sample_rate: int = 1
    """Hz."""


Watcher = Callable[[Progress], None]


def watch_nothing(progress: Progress) -> None:
    """Let an episode be made unseen."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode and where it is."""

    folder: Path
    episode: Episode

    @property
    def audio(self) -> Path:
        """The audio file."""
        return self.folder / self.episode.audio


def read_article(source: str | Path | Page, settings: Settings = DEFAULTS) -> Article:
    """The article at a path, an address or "-".

    Raises:
        PageError: the page cannot be had.
        NoArticleFound: there is no article on it.
        ConfigError: a file of site rules cannot be read.
    """
    page = source if isinstance(source, Page) else read_page(source, settings=settings.fetch)
    rules = [rule for path in settings.rules for rule in load_rules(path)]
    return clean(page, rules=rules)


def write_script(article: Article, settings: Settings = DEFAULTS) -> Manuscript:
    """The article with its script.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    style = settings.for_url(article.url).script
    return Manuscript(article, segment(article, style, lexicon=open_lexicon(settings)))


def read_manuscript(source: str | Path, settings: Settings = DEFAULTS) -> Manuscript:
    """The script of the page at `source`, or the one that a ``.json`` file holds.

    Raises:
        PageError: the page cannot be had.
        NoArticleFound: there is no article on it.
        ScriptError: the file is no script, or a lexicon cannot be read.
    """
    if Path(source).suffix.lower() != ".json" or is_address(source):
        return write_script(read_article(source, settings), settings)
    try:
        content = Path(source).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(f"cannot read {source}: {reason}; check its path") from error
    return parse_manuscript(content, str(source), open_lexicon(settings))


def open_lexicon(settings: Settings) -> Lexicon | None:
    """The user's pronunciations, or None where there are none."""
    return load_lexicon(settings.lexicons) if settings.lexicons else None


def make_episode(
    manuscript: Manuscript,
    root: Path,
    settings: Settings = DEFAULTS,
    *,
    engine: Engine | None = None,
    watch: Watcher = watch_nothing,
) -> Made:
    """Speak a manuscript into a folder of its own under `root`, and publish it there.

    The same manuscript, settings and engine give the same bytes. An `engine`
    that is handed in is left open.

    Raises:
        EngineError: no engine can speak, there is no such voice, or it failed twice.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed.
        OutputError: the folder cannot be written to.
    """
    settings = settings.for_url(manuscript.article.url)
    folder = folder_for(manuscript.article, root)
    before = _audio_before(folder)
    with contextlib.ExitStack() as stack:
        if engine is None:
            engine = open_engine(settings)
            stack.callback(engine.close)
        with staged(folder, last=EPISODE) as staging:
            audio = staging / f"{folder.name}{settings.sound.suffix}"
            episode = _record(manuscript, audio, settings, engine, watch)
            write_episode(staging, episode)
            publish_episode(staging, settings.publish)
    if before and before != episode.audio:
        (folder / before).unlink(missing_ok=True)
    return Made(folder, episode)


def open_engine(settings: Settings = DEFAULTS) -> Engine:
    """The engine that the settings name, ready to speak; its caller closes it.

    Raises:
        EngineUnavailable: it is unknown, or cannot run here.
    """
    name = settings.voice.engines[0]
    return load_engine(name, **settings.voice.options.get(name, {}))


def folder_for(article: Article, root: Path) -> Path:
    """The folder of an article's episode: the slug of its headline.

    Where that holds another article, by its address, a digest tells them apart.
    """
    folder = root / slugify(article.title)
    if not article.url:
        return folder
    with contextlib.suppress(PublishError):
        held = read_episode(folder).article.url
        if held and held != article.url:
            return folder.with_name(f"{folder.name}-{digest_of(article.url)}")
    return folder


def _record(
    manuscript: Manuscript,
    audio: Path,
    settings: Settings,
    engine: Engine,
    watch: Watcher,
) -> Episode:
    script = manuscript.script
    deliveries = {role: settings.voice.delivery_of(role) for role in VoiceRole}
    stitched: list[Stitched] = []
    cache = open_speech_cache(settings)

    def open_sound() -> Stitched:
        speeches = synthesize(script, engine, deliveries, cache=cache)
        sound = stitch(
            script,
            _watched(speeches, len(script.segments), watch),
            sample_rates=settings.sound.sample_rates,
            frame=settings.sound.frame,
        )
        stitched[:] = [sound]
        return sound

    try:
        encode(open_sound, audio, settings.sound)
    finally:
        if cache is not None:
            cache.close()
    narrator = deliveries[VoiceRole.NARRATOR].voice
    return Episode(
        article=manuscript.article,
        script=script,
        timeline=stitched[0].timeline,
        audio=audio.name,
        engine=" ".join(filter(None, (engine.name, engine.version, narrator))),
        generator=GENERATOR,
    )


def open_speech_cache(settings: Settings) -> SpeechCache | None:
    """The cache that the settings ask for, or None where they ask for none."""
    if not settings.cache.speech:
        return None
    return open_cache(
        settings.cache.folder, limit_bytes=settings.cache.limit_mb * BYTES_PER_MEGABYTE
    )


def _watched(speeches: Iterator[Speech], total: int, watch: Watcher) -> Iterator[Speech]:
    samples = 0
    for done, speech in enumerate(speeches, start=1):
        samples += len(speech.samples)
        watch(Progress("speak", done, total, samples, speech.sample_rate))
        yield speech
    watch(Progress("publish", total, total))


def _audio_before(folder: Path) -> str:
    with contextlib.suppress(PublishError):
        return Path(read_episode(folder).audio).name
    return ""
