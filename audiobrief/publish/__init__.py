"""Write an episode's page, transcripts and chapters into its folder.

Each module here makes one kind of file from the Episode (and measurements of its audio)
alone, so that the same episode gives the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from audiobrief.characters import make_all_writable
from audiobrief.errors import PublishError
from audiobrief.publish.names import COVER, EPISODE, PAGE
from audiobrief.publish.settings import PublishSettings
from audiobrief.system.files import open_regular, read_regular, staged, written_whole
from audiobrief.system.json_content import WrongJson, decode_json

if TYPE_CHECKING:
    from audiobrief.model import Episode

__all__ = [
    "EPISODE",
    "PAGE",
    "Label",
    "PublishSettings",
    "find_audio",
    "publish_episode",
    "read_episode",
    "read_label",
    "render_files",
    "write_episode",
]

DEFAULTS = PublishSettings()

T = TypeVar("T")
Render = Callable[[], Iterable[str]]
"""Makes a file's content anew at each call; in pieces, so that no file of a long episode is
whole in memory."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a Block that is in an episode's label."""

    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The part of an Article that is in an episode's label."""

    url: str = ""
    title: str = ""
    blocks: tuple[Passage, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the article's blocks."""
        return tuple(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Label:
    """The part of an Episode that tells it from other episodes in the same folder."""

    article: Subject
    audio: str
    """File name of the audio."""
    identity: str = ""
    """Whose episode it is; empty for episodes of former versions."""


def publish_episode(
    folder: Path, settings: PublishSettings = DEFAULTS, *, episode: Episode | None = None
) -> tuple[Path, ...]:
    """Write the page, the transcripts and the chapters beside the episode in `folder`.

    Returns the paths of all these files, also of those that already had the right content
    and were left alone. So are texts that are still as they were signed with the audio, also if
    this release would write them in another way. Either all changed files are written or none
    is. Pass the `episode` in `folder` if it is at hand, to save reading it again.

    Raises:
        PublishError: there is no episode, its audio is missing, or a template is wrong.
        EncodingError: its audio cannot be decoded.
        OutputError: the folder cannot be written to.
    """
    episode = episode or read_episode(folder)
    files = render_files(folder, episode, settings)
    signed = _list_signed(folder, episode)
    changed = {
        name: render
        for name, render in files.items()
        if name not in signed and not _holds(folder / name, render)
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
    from audiobrief.publish import subtitles, transcript
    from audiobrief.publish.captions import make_captions
    from audiobrief.publish.declared import declare
    from audiobrief.publish.page import render_page
    from audiobrief.publish.versions import correction_of, read_versions
    from audiobrief.publish.waveform import Waveform, read_waveform

    episode = make_all_writable(episode)
    audio = find_audio(folder, episode)
    stem = Path(episode.audio).stem
    lines, head = transcript.transcribe(episode), declare(episode).text
    language = episode.script.language
    # SubRip has no place for a note, so the declaration is a caption when it is heard
    all_lines = transcript.transcribe(episode, declared=True)
    files: dict[str, Render] = {
        f"{stem}.vtt": lambda: subtitles.to_vtt(make_captions(lines, language), head),
        f"{stem}.words.vtt": lambda: subtitles.to_word_vtt(
            make_captions(lines, language), head
        ),
        f"{stem}.srt": lambda: subtitles.to_srt(make_captions(all_lines, language)),
        f"{stem}.txt": partial(transcript.to_text, lines, head),
        "transcript.json": partial(transcript.to_transcript_json, lines, head),
        "chapters.json": partial(transcript.to_chapters_json, episode),
    }
    waveform = Waveform()
    if settings.waveform:
        waveform = read_waveform(audio, episode.timeline.sample_rate)
        files["waveform.json"] = lambda: [waveform.to_json()]
    size = audio.stat().st_size
    corrected = correction_of(read_versions(folder))
    files[PAGE] = partial(
        render_page, episode, waveform, settings, audio_bytes=size, corrected=corrected,
        has_cover=(folder / COVER).is_file(),
    )  # fmt: skip
    return files


def list_unlike_rendered(folder: Path) -> dict[str, bool]:
    """Name of each text beside the episode in `folder` -> whether it is not what it says.

    Neither the page is among them, which depends on the settings, nor the waveform.

    Raises:
        PublishError: there is no episode, or its audio is missing.
    """
    texts = render_files(folder, read_episode(folder), replace(DEFAULTS, waveform=False))
    return {
        name: not _holds(folder / name, render)
        for name, render in texts.items()
        if name != PAGE
    }


def is_page_rendered(folder: Path, settings: PublishSettings) -> bool:
    """Whether the page beside the episode in `folder` is as these settings give it.

    Raises:
        PublishError: there is no episode, its audio is missing, or a template is wrong.
        EncodingError: the audio cannot be decoded.
    """
    return _holds(folder / PAGE, render_files(folder, read_episode(folder), settings)[PAGE])


def read_episode(folder: Path) -> Episode:
    """The Episode in a folder.

    Raises:
        PublishError: there is none, this version cannot read it, or what it says cannot be true.
    """
    from audiobrief.model import Episode
    from audiobrief.publish.soundness import find_flaw

    episode = make_all_writable(_read(folder, Episode))
    flaw = find_flaw(episode)
    if flaw:
        raise _no_episode(folder / EPISODE, flaw)
    return episode


def read_label(folder: Path) -> Label:
    """The label of the episode in a folder.

    For an episode of eight hours, this takes a fifth of the memory of `read_episode`.

    Raises:
        PublishError: there is no episode, or its file is not one.
    """
    return _read(folder, Label)


def _read(folder: Path, kind: type[T]) -> T:
    path = folder / EPISODE
    try:
        return decode_json(read_regular(path), kind)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(
            f"no episode in {folder}: {EPISODE}: {reason}; make one with `audiobrief make`",
            path=folder,
        ) from error
    except WrongJson as error:
        raise _no_episode(path, str(error)) from error


def _no_episode(path: Path, flaw: str) -> PublishError:
    return PublishError(
        f"{path} is not an episode: {flaw}; make it again with `audiobrief make`", path=path
    )


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


def find_audio(folder: Path, episode: Episode) -> Path:
    """The path of an episode's audio, which is in its folder and not empty.

    Raises:
        PublishError: it is missing or empty, or named as a file of another folder.
    """
    # others may have written the episode's file, so its audio must not lie outside the folder
    path = folder / Path(episode.audio).name
    if Path(episode.audio).name != episode.audio or not path.is_file():
        raise PublishError(
            f"the audio of {folder} is missing: {episode.audio!r}; make the episode again",
            path=folder,
        )
    if not path.stat().st_size:
        raise PublishError(
            f"the audio of {folder} is empty: {episode.audio!r}; make the episode again",
            path=folder,
        )
    return path


def _list_signed(folder: Path, episode: Episode) -> set[str]:
    """The names of the texts that are still as they were signed with the episode's audio."""
    from audiobrief.publish.signed_texts import list_kept
    from audiobrief.publish.signing import read_record

    record = read_record(folder)
    if record is None or record.audio != episode.audio:
        return set()
    return list_kept(folder, record.texts)


def _write_all(folder: Path, files: Mapping[str, Render]) -> None:
    with staged(folder) as staging:
        for name, render in files.items():
            # newline="" keeps line ends as they are, so that every system writes the same bytes
            path = staging / name
            with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(render())


def _holds(path: Path, render: Render) -> bool:
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            pieces = (piece.encode("utf-8", "replace") for piece in render())
            return all(file.read(len(p)) == p for p in pieces) and not file.read(1)
    except OSError:
        return False
