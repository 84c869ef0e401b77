"""Turns a manuscript into an audio file with voice, speech cache, music and encoder."""

from __future__ import annotations

import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from audiobrief.encoder.cover import SIDE as COVER_SIDE
from audiobrief.encoder.cover import draw_cover
from audiobrief.encoder.tags import Tags, make_tags
from audiobrief.encoder.writer import encode, encode_to_stream
from audiobrief.engines import Delivery, HasLoudness
from audiobrief.engines.chain import SelectedEngine
from audiobrief.episode.voice import open_speech_cache
from audiobrief.errors import PublishError, WordsMissing
from audiobrief.model import Episode, Loudness, Manuscript, Script, Speech, Timeline
from audiobrief.music.mixer import Music
from audiobrief.publish.declared import declare
from audiobrief.publish.names import COVER
from audiobrief.publish.soundness import find_flaw
from audiobrief.publish.waveform import Metered, write_waveform
from audiobrief.settings.tree import Settings
from audiobrief.speech.cache import open_cache, stories_of
from audiobrief.speech.casting import cast_voices
from audiobrief.speech.gaps import find_gaps
from audiobrief.speech.stitching import Quiet, Stitched, stitch
from audiobrief.speech.synthesizer import choose_delivery, synthesize
from audiobrief.system.scratch import scratch_folder
from audiobrief.version import GENERATOR

LOG = logging.getLogger(__name__)
MOST_NAMED = 8
"""The most words without sound that a message names."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an episode."""

    stage: str
    """"speak", then "publish"."""
    done: int
    """Segments spoken so far, out of `total`."""
    total: int
    samples: int = 0
    """Samples spoken so far, without pauses."""
    sample_rate: int = 1
    """The sample rate in Hz."""


Watcher = Callable[[Progress], None]


def watch_nothing(progress: Progress) -> None:
    """Ignore the progress."""


class Recorded(NamedTuple):
    """What came of a manuscript that was spoken into a file."""

    episode: Episode
    respelled: Mapping[str, int]
    """Word that the voice said by its letters, as it cannot read their script -> how often."""
    unsaid: tuple[str, ...] = ()
    """Words that have no sound, in order; empty unless `voice.allow_gaps` is set."""


def describe_respelled(respelled: Mapping[str, int]) -> str:
    """A line for people about the words that were said by their letters; empty if there are none."""
    if not respelled:
        return ""
    words = ", ".join(f"{word} ({count})" for word, count in sorted(respelled.items()))
    return f"words that the voice said by their letters, and how often: {words}"


def describe_unsaid(unsaid: Sequence[str]) -> str:
    """The number of words without sound, and the first of them: "2 words ('один', 'два')"."""
    shown = ", ".join(repr(word[:40]) for word in dict.fromkeys(unsaid[:MOST_NAMED]))
    more = ", …" if len(unsaid) > MOST_NAMED else ""
    return f"{len(unsaid):,} word{'s' if len(unsaid) != 1 else ''} ({shown}{more})"


