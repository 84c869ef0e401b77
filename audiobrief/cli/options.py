"""Options that several commands share. Each is a key of the settings."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audiobrief.encoder.formats import FORMATS

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

F = TypeVar("F", bound=Callable[..., Any])

BIT_RATES = ", ".join(f"{name} {kind.kbps}" for name, kind in FORMATS.items() if kind.kbps)
PAGE_HELP = "PAGE is a file (.html, .txt, .md, .eml, .mhtml), an address, or - for stdin."

# Each row: flags, key of the settings, and click's arguments for the option.
FETCH_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("--allow-private",), "fetch.allow_private", {"is_flag": True, "default": None,
        "help": "Allow addresses of this machine and its network."}),
    (("--ignore-robots",), "fetch.ignore_robots", {"is_flag": True, "default": None,
        "help": "Fetch pages that the site's robots.txt closes to programs."}),
    (("--rules",), "rules", {"multiple": True, "type": click.Path(path_type=str),
        "metavar": "FILE", "help": "Site rules (TOML), which name the parts of a site's pages."}),
]  # fmt: skip
CONFIDENCE_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("--fail-below",), "fail_below", {"type": float, "metavar": "0..1",
        "help": "Refuse a page whose article is less sure than that, such as 0.5."}),
]  # fmt: skip
ARTICLE_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("--language",), "language", {"metavar": "TAG",
        "help": "Language of the article, such as de or de-AT.  [what its page and its text tell]"}),
]  # fmt: skip
SCRIPT_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("--quotes",), "script.quotes", {"type": click.Choice(["announce", "voice", "both", "plain"]),
        "help": "How quotations are marked: announced, in a second voice, both, or not.  [announce]"}),
    (("--earcons",), "script.earcons", {"is_flag": True, "default": None,
        "help": "Play a short sound before each heading."}),
    (("--lexicon",), "lexicons", {"multiple": True, "type": click.Path(path_type=str),
        "metavar": "FILE", "help": "Pronunciations (TOML or PLS), which override your own lexicon."}),
]  # fmt: skip
LEXICON_OPTIONS = [row for row in SCRIPT_OPTIONS if row[1] == "lexicons"]
SOUND_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("-e", "--engine"), "voice.engine", {"metavar": "NAME[,NAME]",
        "help": "Engine that speaks; of several, the first that can.  [natural,espeak]"}),
    (("-V", "--voice"), "voice.narrator", {"metavar": "NAME",
        "help": "Voice of the narrator (see `audiobrief voices`)."}),
    (("--quote-voice",), "voice.quote", {"metavar": "NAME",
        "help": "Voice of quotations. Implies --quotes voice, unless it is both."}),
    (("--speakers",), "voice.speakers", {"is_flag": True, "default": None,
        "help": "Use a voice for each speaker. Implies --quotes voice, unless it is both."}),
    (("--speed",), "voice.speed", {"type": float, "metavar": "FACTOR",
        "help": "Speed of the voice, from 0.5 to 3.  [1]"}),
    (("--max-chars",), "voice.options.openai.max_chars", {"type": click.IntRange(min=1),
        "metavar": "N", "help": "Send at most N characters to a paid server in this run."}),
    (("-f", "--format"), "sound.format", {"metavar": "NAME",
        "help": f"Format: {', '.join(FORMATS)}.  [mp3]"}),
    (("--bitrate",), "sound.bitrate", {"type": int, "metavar": "KBPS",
        "help": f"Bit rate in kilobits per second.  [{BIT_RATES}]"}),
    (("--sample-rate",), "sound.sample_rate", {"type": int, "metavar": "HZ",
        "help": "Sample rate of the file, such as 44100.  [the voice's own]"}),
    (("--loudness",), "sound.loudness", {"metavar": "LUFS|NAME",
        "help": "Loudness in LUFS (as dual mono), or apple, spotify, amazon, ebu, acx or off.  [apple: -16]"}),
    (("--intro",), "music.intro", {"type": click.Path(path_type=str), "metavar": "FILE",
        "help": "A short sound before the headline; it is faded and levelled."}),
    (("--outro",), "music.outro", {"type": click.Path(path_type=str), "metavar": "FILE",
        "help": "A short sound after the sign-off; it is faded and levelled."}),
    (("--bed",), "music.bed", {"type": click.Path(path_type=str), "metavar": "FILE",
        "help": "A short sound under the headline; it is ducked."}),
    (("--cover",), "cover", {"type": click.Path(path_type=str), "metavar": "FILE",
        "help": "Picture for the cover.  [the lead image of a fetched page, else drawn]"}),
    (("--allow-gaps",), "voice.allow_gaps", {"is_flag": True, "default": None,
        "help": "Make an episode although words of it have no sound; they are named."}),
    (("--no-cache",), "cache.speech", {"flag_value": False, "default": None, "type": bool,
        "help": "Speak everything again and cache nothing."}),
]  # fmt: skip
VOICE_OPTIONS = [row for row in SOUND_OPTIONS if row[1] in {"voice.engine", "voice.narrator"}]
BATCH_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("-j", "--workers"), "batch.workers", {"type": int, "metavar": "N",
        "help": "Articles made at once, each on one core.  [one per core]"}),
    (("--on",), "batch.on", {"metavar": "WHERE",
        "help": "Where to work: pool, or with audiobrief[ray] ray, auto or ray://HOST:10001.  [pool]"}),
    (("--deadline-ms",), "batch.deadline_ms", {"type": int, "metavar": "MS",
        "help": "Longest time for one article, in milliseconds.  [600000]"}),
    (("--memory-mb",), "batch.memory_mb", {"type": int, "metavar": "MB",
        "help": "Memory limit of one worker, in MB; 0 for no limit.  [2048]"}),
    (("--retries",), "batch.retries", {"type": int, "metavar": "N",
        "help": "Retries after a failure that may be temporary.  [2]"}),
    (("--per-host",), "batch.per_host", {"type": int, "metavar": "N",
        "help": "Pages fetched at once from one host.  [2]"}),
]  # fmt: skip
PUBLISH_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    (("--url",), "publish.url", {"metavar": "URL",
        "help": "Address of the site: https://host/path/; without one, no feed is written.  [that of before]"}),
    (("--title",), "publish.title", {"metavar": "TEXT", "help": "Title of the site and its feed."}),
    (("--description",), "publish.description", {"metavar": "TEXT",
        "help": "Description of the site and its feed."}),
    (("--author",), "publish.author", {"metavar": "NAME", "help": "Publisher of the feed."}),
    (("--email",), "publish.email", {"metavar": "ADDRESS",
        "help": "E-mail address of the feed's owner, for directories."}),
    (("--language",), "publish.language", {"metavar": "TAG",
        "help": "Language of the feed.  [that of most articles]"}),
    (("--category",), "publish.category", {"metavar": "NAME",
        "help": "Apple Podcasts category, such as News, Daily News or Science.  [News]"}),
    (("--cover",), "publish.cover", {"type": click.Path(path_type=str), "metavar": "FILE",
        "help": "Square JPEG or PNG of 1400 to 3000 pixels.  [drawn from the title]"}),
    (("--templates",), "publish.templates", {"metavar": "DIR",
        "help": "Folder of templates that replace those of the theme."}),
]  # fmt: skip
LISTENER_OPTIONS: list[tuple[tuple[str, ...], str, dict[str, Any]]] = [
    *(row for row in PUBLISH_OPTIONS if row[1] in {"publish.title", "publish.templates"}),
    (("--finished-days",), "publish.finished_days", {"type": click.IntRange(0), "metavar": "N",
        "help": "Take episodes out of library and feed N days after you heard them; 0 for never.  [0]"}),
]  # fmt: skip
VOICE_FLAGS = {"voice.quote": "--quote-voice", "voice.speakers": "--speakers"}
"""Key -> option, for the options that only take effect if quotations have a voice."""
VOICED = ("voice", "both")
"""Values of `script.quotes` that give quotations a voice; the first is the one implied."""
KINDS = "headings, quotes, lists, tables, asides, captions, corrections, endnotes, code"


class KeyOption(click.Option):
    """An option that is a key of the settings."""

    def __init__(self, *args: Any, key: str, **details: Any) -> None:
        super().__init__(*args, **details)
        self.key = key


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for, before any settings file is read."""

    config: Path | None
    """The file named by --config."""
    overrides: dict[str, Any]
    """Key of the settings -> value; None or empty if the option was not given."""
    speak: str
    skip: str

    def read(self) -> Settings:
        """The settings from the files, overridden by these options.

        Raises:
            ConfigError: a file or a value is wrong.
        """
        return _settings(self.config, self.overrides, self.speak, self.skip)

    def describe(self) -> dict[str, str]:
        """Every field as text."""
        return {name: repr(value) for name, value in asdict(self).items()}


