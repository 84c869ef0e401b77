"""A process with the voice loaded, which says one sentence at once and looks for unknown names.

It is apart from the workers that make episodes, so that an editor who changed a word never
waits for an episode. What it says goes through the cache of sentences: what was heard here is
not spoken again when the episode is made.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from audiobrief.batch.failures import describe_failure
from audiobrief.batch.items import Failure, Reason
from audiobrief.batch.kept_pages import unpack_page
from audiobrief.batch.names import Name, list_article_names
from audiobrief.batch.pool import describe_end, process_context
from audiobrief.batch.storage import LocalOutput
from audiobrief.batch.work import open_worker
from audiobrief.batch.worker_state import WorkerState
from audiobrief.cleaner import load_rules
from audiobrief.cleaner.proposed_rules import Proposal, propose_rules
from audiobrief.desk.representations import CastPart
from audiobrief.errors import DeskError, EngineError, VoiceNotFound
from audiobrief.model import Article, Role, Script, Segment, VoiceRole
from audiobrief.segmenter.regions import language_of
from audiobrief.settings.tree import Settings
from audiobrief.system.packing import pack, unpack

if TYPE_CHECKING:
    from concurrent.futures import Future

    from audiobrief.engines import Delivery
    from audiobrief.engines.chain import SelectedEngine

DEADLINE_S = 60
"""The most time for one sentence, in seconds; a voice that is loaded needs well under one."""
READY = Script("", (Segment(Role.BODY, "Ready.", "Ready."),))
"""What is said, and thrown away, so that the voice is loaded when the first editor asks."""


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence of a script, to be said as it would be in the episode."""

    script: bytes
    """A packed `Script`; all of it decides which voice says what."""
    index: int
    """The sentence in it."""
    url: str = ""
    """The article's address, by which a profile of the settings is found."""
    voice: str = ""
    """The name of a voice for the narrator, also one of a guest engine; empty for the one that
    is cast."""
    is_kept: bool = True
    """Whether the cache of speech is asked first, and keeps it. What the cache answers loads no
    voice: engines load theirs when they first speak."""


@dataclass(frozen=True, slots=True)
class CastVoices:
    """A script whose cast is asked for."""

    script: bytes
    """A packed `Script`."""
    url: str = ""
    """The article's address, by which a profile of the settings is found."""


@dataclass(frozen=True, slots=True)
class FindNames:
    """An article whose names are looked for."""

    article: bytes
    """A packed `Article`."""


@dataclass(frozen=True, slots=True)
class TryRules:
    """A text of a page for which site rules are proposed, and tried on the site's pages."""

    page: bytes
    """A `Page` as `batch.kept_pages` packs it."""
    source: int
    """The text's position on the page, as in `Block.source`."""
    is_kept: bool
    """Whether it is to be in the article."""
    pages: tuple[bytes, ...]


Asked = Say | CastVoices | FindNames | TryRules
Answered = bytes | tuple[CastPart, ...] | tuple[Name, ...] | tuple[Proposal, ...] | Failure
_state: WorkerState | None = None


def open_studio(settings: Settings, root: Path, memory_mb: int) -> None:
    """Make this process a studio; call this once, before `perform`."""
    global _state  # noqa: PLW0603 -- a pool calls functions in its workers and keeps no object there
    open_worker(settings, str(root), memory_mb)
    _state = WorkerState(settings, LocalOutput(root))


def perform(task: Asked) -> Answered:
    """A sentence as a WAV file, the names of an article, or rules. Raises nothing."""
    assert _state is not None, "open_studio makes a process a studio"
    try:
        if isinstance(task, TryRules):
            return _try_rules(task, _state.settings)
        if isinstance(task, CastVoices):
            return _cast(task, _state)
        return _say(task, _state) if isinstance(task, Say) else _find_names(task, _state)
    except Exception as error:  # noqa: BLE001 -- no error of one sentence may end the studio
        return describe_failure(error)


def _say(task: Say, desk: WorkerState) -> bytes:
    from audiobrief.audio.wav import wav_bytes
    from audiobrief.episode.voice import open_speech_cache
    from audiobrief.speech.casting import cast_voices
    from audiobrief.speech.synthesizer import synthesize

    script = unpack(task.script, Script)
    settings = desk.settings.for_url(task.url)
    with desk.voice(settings, script.language) as chosen:
        deliveries = cast_voices(script, settings, chosen).deliveries
        if task.voice:
            # the engine that is loaded says it: settings with another voice would load it again
            asked = replace(settings.voice.delivery_of(VoiceRole.NARRATOR), voice=task.voice)
            deliveries = {**deliveries, VoiceRole.NARRATOR: _find_named(asked, chosen)}
        alone = replace(script, segments=(script.segments[task.index],))
        cache = open_speech_cache(settings) if task.is_kept else None
        try:
            speeches = synthesize(
                alone, chosen.engine, deliveries, cache=cache, guests=chosen.guests
            )
            return wav_bytes(next(speeches))
        finally:
            if cache is not None:
                cache.close()


def _find_named(asked: Delivery, chosen: SelectedEngine) -> Delivery:
    """The delivery in the voice that it names, of the serving engine or of a guest.

    Raises:
        VoiceNotFound: neither has a voice of that name.
    """
    from audiobrief.engines.voices import choose_voice

    try:
        return replace(asked, voice=choose_voice(chosen.engine, asked).name)
    except VoiceNotFound:
        guest = chosen.guests.find_named(asked.voice)
        if guest is None:
            raise
        return replace(
            asked, voice=guest.voice.name, engine=guest.engine.name,
            language=guest.voice.language,
        )  # fmt: skip


