"""Every choice a producer can make, in one tree, read from TOML and the command line.

    defaults <- user's config.toml <- audiobrief.toml <- [profiles."host"] <- command line

Each room keeps its own settings, with defaults and ranges; this room only
gathers them. A key in a file is a field of a dataclass here, so that there is
nothing to keep in step.
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
from audiobrief.publish.settings import PublishSettings
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.system.locations import files_to_read
from audiobrief.system.tables import (
    check,
    convert,
    error_at,
    lay_over,
    merged,
    nested,
    read_toml,
    resolve_paths,
    table_of,
)

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
    # table and key of older files -> what it is called now
    ("sound", "kbps"): "bitrate",
}
OF_THE_WHOLE = {"profiles", "commands"}
"""What no profile has of its own."""
BATCH_RANGES = {
    # field of [batch] -> least and greatest
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


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """Who speaks, and how."""

    engine: str = "natural,espeak"
    """Names of engines, best first, joined by commas; the first that can speak the article's
    language serves."""
    narrator: str = ""
    """Name of a voice; empty for the engine's own choice for the article's language."""
    quote: str = ""
    """Voice of quotations where `quotes` is "voice" or "both"; empty for a second one."""
    speakers: bool = False
    """Whether each speaker that is quoted gets a voice of their own."""
    announcer: str = ""
    """Voice of what audiobrief adds; empty for the narrator's."""
    aside: str = ""
    """Voice of explainers and fact boxes; empty for the narrator's."""
    speed: float = 1.0
    """Factor, 0.5 to 3.0."""
    pitch: float = 1.0
    """Factor, 0.5 to 2.0."""
    volume: float = 1.0
    """Linear factor, 0.0 to 2.0."""
    mirror: str = ""
    """Address that `audiobrief voices add` fetches from in place of the voices' publishers: a
    web server over folders of voices, as in "https://voices.example/piper/NAME.onnx"."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Name of an engine -> its own settings: [voice.options.openai]."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a factor is out of its range.
        """
        self.delivery_of(VoiceRole.NARRATOR)

    @property
    def engines(self) -> tuple[str, ...]:
        """The names in `engine`."""
        return tuple(name.strip() for name in self.engine.split(",") if name.strip())

    def delivery_of(self, role: VoiceRole) -> Delivery:
        """How a voice role speaks."""
        voice = getattr(self, role.value) or self.narrator
        return Delivery(voice=voice, speed=self.speed, pitch=self.pitch, volume=self.volume)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """What is kept between runs."""

    speech: bool = True
    """Keep speech by its content, so that nothing is spoken twice."""
    folder: Path | None = None
    """Where; None for the platform's folder."""
    limit_mb: int = 1024
    """Most that speech may take on disk, megabytes."""
    shared: str = ""
    """An address of storage ("s3://bucket/speech") that keeps speech too, for machines that
    share nothing else: what one of them has spoken no other one speaks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """How many articles are made at once, and what each may take."""

    workers: int = 0
    """Articles made at once, each in a process that keeps one core busy; 0 for one a core."""
    on: str = "pool"
    """"pool" for this machine, "ray" for a Ray that is started here, "auto" or
    "ray://HOST:10001" for a cluster that runs already."""
    deadline_ms: int = 600_000
    """Most time for an article, milliseconds; whatever it is doing then, it is ended."""
    memory_mb: int = 2048
    """Most memory that a worker may ask for, megabytes (on Linux); 0 for no limit."""
    retries: int = 2
    """How often a failure that may pass is tried again: a crash, a server that is away."""
    retry_ms: int = 2_000
    """Wait before the first of these, milliseconds; doubled for each after it."""
    recycle: int = 100
    """Tasks after which a worker is replaced; 0 for never."""
    fetchers: int = 0
    """Pages of the web fetched at once, each in a process of its own; 0 for two a worker."""
    per_host: int = 2
    """Most pages fetched at once from one host."""
    host_pause_ms: int = 500
    """Least time between two requests to one host, milliseconds."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a figure is out of its range.
        """
        for name, (low, high) in BATCH_RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ConfigError(f"{name} {value} is out of range: {low} to {high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole tree. Every field is a table of the file, by the same name."""

    script: ScriptStyle = ScriptStyle()
    voice: VoiceSettings = VoiceSettings()
    sound: EncoderSettings = EncoderSettings()
    music: MusicSettings = MusicSettings()
    fetch: FetchSettings = FetchSettings()
    publish: PublishSettings = PublishSettings()
    cache: CacheSettings = CacheSettings()
    batch: BatchSettings = BatchSettings()
    cover: Path | None = None
    """A picture for the cover. None for the article's lead image where its page came from
    the web, else for a drawn one."""
    lexicons: tuple[Path, ...] = ()
    """Files of pronunciations, later ones over earlier ones."""
    rules: tuple[Path, ...] = ()
    """Files of site rules, tried in this order, before the general judgement."""
    commands: Mapping[str, Any] = field(default_factory=dict)
    """Command -> its options, where the command line does not give them: [commands.batch]
    with limit = 10. Of all commands: quiet and verbose."""
    profiles: Mapping[str, Settings] = field(default_factory=dict)
    """Host -> the settings for its pages: this tree with the profile laid over it."""

    def for_url(self, url: str) -> Settings:
        """The settings for a page at `url`: those of the longest profile its host ends in."""
        if not self.profiles:
            return self
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            # "http://[" is no address, and a saved page may say that it came from there
            return self
        fitting = [name for name in self.profiles if f".{host}".endswith(f".{name.lower()}")]
        return self.profiles[max(fitting, key=len)] if host and fitting else self


def read_settings(
    path: Path | None = None, overrides: Mapping[str, Any] | None = None
) -> Settings:
    """Settings from the files there are, with `overrides` laid over all of them.

    `path` is read in place of ``audiobrief.toml``; `overrides` maps dotted keys
    ("script.quotes") to values as TOML would give them.

    Raises:
        ConfigError: a file cannot be read, a key is unknown, a value is wrong.
    """
    tree: dict[str, Any] = {}
    for file in files_to_read(path):
        lay_over(tree, _read_file(file))
    profiles = tree.pop("profiles", {})
    forced: dict[str, Any] = {}
    for key, value in (overrides or {}).items():
        lay_over(forced, nested(key.split("."), value))
    built = {
        host: convert(merged(tree, profile, forced), Settings, f"profile {host}")
        for host, profile in profiles.items()
    }
    settings = convert(merged(tree, forced), Settings, "the settings")
    return dataclasses.replace(settings, profiles=built)


def _read_file(path: Path) -> dict[str, Any]:
    """What a file says, as `Settings` has it; paths in it are relative to it."""
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
    for (table, key), name in RENAMED.items():
        if key in table_of(tree, (*place, table), path):
            raise error_at(path, (*place, table, key), f"has been renamed; use {name}")
    resolve_paths(tree, Settings, path.parent)
    _speak_to_skip(tree, path, place)
    check(tree, Settings, path, place, but=OF_THE_WHOLE if place else ())


def _speak_to_skip(tree: dict[str, Any], path: Path, place: tuple[str, ...]) -> None:
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
