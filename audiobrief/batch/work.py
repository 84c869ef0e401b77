"""The unit of work: what a worker process does for one article, and how it reports failures.

`perform` takes and returns plain values and raises nothing. A process must call
`open_worker` before it. Engines stay loaded between articles.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType

import msgspec

from audiobrief import errors
from audiobrief.batch.items import (
    Answer,
    Failure,
    Item,
    Made,
    MakeTask,
    Read,
    ReadTask,
    Reason,
    Task,
    Unchanged,
)
from audiobrief.batch.storage import Output, open_output, read_source
from audiobrief.cleaner.sites import observe
from audiobrief.engines import IsPaid
from audiobrief.engines.chain import SelectedEngine
from audiobrief.engines.voices import root_of
from audiobrief.episode.dependencies import (
    Dependencies,
    digest_file,
    digest_of_values,
    lexicons_beside,
    of_page,
)
from audiobrief.episode.making import make_episode, read_cover
from audiobrief.episode.reader import Opened, write_manuscript
from audiobrief.episode.recording import count_unspoken, open_voice
from audiobrief.fetch import read_page
from audiobrief.model import Article, Manuscript, Page
from audiobrief.settings.tree import Settings
from audiobrief.system.cores import limit_cores
from audiobrief.system.memory import give_back_large_blocks

REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    # error -> the report's reason for it; the first match counts
    (errors.PageNotFound, Reason.NOT_FOUND),
    (errors.PageUnreachable, Reason.UNREACHABLE),
    (errors.PageUnreadable, Reason.UNREADABLE),
    (errors.PageError, Reason.REFUSED),
    (errors.NoArticleFound, Reason.NO_ARTICLE),
    (errors.DoubtfulArticle, Reason.DOUBTFUL),
    (errors.ScriptError, Reason.SCRIPT),
    (errors.SoundError, Reason.SOUND),
    (errors.VoiceNotFound, Reason.VOICE),
    (errors.BudgetSpent, Reason.BUDGET),
    (errors.EngineUnavailable, Reason.ENGINE),
    (errors.EngineError, Reason.SPEECH),
    (errors.EncodingError, Reason.ENCODING),
    (errors.OutputError, Reason.OUTPUT),
    (errors.ConfigError, Reason.CONFIG),
    (errors.PublishError, Reason.PUBLISH),
    (errors.BatchError, Reason.NOT_LISTED),
    (MemoryError, Reason.MEMORY),
)
MAX_VOICES = 4
"""The most engines to keep loaded for different profiles; each may hold a model in memory."""
DETAIL_LINES = 6
WORDS_PER_MINUTE = 150
"""The speed of eSpeak at speed 1 over news, pauses included."""


class Ended(BaseException):
    """SIGTERM told the worker to end; as an exception it closes open files on its way out."""


class WorkerState:
    """What a worker keeps between articles: settings, output and loaded engines."""

    def __init__(self, settings: Settings, output: Output) -> None:
        self.settings = settings
        self.output = output
        self.sent = 0
        """Characters that the current article has sent to a paid engine."""
        self._voices: dict[str, tuple[SelectedEngine, contextlib.ExitStack]] = {}
        self._covers: dict[Path, bytes] = {}

    @contextlib.contextmanager
    def paid_voice(
        self, settings: Settings, task: MakeTask, language: str
    ) -> Iterator[SelectedEngine]:
        """The engine for a task in a language; it sends no more than the task's allowance."""
        voice = _without(settings, task.without).voice
        with self.voice(replace(settings, voice=voice), language) as chosen:
            engine = chosen.engine
            if task.allowance is None or not isinstance(engine, IsPaid):
                yield chosen
                return
            # the characters of its trial, if it was loaded for this task
            probed = engine.sent
            engine.allow(task.allowance)
            try:
                yield chosen
            finally:
                self.sent = probed + engine.sent
                engine.allow(0)

    @contextlib.contextmanager
    def voice(self, settings: Settings, language: str = "en") -> Iterator[SelectedEngine]:
        """The engine that the settings ask for, which stays loaded unless the block raises."""
        # a single engine is used for every language; of several, the language decides
        several = len(settings.voice.engines) > 1
        key = f"{settings.voice!r} {root_of(language) if several else ''}"
        if key not in self._voices:
            while len(self._voices) >= MAX_VOICES:
                self._close(next(iter(self._voices)))
            stack = contextlib.ExitStack()
            self._voices[key] = (stack.enter_context(open_voice(settings, language)), stack)
        # move it to the end: the first entry, the one used longest ago, is closed first
        self._voices[key] = self._voices.pop(key)
        try:
            yield self._voices[key][0]
        except BaseException:
            self._close(key)
            raise

    def cover(self, article: Article, settings: Settings) -> bytes:
        """The cover in the settings as a square JPEG, cropped once; empty if they name none."""
        if settings.cover is None:
            return b""
        if settings.cover not in self._covers:
            self._covers = {settings.cover: read_cover(article, "", settings)}
        return self._covers[settings.cover]

    def close(self) -> None:
        """Close every engine."""
        for key in list(self._voices):
            self._close(key)

    def _close(self, key: str) -> None:
        _, stack = self._voices.pop(key)
        stack.close()


