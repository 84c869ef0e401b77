"""Every choice a producer can make, in one tree, read from TOML and the command line.

    defaults <- user's config.toml <- audiobrief.toml <- [profiles."host"] <- command line

Each room defines its own settings with their defaults and ranges; this room only
gathers them. The keys in a file are the fields of these dataclasses, so no list
of keys has to be kept up to date.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audiobrief.encoder.settings import EncoderSettings
from audiobrief.engines import Delivery
from audiobrief.errors import ConfigError
from audiobrief.fetch.settings import FetchSettings
from audiobrief.model import BlockKind, VoiceRole
from audiobrief.music.settings import MusicSettings
from audiobrief.patterns import compile_late
from audiobrief.publish.settings import CredentialSettings, PublishSettings
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.settings.record import RecordSettings
from audiobrief.spoken.languages import tag_named
from audiobrief.system.locations import files_to_read
from audiobrief.system.pipes import folder_of
from audiobrief.system.tables import (
    check,
    check_keys,
    check_ranges,
    convert,
    error_at,
    lay_over,
    merged,
    nested,
    read_toml,
    resolve_paths,
    table_of,
)

_LANGUAGE_TAG = compile_late(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""BCP 47: the codes of ISO 639, which are the primary subtags, have two or three letters."""
SPOKEN_KINDS = {
    # key of [speak] -> kind of block; paragraphs are always spoken
    "headings": BlockKind.HEADING,
    "quotes": BlockKind.QUOTE,
    "lists": BlockKind.LIST_ITEM,
    "tables": BlockKind.TABLE,
    "asides": BlockKind.ASIDE,
    "captions": BlockKind.CAPTION,
    "corrections": BlockKind.CORRECTION,
    "endnotes": BlockKind.ENDNOTE,
    "code": BlockKind.CODE,
}
RENAMED = {
    # table and key in older files -> the key's name now
    ("sound", "kbps"): "bitrate",
}
OF_THE_WHOLE = {"profiles", "commands", "reading_lists"}
"""Tables that a profile cannot contain."""
BATCH_RANGES = {
    # field of [batch] -> least and greatest value
    "workers": (0, 1024),
    "deadline_ms": (1_000, 86_400_000),
    "memory_mb": (0, 1_048_576),
    "retries": (0, 20),
    "retry_ms": (0, 3_600_000),
    "recycle": (0, 1_000_000),
    "fetchers": (0, 1024),
    "per_host": (1, 64),
    "host_pause_ms": (0, 600_000),
}