class Recording:
    """The sound of a manuscript, which the encoder can open several times."""

    def __init__(
        self,
        manuscript: Manuscript,
        settings: Settings,
        voice: SelectedEngine,
        watch: Watcher = watch_nothing,
        *,
        scratch: Path | None = None,
    ) -> None:
        self._script = manuscript.script
        self._settings = settings
        self._engine = voice.engine
        self._guests = voice.guests
        self._watch = watch
        self.cast = cast_voices(manuscript.script, settings, voice)
        self.deliveries = self.cast.deliveries
        self.cache = open_speech_cache(settings)
        if self.cache is not None:
            article = manuscript.article
            self.cache.story = stories_of(article.url, [article.title])[0]
        if self.cache is None and scratch is not None:
            self.cache = open_cache(scratch)
        music = settings.music
        self._music = Music(music) if music.intro or music.outro or music.bed else None
        self._speeches: Generator[Speech, None, None] | None = None
        self._stitched: Stitched | None = None
        self.respelled: Counter[str] = Counter()
        """Word that the voice said by its letters -> how often; complete when the sound is."""
        self.unsaid: list[str] = []
        """Words that the voice passed over, in order; complete when the sound is."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close_speeches()
        if self.cache is not None:
            self.cache.close()
            if self._settings.cache.speech and self.cache.folder and self.cache.problem:
                LOG.warning(self.cache.problem)

    def open_sound(self) -> Stitched:
        """The sound from its beginning."""
        script, sound = self._script, self._settings.sound
        self._close_speeches()
        self._speeches = self._watched(
            synthesize(
                script, self._engine, self.deliveries, cache=self.cache, guests=self._guests
            )
        )
        self._stitched = stitch(
            script,
            self._speeches,
            sample_rates=sound.sample_rates,
            frame_at=sound.frame_at,
            music=self._music,
            quiet=Quiet(sound.quiet_before_ms, sound.quiet_after_ms),
        )
        return self._stitched

    def _close_speeches(self) -> None:
        if self._speeches is not None:
            self._speeches.close()

    def _watched(self, speeches: Iterator[Speech]) -> Generator[Speech, None, None]:
        segments, samples = self._script.segments, 0
        self.respelled.clear()
        self.unsaid.clear()
        for done, (segment, speech) in enumerate(zip(segments, speeches, strict=True), start=1):
            samples += len(speech.samples)
            if self._settings.voice.volume:
                self.unsaid.extend(find_gaps(segment.spoken, speech))
            self.respelled.update(segment.spoken[start:end] for start, end in speech.respelled)
            self._watch(Progress("speak", done, len(segments), samples, speech.sample_rate))
            yield speech
        self._watch(Progress("publish", len(segments), len(segments)))

    def open_metered(self) -> Metered:
        """The sound from its beginning; `metered` collects its waveform as it is read."""
        self.metered = Metered(self.open_sound())
        return self.metered

    @property
    def timeline(self) -> Timeline:
        """The timeline of the sound that was opened last, which must be read to its end."""
        assert self._stitched is not None, "the sound was not opened yet"
        return self._stitched.timeline

    @property
    def voice_lufs(self) -> float | None:
        """The voices' loudness in LUFS, if it is known and equal for all of them; else None."""
        if self._music is not None:
            return None
        spoken = {
            # the pronunciation of a name does not change the loudness
            replace(choose_delivery(self._script, segment, self.deliveries), phonemes=())
            for segment in self._script.segments
        }
        levels = {self._loudness_of(delivery) for delivery in spoken}
        return levels.pop() if len(levels) == 1 else None

    def _loudness_of(self, delivery: Delivery) -> float | None:
        engine, own = self._guests.find_speaker_of(self._engine, delivery)
        return engine.loudness_of(own) if isinstance(engine, HasLoudness) else None


def record(
    manuscript: Manuscript,
    audio: Path,
    settings: Settings,
    voice: SelectedEngine,
    *,
    cover: bytes = b"",
    watch: Watcher = watch_nothing,
) -> Recorded:
    """Speak a manuscript into the file at `audio`.

    The waveform and the cover are written beside it, for the episode's pages.
    If `cover` (a square JPEG) is empty, one is drawn.

    Raises:
        EngineError: the voice does not exist, or the engine failed twice.
        WordsMissing: words have no sound, and `voice.allow_gaps` is not set.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed.
        OutputError: the file cannot be written.
    """
    article = manuscript.article
    with (
        _open_scratch(settings) as scratch,
        ThreadPoolExecutor(1, thread_name_prefix="beside") as beside,
        Recording(manuscript, settings, voice, watch, scratch=scratch) as recording,
    ):
        drawn = beside.submit(lambda: cover or draw_cover(article.title, article.site))
        # in this thread while the encoder works, unless a worker has done it before
        beside.submit(prepare_pages, settings)

        def tag() -> Tags:
            episode = _describe(recording, manuscript, audio.name)
            return tags_of(episode, cover=drawn.result(), cover_side=COVER_SIDE)

        loudness = encode(
            recording.open_metered,
            audio,
            settings.sound,
            tag,
            voice_lufs=recording.voice_lufs,
            store=recording.cache,
        )
        unsaid = tuple(recording.unsaid)
        if unsaid and not settings.voice.allow_gaps:
            program = recording.cast.program or recording.cast.engine
            raise WordsMissing(
                f"{program} gives no sound for {describe_unsaid(unsaid)}; write "
                "into a lexicon how they sound, choose another engine, or make the episode "
                "without them (--allow-gaps)"
            )
        (audio.parent / COVER).write_bytes(drawn.result())
        episode = _describe(recording, manuscript, audio.name, loudness)
        flaw = find_flaw(episode)
        if flaw:
            raise WordsMissing(
                f"the times of {audio.name} cannot be right: {flaw}; run it again"
            )
    if settings.publish.waveform:
        write_waveform(audio, recording.metered.meter)
    return Recorded(episode, dict(recording.respelled), unsaid)


