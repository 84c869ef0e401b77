"""Media types of what is published, by the names of files."""

from __future__ import annotations

MEDIA_TYPES = {
    # suffix -> media type; what a static host says of them, and no more is guessed
    ".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8", ".srt": "application/x-subrip",
    ".json": "application/json", ".opml": "text/x-opml; charset=utf-8",
    ".xml": "application/xml", ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".opus": "audio/ogg",
    ".ogg": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
    ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp",
}  # fmt: skip
FEED_TYPE = "application/rss+xml; charset=utf-8"
ANY_TYPE = "application/octet-stream"


def media_type(path: str) -> str:
    """Of a file of a site by its path from the folder of episodes, or of one by its name."""
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    if suffix == ".xml" and path.startswith("feed"):
        return FEED_TYPE
    return MEDIA_TYPES.get(suffix, ANY_TYPE)