def with_settings(
    *tables: Iterable[tuple[tuple[str, ...], str, dict[str, Any]]],
) -> Callable[[F], F]:
    """Add the options of `tables`, --config, --speak and --skip; the command gets `settings`."""

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def call(*, choices: Choices, **given: Any) -> Any:
            return command(settings=choices.read(), **given)

        return with_choices(*tables)(call)  # type: ignore[return-value] # click's decorators return the same function, but are typed more widely

    return decorate


def with_choices(
    *tables: Iterable[tuple[tuple[str, ...], str, dict[str, Any]]],
) -> Callable[[F], F]:
    """Add the same options as `with_settings`; the command gets `choices`, and may read them."""
    rows = [row for table in tables for row in table]

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def call(**given: Any) -> Any:
            overrides = {key: given.pop(_name(flags)) for flags, key, _ in rows}
            config = given.pop("config")
            kinds = given.pop("speak", ""), given.pop("skip", "")
            return command(choices=Choices(config, overrides, *kinds), **given)

        call = click.option(
            "--config", type=click.Path(path_type=Path), metavar="FILE",
            help="Settings file (TOML), instead of audiobrief.toml in this folder.",
        )(call)  # fmt: skip
        if SCRIPT_OPTIONS in tables:
            call = click.option(
                "--skip", default="", metavar="KINDS",
                help=f"Kinds of text to leave out, separated by commas: {KINDS}.",
            )(call)  # fmt: skip
            call = click.option(
                "--speak",
                default="",
                metavar="KINDS",
                help="Kinds of text to speak although the settings skip them.",
            )(call)
        for flags, key, details in reversed(rows):
            call = click.option(*flags, cls=KeyOption, key=key, **details)(call)
        return call  # type: ignore[return-value] # click's decorators return the same function, but are typed more widely

    return decorate