def _without(settings: Settings, spent: tuple[str, ...]) -> Settings:
    """The settings without the engines whose budget is too small for the article."""
    if not spent:
        return settings
    others = [name for name in settings.voice.engines if name not in spent]
    if not others:
        raise errors.BudgetSpent(
            f"what is left of the budget for {' and '.join(spent)} is too little for this "
            "article; run it again, with more --max-chars or another engine behind it"
        )
    return replace(settings, voice=replace(settings.voice, engine=",".join(others)))


def _describe_spent(voice: SelectedEngine, settings: Settings, spent: tuple[str, ...]) -> str:
    """A line for the user if the first engine's budget was too small and another one spoke."""
    if settings.voice.engines[0] not in spent:
        return ""
    return f"{voice.engine.name} speaks (the budget for {' and '.join(spent)} is spent)"


_state: WorkerState | None = None
_busy = False


def open_worker(settings: Settings, output: str, memory_mb: int) -> None:
    """Make this process a worker; call this once, before `perform`.

    The process ends with the one that started it. On Linux its memory is limited.
    """
    global _state  # noqa: PLW0603 -- a pool calls functions in its workers and keeps no object there
    from audiobrief.batch import guard

    guard.leave_terminal()
    guard.end_with_parent()
    guard.limit_memory(memory_mb)
    give_back_large_blocks()
    # the other cores are for the other workers
    limit_cores(1)
    signal.signal(signal.SIGTERM, _end)
    _state = WorkerState(settings, open_output(output))


def perform(task: Task) -> Answer:
    """Do a task. Raises nothing: an error becomes a `Failure`."""
    global _busy  # noqa: PLW0603 -- the handler of SIGTERM reads it, and gets no other arguments
    assert _state is not None, "open_worker makes a process a worker"
    _busy = True
    _state.sent = 0
    try:
        return read(task, _state) if isinstance(task, ReadTask) else make(task, _state)
    except Exception as error:  # noqa: BLE001 -- no error of one article may end the worker
        return replace(describe_failure(error), sent=_state.sent)
    except Ended:
        _state.close()
        os._exit(128 + signal.SIGTERM)
    finally:
        _busy = False


def _end(number: int, frame: FrameType | None) -> None:
    del number, frame
    if _busy:
        raise Ended
    if _state is not None:
        _state.close()
    os._exit(128 + signal.SIGTERM)


def describe_failure(error: Exception) -> Failure:
    """The failure for an error, with its reason."""
    for kind, reason in REASONS:
        if isinstance(error, kind):
            said = str(error) or "it needed more memory than a worker may use (batch.memory_mb)"
            url, path = getattr(error, "url", ""), getattr(error, "path", "")
            return Failure(reason, said, url=url, path=path)
    lines = traceback.format_exception(error)
    return Failure(
        Reason.FAULT,
        f"{type(error).__name__}: {error}",
        "".join(lines[-DETAIL_LINES:]),
    )


# ------------------------------------------------------------------- reading


def read(task: ReadTask, desk: WorkerState) -> Read | Unchanged:
    """Read an item's page and write its script; `Unchanged` if the page is as it was.

    Raises:
        AudiobriefError: as in `reader.read_manuscript`.
    """
    started = time.perf_counter()
    item, settings = task.item, desk.settings
    with errors.about(url=item.url, path=item.path):
        opened = open_item(item, settings)
    content = opened.content
    if isinstance(content, Page):
        content = content.text.encode("utf-8", "replace")
    page = of_page(digest(content), _digest_beside(opened.path))
    if task.known is not None and not page.changes_since(task.known):
        return Unchanged(_ms_since(started))
    manuscript = write_manuscript(opened, settings, repeated=task.repeated)
    cover = b""
    if item.url and not item.path and settings.cover is None:
        cover = read_cover(manuscript.article, item.url, settings)
    is_learned_from = settings.batch.learn and isinstance(opened.content, Page)
    sighting = observe(manuscript.article, item.url) if is_learned_from else None
    found = replace(_describe(manuscript, page, started), cover=cover, sighting=sighting)
    return _estimate(found, manuscript, desk) if task.estimate else found


