"""Plays an episode while it is still being made.

The manuscript is spoken into a stream that a page plays as it grows, so the beginning can be
heard at once. The speech is cached, and the episode is then made from it without speaking
again. The stream has the same times as the episode. Its loudness is measured on the first half
minute only, and it has no chapters.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.recording import (
    Progress,
    Watcher,
    record_to_stream,
    watch_nothing,
)
from audiobrief.episode.voice import open_voice
from audiobrief.errors import AudiobriefError
from audiobrief.model import Manuscript
from audiobrief.publish import PAGE
from audiobrief.publish.live import render_live
from audiobrief.settings.tree import CacheSettings, Settings
from audiobrief.system.files import opened_regular
from audiobrief.system.scratch import scratch_folder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from audiobrief.engines.chain import SelectedEngine
    from audiobrief.publish.serve import Answer

FORMAT = "mp3"
"""Every browser plays an MP3 stream whose end is not known yet."""
MEDIA_TYPE = FORMATS[FORMAT].media_type
PATH = "/.live/"
"""Path of the live page; it begins with a dot, which no episode's folder name does."""
BLOCK = 1 << 16
WAIT_SECONDS = 0.05
"""The wait before the next look for more audio when a listener has received all of it."""


@dataclass(frozen=True, slots=True)
class State:
    """The progress that the live page asks for."""

    stage: str = "speak"
    """"speak", "publish", "done" or "failed"."""
    share: float = 0.0
    """The share of the segments that are spoken, 0 to 1."""
    page: str = ""
    """The address of the episode's page, once the page exists."""
    pauses: tuple[float, ...] = ()
    """When each segment ends, in seconds; in these pauses the episode's page can take over
    without an audible break."""
    message: str = ""
    """Why it failed; empty if it did not."""


class LiveEpisode:
    """Makes an episode of a manuscript, and answers a server's requests meanwhile."""

    def __init__(
        self, manuscript: Manuscript, settings: Settings, voice: SelectedEngine | None = None
    ) -> None:
        """Prepare the episode; speaking starts with `make`. A `voice` passed in stays open."""
        self._manuscript = manuscript
        self._settings = settings
        self._voice = voice
        self._whole = threading.Event()
        self._state = State()

    def __enter__(self) -> Self:
        self._left = contextlib.ExitStack()
        self._folder = self._left.enter_context(scratch_folder())
        self._audio = self._folder / "live.mp3"
        self._audio.touch()
        return self

    def __exit__(self, *_: object) -> None:
        self._whole.set()
        self._left.close()

    @property
    def state(self) -> State:
        """The current progress."""
        return self._state

    @property
    def routes(self) -> Mapping[str, Answer]:
        """Path -> the function that answers it, for `publish.serve.Preview`."""
        return {
            PATH: self._answer_page,
            f"{PATH}audio.mp3": self._answer_audio,
            f"{PATH}state.json": self._answer_state,
        }

    def make(self, root: Path, watch: Watcher = watch_nothing) -> Made:
        """Speak the manuscript into the stream, then make the episode in a folder under `root`.

        Raises:
            EngineError, SoundError, EncodingError, OutputError: as `make_episode` does.
        """
        try:
            made = self._make(root, watch)
        except AudiobriefError as error:
            self._state = State("failed", message=str(error))
            raise
        finally:
            self._whole.set()
        rate = made.episode.timeline.sample_rate
        self._state = State(
            "done",
            1.0,
            f"/{quote(made.folder.relative_to(root).as_posix())}/{PAGE}",
            tuple(round(cue.end / rate, 3) for cue in made.episode.timeline.cues),
        )
        return made

    def _make(self, root: Path, watch: Watcher) -> Made:
        settings = self._settings.for_url(self._manuscript.article.url)
        with contextlib.ExitStack() as stack:
            if not settings.cache.speech:
                # a cache for this episode alone, so that nothing is spoken twice
                kept = self._folder / "speech"
                settings = replace(settings, cache=CacheSettings(speech=True, folder=kept))
            language = self._manuscript.script.language
            voice = stack.enter_context(open_voice(settings, language, ready=self._voice))

            def follow(progress: Progress) -> None:
                share = progress.done / max(progress.total, 1)
                self._state = State(progress.stage, share)
                watch(progress)

            asked = settings.sound
            sound = EncoderSettings(
                format=FORMAT,
                loudness=asked.loudness,
                quiet_before_ms=asked.quiet_before_ms,
                quiet_after_ms=asked.quiet_after_ms,
            )
            with self._audio.open("wb") as stream:
                record_to_stream(
                    self._manuscript, stream, replace(settings, sound=sound), voice, follow
                )
            self._whole.set()
            self._state = State("publish", 1.0)
            return make_episode(self._manuscript, root, settings, voice=voice)

    # ---------------------------------------------------------------- answers

    def _answer_page(self, environ: WSGIEnvironment) -> Response:
        del environ
        page = render_live(self._manuscript, self._settings.publish)
        return Response(page, content_type="text/html; charset=utf-8")

    def _answer_state(self, environ: WSGIEnvironment) -> Response:
        del environ
        import msgspec

        return Response(msgspec.json.encode(self._state), content_type="application/json")

    def _answer_audio(self, environ: WSGIEnvironment) -> Response:
        if self._whole.is_set():
            return send_file(self._audio, environ, mimetype=MEDIA_TYPE, conditional=True)
        headers: dict[str, Any] = {"Accept-Ranges": "none", "Cache-Control": "no-store"}
        return Response(self._grow(), content_type=MEDIA_TYPE, headers=headers)

    def _grow(self) -> Iterator[bytes]:
        """The stream from its beginning to its end, as it grows."""
        with opened_regular(self._audio) as file:
            while True:
                whole = self._whole.is_set()
                block = file.read(BLOCK)
                if block:
                    yield block
                elif whole:
                    return
                else:
                    time.sleep(WAIT_SECONDS)
