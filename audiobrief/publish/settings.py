"""The settings for published files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit

from audiobrief.errors import ConfigError
from audiobrief.patterns import compile_late
from audiobrief.publish.categories import find_category

KINDS_OF_FEEDS = ("section", "author", "site")
_LANGUAGE_TAG = compile_late(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = compile_late(r"[^@\s<>]+@[^@\s<>]+")


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """How episodes are published: the ``[publish]`` table of a settings file."""

    templates: str = ""
    """A folder whose files replace the theme's files of the same name; empty for none."""
    url: str = ""
    """Absolute address at which the folder of episodes will be served:
    "https://news.example/audio/". If it is empty, links stay relative, and there is no feed."""
    waveform: bool = True
    """Whether the scrubber shows the loudness of the audio, which is decoded once for it."""
    title: str = ""
    """Title of the library and its feed; empty for the articles' site, if they share one."""
    description: str = ""
    """Description of the library and its feed; empty for a sentence that says what they are."""
    author: str = ""
    """Publisher of the feed; empty for its title."""
    email: str = ""
    """E-mail address of the feed's owner, for directories that send a confirmation there; empty
    for none."""
    language: str = ""
    """BCP 47 tag of the feed; empty for the language of most of its articles."""
    category: str = "News"
    """One of Apple's categories or subcategories: "News", "Daily News", "Tech News"."""
    explicit: bool = False
    """Whether the content is only for adults."""
    copyright: str = ""
    """A line for the feed; empty for none."""
    locked: bool = False
    """Whether other podcast hosts are asked not to take the feed over."""
    cover: Path | None = None
    """A square JPEG or PNG of 1400 to 3000 pixels; None for one drawn from the title."""
    feeds: tuple[str, ...] = ("section", "author")
    """Further feeds besides the one of all episodes: by "section", "author" or "site"."""
    page_size: int = 200
    """Episodes in one feed document; older ones follow in documents of their own (RFC 5005)."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            ConfigError: a value is invalid.
        """
        parts = urlsplit(self.url) if self.url else None
        if parts and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ConfigError(f"url {self.url!r} is not an address such as https://host/path/")
        if parts and (parts.query or parts.fragment):
            raise ConfigError(f"url {self.url!r} names a page: give the folder, without ? or #")
        if self.language and not _LANGUAGE_TAG.fullmatch(self.language):
            raise ConfigError(f"language {self.language!r} is not a tag such as en or en-GB")
        if self.email and not _EMAIL.fullmatch(self.email):
            raise ConfigError(f"email {self.email!r} is not an address such as desk@host")
        if self.page_size < 1:
            raise ConfigError(
                f"page_size {self.page_size} is out of range: it must be at least 1"
            )
        find_category(self.category)
        for kind in self.feeds:
            if kind not in KINDS_OF_FEEDS:
                import difflib

                near = difflib.get_close_matches(kind, KINDS_OF_FEEDS, n=1) or KINDS_OF_FEEDS
                raise ConfigError(f"feeds by {kind!r} are unknown; nearest: {', '.join(near)}")

    @property
    def base(self) -> str:
        """`url` as the address of a folder, with a trailing slash; empty if `url` is."""
        return self.url.rstrip("/") + "/" if self.url else ""

    def of_episode(self, folder: str) -> Self:
        """The settings for one episode, with the address of its own folder as `url`.

        `folder` is relative to the folder of episodes, with "/" between its parts.
        """
        return replace(self, url=f"{self.base}{quote(folder)}/") if self.url else self
