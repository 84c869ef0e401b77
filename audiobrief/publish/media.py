"""Media types of published files, by their names."""

from __future__ import annotations

from audiobrief.encoder.formats import FORMATS, format_of
from audiobrief.errors import PublishError

MEDIA_TYPES = {
    # suffix -> media type that a static host sends; others are not guessed. `FORMATS` has the
    # media types of audio
    ".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8", ".srt": "application/x-subrip",
    ".json": "application/json", ".opml": "text/x-opml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml", ".epub": "application/epub+zip",
    ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp",
}  # fmt: skip
FEED_TYPE = "application/rss+xml; charset=utf-8"
ANY_TYPE = "application/octet-stream"


def media_type(path: str) -> str:
    """Media type of a file, by its name or its path relative to the folder of episodes."""
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    if suffix == ".xml" and path.startswith("feed"):
        return FEED_TYPE
    kind = format_of(path)
    return MEDIA_TYPES.get(suffix, ANY_TYPE) if kind is None else kind.media_type


def is_audio(path: str) -> bool:
    """Whether a file is an episode's audio, judged by its name."""
    return format_of(path) is not None


def epub_type(name: str) -> str:
    """Media type of an audio file in an EPUB, by its name.

    Raises:
        PublishError: not every EPUB reader plays such audio.
    """
    kind = format_of(name)
    if kind is None or not kind.epub_type:
        *known, last = (name for name, kind in FORMATS.items() if kind.epub_type)
        raise PublishError(
            f"EPUB readers do not play {name.rpartition('.')[2]}; make the episode as "
            f"{', '.join(known)} or {last}"
        )
    return kind.epub_type
