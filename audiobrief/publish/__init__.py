"""Write an episode's page, transcripts and chapters into its folder.

Each module here makes one kind of file from the Episode (and measurements of its audio)
alone, so that the same episode gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from audiobrief.characters import make_all_writable
from audiobrief.errors import OutputError, PublishError
from audiobrief.publish.settings import PublishSettings
from audiobrief.system.files import staged, written_whole

if TYPE_CHECKING:
    from audiobrief.model import Episode

__all__ = [
    "Label",
    "PublishSettings",
    "publish_episode",
    "read_episode",
    "read_label",
    "render_files",
    "write_episode",
]

PAGE = "index.html"
EPISODE = "episode.json"
DEFAULTS = PublishSettings()

T = TypeVar("T")
Render = Callable[[], Iterable[str]]
"""Makes a file's content anew at each call; in pieces, so that no file of a long episode is
whole in memory."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The part of an Article that is in an episode's label."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The part of an Episode that tells it from other episodes in the same folder."""

    article: Subject
    audio: str
    """File name of the audio."""


def publish_episode(
    folder: Path, settings: PublishSettings = DEFAULTS, *, episode: Episode | None = None
) -> tuple[Path, ...]:
    """Write the page, the transcripts and the chapters beside the episode in `folder`.

    Returns the paths of all these files, also of those that already had the right content
    and were left alone. Either all changed files are written or none is. Pass the `episode`
    in `folder` if it is at hand, to save reading it again.

    Raises:
        PublishError: there is no episode, its audio is missing, or a template is wrong.
        EncodingError: its audio cannot be decoded.
        OutputError: the folder cannot be written to.
    """
    episode = episode or read_episode(folder)
    files = render_files(folder, episode, settings)
    changed = {
        name: render for name, render in files.items() if not _holds(folder / name, render)
    }
    if changed:
        _write_all(folder, changed)
    return tuple(folder / name for name in files)


def render_files(
    folder: Path, episode: Episode, settings: PublishSettings
) -> Mapping[str, Render]:
    """Name of every file that belongs beside the episode -> function that makes its content.

    Raises:
        PublishError: the audio is missing. A wrong template raises it at rendering.
        EncodingError: the audio cannot be decoded.
    """
    from audiobrief.publish import transcript
    from audiobrief.publish.page import render_page
    from audiobrief.publish.waveform import Waveform, read_waveform

    episode = make_all_writable(episode)
    audio = _audio_of(folder, episode)
    stem = Path(episode.audio).stem
    lines = transcript.transcribe(episode)
    files: dict[str, Render] = {
        f"{stem}.vtt": partial(transcript.to_vtt, lines),
        f"{stem}.words.vtt": partial(transcript.to_word_vtt, lines),
        f"{stem}.srt": partial(transcript.to_srt, lines),
        f"{stem}.txt": partial(transcript.to_text, lines),
        "transcript.json": partial(transcript.to_transcript_json, lines),
        "chapters.json": partial(transcript.to_chapters_json, episode),
    }
    waveform = Waveform()
    if settings.waveform:
        waveform = read_waveform(audio, episode.timeline.sample_rate)
        files["waveform.json"] = lambda: [waveform.to_json()]
    size = audio.stat().st_size
    files[PAGE] = partial(render_page, episode, waveform, settings, audio_bytes=size)
    return files


def read_episode(folder: Path) -> Episode:
    """The Episode in a folder.

    Raises:
        PublishError: there is none, or this version cannot read it.
    """
    from audiobrief.model import Episode

    return make_all_writable(_read(folder, Episode))


def read_label(folder: Path) -> Label:
    """The label of the episode in a folder.

    For an episode of eight hours, this takes a fifth of the memory of `read_episode`.

    Raises:
        PublishError: there is no episode, or its file is not one.
    """
    return _read(folder, Label)


def _read(folder: Path, kind: type[T]) -> T:
    import msgspec

    path = folder / EPISODE
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(
            f"no episode in {folder}: {EPISODE}: {reason}; make one with `audiobrief make`",
            path=folder,
        ) from error
    except msgspec.DecodeError as error:
        raise PublishError(
            f"{path} is not an episode: {error}; make it again with `audiobrief make`",
            path=path,
        ) from error


def write_episode(folder: Path, episode: Episode) -> Path:
    """Write the Episode as `episode.json` in `folder`; the same episode gives the same bytes.

    Raises:
        OutputError: the folder cannot be written to.
    """
    path = folder / EPISODE
    with written_whole(path) as temporary, temporary.open("wb") as file:
        file.writelines(_to_json(make_all_writable(episode)))
        file.write(b"\n")
    return path


def _to_json(value: object) -> Iterator[bytes]:
    """The JSON of msgspec, in pieces: dataclasses in a tuple are encoded one by one."""
    import msgspec

    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        for number, item in enumerate(value):
            yield b"," if number else b"["
            yield msgspec.json.encode(item)
        yield b"]"
    elif is_dataclass(value):
        for number, field in enumerate(fields(value)):
            yield b"%c%b:" % (b"," if number else b"{", msgspec.json.encode(field.name))
            yield from _to_json(getattr(value, field.name))
        yield b"}"
    else:
        yield msgspec.json.encode(value)


def _audio_of(folder: Path, episode: Episode) -> Path:
    # others may have written the episode's file, so its audio must not lie outside the folder
    path = folder / Path(episode.audio).name
    if Path(episode.audio).name != episode.audio or not path.is_file():
        raise PublishError(
            f"the audio of {folder} is missing: {episode.audio!r}; make the episode again",
            path=folder,
        )
    return path


def _write_all(folder: Path, files: Mapping[str, Render]) -> None:
    for name in files:
        # a file cannot be renamed over a folder (POSIX rename)
        if (folder / name).is_dir():
            raise OutputError(
                f"cannot write {folder / name}: a folder is in the way; move it",
                path=folder / name,
            )
    with staged(folder) as staging:
        for name, render in files.items():
            # newline="" keeps line ends as they are, so that every system writes the same bytes
            path = staging / name
            with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(render())


def _holds(path: Path, render: Render) -> bool:
    try:
        with path.open("rb") as file:
            pieces = (piece.encode("utf-8", "replace") for piece in render())
            return all(file.read(len(p)) == p for p in pieces) and not file.read(1)
    except OSError:
        return False
