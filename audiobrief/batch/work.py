"""The unit of work: what a worker process does for one article, and how it reports failures.

`perform` takes and returns plain values and raises nothing. A process must call
`open_worker` before it. Engines stay loaded between articles.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import time
from collections import Counter
from dataclasses import replace
from types import FrameType

from audiobrief import errors
from audiobrief.batch.failures import describe_failure
from audiobrief.batch.items import (
    Answer,
    Made,
    MakeTask,
    Read,
    ReadTask,
    Task,
    Unchanged,
)
from audiobrief.batch.kept_files import checksum_of_file, note_files
from audiobrief.batch.kept_pages import pack_page
from audiobrief.batch.opening import open_item
from audiobrief.batch.storage import open_output
from audiobrief.batch.unchanged import digest_of_data
from audiobrief.batch.worker_state import WorkerState, describe_spent
from audiobrief.cleaner.indexing import says_noindex
from audiobrief.cleaner.sites import observe
from audiobrief.episode.counting import count
from audiobrief.episode.dependencies import (
    Dependencies,
    digest_file,
    digest_of_values,
    lexicons_beside,
    of_page,
)
from audiobrief.episode.making import make_episode
from audiobrief.episode.manuscripts import digest_manuscript
from audiobrief.episode.pictures import NOTHING_TO_SEE, read_pictures
from audiobrief.episode.reader import write_manuscript
from audiobrief.episode.recording import (
    count_unspoken,
    describe_respelled,
    describe_unsaid,
)
from audiobrief.episode.text_digests import body_digest_of, digest, text_digest_of
from audiobrief.fetch.robots_memory import remembering
from audiobrief.model import Manuscript, Page
from audiobrief.publish import EPISODE
from audiobrief.settings.tree import Settings
from audiobrief.system.cores import limit_cores
from audiobrief.system.memory import give_back_large_blocks, limit_memory
from audiobrief.system.packing import pack, unpack

WORDS_PER_MINUTE = 150
"""The speed of eSpeak at speed 1 over news, pauses included."""


class Ended(BaseException):
    """SIGTERM told the worker to end; as an exception it closes open files on its way out."""


_state: WorkerState | None = None
_busy = False


def open_worker(
    settings: Settings, output: str, memory_mb: int, scratch: str | None = None
) -> None:
    """Make this process a worker; call this once, before `perform`.

    The process ends with the one that started it. On Linux its memory is limited. `scratch` is the
    folder for its temporary files, if not the system's.
    """
    global _state  # noqa: PLW0603 -- a pool calls functions in its workers and keeps no object there
    from audiobrief.batch import guard

    guard.leave_terminal()
    guard.end_with_parent()
    limit_memory(memory_mb)
    give_back_large_blocks()
    # the other cores are for the other workers
    limit_cores(1)
    signal.signal(signal.SIGTERM, _end)
    if scratch is not None:
        tempfile.tempdir = scratch
    _state = WorkerState(settings, open_output(output))


def perform(task: Task) -> Answer:
    """Do a task. Raises nothing: an error becomes a `Failure`."""
    global _busy  # noqa: PLW0603 -- the handler of SIGTERM reads it, and gets no other arguments
    assert _state is not None, "open_worker makes a process a worker"
    _busy = True
    _state.sent = 0
    try:
        if not isinstance(task, ReadTask):
            return make(task, _state)
        _state.robots.keep(task.robots)
        with remembering(_state.robots):
            found = read(task, _state)
        return replace(found, robots=_state.robots.take_new())
    except Exception as error:  # noqa: BLE001 -- no error of one article may end the worker
        asked = _state.robots.take_new()
        return replace(describe_failure(error), sent=_state.sent, robots=asked)
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


# ------------------------------------------------------------------- reading


def read(task: ReadTask, state: WorkerState) -> Read | Unchanged:
    """Read an item's page and write its script; `Unchanged` if the page is as it was.

    Raises:
        AudiobriefError: as in `reader.read_manuscript`.
    """
    started = time.perf_counter()
    item, settings = task.item, state.settings
    with errors.about(url=item.url, path=item.path):
        opened = open_item(item, settings)
    content = opened.content
    problem = content.problem if isinstance(content, Page) else ""
    if isinstance(content, Page):
        content = content.text.encode("utf-8", "replace")
    # the digest of a page alone is what former versions noted
    said = digest_of_data(item.given, item.hints).encode()
    page = of_page(
        digest(content, said) if said else digest(content), _digest_beside(opened.path)
    )
    noindex = isinstance(opened.content, Page) and says_noindex(opened.content)
    if task.known is not None and not page.changes_since(task.known):
        return Unchanged(_ms_since(started), problem, noindex)
    manuscript = write_manuscript(opened, settings, repeated=task.repeated)
    pictures = NOTHING_TO_SEE
    if item.url and not item.path:
        own = settings.for_url(manuscript.article.url)
        pictures = read_pictures(manuscript.article, item.url, own, cover=state.cover(own))
    is_learned_from = settings.batch.learn and isinstance(opened.content, Page)
    sighting = observe(manuscript.article, item.url) if is_learned_from else None
    sent = b""
    if task.sends_page and isinstance(opened.content, Page):
        sent = pack_page(opened.content)
    found = replace(
        _describe(manuscript, page, started), pictures=pictures, sighting=sighting, problem=problem,
        says_noindex=noindex, content=sent,
    )  # fmt: skip
    return _estimate(found, manuscript, state) if task.estimate else found


def _estimate(found: Read, manuscript: Manuscript, state: WorkerState) -> Read:
    """The answer with estimates: the characters to be spoken, and the episode's length."""
    settings = state.settings.for_url(manuscript.article.url)
    # a single engine is loaded without a trial, which would cost money with a paid one
    voice = replace(settings.voice, engine=next(iter(settings.voice.engines), ""))
    settings = replace(settings, voice=voice)
    unspoken = found.characters
    with contextlib.suppress(errors.EngineError), state.voice(settings) as chosen:
        unspoken = count_unspoken(manuscript.script, settings, chosen)
    minutes = found.words / (WORDS_PER_MINUTE * voice.speed)
    return replace(found, unspoken=unspoken, expected_ms=round(minutes * 60_000))


