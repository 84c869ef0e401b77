"""The metadata of an audio file: title, authors, chapters, transcript, cover."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.model import Episode


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter of the file."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Tags:
    """The metadata that a player shows. Empty fields are not written."""

    title: str = ""
    artist: str = ""
    """The authors, in one line: "Zoë Müller, Imre Halloran"."""
    album: str = ""
    """The site; players group episodes by it."""
    date: str = ""
    """ISO 8601 day, "2026-11-25"."""
    url: str = ""
    """Address of the article."""
    language: str = ""
    """BCP 47 tag."""
    comment: str = ""
    """The dek, or another note for the listener."""
    reader: str = ""
    """The voice that reads: "Automated voice: heart (hibari-tts 0.2.1)"."""
    declaration: str = ""
    """A sentence that says that the voice is automated; it follows the comment."""
    source_type: str = ""
    """Address of IPTC's term for where the sound comes from."""
    lyrics: str = ""
    """The transcript; lines end in a line feed."""
    chapters: tuple[ChapterMark, ...] = ()
    cover: bytes = b""
    """A square JPEG."""
    cover_side: int = 0
    """Side of the cover in pixels."""

    @property
    def note(self) -> str:
        """The comment and the declaration, each in a line of its own."""
        return "\n".join(filter(None, (self.comment, self.declaration)))


def make_tags(
    episode: Episode,
    *,
    reader: str = "",
    declaration: str = "",
    source_type: str = "",
    cover: bytes = b"",
    cover_side: int = 0,
) -> Tags:
    """The tags of an episode: its article's metadata, its chapters and its transcript.

    The other fields are those of `Tags`.
    """
    article = episode.article
    rate = episode.timeline.sample_rate
    return Tags(
        title=article.title,
        artist=_join_names(
            [author.name for author in article.authors if not author.additional]
        ),
        album=article.site,
        date=article.published.date().isoformat() if article.published else "",
        url=article.url,
        language=episode.script.language,
        comment=article.dek,
        reader=reader,
        declaration=declaration,
        source_type=source_type,
        lyrics=_make_transcript(episode),
        chapters=tuple(
            ChapterMark(mark.title, mark.start * 1000 // rate, mark.end * 1000 // rate)
            for mark in episode.chapters
        ),
        cover=cover,
        cover_side=cover_side,
    )


def _join_names(names: list[str]) -> str:
    # every player shows a comma as it is, and "and" would be English
    return ", ".join(names)


def _make_transcript(episode: Episode) -> str:
    """The words of the script, one line for each block."""
    lines: list[str] = []
    before: object = None
    for segment in episode.script.segments:
        part = (segment.role, segment.block)
        if part == before:
            lines[-1] += f" {segment.written}"
        else:
            lines.append(segment.written)
        before = part
    return "\n".join(lines)
