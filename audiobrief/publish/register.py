"""The register of stories that were withdrawn.

The register is the one fact. Once it names a story, no site lists it, `serve` answers 410 and no
run makes it again, whatever files are still there; `withdrawn.bury` then takes them away. So a command
that is killed in between leaves nothing half-withdrawn: the next one goes on where it stopped.

It is kept in the output's internal folder, and tells apart what it must to recognise a story
again, but holds none of its text, unless a notice shall show the headline.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from audiobrief.errors import PublishError
from audiobrief.publish.addresses import address_key
from audiobrief.publish.soundness import check_moment
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import decode_json
from audiobrief.system.locations import INTERNAL

REGISTER = f"{INTERNAL}/withdrawn.json"
"""The register, relative to the folder of episodes."""
REMOVING = f"{INTERNAL}/removing"
"""Folder of episodes that left the site and are about to be removed."""
ARCHIVE = f"{INTERNAL}/archive"
"""Folder of withdrawn episodes that are kept because `--keep-archive` asked for it."""
CHECKSUM = "checksum"
"""The member of the register's file with the SHA-256 of the others."""

DELETED = "deleted by its listener"
"""The reason for an episode that its listener deleted; adding its article again brings it back."""


def is_same_name(name: str, *others: str) -> bool:
    """Whether an id or an address is one of those others, however the address is written."""
    if not name:
        return False
    key = address_key(name)
    return name in others or bool(key and key in map(address_key, others))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A story that was withdrawn, and by what it is recognised if it comes again."""

    withdrawn: datetime
    """When; timezone-aware."""
    id: str = ""
    """The item's `id` in the journal; empty if no batch made it."""
    folder: str = ""
    """Path of its episode's folder below the folder of episodes; empty if it never had one."""
    url: str = ""
    """The canonical address of the article; empty if it has none."""
    text_digest: str = ""
    """The digest of its headline and text, by which it is recognised at another address."""
    reason: str = ""
    """Why, in the producer's words; shown only with a notice."""
    title: str = ""
    """The headline, kept only for a notice."""
    language: str = ""
    """BCP 47 tag of the episode, in whose language the page in its place is; empty if it never had
    one, or if a former version withdrew it."""
    is_noticed: bool = False
    """Whether the page in its place shows headline and reason."""
    is_archived: bool = False
    """Whether its files are kept in the internal folder."""
    aliases: tuple[str, ...] = ()
    """Paths of further folders below the folder of episodes that led to its page."""
    body_digest: str = ""
    """The digest of its text, by which it is recognised under another headline; empty if the
    text is too short to tell."""
    last_version: int = 0
    """The number of its episode's last version; 0 if it is not known."""
    list: str = ""
    """The feed or sitemap that named it, whose kept answer may hold its text; empty if none did."""
    held: str = ""
    """The folder of the withdrawn story that it held, if it is a digest; a digest of the other
    stories may be made again."""

    @property
    def is_deleted(self) -> bool:
        """Whether its listener deleted it, where otherwise its newsroom took it back."""
        return self.reason == DELETED

    def is_of(
        self,
        *,
        identity: str = "",
        url: str = "",
        text_digest: str = "",
        body_digest: str = "",
    ) -> bool:
        """Whether this is the story with that id, that address or that text."""
        return bool(
            is_same_name(identity, self.id, self.url)
            or is_same_name(url, self.id, self.url)
            or (text_digest and text_digest == self.text_digest)
            or (body_digest and body_digest == self.body_digest)
        )

    @property
    def name(self) -> str:
        """What a person calls it: its folder, or its id or address if it never had one."""
        return self.folder or self.id or self.url


def describe_likeness(
    tombstone: Tombstone, *, identity: str = "", url: str = "", text_digest: str = ""
) -> str:
    """By what a story was recognised as the withdrawn one; empty if that is by its id or address."""
    if tombstone.is_of(identity=identity, url=url):
        return ""
    same = "headline and text are" if text_digest == tombstone.text_digest else "text is"
    return f"its {same} that of {tombstone.name}, which was withdrawn on {tombstone.withdrawn:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Register:
    """The content of the register."""

    tombstones: tuple[Tombstone, ...] = ()
    kept: tuple[str, ...] = ()
    """Ids of stories that the producer decided to keep, whatever their pages say."""
    last_versions: dict[str, int] = field(default_factory=dict)
    """Folder of a story that was restored -> the number of its last version. Apps keep what an
    address of audio gave them, so a version that comes later has a later number and address."""
    restored: datetime | None = None
    """When a story was last restored, timezone-aware; None if none was."""

    def find(
        self,
        *,
        identity: str = "",
        url: str = "",
        text_digest: str = "",
        body_digest: str = "",
    ) -> Tombstone | None:
        """The tombstone of the story with that id, that address or that text, or None."""
        return next(
            (
                each
                for each in self.tombstones
                if each.is_of(
                    identity=identity,
                    url=url,
                    text_digest=text_digest,
                    body_digest=body_digest,
                )
            ),
            None,
        )

    def keeps(self, identity: str, url: str) -> bool:
        """Whether the producer decided to keep the story with that id or address."""
        return any(is_same_name(name, *self.kept) for name in (identity, url))

    def of_folder(self, folder: str) -> Tombstone | None:
        """The tombstone in a folder of the site, under its own name or an alias, or None."""
        return next(
            (each for each in self.tombstones if folder in {each.folder, *each.aliases}), None
        )

    @property
    def last_changed(self) -> datetime | None:
        """When a story was last withdrawn or restored; None if none was."""
        times = [each.withdrawn for each in self.tombstones]
        return max([*times, *filter(None, [self.restored])], default=None)