def _digest_beside(path: str) -> str:
    """The digest of the lexicons beside a page; empty if there are none."""
    found = [each for each in map(digest_file, lexicons_beside(path)) if each]
    return digest_of_values(found) if found else ""


def _describe(manuscript: Manuscript, page: Dependencies, started: float) -> Read:
    article, script = manuscript.article, manuscript.script
    dropped: Counter[str] = Counter()
    for each in article.dropped:
        dropped[each.reason] += len(each.text)
    characters = sum(len(segment.spoken) for segment in script.segments)
    return Read(
        manuscript=pack(manuscript),
        page=page,
        script_digest=digest_manuscript(manuscript),
        text_digest=text_digest_of(article),
        body_digest=body_digest_of(article),
        title=article.title,
        url=article.url,
        words=sum(len(segment.spoken.split()) for segment in script.segments),
        characters=characters,
        dropped=dict(dropped),
        confidence=article.confidence,
        doubts=article.doubts,
        published=article.published.timestamp() if article.published else 0.0,
        read_ms=_ms_since(started),
    )


# -------------------------------------------------------------------- making


def make(task: MakeTask, state: WorkerState) -> Made:
    """Make the episode of a manuscript in the output of `state`.

    Raises:
        AudiobriefError: as in `making.make_episode`.
    """
    started = time.perf_counter()
    manuscript = unpack(task.manuscript, Manuscript)
    settings = state.settings.for_url(manuscript.article.url)
    with state.output.place(task.folder) as root:
        with state.paid_voice(settings, task, manuscript.script.language) as voice:
            made = make_episode(
                manuscript,
                root,
                settings,
                name=task.folder,
                formerly=task.formerly,
                pictures=task.pictures
                if task.pictures.cover
                else replace(task.pictures, cover=state.cover(settings)),
                voice=voice,
                why=task.why,
                is_same_page=task.is_same_page,
            )
        audio_bytes = made.audio.stat().st_size
        checksum = checksum_of_file(str(made.folder / EPISODE))
        noted = note_files(made.folder, made.files)
        state.output.put(made.folder)
    loudness = made.episode.loudness
    spoke = voice.describe() or describe_spent(voice, settings, task.without)
    silent = f"without sound: {describe_unsaid(made.unsaid)}" if made.unsaid else ""
    notes = (*manuscript.article.remarks, spoke, describe_respelled(made.respelled), silent)
    return Made(
        folder=made.folder.name,
        audio=made.episode.audio,
        files=tuple(sorted(made.files)),
        duration_ms=made.episode.timeline.duration_ms,
        audio_bytes=audio_bytes,
        episode_checksum=checksum,
        noted=noted,
        letters=count(made.episode, settings.script, made.unsaid),
        lufs=loudness.integrated_lufs if loudness else None,
        true_peak_dbtp=loudness.true_peak_dbtp if loudness else None,
        engine=made.episode.engine,
        note="; ".join(filter(None, notes)),
        make_ms=_ms_since(started),
        sent=state.sent,
        versions=made.versions,
    )


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
