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
VISIBILITIES = ("public", "private")
ORDERS = ("published", "added")
MAX_DAYS = 3650
_TOKEN = compile_late(r"[A-Za-z0-9_-]{16,64}")
LEAD, ALL, NONE = "lead", "all", "none"
_EMAIL = compile_late(r"[^@\s<>]+@[^@\s<>]+")


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """How episodes are published: the ``[publish]`` table of a settings file."""

    templates: str = ""
    """A folder whose files replace the theme's files of the same name; empty for none."""
    url: str = ""
    """Absolute address at which the folder of episodes will be served:
    "https://news.example/audio/". If it is empty, a site keeps the address that it was last made
    with; where there was none, links stay relative, and there is no feed."""
    waveform: bool = True
    """Whether the scrubber shows the loudness of the audio, which is decoded once for it."""
    pictures: str = "lead"
    """The pictures of an article from the web that its page shows: "lead" for the lead image alone,
    "all" for those with a caption as well, or "none"."""
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
    full_text: bool = False
    """Whether the feeds' items hold the article's whole text, to read along in podcast apps; in
    storage they never do, since its texts are not downloaded."""
    page_size: int = 200
    """Episodes in one feed document; older ones follow in documents of their own (RFC 5005)."""
    visibility: str = "public"
    """"public", or "private" for a site that no search engine and no directory may list, and
    whose feeds have a secret address."""
    token: str = ""
    """The secret part of a private feed's address; empty for one that is made once and kept in
    the output."""
    moved_from: str = ""
    """The address that the folder of episodes had before, as `url` was then: with it, the feeds
    stay the same podcast for directories (`podcast:guid`) after a move; empty if it never moved."""
    moved_to: str = ""
    """The address that the folder of episodes has now, for one last publication at the old
    address, whose feeds then lead their subscribers there; empty if it has not moved."""
    hub: str = ""
    """Address of a WebSub hub that is told of each change of the feeds; empty for none."""
    order: str = "published"
    """"published" to order the library and its feeds by the articles' dates, "added" by when each
    was added, whatever its article's date."""
    finished_days: int = 0
    """Days after which an episode that was heard to its end leaves the library and its feeds,
    unless it is kept; 0 for never."""
    replaced_days: int = 7
    """Days for which the audio of an earlier version still answers at its address, for apps that
    read the feed before the correction; 0 to remove it at once."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            ConfigError: a value is invalid.
        """
        for name in ("url", "moved_from", "moved_to", "hub"):
            self._check_address(name, getattr(self, name))
        if self.language and not _LANGUAGE_TAG.fullmatch(self.language):
            raise ConfigError(f"language {self.language!r} is not a tag such as en or en-GB")
        if self.email and not _EMAIL.fullmatch(self.email):
            raise ConfigError(f"email {self.email!r} is not an address such as desk@host")
        if self.page_size < 1:
            raise ConfigError(
                f"page_size {self.page_size} is out of range: it must be at least 1"
            )
        if self.visibility not in VISIBILITIES:
            raise ConfigError(
                f"visibility {self.visibility!r} is unknown; use {' or '.join(VISIBILITIES)}"
            )
        if self.token and not _TOKEN.fullmatch(self.token):
            raise ConfigError(
                "token must have 16 to 64 letters, digits, - or _: shorter ones can be guessed"
            )
        if self.order not in ORDERS:
            raise ConfigError(f"order {self.order!r} is unknown; use {' or '.join(ORDERS)}")
        if self.pictures not in (LEAD, ALL, NONE):
            raise ConfigError(
                f"pictures {self.pictures!r} is unknown; use {LEAD}, {ALL} or {NONE}"
            )
        for name in ("replaced_days", "finished_days"):
            days = getattr(self, name)
            if not 0 <= days <= MAX_DAYS:
                raise ConfigError(f"{name} {days} is out of range: 0 to {MAX_DAYS}")
        find_category(self.category)
        for kind in self.feeds:
            if kind not in KINDS_OF_FEEDS:
                import difflib

                near = difflib.get_close_matches(kind, KINDS_OF_FEEDS, n=1) or KINDS_OF_FEEDS
                raise ConfigError(f"feeds by {kind!r} are unknown; nearest: {', '.join(near)}")

    def _check_address(self, name: str, address: str) -> None:
        parts = urlsplit(address) if address else None
        if parts and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ConfigError(
                f"{name} {address!r} is not an address such as https://host/path/"
            )
        if parts and "@" in parts.netloc:
            raise ConfigError(
                f"{name} {address!r} has a name or a password in it, and is published; leave it out"
            )
        if parts and (parts.query or parts.fragment) and name != "hub":
            raise ConfigError(
                f"{name} {address!r} names a page: give the folder, without ? or #"
            )

    @property
    def base(self) -> str:
        """`url` as the address of a folder, with a trailing slash; empty if `url` is."""
        return folder_address(self.url)

    @property
    def above_feeds(self) -> str:
        """The path of a private site's folder of feeds, with a trailing slash.

        Empty for a public site, and for one whose own address holds the secret already.
        """
        if not self.is_private or self.base.endswith(f"/{self.token}/"):
            return ""
        return f"{self.token}/"

    @property
    def is_private(self) -> bool:
        """Whether no search engine and no directory may list the site."""
        return self.visibility == "private"

    def of_episode(self, folder: str) -> Self:
        """The settings for one episode, with the address of its own folder as `url`.

        `folder` is relative to the folder of episodes, with "/" between its parts.
        """
        return replace(self, url=f"{self.base}{quote(folder)}/") if self.url else self


def folder_address(address: str) -> str:
    """`address` with one slash at its end; empty if it is."""
    return address.rstrip("/") + "/" if address else ""


@dataclass(frozen=True, slots=True)
class CredentialSettings:
    """Who signs the audio with content credentials (C2PA): the ``[credentials]`` table."""

    certificate: Path | None = None
    """A PEM file with the certificate that signs, then those of its issuers; without one, and
    without AUDIOBRIEF_SIGNING_CERTIFICATE, nothing is signed."""
    key: Path | None = None
    """The certificate's private key (PKCS#8 in PEM); None for the key in AUDIOBRIEF_SIGNING_KEY. The
    passphrase of an encrypted key is in AUDIOBRIEF_SIGNING_PASSPHRASE."""
    command: tuple[str, ...] = ()
    """A program with its arguments that signs in place of the key: it reads bytes from stdin and
    prints their signature, as ["openssl", "pkeyutl", "-sign", …] does."""
    timestamps: str = ""
    """Address of a time stamp server (RFC 3161), so that signatures outlast the certificate;
    empty to sign without the network."""
    trust: Path | None = None
    """A PEM file of the issuers that `audiobrief verify` trusts; None to take any."""