def _cast(task: CastVoices, desk: WorkerState) -> tuple[CastPart, ...]:
    from audiobrief.speech.casting import cast_voices

    script = unpack(task.script, Script)
    settings = desk.settings.for_url(task.url)
    with desk.voice(settings, script.language) as chosen:
        found = cast_voices(script, settings, chosen)
        heard = found.count(script)
    return tuple(
        CastPart(
            part.role, part.speaker, part.language, part.voice.name,
            part.engine or found.engine, part.reason,
        )
        for part in found.parts
        if part in heard or not (part.speaker or part.language)
    )  # fmt: skip


def _find_names(task: FindNames, desk: WorkerState) -> tuple[Name, ...]:
    article = unpack(task.article, Article)
    language = language_of(article)
    # the voice that is loaded tells how it would say them
    with desk.voice(desk.settings.for_url(article.url), language) as chosen:
        return list_article_names(article, desk.settings, ready=chosen).names


def _try_rules(task: TryRules, settings: Settings) -> tuple[Proposal, ...]:
    page = unpack_page(task.page)
    rules = [rule for path in settings.for_url(page.url).rules for rule in load_rules(path)]
    return propose_rules(
        page, task.source, is_kept=task.is_kept, pages=list(map(unpack_page, task.pages)),
        rules=rules,
    )  # fmt: skip


class Studio:
    """The studio of a desk; several threads may use it."""

    def __init__(self, settings: Settings, root: Path) -> None:
        self._settings, self._root = settings, root
        self._lock = threading.Lock()
        self._patient = threading.Lock()
        """Held by the one task that nobody waits for at the keyboard: a sentence comes after it
        at most, and not after those of a dozen stories that have just arrived."""
        self._pool: Any = None
        self._is_closed = False
        self._waited: set[Any] = set()

    def warm_up(self) -> None:
        """Begin to load the voice; returns at once."""
        self._schedule(Say(pack(READY), 0, is_kept=False))

    def say(self, script: Script, index: int, url: str = "", *, voice: str = "") -> bytes:
        """The sentence at `index` of a script, as a WAV file; in a named voice if one is given.

        Raises:
            EngineError: it cannot be spoken, or there is no such voice; the message says why.
        """
        answer = self._perform(Say(pack(script), index, url, voice))
        if isinstance(answer, Failure):
            raise EngineError(answer.message)
        assert isinstance(answer, bytes)
        return answer

    def cast(self, script: Script, url: str = "") -> tuple[CastPart, ...]:
        """Which voice says what in a script: the roles first, then speakers and passages.

        Raises:
            EngineError: no voice can be had; the message says why.
        """
        answer = self._perform(CastVoices(pack(script), url))
        if isinstance(answer, Failure):
            raise EngineError(answer.message)
        return cast("tuple[CastPart, ...]", answer)

    def find_names(self, article: Article) -> tuple[Name, ...]:
        """The names in an article that the voice may mispronounce.

        Raises:
            DeskError: they cannot be looked for; the message says why.
        """
        with self._patient:
            answer = self._perform(FindNames(pack(article)))
        if isinstance(answer, Failure):
            raise DeskError(f"unknown names cannot be listed: {answer.message}")
        return cast("tuple[Name, ...]", answer)

    def propose_rules(self, task: TryRules) -> tuple[Proposal, ...]:
        """Site rules for a text, and what each would change.

        Raises:
            DeskError: the page cannot be read; the message says why.
        """
        with self._patient:
            answer = self._perform(task)
        if isinstance(answer, Failure):
            raise DeskError(f"no rule can be proposed: {answer.message}")
        return cast("tuple[Proposal, ...]", answer)

    def close(self) -> None:
        """End its process."""
        with self._lock:
            self._is_closed = True
            if self._pool is not None:
                self._pool.stop()
                # Pebble answers nothing for tasks of a pool that was stopped
                for future in tuple(self._waited):
                    future.cancel()
                self._pool.join()

    def _perform(self, task: Asked) -> Answered:
        from concurrent.futures import CancelledError

        from pebble import ProcessExpired

        future = self._schedule(task)
        self._waited.add(future)
        try:
            if self._is_closed:
                future.cancel()
            answer: Answered = future.result()
        except TimeoutError:
            return Failure(Reason.DEADLINE, f"it took longer than {DEADLINE_S} s")
        except ProcessExpired as error:
            return describe_end(error.exitcode)
        except CancelledError:
            return Failure(Reason.LOST, "its process was stopped: the desk is being closed")
        except Exception as error:  # noqa: BLE001 -- pickle or the pipe may raise anything
            return Failure(Reason.LOST, f"its process was stopped: {error}")
        finally:
            self._waited.discard(future)
        return answer

    def _schedule(self, task: Asked) -> Future[Any]:
        with self._lock:
            if self._is_closed:
                raise DeskError("the desk is being closed; ask again when it is open")
            if self._pool is None:
                self._pool = self._open()
            try:
                return self._pool.schedule(perform, args=[task], timeout=DEADLINE_S)  # type: ignore[no-any-return] # Pebble's futures are typed as Any
            except RuntimeError:
                # Pebble stops a pool if its process ends between two tasks
                self._pool.stop()
                self._pool = self._open()
                return self._pool.schedule(perform, args=[task], timeout=DEADLINE_S)  # type: ignore[no-any-return] # Pebble's futures are typed as Any

    def _open(self) -> Any:
        import pebble

        return pebble.ProcessPool(
            max_workers=1,
            initializer=open_studio,
            initargs=[self._settings, self._root, self._settings.batch.memory_mb],
            context=process_context(),
        )