def _estimate(found: Read, manuscript: Manuscript, desk: WorkerState) -> Read:
    """The answer with estimates: the characters to be spoken, and the episode's length."""
    settings = desk.settings.for_url(manuscript.article.url)
    # a single engine is loaded without a trial, which would cost money with a paid one
    voice = replace(settings.voice, engine=next(iter(settings.voice.engines), ""))
    settings = replace(settings, voice=voice)
    unspoken = found.characters
    with contextlib.suppress(errors.EngineError), desk.voice(settings) as chosen:
        unspoken = count_unspoken(manuscript.script, settings, chosen)
    minutes = found.words / (WORDS_PER_MINUTE * voice.speed)
    return replace(found, unspoken=unspoken, expected_ms=round(minutes * 60_000))


def open_item(item: Item, settings: Settings) -> Opened:
    """The content at an item's path or address: a page, or the JSON of a script.

    Raises:
        PageError: the content cannot be read.
    """
    content: Page | bytes
    if item.page is None and item.path.lower().endswith(".json"):
        content = read_source(item.path)
    else:
        content = _page_of(item, settings)
    return Opened(content, item.source, item.path if _is_here(item.path) else "", item.url)


def _page_of(item: Item, settings: Settings) -> Page:
    if item.page is not None:
        return item.page
    if not item.path:
        return read_page(item.url, settings=settings.fetch)
    if _is_here(item.path):
        return read_page(Path(item.path), settings=settings.fetch)
    from audiobrief.fetch import compression, local

    data = read_source(item.path, limit=settings.fetch.max_bytes)
    coding = compression.coding_of(data)
    if coding:
        data = compression.decompress(
            [data], [coding], max_bytes=settings.fetch.max_bytes, name=item.source
        )
    return local.open_page(data, suffix=Path(item.path).suffix.lower(), name=item.source)


def _is_here(path: str) -> bool:
    return "://" not in path


def _digest_beside(path: str) -> str:
    """The digest of the lexicons beside a page; empty if there are none."""
    found = [each for each in map(digest_file, lexicons_beside(path)) if each]
    return digest_of_values(found) if found else ""


def _describe(manuscript: Manuscript, page: Dependencies, started: float) -> Read:
    article, script = manuscript.article, manuscript.script
    dropped: Counter[str] = Counter()
    for each in article.dropped:
        dropped[each.reason] += len(each.text)
    kept = (
        msgspec.msgpack.encode(
            replace(article, dropped=(), remarks=(), confidence=1.0, doubts=())
        ),
        msgspec.msgpack.encode(script),
    )
    text = "\n".join([article.title, *(block.text for block in article.blocks)])
    characters = sum(len(segment.spoken) for segment in script.segments)
    return Read(
        manuscript=msgspec.msgpack.encode(manuscript),
        page=page,
        script_digest=digest(*kept),
        text_digest=digest(" ".join(text.split()).encode("utf-8", "replace")),
        title=article.title,
        url=article.url,
        words=sum(len(segment.spoken.split()) for segment in script.segments),
        characters=characters,
        dropped=dict(dropped),
        confidence=article.confidence,
        doubts=article.doubts,
        read_ms=_ms_since(started),
    )


def digest(*parts: bytes) -> str:
    """The BLAKE2b digest of these parts, 32 hexadecimal digits."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()


# -------------------------------------------------------------------- making


def make(task: MakeTask, desk: WorkerState) -> Made:
    """Make the episode of a manuscript in the output of `desk`.

    Raises:
        AudiobriefError: as in `making.make_episode`.
    """
    started = time.perf_counter()
    manuscript = msgspec.msgpack.decode(task.manuscript, type=Manuscript)
    settings = desk.settings.for_url(manuscript.article.url)
    with desk.output.place() as root:
        with desk.paid_voice(settings, task, manuscript.script.language) as voice:
            made = make_episode(
                manuscript,
                root,
                settings,
                name=task.folder,
                cover=task.cover or desk.cover(manuscript.article, settings),
                voice=voice,
            )
        names = tuple(sorted(path.name for path in made.folder.iterdir() if path.is_file()))
        audio_bytes = made.audio.stat().st_size
        desk.output.put(made.folder)
    loudness = made.episode.loudness
    spoke = voice.describe() or _describe_spent(voice, settings, task.without)
    notes = (*manuscript.article.remarks, spoke)
    return Made(
        folder=task.folder,
        audio=made.episode.audio,
        files=names,
        duration_ms=made.episode.timeline.duration_ms,
        audio_bytes=audio_bytes,
        lufs=loudness.integrated_lufs if loudness else None,
        true_peak_dbtp=loudness.true_peak_dbtp if loudness else None,
        engine=made.episode.engine,
        note="; ".join(filter(None, notes)),
        make_ms=_ms_since(started),
        sent=desk.sent,
    )


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