def read_register(root: Path) -> Register:
    """The register in a folder of episodes; an empty one if nothing was withdrawn.

    Raises:
        PublishError: it is damaged. Nothing is published then: what was withdrawn could return.
    """
    try:
        content = read_regular(root / REGISTER)
    except (FileNotFoundError, NotADirectoryError):
        return Register()
    except OSError as error:
        raise PublishError(
            f"the register of withdrawn stories {root / REGISTER} cannot be read: "
            f"{(error.strerror or str(error)).lower()}; put a copy of it in its place",
            path=str(root / REGISTER),
        ) from error
    return parse_register(content, root / REGISTER)


def parse_register(content: bytes, name: Path | str) -> Register:
    """The register in the content of its file; `name` is for messages.

    Raises:
        PublishError: it is damaged.
    """
    try:
        _check_checksum(content)
        register = decode_json(content, Register)
        for folder in names_of(register):
            _check_folder(folder)
        for tombstone in register.tombstones:
            check_moment(tombstone.withdrawn)
        check_moment(register.restored)
    except ValueError as error:
        raise PublishError(
            f"the register of withdrawn stories {name} is damaged: {error}; repair it, or remove "
            "it and withdraw its stories again",
            path=str(name),
        ) from error
    return register


def _check_checksum(content: bytes) -> None:
    """Check that no bit has flipped: in an address, it would let a withdrawn story come back.

    Releases until 1.0.0rc2 wrote no checksum.

    Raises:
        ValueError: the content has another checksum than it says, or is no JSON.
    """
    tree = decode_json(content, dict[str, Any])
    said = tree.pop(CHECKSUM, None)
    if said is not None and said != _digest(tree):
        raise ValueError(
            f'its checksum is another one (if you changed it by hand, remove "{CHECKSUM}" from it)'
        )


def _digest(tree: Mapping[str, Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(tree)).hexdigest()


def _check_folder(folder: str) -> None:
    """Refuse a folder that is none of the output's: files below it are removed.

    Raises:
        ValueError: it leads out of the output, or to what is no episode's folder.
    """
    parts = folder.split("/")
    # these separate the parts of a path on Windows, and are letters like others elsewhere
    barred = "\0\\:" if os.name == "nt" else "\0"
    # an episode may lie in the folder of a section
    if len(parts) > 2 or any(
        not part or part.startswith(".") or not set(part).isdisjoint(barred) for part in parts
    ):
        raise ValueError(f"{folder!r} is no folder of an episode")


class WatchedRegister:
    """The register in a folder of episodes, read again when its file changes."""

    def __init__(self, root: Path) -> None:
        self._path = root / REGISTER
        self._root = root
        self._sign: tuple[int, int] | None = None
        self._register = Register()

    def __call__(self) -> Register:
        """The register as it is now.

        Raises:
            PublishError: it is damaged.
        """
        try:
            found = os.stat(self._path)  # noqa: PTH116 -- each request and each item of a list asks
            sign = (found.st_mtime_ns, found.st_ino)
        except OSError:
            sign = None
        if sign != self._sign:
            self._register, self._sign = read_register(self._root), sign
        return self._register


def to_json(register: Register) -> bytes:
    """The content of the register's file."""
    tree = decode_json(msgspec.json.encode(register), dict[str, Any])
    tree[CHECKSUM] = _digest(tree)
    return msgspec.json.format(msgspec.json.encode(tree)) + b"\n"


def write_register(root: Path, register: Register) -> None:
    """Write the register into a folder of episodes; from then on its stories are withdrawn.

    Raises:
        OutputError: it cannot be written.
    """
    (root / INTERNAL).mkdir(exist_ok=True)
    write_whole(root / REGISTER, to_json(register))


def added(register: Register, tombstone: Tombstone) -> Register:
    """The register with one more tombstone, in place of an earlier one of the same story."""
    others = tuple(
        each
        for each in register.tombstones
        if not (tombstone.folder and each.folder == tombstone.folder)
        and not (tombstone.id and each.id == tombstone.id)
    )
    kept = tuple(each for each in register.kept if each not in {tombstone.id, tombstone.url})
    return replace(register, tombstones=(*others, tombstone), kept=kept)


def lifted(register: Register, tombstone: Tombstone, now: datetime) -> Register:
    """The register without a tombstone, if it has it; its story is kept whatever its page says.

    `now` is timezone-aware.
    """
    others = tuple(each for each in register.tombstones if each != tombstone)
    names = filter(None, (tombstone.id, tombstone.url))
    numbers = dict(register.last_versions)
    if tombstone.folder and tombstone.last_version:
        former = numbers.get(tombstone.folder, 0)
        numbers[tombstone.folder] = max(former, tombstone.last_version)
    restored = register.restored if others == register.tombstones else now
    kept = tuple(dict.fromkeys((*register.kept, *names)))
    return Register(others, kept, numbers, restored)


def grave_of(tombstone: Tombstone) -> str:
    """The name of a withdrawn episode's folder in `REMOVING` and in `ARCHIVE`."""
    seed = f"{tombstone.folder}\0{tombstone.withdrawn.isoformat()}"
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def names_of(register: Register) -> Iterable[str]:
    """The folders, with their aliases, that are tombstones."""
    for each in register.tombstones:
        yield from filter(None, (each.folder, *each.aliases))
