"""What a user may set about the published files."""

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
    """A folder whose files replace those of the same name in the theme; empty for none."""
    url: str = ""
    """Where the folder of episodes will be served, absolute: "https://news.example/audio/".
    Empty where that is not known: links stay relative, and there is no feed."""
    waveform: bool = True
    """Whether the scrubber shows the loudness of the audio, for which it is decoded once."""
    title: str = ""
    """Of the library and its feed; empty for the name of the site that its articles share."""
    description: str = ""
    """Of the library and its feed; empty for a sentence that says what they are."""
    author: str = ""
    """Who publishes the feed; empty for its title."""
    email: str = ""
    """Of the feed's owner, where a directory asks them to confirm it; empty for none."""
    language: str = ""
    """BCP 47 tag of the feed; empty for the one that most of its articles are in."""
    category: str = "News"
    """One of Apple's categories or subcategories: "News", "Daily News", "Tech News"."""
    explicit: bool = False
    """Whether what is said is for adults alone."""
    copyright: str = ""
    """A line for the feed; empty for none."""
    locked: bool = False
    """Whether other podcast hosts are asked not to take the feed over."""
    cover: Path | None = None
    """A square JPEG or PNG of 1400 to 3000 pixels; None for one drawn from the title."""
    feeds: tuple[str, ...] = ("section", "author")
    """What there are feeds by, beside the one of all episodes: "section", "author", "site"."""
    page_size: int = 200
    """Episodes of one feed document; older ones follow on pages of their own (RFC 5005)."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            ConfigError: one of them cannot be published.
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
        """`url` as a folder's address, with a slash at its end; empty without one."""
        return self.url.rstrip("/") + "/" if self.url else ""

    def of_episode(self, folder: str) -> Self:
        """The settings for one episode, whose `url` is that of its own folder.

        `folder` is relative to the folder of episodes, with "/" between its parts.
        """
        return replace(self, url=f"{self.base}{quote(folder)}/") if self.url else self
