"""Write metadata, chapters and cover into an audio file, in each format's own way.

Chapters are known only after the last sample, so tags are added to a finished
file: ID3 is written in front of the mp3's frames (2 ms for ten minutes), and
ffmpeg copies the other formats without encoding them again (60 ms).
"""

from __future__ import annotations

import base64
import shutil
import struct
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobrief.characters import make_all_writable
from audiobrief.encoder.ffmpeg import run_ffmpeg
from audiobrief.encoder.formats import MP4, Format
from audiobrief.encoder.id3 import LANGUAGES, SOURCE_TYPE, make_id3
from audiobrief.encoder.tags import ChapterMark, Tags
from audiobrief.patterns import compile_late

COPY_BYTES = 1 << 20
MOST_CHAPTER_COMMENTS = 1000
"""Chapter comments are numbered with three digits."""
MP4_NAMES = {
    # tag -> the atom of MP4 that stands for it, by ffmpeg's name
    "performer": "composer",  # audiobook shops and players show the composer as the narrator
    # `mov_write_ilst_tag` of ffmpeg writes a fixed list of atoms and no names of one's own;
    # keywords are the atom for terms of a vocabulary
    SOURCE_TYPE: "keywords",
}
_BACKSLASH_AT_END = compile_late(r"\\(?=\n|\Z)")


def write_tags(path: Path, kind: Format, tags: Tags, sample_rate: int) -> None:
    """Put `tags` into the finished file at `path`, in place.

    Raises:
        EncoderFailed: ffmpeg cannot copy the file.
    """
    tags = make_all_writable(tags)
    if kind.muxer == "mp3":
        _put_in_front(path, make_id3(tags))
    else:
        _copy_with_tags(path, kind, tags, sample_rate)


def metadata_arguments(tags: Tags) -> list[str]:
    """Arguments for ffmpeg that set the tags that are known before the first sample."""
    return [
        argument
        for name, value in _pairs(make_all_writable(tags))
        if name not in {"lyrics", "METADATA_BLOCK_PICTURE"}
        for argument in ("-metadata", f"{name}={value}")
    ]


def _put_in_front(path: Path, head: bytes) -> None:
    with tempfile.TemporaryFile(dir=path.parent) as copy:
        with path.open("rb") as source:
            shutil.copyfileobj(source, copy, COPY_BYTES)
        copy.seek(0)
        with path.open("wb") as target:
            target.write(head)
            shutil.copyfileobj(copy, target, COPY_BYTES)


def _copy_with_tags(path: Path, kind: Format, tags: Tags, sample_rate: int) -> None:
    with tempfile.TemporaryDirectory(prefix=".audiobrief-", dir=path.parent) as folder:
        told = Path(folder) / "tags.txt"
        told.write_text(_make_ffmetadata(tags, kind), encoding="utf-8")
        copy = Path(folder) / f"copy{kind.suffix}"
        inputs = ["-i", str(path), "-f", "ffmetadata", "-i", str(told)]
        chapters = "-1" if kind.chapter_comments else "1"
        maps = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", chapters]
        if tags.cover and kind.cover_stream:
            picture = Path(folder) / "cover.jpg"
            picture.write_bytes(tags.cover)
            inputs += ["-i", str(picture)]
            maps += ["-map", "2:v", "-disposition:v:0", "attached_pic"]
        language = _iso_639_2(tags.language)
        run_ffmpeg(
            [
                *inputs,
                *maps,
                *("-c", "copy", "-fflags", "+bitexact"),
                *(("-metadata:s:a:0", f"language={language}") if language else ()),
                *kind.finish_arguments(sample_rate),
                *("-f", kind.muxer, str(copy)),
            ]
        )
        copy.replace(path)


def _pairs(tags: Tags) -> list[tuple[str, str]]:
    pairs = [
        ("title", tags.title),
        ("artist", tags.artist),
        ("album", tags.album),
        ("date", tags.date),
        ("comment", tags.note),
        # Xiph on PERFORMER: "in an audio book it would be the actor who did the reading"
        ("performer", tags.reader),
        ("genre", "Podcast"),
        ("purl", tags.url),
        (SOURCE_TYPE, tags.source_type),
        ("lyrics", tags.lyrics),
    ]
    return [(name, value) for name, value in pairs if value]


def _make_ffmetadata(tags: Tags, kind: Format) -> str:
    """Tags and chapters in ffmpeg's own text format."""
    pairs = _pairs(tags)
    if kind.muxer == MP4.muxer:
        pairs = [(MP4_NAMES.get(name, name), value) for name, value in pairs]
    if tags.cover and kind.cover_comment:
        pairs.append(("METADATA_BLOCK_PICTURE", _make_picture_block(tags)))
    if kind.chapter_comments:
        pairs += _make_chapter_comments(tags.chapters)
    lines = [";FFMETADATA1", *(f"{name}={_escape(value)}" for name, value in pairs)]
    for mark in () if kind.chapter_comments else tags.chapters:
        lines += [
            "[CHAPTER]",
            "TIMEBASE=1/1000",
            f"START={mark.start_ms}",
            f"END={mark.end_ms}",
        ]
        lines.append(f"title={_escape(mark.title)}")
    return "\n".join(lines) + "\n"


def _make_chapter_comments(chapters: Sequence[ChapterMark]) -> Iterator[tuple[str, str]]:
    """Chapters as Vorbis comments (Xiph's ChapterExtension): name and value, at most 1,000."""
    for number, mark in enumerate(chapters[:MOST_CHAPTER_COMMENTS]):
        seconds, ms = divmod(mark.start_ms, 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
        yield f"CHAPTER{number:03}", clock
        yield f"CHAPTER{number:03}NAME", mark.title


def _escape(value: str) -> str:
    # ffmpeg reads a line end after an escaped backslash as an escaped line end
    value = _BACKSLASH_AT_END.sub("\\\\ ", value)
    # ffmpeg-formats, "Metadata": a backslash escapes these characters, also the line feed
    for char in "\\=;#\n":
        value = value.replace(char, "\\" + char)
    return value


def _make_picture_block(tags: Tags) -> str:
    """A FLAC picture block (RFC 9639, 8.8) in base64, as Ogg comments hold it."""
    mime = b"image/jpeg"
    block = struct.pack(">II", 3, len(mime)) + mime + struct.pack(">I", 0)
    block += struct.pack(">IIII", tags.cover_side, tags.cover_side, 24, 0)
    return base64.b64encode(block + struct.pack(">I", len(tags.cover)) + tags.cover).decode()


def _iso_639_2(language: str) -> str:
    return LANGUAGES.get(language.partition("-")[0].casefold(), "")
