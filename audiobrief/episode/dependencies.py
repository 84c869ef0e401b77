"""The dependencies of an episode: everything that decides whether it must be made again.

`make` compares them with its receipt, a batch with its journal, and both can say what changed:

    "the lexicon and the settings changed (lexicon.toml, script.wording)"

A batch leaves out `engine`, `program` and `call`: an archive of a million articles is not
spoken again because a package was updated or another day began; `--force` does that.

This module is imported before any heavy package, and imports none itself.
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
from audiobrief.system.pipes import read_pipe
from audiobrief.system.secret_variables import SECRET, SIGNING_CERTIFICATE

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

Facts = Mapping[str, str]
"""Name of a file, key or tool -> its digest."""

LEXICON = "lexicon.toml"
"""File name of a lexicon in the user's configuration folder, and beside a page."""
SETTINGS = (
    # tables and keys whose values are heard or seen in an episode. The settings for fetching
    # pages, for the batch and for the feed change no episode
    "script", "voice", "sound", "music", "publish.templates", "publish.url", "publish.waveform",
)  # fmt: skip
UNHEARD = {
    # keys in these tables that change no sound, only whether and how it is requested
    "voice.mirror",
    "voice.allow_gaps",
    *(
        f"voice.options.{engine}.{name}"
        for engine, facts in ENGINES.items()
        for name in facts.unheard
    ),
}
LABELS = {
    # part -> its name in a message that it changed
    "page": "the page",
    "lexicon": "the lexicon",
    "rules": "the site rules",
    "music": "the music",
    "cover": "the cover",
    "certificate": "the certificate",
    "templates": "the templates",
    "settings": "the settings",
    "engine": "the engine",
    "program": "the program",
    "call": "the way it is called",
}
FILES = ("page", "lexicon", "rules", "music", "cover", "certificate", "templates")
"""Parts whose names are paths and whose digests are of the files' content."""
READ = frozenset({"page", "lexicon", "rules"})
"""Parts that reach listeners and readers only through the article and its script: while these
two are the same, so is the episode."""
THE_DAY = "the day"
"""Name for today's date in the part `call`, which decides only how a page is read."""
UNNAMED = {"page", "cover", "certificate"}
"""Parts with a single file, which a message does not name."""
MOST_NAMES = 6
VARIABLES = ("AUDIOBRIEF_", "XDG_", "ESPEAK", "PYTHON")
"""Prefixes of environment variables that may change an episode."""
MORE_VARIABLES = {"HOME", "PATH", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TZ"}
BESIDE = "beside the page"
"""Name for all lexicons beside a page, for which the journal has one digest."""
ABSENT = ""
HERE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Change:
    """A part that has changed."""

    part: str
    """The name of a field of `Dependencies`."""
    names: tuple[str, ...]
    """The names in this part that differ."""

    @property
    def is_of_reading(self) -> bool:
        """Whether it can change an episode only by changing its article or its script."""
        return self.part in READ or (self.part == "call" and self.names == (THE_DAY,))


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The names and digests of each part; a part that was not gathered is empty."""

    page: Facts = field(default_factory=dict)
    lexicon: Facts = field(default_factory=dict)
    """The user's lexicon, then the settings' lexicons, then the ones beside the page."""
    rules: Facts = field(default_factory=dict)
    """The files of site rules."""
    music: Facts = field(default_factory=dict)
    """The files of intro, outro and bed."""
    cover: Facts = field(default_factory=dict)
    """The picture that the settings name; a page's lead image is left out."""
    certificate: Facts = field(default_factory=dict)
    """The file of the certificate that signs the audio."""
    templates: Facts = field(default_factory=dict)
    settings: Facts = field(default_factory=dict)
    """Dotted keys with the values of the page's profile."""
    engine: Facts = field(default_factory=dict)
    """What speaks and encodes: voices, ffmpeg, installed packages."""
    program: Facts = field(default_factory=dict)
    """audiobrief's own files, and Python."""
    call: Facts = field(default_factory=dict)
    """The sources of the settings: options, settings files, environment, date."""

    def __or__(self, other: Dependencies) -> Dependencies:
        """The dependencies of both; for a name in both, the digest of `other`."""
        return Dependencies(
            **{part: {**getattr(self, part), **getattr(other, part)} for part in LABELS}
        )

    @property
    def digest(self) -> str:
        """A digest of all parts, 32 hexadecimal digits.

        Only the content and order of files count, not their paths: a folder may be moved.
        """
        return digest_of_values([[part, self._content(part)] for part in LABELS])

    def changes_since(self, kept: Dependencies) -> tuple[Change, ...]:
        """The parts that differ from the stored ones, in the order of `LABELS`."""
        return tuple(
            Change(part, self._differing(kept, part))
            for part in LABELS
            if self._content(part) != kept._content(part)
        )

    def as_now(self) -> Dependencies:
        """The same dependencies with fresh digests of their files."""
        now = {part: digest_files(getattr(self, part)) for part in FILES}
        return dataclasses.replace(self, **now)

    def to_json(self) -> dict[str, dict[str, str]]:
        """The parts that are not empty, as keyword arguments for `Dependencies`."""
        return {part: dict(facts) for part in LABELS if (facts := getattr(self, part))}

    def _content(self, part: str) -> list[Any]:
        facts: Facts = getattr(self, part)
        if part in FILES:
            return [digest for digest in facts.values() if digest != ABSENT]
        return sorted(facts.items())

    def _differing(self, kept: Dependencies, part: str) -> tuple[str, ...]:
        now, then = getattr(self, part), getattr(kept, part)
        names = dict.fromkeys((*then, *now))
        # if no digest differs, the order of the files changed
        found = [n for n in names if now.get(n, ABSENT) != then.get(n, ABSENT)] or names
        return tuple(os.path.basename(n) if os.path.isabs(n) else n for n in found)  # noqa: PTH117, PTH119 -- a name may be no path


def describe_changes(changes: Iterable[Change]) -> str:
    """A clause for people that says what changed; empty if nothing did.

    It names a change of the call only if no other part changed.
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
    """The dependencies from one profile's settings and the files that they name."""
    return Dependencies(settings=describe_settings(settings)) | of_files([settings])


def of_files(settings: Iterable[Settings], page: str = "") -> Dependencies:
    """The dependencies from the files that settings name, and from a page with its lexicons.

    Missing files are included if the episode would change once they exist.
    """
    paths: dict[str, list[str | Path]] = {part: [] for part in FILES}
    if page:
        paths["page"].append(page)
    paths["lexicon"] += own_lexicons()
    for one in settings:
        music = one.music
        paths["lexicon"] += one.lexicons
        paths["rules"] += one.rules
        sounds = filter(None, (music.intro, music.outro, music.bed))
        # a pipe would be waited for, and a sound from one is refused where it is decoded
        paths["music"] += (path for path in sounds if not path.is_fifo())
        paths["cover"] += filter(None, (one.cover,))
        paths["certificate"] += filter(None, (one.credentials.certificate,))
        if one.publish.templates:
            theme = Path(one.publish.templates).rglob("*")
            paths["templates"] += sorted(path for path in theme if path.is_file())
    paths["lexicon"] += lexicons_beside(page)
    return Dependencies(**{part: digest_files(found) for part, found in paths.items()})


def of_page(page_digest: str, lexicon_digest: str = ABSENT) -> Dependencies:
    """The dependencies from the digests of a page's content and of the lexicons beside it."""
    beside = {BESIDE: lexicon_digest} if lexicon_digest else {}
    return Dependencies(page={"page": page_digest}, lexicon=beside)


def describe_settings(settings: Settings) -> Facts:
    """Key -> digest of its value, for all settings that an episode depends on."""
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
    if settings.credentials.certificate is None:
        # a file of certificates is among the files
        own = os.environ.get(SIGNING_CERTIFICATE, "")
        found |= {SIGNING_CERTIFICATE: digest_of_values(own)} if own else {}
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
    """The path of the user's lexicon, existing or not; none if that folder is turned off."""
    folder = user_folder()
    return (str(folder / LEXICON),) if folder else ()


def lexicons_beside(page: str) -> tuple[str, ...]:
    """The paths where a page's own lexicons may be; none if the page is no file."""
    if not page:
        return ()
    folder, name = os.path.split(page)
    stem = os.path.splitext(name)[0]  # noqa: PTH122 -- no Path for each of ten thousand files
    names = (LEXICON, f"{stem}.{LEXICON}")
    paths = (os.path.join(folder, name) for name in names)  # noqa: PTH118 -- no Path for each of ten thousand files
    # nobody has named it, so a pipe there would be waited for
    return tuple(path for path in paths if os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113 -- no Path for each of ten thousand files


# -------------------------------------------------------------- gathered from this machine


def of_call(options: Mapping[str, str], files: Iterable[str | Path]) -> Dependencies:
    """The dependencies from this machine and the call, before any settings file is read.

    `options` are the command line's options as text, `files` the settings files.
    """
    environment = {
        name: digest_of_values(value)
        for name, value in os.environ.items()
        if name in MORE_VARIABLES or (name.startswith(VARIABLES) and name not in SECRET)
    }
    ffmpeg = shutil.which(os.environ.get("AUDIOBRIEF_FFMPEG") or "ffmpeg")
    return Dependencies(
        engine={
            **_digest_voices(),
            "ffmpeg": digest_of_values(ffmpeg and _stamp(os.stat(ffmpeg))),  # noqa: PTH116 -- a Path would serve only this call
            "packages": digest_of_values(sorted(_list_packages())),
        },
        program={
            "audiobrief": digest_of_values(sorted(_stamp_files(str(HERE)))),
            "Python": digest_of_values([sys.version, sys.executable]),
        },
        call={
            "options": digest_of_values(sorted(options.items())),
            "the folder": digest_of_values(os.getcwd()),  # noqa: PTH109 -- only the text of the path is needed
            **digest_files(files),
            **environment,
            # audiobrief rejects a publication date in the future, so the date matters
            THE_DAY: digest_of_values(time.gmtime()[:3]),
        },
    )


def digest_of_values(values: object) -> str:
    """A digest of plain values (texts, numbers, lists), 32 hexadecimal digits."""
    # ascii() accepts lone surrogates, as in file names that are not UTF-8 (PEP 383)
    return hashlib.blake2b(ascii(values).encode(), digest_size=16).hexdigest()


def digest_files(paths: Iterable[str | Path]) -> dict[str, str]:
    """Absolute path -> SHA-256 of the file's content; `ABSENT` if it cannot be read."""
    absolute = dict.fromkeys(os.path.abspath(path) for path in paths)  # noqa: PTH100 -- Path.resolve would follow links
    return {path: digest_file(path) for path in absolute}


def digest_file(path: str | Path) -> str:
    """The SHA-256 of a file's content, in hex; `ABSENT` if it cannot be read.

    A device has none: /dev/zero would give it for ever.
    """
    try:
        given = read_pipe(path)
        if given is not None:
            return hashlib.sha256(given).hexdigest()
        if not os.path.isfile(path):  # noqa: PTH113 -- a Path would serve only this call
            return ABSENT
        with open(path, "rb") as file:  # noqa: PTH123 -- a Path would serve only this call
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        # ValueError: the name contains a NUL
        return ABSENT


def _digest_voices() -> dict[str, str]:
    """Engine's voices -> digest of their files; any of these voices may read an article."""
    found = {}
    for engine in VOICES_VARIABLES:
        with contextlib.suppress(OSError, RuntimeError):
            stamps = sorted(_stamp_files(str(find_voices_folder(engine))))
            found[f"voices of {engine}"] = digest_of_values(stamps)
    return found


def _list_packages() -> list[str]:
    """The installed packages with their versions, as named by their metadata folders."""
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            with contextlib.suppress(OSError):
                names = os.listdir(folder)  # noqa: PTH208 -- only names are needed, of thousands of files
                found += [name for name in names if name.endswith("-info")]
    return found


def _stamp_files(folder: str) -> list[tuple[str, tuple[int, int]]]:
    """Every file below a folder, with its size in bytes and its time of change in ns."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                # compiled code, and downloads that are not whole yet
                if entry.name not in {"__pycache__", ".unfinished"}:
                    found += _stamp_files(entry.path)
            else:
                try:
                    stat = entry.stat()
                except OSError:  # a link to nowhere, or in a circle
                    stat = entry.stat(follow_symlinks=False)
                found.append((entry.path, _stamp(stat)))
    return found


def _stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