MOST_CACHE_MB = 100_000_000
"""The largest cache of speech in megabytes, larger than any disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """Who speaks, and how."""

    engine: str = "natural,espeak"
    """Names of engines, best first, joined by commas; the first that can speak the article's
    language serves."""
    narrator: str = ""
    """Name of a voice; empty for the engine's own choice for the article's language."""
    quote: str = ""
    """Voice of quotations if `quotes` is "voice" or "both"; empty for a second voice."""
    speakers: bool = False
    """Whether each quoted speaker gets a voice of their own."""
    announcer: str = ""
    """Voice of the words that audiobrief adds; empty for the narrator's."""
    aside: str = ""
    """Voice of explainers and fact boxes; empty for the narrator's."""
    speed: float = 1.0
    """Factor, 0.5 to 3.0."""
    pitch: float = 1.0
    """Factor, 0.5 to 2.0."""
    volume: float = 1.0
    """Linear factor, 0.0 to 2.0."""
    allow_gaps: bool = False
    """Make an episode although words of it have no sound, or text of its article is not in its
    script; they are named. Without it, such an episode is refused."""
    mirror: str = ""
    """Address that `audiobrief voices add` fetches from in place of the voices' publishers: a
    web server with folders of voices, as in "https://voices.example/piper/NAME.onnx"."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name of an engine -> its own settings, as in [voice.options.openai]."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a factor is out of its range.
        """
        self.delivery_of(VoiceRole.NARRATOR)

    @property
    def engines(self) -> tuple[str, ...]:
        """The names in `engine`, each once."""
        names = (name.strip() for name in self.engine.split(","))
        return tuple(dict.fromkeys(name for name in names if name))

    def delivery_of(self, role: VoiceRole) -> Delivery:
        """The voice, speed, pitch and volume of a voice role."""
        voice = getattr(self, role.value) or self.narrator
        return Delivery(voice=voice, speed=self.speed, pitch=self.pitch, volume=self.volume)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """What is kept between runs."""

    speech: bool = True
    """Keep speech by its content, so that nothing is spoken twice."""
    folder: Path | None = None
    """Folder of the kept speech; None for the platform's cache folder."""
    limit_mb: int = 1024
    """The most disk space for speech, in megabytes."""
    shared: str = ""
    """An address of storage ("s3://bucket/speech") that keeps speech as well, so that machines
    without a common disk do not speak the same text again."""

    def __post_init__(self) -> None:
        """Check the range of `limit_mb`.

        Raises:
            ConfigError: it is out of its range.
        """
        check_ranges(self, {"limit_mb": (0, MOST_CACHE_MB)})


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """How many articles are made at once, and what each may take."""

    workers: int = 0
    """Articles made at once, each in a process that keeps one core busy; 0 for one per core."""
    on: str = "pool"
    """"pool" for this machine, "ray" for a Ray that is started here, "auto" or
    "ray://HOST:10001" for a cluster that already runs."""
    deadline_ms: int = 600_000
    """The most time for an article, in milliseconds; its process is then ended."""
    memory_mb: int = 2048
    """The most memory for a worker, in megabytes (on Linux); 0 for no limit."""
    retries: int = 2
    """How often a temporary failure is tried again, such as a crash or an unreachable server."""
    retry_ms: int = 2_000
    """The wait before the first such try, in milliseconds; it doubles with each further try."""
    recycle: int = 100
    """Tasks after which a worker is replaced; 0 for never."""
    fetchers: int = 0
    """Pages of the web fetched at once, each in a process of its own; 0 for two per worker."""
    per_host: int = 2
    """The most pages fetched at once from one host."""
    learn: bool = True
    """Compare the pages of one site, and drop the lines that stand on three of them."""
    host_pause_ms: int = 500
    """The least time between two requests to one host, in milliseconds."""
    require_approval: bool = False
    """Hold what `batch` and `watch` make back until somebody approved it, at the desk or with
    `audiobrief approve`; a new version of a published story, too."""
    unique_names: bool = False
    """End the name of every new folder in eight digits that stand for its article, so that it does
    not depend on which other articles are made, or in which order."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a figure is out of its range.
        """
        check_ranges(self, BATCH_RANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole tree of settings; each field is a table or key of the same name in the file."""

    script: ScriptStyle = ScriptStyle()
    voice: VoiceSettings = VoiceSettings()
    sound: EncoderSettings = EncoderSettings()
    music: MusicSettings = MusicSettings()
    fetch: FetchSettings = FetchSettings()
    publish: PublishSettings = PublishSettings()
    credentials: CredentialSettings = CredentialSettings()
    cache: CacheSettings = CacheSettings()
    batch: BatchSettings = BatchSettings()
    record: RecordSettings = RecordSettings()
    cover: Path | None = None
    """A picture for the cover; None for the lead image of an article from the web, or else
    for a drawn cover."""
    lexicons: tuple[Path, ...] = ()
    """Files of pronunciations; later ones win over earlier ones."""
    rules: tuple[Path, ...] = ()
    """Files of site rules, tried in this order before the general rules."""
    fail_below: float = 0.0
    """The least confidence of an article, 0 to 1; a page whose article is less sure is refused."""
    language: str = ""
    """The language of articles as a BCP 47 tag, such as de-AT, instead of what page and text tell."""
    reading_lists: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Read-later service -> its settings, as address = "https://…" in [reading_lists.readeck];
    `audiobrief listen` makes what is unread there."""
    commands: Mapping[str, Any] = field(default_factory=dict)
    """Command -> defaults for its options, as limit = 10 in [commands.batch]; for all commands:
    quiet and verbose."""
    profiles: Mapping[str, Settings] = field(default_factory=dict)
    """Host -> the settings for its pages: this tree with the profile laid over it."""

    def __post_init__(self) -> None:
        """Check the range of `fail_below` and the form of `language`.

        Raises:
            ConfigError: one of them is not as it must be.
        """
        if not 0 <= self.fail_below <= 1:
            raise ConfigError(f"fail_below {self.fail_below} is out of range: 0 to 1")
        if self.language and not _LANGUAGE_TAG.fullmatch(self.language):
            tag = tag_named(self.language)
            advice = f"; write {tag}" if tag else ""
            raise ConfigError(
                f"language {self.language!r} is not a tag such as de or de-AT{advice}"
            )

    def for_url(self, url: str) -> Settings:
        """The settings for a page at `url`; of matching profiles the longest wins."""
        if not self.profiles:
            return self
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            # a saved page may name an invalid address, such as "http://[", as its origin
            return self
        fitting = [name for name in self.profiles if f".{host}".endswith(f".{name.lower()}")]
        return self.profiles[max(fitting, key=len)] if host and fitting else self


def read_settings(
    path: Path | None = None, overrides: Mapping[str, Any] | None = None
) -> Settings:
    """The settings from the existing files, with `overrides` laid over all of them.

    `path` is read in place of ``audiobrief.toml``; `overrides` maps dotted keys
    ("script.quotes") to values of TOML's types. A key of [speak] is one of them, those of
    profiles are not.

    Raises:
        ConfigError: a file cannot be read, a key is unknown or a value is wrong.
    """
    tree: dict[str, Any] = {}
    for file in files_to_read(path):
        lay_over(tree, _read_file(file))
    profiles = tree.pop("profiles", {})
    forced: dict[str, Any] = {}
    for key, value in (overrides or {}).items():
        lay_over(forced, nested(key.split("."), value))
    _check_renamed(forced, None, ())
    _speak_to_skip(forced, None, ())
    check_keys(forced, Settings, None, (), {"profiles"})
    built = {
        host: convert(merged(tree, profile, forced), Settings, f"profile {host}")
        for host, profile in profiles.items()
    }
    settings = convert(merged(tree, forced), Settings, "the settings")
    return dataclasses.replace(settings, profiles=built)


def _read_file(path: Path) -> dict[str, Any]:
    """The tree in a settings file, shaped as `Settings`; paths are relative to the file."""
    table = read_toml(path)
    profiles: dict[str, Any] = {**table_of(table, ("profiles",), path)}
    table.pop("profiles", None)
    _check_tree(table, path, ())
    for host, tree in profiles.items():
        place = ("profiles", host)
        table_of(profiles, place, path)
        _check_tree(tree, path, place)
    return {**table, "profiles": profiles}


def _check_tree(tree: dict[str, Any], path: Path, place: tuple[str, ...]) -> None:
    _check_renamed(tree, path, place)
    resolve_paths(tree, Settings, folder_of(path))
    _speak_to_skip(tree, path, place)
    check(tree, Settings, path, place, but=OF_THE_WHOLE if place else ())


def _check_renamed(tree: Mapping[str, Any], path: Path | None, place: tuple[str, ...]) -> None:
    for (table, key), name in RENAMED.items():
        if key in table_of(tree, (*place, table), path):
            raise error_at(path, (*place, table, key), f"has been renamed; use {name}")


def _speak_to_skip(tree: dict[str, Any], path: Path | None, place: tuple[str, ...]) -> None:
    if "speak" not in tree:
        return
    speak = table_of(tree, (*place, "speak"), path)
    del tree["speak"]
    script = table_of(tree, (*place, "script"), path)
    for key, value in speak.items():
        if key not in SPOKEN_KINDS or not isinstance(value, bool):
            flaw = f"is not one of {', '.join(SPOKEN_KINDS)} with true or false"
            raise error_at(path, (*place, "speak", key), flaw)
    skipped = [SPOKEN_KINDS[key].value for key, spoken in speak.items() if not spoken]
    tree["script"] = {**script, "skip": skipped}
