"""What an episode is made of: the one list of what decides whether it is made again.

`make` compares it with its receipt, a batch with its journal, and both can say what changed:

    "the lexicon and the settings changed (lexicon.toml, script.wording)"

A batch gathers neither `engine` nor `program` nor `call`: an archive of a million articles
is not spoken again since a package was updated or another day began; `--force` does that.

This is read before anything heavy is imported; it imports nothing of the kind.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.engines import ENGINES
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder, user_folder

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

Facts = Mapping[str, str]
"""Name -> digest of what goes by that name."""

LEXICON = "lexicon.toml"
"""In the user's folder for configuration, and beside a page."""
SETTINGS = (
    # tables and keys whose values are heard or seen in an episode; how pages are fetched, how
    # many are made at once and what the feed says changes none
    "script", "voice", "sound", "music", "publish.templates", "publish.url", "publish.waveform",
)  # fmt: skip
UNHEARD = {
    # keys among them that change no sound: how it is asked for
    "voice.mirror",
    *(
        f"voice.options.{engine}.{name}"
        for engine, facts in ENGINES.items()
        for name in facts.unheard
    ),
}
LABELS = {
    # part -> what it is called where it changed
    "page": "the page",
    "lexicon": "the lexicon",
    "rules": "the site rules",
    "music": "the music",
    "cover": "the cover",
    "templates": "the templates",
    "settings": "the settings",
    "engine": "the engine",
    "program": "the program",
    "call": "the way it is called",
}
FILES = ("page", "lexicon", "rules", "music", "cover", "templates")
"""Parts whose names are paths and whose digests are those of the files' content."""
UNNAMED = {"page", "cover"}
"""Parts of which there is one, so that its name says nothing."""
MOST_NAMES = 6
VARIABLES = ("AUDIOBRIEF_", "XDG_", "ESPEAK", "PYTHON")
"""Beginnings of the names of environment variables that may change an episode."""
MORE_VARIABLES = {"HOME", "PATH", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TZ"}
BESIDE = "beside the page"
"""Name of a page's own lexicons, where the journal keeps one digest of them."""
ABSENT = ""
HERE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Change:
    """A part that is not as it was."""

    part: str
    """Name of a field of `Dependencies`."""
    names: tuple[str, ...]
    """What of it differs."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Each part, and by what names and digests it is known; empty for one nobody gathered."""

    page: Facts = field(default_factory=dict)
    lexicon: Facts = field(default_factory=dict)
    """The user's own, those of the settings, those beside the page, in this order."""
    rules: Facts = field(default_factory=dict)
    """Files of site rules."""
    music: Facts = field(default_factory=dict)
    """Files of intro, outro and bed."""
    cover: Facts = field(default_factory=dict)
    """The user's own picture; the one that a page names is not among them."""
    templates: Facts = field(default_factory=dict)
    settings: Facts = field(default_factory=dict)
    """Keys, dotted, as the page's profile has them."""
    engine: Facts = field(default_factory=dict)
    """What speaks and encodes: voices, ffmpeg, installed packages."""
    program: Facts = field(default_factory=dict)
    """audiobrief's own files, and Python."""
    call: Facts = field(default_factory=dict)
    """How the settings came to be: options, files of settings, environment, day."""

    def __or__(self, other: Dependencies) -> Dependencies:
        """Both."""
        return Dependencies(
            **{part: {**getattr(self, part), **getattr(other, part)} for part in LABELS}
        )

    @property
    def digest(self) -> str:
        """32 hexadecimal digits that tell these from others.

        Files tell by their content and order alone: a folder may be moved.
        """
        return digest_of_values([[part, self._content(part)] for part in LABELS])

    def changes_since(self, kept: Dependencies) -> tuple[Change, ...]:
        """The parts that are not as they were kept, in the order of `LABELS`."""
        return tuple(
            Change(part, self._differing(kept, part))
            for part in LABELS
            if self._content(part) != kept._content(part)
        )

    def as_now(self) -> Dependencies:
        """The same files, as they are now."""
        now = {part: digest_files(getattr(self, part)) for part in FILES}
        return dataclasses.replace(self, **now)

    def to_json(self) -> dict[str, dict[str, str]]:
        """What `Dependencies(**value)` takes, without the parts that are empty."""
        return {part: dict(facts) for part in LABELS if (facts := getattr(self, part))}

    def _content(self, part: str) -> list[Any]:
        facts: Facts = getattr(self, part)
        if part in FILES:
            return [digest for digest in facts.values() if digest != ABSENT]
        return sorted(facts.items())

    def _differing(self, kept: Dependencies, part: str) -> tuple[str, ...]:
        now, then = getattr(self, part), getattr(kept, part)
        names = dict.fromkeys((*then, *now))
        # where all are the same, it is their order that changed
        found = [n for n in names if now.get(n, ABSENT) != then.get(n, ABSENT)] or names
        return tuple(os.path.basename(n) if os.path.isabs(n) else n for n in found)  # noqa: PTH117, PTH119 -- a name may be no path


def describe_changes(changes: Iterable[Change]) -> str:
    """What changed, as a clause for people; empty where nothing did.

    How it was asked for is told of only where nothing that came of it changed.
    """
    told = list(changes)
    told = [change for change in told if change.part != "call"] or told
    if not told:
        return ""
    *others, last = (LABELS[change.part] for change in told)
    names = [n for change in told if change.part not in UNNAMED for n in change.names]
    if len(names) > MOST_NAMES:
        names[MOST_NAMES:] = [f"and {len(names) - MOST_NAMES} more"]
    subject = f"{', '.join(others)} and {last}" if others else last
    return f"{subject} changed ({', '.join(names)})" if names else f"{subject} changed"


# --------------------------------------------------------- gathered from a page and settings


def of_settings(settings: Settings) -> Dependencies:
    """Of the settings of one profile, and the files that they name."""
    return Dependencies(settings=describe_settings(settings)) | of_files([settings])


def of_files(settings: Iterable[Settings], page: str = "") -> Dependencies:
    """Of the files that some settings name, and that of a page with the lexicons beside it.

    Those that are not there are among them where an episode would be another if they were.
    """
    paths: dict[str, list[str | Path]] = {part: [] for part in FILES}
    if page:
        paths["page"].append(page)
    paths["lexicon"] += own_lexicons()
    for one in settings:
        music = one.music
        paths["lexicon"] += one.lexicons
        paths["rules"] += one.rules
        paths["music"] += filter(None, (music.intro, music.outro, music.bed))
        paths["cover"] += filter(None, (one.cover,))
        if one.publish.templates:
            theme = Path(one.publish.templates).rglob("*")
            paths["templates"] += sorted(path for path in theme if path.is_file())
    paths["lexicon"] += lexicons_beside(page)
    return Dependencies(**{part: digest_files(found) for part, found in paths.items()})


def of_page(page_digest: str, lexicon_digest: str = ABSENT) -> Dependencies:
    """Of a page's content and the lexicons beside it, by one digest of each."""
    beside = {BESIDE: lexicon_digest} if lexicon_digest else {}
    return Dependencies(page={"page": page_digest}, lexicon=beside)


def describe_settings(settings: Settings) -> Facts:
    """Key -> digest of its value, for all keys that an episode depends on."""
    import msgspec

    found = {}
    for place in SETTINGS:
        value: Any = settings
        for name in place.split("."):
            value = getattr(value, name)
        for key, one in _flatten(place, value):
            if key not in UNHEARD:
                encoded = msgspec.json.encode(one, order="deterministic", enc_hook=str)
                found[key] = hashlib.blake2b(encoded, digest_size=8).hexdigest()
    return found


def _flatten(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(value):
        for each in fields(value):
            yield from _flatten(f"{key}.{each.name}", getattr(value, each.name))
    elif key.startswith("voice.options") and isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flatten(f"{key}.{name}", inner)
    else:
        yield key, value


def own_lexicons() -> tuple[str, ...]:
    """Where the user's own lexicon would be; nothing where there is to be no such folder."""
    folder = user_folder()
    return (str(folder / LEXICON),) if folder else ()


def lexicons_beside(page: str) -> tuple[str, ...]:
    """Where the own lexicons of a page in a file may be; nothing for a page of no path."""
    if not page:
        return ()
    folder, name = os.path.split(page)
    stem = os.path.splitext(name)[0]  # noqa: PTH122 -- ten thousand files: no Path for each
    return os.path.join(folder, LEXICON), os.path.join(folder, f"{stem}.{LEXICON}")  # noqa: PTH118 -- as above


# -------------------------------------------------------------- gathered from this machine


def of_call(options: Mapping[str, str], files: Iterable[str | Path]) -> Dependencies:
    """Of this machine and of what was asked of it, before any file of settings is read.

    `options`: those of the command line, as text; `files`: those of settings.
    """
    environment = {
        name: digest_of_values(value)
        for name, value in os.environ.items()
        if name in MORE_VARIABLES or name.startswith(VARIABLES)
    }
    ffmpeg = shutil.which(os.environ.get("AUDIOBRIEF_FFMPEG") or "ffmpeg")
    return Dependencies(
        engine={
            **_digest_voices(),
            "ffmpeg": digest_of_values(ffmpeg and _stamp(os.stat(ffmpeg))),  # noqa: PTH116 -- a Path would be made for this alone
            "packages": digest_of_values(sorted(_list_packages())),
        },
        program={
            "audiobrief": digest_of_values(sorted(_stamp_files(str(HERE)))),
            "Python": digest_of_values([sys.version, sys.executable]),
        },
        call={
            "options": digest_of_values(sorted(options.items())),
            "the folder": digest_of_values(os.getcwd()),  # noqa: PTH109 -- its name alone is asked for
            **digest_files(files),
            **environment,
            # a page dated in the future is not believed
            "the day": digest_of_values(time.gmtime()[:3]),
        },
    )


def digest_of_values(values: object) -> str:
    """32 hexadecimal digits that tell plain values (texts, numbers, lists) from others."""
    # ascii takes lone surrogates, which names of files have that are no UTF-8 (PEP 383)
    return hashlib.blake2b(ascii(values).encode(), digest_size=16).hexdigest()


def digest_files(paths: Iterable[str | Path]) -> dict[str, str]:
    """Absolute path -> SHA-256 of its content; `ABSENT` where there is no such file."""
    absolute = dict.fromkeys(os.path.abspath(path) for path in paths)  # noqa: PTH100 -- a link is read where it stands
    return {path: digest_file(path) for path in absolute}


def digest_file(path: str | Path) -> str:
    """SHA-256, in hex, of a file's content; `ABSENT` where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- a Path would be made for this alone
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        # ValueError: a NUL in the name
        return ABSENT


def _digest_voices() -> dict[str, str]:
    """The files of voices that were added: an article may be read by one of them."""
    found = {}
    for engine in VOICES_VARIABLES:
        with contextlib.suppress(OSError, RuntimeError):
            stamps = sorted(_stamp_files(str(find_voices_folder(engine))))
            found[f"voices of {engine}"] = digest_of_values(stamps)
    return found


def _list_packages() -> list[str]:
    """Names of installed packages with their versions, as their metadata folders have them."""
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            with contextlib.suppress(OSError):
                names = os.listdir(folder)  # noqa: PTH208 -- names alone, of thousands
                found += [name for name in names if name.endswith("-info")]
    return found


def _stamp_files(folder: str) -> list[tuple[str, tuple[int, int]]]:
    """Every file of a folder, with its size and when it was written."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _stamp_files(entry.path)
            else:
                found.append((entry.path, _stamp(entry.stat())))
    return found


def _stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