def _describe(
    recording: Recording, manuscript: Manuscript, audio: str, loudness: Loudness | None = None
) -> Episode:
    cast = recording.cast
    return Episode(
        article=manuscript.article,
        script=manuscript.script,
        timeline=recording.timeline,
        audio=audio,
        engine=cast.version,
        readers=cast.readers(manuscript.script),
        program=cast.program,
        # the loudness of silence is minus infinity, which JSON cannot express
        loudness=loudness if loudness and isfinite(loudness.integrated_lufs) else None,
        generator=GENERATOR,
        identity=manuscript.identity,
        joined=manuscript.joined,
    )


def tags_of(episode: Episode, *, cover: bytes = b"", cover_side: int = 0) -> Tags:
    """The tags of an episode's audio, with what is declared of its voice."""
    declared = declare(episode)
    return make_tags(
        episode,
        reader=declared.credit,
        declaration=declared.text,
        source_type=declared.source.address,
        cover=cover,
        cover_side=cover_side,
    )


@contextlib.contextmanager
def _open_scratch(settings: Settings) -> Iterator[Path | None]:
    """A temporary folder for one episode's speech, if the settings turn the cache off.

    The encoder may read the sound twice to reach its loudness, and a server that charges by the
    character would charge twice. None if there is a cache, or no folder can be made.
    """
    with contextlib.ExitStack() as stack:
        folder: Path | None = None
        if not settings.cache.speech:
            with contextlib.suppress(OSError):
                folder = stack.enter_context(scratch_folder())
        yield folder


def prepare_pages(settings: Settings) -> None:
    """Compile the pages' templates ahead of their use.

    Importing the template engine takes 80 ms, and compiling the templates as long.
    """
    from audiobrief.publish.page import prepare_page

    # the same error is reported when the pages are written
    with contextlib.suppress(PublishError):
        prepare_page(settings.publish)


def record_to_stream(
    manuscript: Manuscript,
    stream: BinaryIO,
    settings: Settings,
    voice: SelectedEngine,
    watch: Watcher = watch_nothing,
) -> None:
    """Speak a manuscript to a stream with a file descriptor, as it is encoded.

    Raises:
        EngineError: the voice does not exist, or the engine failed twice.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed, or nobody reads the stream.
    """
    with Recording(manuscript, settings, voice, watch) as recording:
        # a stream begins with its tags, before its chapters are known
        untimed = Timeline(sample_rate=1, length=0, cues=())
        script, cast = manuscript.script, recording.cast
        episode = Episode(
            manuscript.article,
            script,
            untimed,
            audio="",
            readers=cast.readers(script),
            program=cast.program,
        )
        tags = tags_of(episode)
        lufs = recording.voice_lufs
        encode_to_stream(recording.open_sound(), stream, settings.sound, tags, voice_lufs=lufs)
        if recording.respelled:
            LOG.warning(describe_respelled(recording.respelled))
        if recording.unsaid:
            LOG.warning("the voice gave no sound for %s", describe_unsaid(recording.unsaid))


def count_unspoken(script: Script, settings: Settings, voice: SelectedEngine) -> int:
    """The characters of a script that the speech cache does not hold."""
    deliveries = cast_voices(script, settings, voice).deliveries
    cache = open_speech_cache(settings)
    asked = [
        (s.spoken, *voice.guests.find_speaker_of(voice.engine, delivery))
        for s in script.segments
        for delivery in (choose_delivery(script, s, deliveries),)
    ]
    # a repeated text counts twice: it may be requested again before the first answer is cached
    return sum(
        len(text)
        for text, engine, delivery in asked
        if cache is None or not cache.holds(engine, text, delivery)
    )