def _name(flags: tuple[str, ...]) -> str:
    return max(flags, key=len).removeprefix("--").replace("-", "_")


def _settings(
    config: Path | None, overrides: dict[str, Any], speak: str, skip: str
) -> Settings:
    import dataclasses

    from audiobrief.settings.tree import read_settings

    given = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in overrides.items()
        if value is not None and value != ()
    }
    settings = read_settings(config, given)
    asked = [flag for key, flag in VOICE_FLAGS.items() if key in given]
    if asked:
        mode = given.get("script.quotes", VOICED[0])
        if mode not in VOICED:
            raise click.UsageError(
                f"{' and '.join(asked)}: with --quotes {mode} no quotation has a voice of its own; "
                f"use --quotes {' or '.join(VOICED)}"
            )
        profiles = {host: _voiced(profile) for host, profile in settings.profiles.items()}
        settings = dataclasses.replace(_voiced(settings), profiles=profiles)
    kept = settings.script.skip - _kinds(speak, "--speak") | _kinds(skip, "--skip")
    return dataclasses.replace(settings, script=dataclasses.replace(settings.script, skip=kept))


def _voiced(settings: Settings) -> Settings:
    """The settings; quotations get a voice if they have none."""
    import dataclasses

    script = settings.script
    if script.quotes in VOICED:
        return settings
    mode = type(script.quotes)(VOICED[0])
    return dataclasses.replace(settings, script=dataclasses.replace(script, quotes=mode))


def _kinds(names: str, flag: str) -> frozenset[Any]:
    from audiobrief.settings.tree import SPOKEN_KINDS

    given = [name.strip() for name in names.split(",") if name.strip()]
    for name in given:
        if name not in SPOKEN_KINDS:
            raise click.BadParameter(f"'{name}' is not one of {KINDS}", param_hint=flag)
    return frozenset(SPOKEN_KINDS[name] for name in given)
