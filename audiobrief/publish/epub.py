"""An EPUB 3 in which reading apps mark the text as they play it (EPUB 3.3, media overlays)."""

from __future__ import annotations

import fnmatch
import shutil
import uuid
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from audiobrief.characters import make_all_writable
from audiobrief.model import Episode
from audiobrief.patterns import compile_late
from audiobrief.publish import find_audio
from audiobrief.publish.declared import declare
from audiobrief.publish.marks import marked_segment
from audiobrief.publish.media import epub_type
from audiobrief.publish.names import COVER, PICTURES
from audiobrief.publish.reading import Reading, direction_of, language_of, lay_out
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import Theme, load_theme, web_address
from audiobrief.publish.translation import words_of
from audiobrief.system.files import clear_abandoned, opened_regular, read_regular, written_whole

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
ARTICLE = "article"
"""The id of the article's element in the book's text."""
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a ZIP entry can have. Every entry has it, so that the same episode
gives the same bytes."""
_NOT_XML = compile_late("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Clip(NamedTuple):
    """A stretch of the audio and the element that is marked while it plays."""

    id: str
    begin: str
    end: str


class Part(NamedTuple):
    """The clips from one heading to the next; a reading app can skip it."""

    id: str
    """The element in the article with which it begins."""
    clips: list[Clip]


def write_epub(folder: Path, episode: Episode, settings: PublishSettings) -> Path:
    """Write the episode as an EPUB beside its audio; the same episode gives the same bytes.

    Raises:
        PublishError: the audio is missing, empty or in a format that EPUB readers do not play, or
            a template is wrong.
        OutputError: the folder cannot be written to.
    """
    audio = find_audio(folder, episode)
    cover = folder / COVER
    shown = {each.name for each in episode.pictures if _is_picture(folder, each.name)}
    files = render_epub(
        episode, load_theme(settings.templates), has_cover=cover.is_file(), shown=shown
    )
    target = audio.with_suffix(".epub")
    clear_abandoned(folder)
    with written_whole(target) as temporary, zipfile.ZipFile(temporary, "w") as book:
        # OCF 4.2.2: the mimetype entry comes first and uncompressed, so that it is found at
        # byte 30
        _add(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(book, "META-INF/container.xml", CONTAINER.encode())
        for name, text in files.items():
            _add(book, f"EPUB/{name}", text.encode("utf-8"))
        if cover.is_file():
            _add(book, f"EPUB/{COVER}", read_regular(cover), zipfile.ZIP_STORED)
        for name in sorted(shown):
            _add(book, f"EPUB/{name}", read_regular(folder / name), zipfile.ZIP_STORED)
        entry = _entry(f"EPUB/{_audio_name(episode)}", zipfile.ZIP_STORED)
        with opened_regular(audio) as source, book.open(entry, "w", force_zip64=True) as inside:
            shutil.copyfileobj(source, inside, 1 << 20)
    return target


def render_epub(
    episode: Episode,
    theme: Theme,
    *,
    has_cover: bool = False,
    shown: Collection[str] = (),
) -> dict[str, str]:
    """The book's own files by name, except the audio, the cover and the pictures.

    `shown` are the names of the pictures that the book holds.

    Raises:
        PublishError: EPUB readers do not play the audio's format, or a template is wrong.
    """
    episode = make_all_writable(episode)
    audio_type = epub_type(episode.audio)
    article, reading, language = episode.article, lay_out(episode), language_of(episode)
    changed = article.modified or article.published or EPOCH
    words = words_of(language, theme)
    pictures = [each for each in episode.pictures if each.name in shown]
    context: dict[str, Any] = {
        "t": words,
        "ui": words.tag,
        "episode": episode,
        "article": article,
        "declared": declare(episode),
        "reading": reading,
        "language": language,
        "direction": direction_of(language),
        "source": web_address(article.url),
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, article.url or article.title)}",
        "modified": changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "audio": _audio_name(episode),
        "audio_type": audio_type,
        "duration": _clock(episode.timeline.length, episode.timeline.sample_rate),
        "cover": COVER if has_cover else "",
        "has_anchors": True,
        "pictures": pictures,
        "lead": next((each for each in pictures if each.block is None), None),
        "figures": {each.block: each for each in pictures if each.block is not None},
        "headings": (headings := list(_headings(reading))),
        "parts": list(_parts(_clips(episode, reading), {each["id"] for each in headings})),
    }
    names = ("package.opf", "nav.xhtml", "article.xhtml", "article.smil")
    files = {
        name: _NOT_XML.sub("\ufffd", theme.render(f"epub/{name}.j2", **context)).lstrip()
        for name in names
    }
    return {**files, "style.css": str(theme.source("epub/style.css"))}


def _is_picture(folder: Path, name: str) -> bool:
    # others may have written the episode's file, so its pictures must not lie outside the folder,
    # nor take the place of another file in the book
    is_named = Path(name).name == name and fnmatch.fnmatchcase(name, PICTURES)
    return is_named and (folder / name).is_file()


def _audio_name(episode: Episode) -> str:
    return f"audio{Path(episode.audio).suffix.lower()}"


def _clips(episode: Episode, reading: Reading) -> Iterator[Clip]:
    """Clips that together play the whole audio without a gap, also pauses and announcements."""
    rate, cues = episode.timeline.sample_rate, episode.timeline.cues
    known = {run.segment for run in reading.runs() if run.offset == 0}
    starts: list[tuple[int, int]] = []
    for cue in cues:
        segment = marked_segment(cue.segment, episode.script.segments, reading)
        if segment in known and (not starts or starts[-1][0] != segment):
            starts.append((segment, cue.start if starts else 0))
    ends = [start for _, start in starts[1:]] + [episode.timeline.length]
    for (segment, start), end in zip(starts, ends, strict=True):
        yield Clip(f"s{segment}", _clock(start, rate), _clock(end, rate))


def _parts(clips: Iterable[Clip], headings: set[str]) -> Iterator[Part]:
    part = Part(ARTICLE, [])
    for clip in clips:
        if clip.id in headings and part.clips:
            yield part
            part = Part(clip.id, [])
        part.clips.append(clip)
    yield part


def _headings(reading: Reading) -> Iterator[dict[str, str]]:
    for section in reading.sections:
        passage = section.passages[0]
        first = next((run.segment for run in passage.runs if run.segment is not None), None)
        if section.kind == "heading" and first is not None:
            yield {"id": f"s{first}", "text": passage.block.text}


def _clock(samples: int, rate: int) -> str:
    return f"{samples * 1000 // rate / 1000:.3f}s"


def _add(
    book: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    book.writestr(_entry(name, method), content)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
    entry.compress_type = method
    entry.create_system = 3  # Unix on every system, so that the bytes are the same
    entry.external_attr = 0o644 << 16
    return entry
