"""Episodes that wait for somebody's approval, and those that the desk's editors let go.

    made: .audiobrief/waiting/NAME, and NAME.story beside it --approve--> NAME, as any other

No site, feed, library or server shows a folder whose name begins with a dot. What an editor of
the desk let go has a note in .audiobrief/edited, so that no run makes it again without the
editor's changes: its next version waits for approval in any case, and so does its first one after
it was withdrawn and restored.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from audiobrief.batch.journal import Journal
from audiobrief.batch.row import Row, State
from audiobrief.episode.ownership import Ownership, is_of_other
from audiobrief.episode.pictures import Pictures
from audiobrief.errors import AudiobriefError, BatchError, OutputError, PublishError
from audiobrief.publish import EPISODE, read_episode, read_label
from audiobrief.system.files import copy_regular, read_regular, staged, write_whole
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import folder_alone
from audiobrief.system.packing import pack, unpack

WAITING = f"{INTERNAL}/waiting"
EDITED = f"{INTERNAL}/edited"
STORY = ".story"
"""End of the name of the file that says what a waiting episode was made of."""
MAKE_AGAIN = "make it again with `audiobrief batch --force`"
LISTED = 8
"""Stories that a message names, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An episode that waits for approval, and all that the desk needs to go on with it."""

    folder: str
    """The name of its folder, in `WAITING` now and in the output when it is approved."""
    id: str
    source: str
    url: str
    title: str
    identity: str
    """Whose the folder is (`episode.ownership`)."""
    why: str = ""
    """Why it was made."""
    duration_ms: int = 0
    made: float
    """In seconds since 1970."""
    manuscript: bytes
    """A `Manuscript`, as `system.packing` packs it."""
    pictures: Pictures
    page: bytes = b""
    """Its page, as `kept_pages` packs it, on which the desk tries site rules; empty for a script.
    It goes with the rest of this when the story is approved or withdrawn."""

    @property
    def names(self) -> frozenset[str]:
        """What a person may call it."""
        return frozenset(filter(None, (self.folder, self.id, self.source, self.url)))


class WaitingFile(NamedTuple):
    """The file that says what a waiting episode was made of; the next version has another one."""

    written_ns: int
    """When it was written, in nanoseconds since 1970."""
    size: int
    """In bytes."""
    number: int
    """Its number on the file system: a clock may stand still between two versions."""
    path: Path

    @property
    def folder(self) -> str:
        """The folder that the episode is to be in."""
        return self.path.name.removesuffix(STORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A story that an editor of the desk let go."""

    folder: str
    id: str
    source: str
    url: str
    title: str
    text_digest: str
    """The digest of its article as it was read, without the editor's changes."""
    script_digest: str = ""
    was_withdrawn: bool = False
    """Whether it was withdrawn since. If it is restored, its episode is not there, and the desk has
    the editor's changes."""


# ------------------------------------------------------------------- what waits


def place_of(folder: str) -> str:
    """Where the episode of a folder waits, relative to the output."""
    return f"{WAITING}/{folder}"


def is_waiting(root: Path, folder: str) -> bool:
    """Whether an episode waits that is to be in that folder."""
    return (root / WAITING / folder / EPISODE).is_file()


def begin_waiting(root: Path, folder: str) -> None:
    """Let the next version be made in `place_of`, after the versions that are published.

    Raises:
        OutputError: the output cannot be written to.
    """
    place, published = root / place_of(folder), root / folder
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists() or not (published / EPISODE).is_file():
            return
        copy = place.with_name(f".{folder}.copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(published, copy, copy_function=copy_regular, ignore=_list_odd)
        copy.replace(place)
    except OSError as error:
        raise _refusal(place, error) from error


def _list_odd(folder: str, names: list[str]) -> list[str]:
    """What is neither a file nor a folder: a pipe would be waited for, a device has no end."""
    paths = {name: Path(folder, name) for name in names}
    return [name for name, path in paths.items() if not (path.is_file() or path.is_dir())]


def keep_waiting(root: Path, story: Waiting) -> None:
    """Say what the episode was made of, which has just been made in its `place_of`.

    Raises:
        OutputError: the output cannot be written to.
    """
    write_whole(root / f"{place_of(story.folder)}{STORY}", pack(story))


def list_files(root: Path) -> list[WaitingFile]:
    """The files of the stories that wait, the oldest first; none is opened."""
    found = []
    for path in (root / WAITING).glob(f"*{STORY}"):
        with contextlib.suppress(OSError):
            stat = path.stat()
            found.append(WaitingFile(stat.st_mtime_ns, stat.st_size, stat.st_ino, path))
    return sorted(found)


def read_waiting(root: Path, folder: str) -> Waiting | None:
    """What waits to be in that folder; None if nothing does, or if it is just being published.

    Raises:
        BatchError: its file is damaged, cannot be read, or is of another release.
    """
    # a run that was killed may have left the one without the other
    if not is_waiting(root, folder):
        return None
    path = root / f"{place_of(folder)}{STORY}"
    try:
        return unpack(read_regular(path), Waiting)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> BatchError:
    """What is wrong with the file of a story that waits: damaged, say, or of another release."""
    return BatchError(
        f"{path.name.removesuffix(STORY)!r} waits for approval, and {path} cannot be read: {error}; "
        f"{MAKE_AGAIN}",
        path=path,
    )


def read_all(root: Path) -> tuple[list[Waiting], list[BatchError]]:
    """The episodes that wait, the oldest first, and what is wrong with those that cannot be read."""
    found, wrong = list[Waiting](), list[BatchError]()
    for file in list_files(root):
        try:
            found += filter(None, [read_waiting(root, file.folder)])
        except BatchError as error:
            wrong.append(error)
    return sorted(found, key=lambda story: story.made), wrong


def find_waiting(root: Path, said: str) -> Waiting:
    """The episode that waits and is called so: by its folder, its id, its source or its address.

    Raises:
        BatchError: none is, or several are, or its file is damaged.
    """
    stories, wrong = read_all(root)
    found = [story for story in stories if said in story.names]
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(story.folder for story in found[:LISTED])
        raise BatchError(f"{said} may be {told}; name its folder")
    damaged = next((each for each in wrong if str(each).startswith(f"{said!r} waits")), None)
    if damaged is not None:
        raise damaged
    told = ", ".join(story.folder for story in stories[:LISTED]) or "none does"
    raise BatchError(f"no story {said} waits for approval in {root}; these do: {told}")


def approve(root: Path, story: Waiting, tell: Callable[[], None] | None = None) -> str:
    """Publish an episode that waits; returns why the site could not be updated, or "".

    If a run is just making its next version, `tell` is called, and that version is waited for,
    and published. The files get
    their names when all of them are there, `episode.json` last; a command that is killed in between leaves an episode that waits, and can be given again.

    Raises:
        BatchError: it does not wait any more, or another article has the folder.
        OutputError: the output cannot be written to.
    """
    place = root / place_of(story.folder)
    try:
        # a run makes the next version there, and holds the folder until that is whole
        with folder_alone(place, tell, makes=False):
            _move_out(root, story, place)
    except FileNotFoundError:
        raise _no_more(story) from None
    except OSError as error:
        raise _refusal(root / story.folder, error) from error
    return renew_site(root)


def _move_out(root: Path, story: Waiting, place: Path) -> None:
    """Put the files of an episode that waits in its folder; `place` is locked."""
    target = root / story.folder
    if not is_waiting(root, story.folder):
        raise _no_more(story)
    with contextlib.suppress(PublishError):
        if is_of_other(read_label(target), Ownership(story.identity)):
            raise BatchError(
                f"{target} is the episode of another article; give that folder another name, and "
                f"approve {story.folder} again"
            )
    with staged(target, last=EPISODE) as staging:
        for path in place.iterdir():
            if path.is_file():
                copy_regular(path, staging / path.name)
    drop_waiting(root, story.folder)


def _no_more(story: Waiting) -> BatchError:
    return BatchError(
        f"{story.folder} does not wait any more: somebody approved or withdrew it meanwhile"
    )


def drop_waiting(root: Path, folder: str) -> None:
    """Remove an episode that waits, if there is one: it was published, or its story withdrawn."""
    place = root / place_of(folder)
    gone = place.with_name(f".{folder}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        # from now on it does not wait, even if this process is killed
        place.replace(gone)
    shutil.rmtree(gone, ignore_errors=True)
    place.with_name(folder + STORY).unlink(missing_ok=True)


def renew_site(root: Path) -> str:
    """Make the site anew if there is one; returns why that failed, or an empty text."""
    # a run, which only makes what waits, needs no templates
    from audiobrief.publish.index_file import has_index
    from audiobrief.publish.remembered import recall_settings
    from audiobrief.publish.site import publish_site

    try:
        kept = recall_settings(root) if has_index(root) else None
        if kept is None:
            return ""
        publish_site(root, kept)
    except AudiobriefError as error:
        return f"the site was not updated: {error}; run `audiobrief publish {root}`"
    return ""


def _refusal(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"cannot write {path}: {reason}; make {path.parent} writable", path=path)


# ---------------------------------------------------------- what editors let go


def note_edited(root: Path, story: Edited) -> None:
    """Note that an editor let a story go.

    Raises:
        OutputError: the output cannot be written to.
    """
    path = root / EDITED / f"{story.folder}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.encode(story))


def keep_withdrawn(root: Path, folder: str) -> None:
    """Note that the story of that folder was withdrawn, if an editor had let it go.

    The note stays: a run after the story is restored must not publish it without the editor's
    changes. It forgets the headline, as the register of withdrawn stories does.

    Raises:
        OutputError: the output cannot be written to.
    """
    story = _read_note(root / EDITED / f"{folder}.json")
    if story is not None and not (story.was_withdrawn and not story.title):
        note_edited(root, replace(story, title="", was_withdrawn=True))


def read_edited(root: Path) -> Iterator[Edited]:
    """What editors let go and is still there, or was withdrawn: it may be restored."""
    for path in sorted((root / EDITED).glob("*.json")):
        story = _read_note(path)
        if story is not None and (story.was_withdrawn or _is_made(root, story.folder)):
            yield story


def _read_note(path: Path) -> Edited | None:
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(read_regular(path), type=Edited)
    return None


def _is_made(root: Path, folder: str) -> bool:
    return (root / folder / EPISODE).is_file()


# ------------------------------------------------------------------ the journal


def note_approved(journal: Journal, root: Path) -> dict[str, Edited]:
    """Write into the journal what was approved since, and what editors let go.

    Returns the latter by the ids of their rows.
    """
    if (root / WAITING).is_dir():
        for each in journal.in_state(State.WAITING):
            if not is_waiting(root, each.folder):
                _adopt(journal, root, each)
    found = {}
    for story in read_edited(root):
        rows = [row for row in journal.in_folder(story.folder) if row.state != State.DUPLICATE]
        row = journal.get(story.id)
        if row is None or row.state == State.DUPLICATE:
            # the episode is that of another item
            row = next(iter(rows), None)
        if story.was_withdrawn and not _is_made(root, story.folder):
            # it is kept away; if it was restored, it is made, and waits
            found[story.id if row is None else row.id] = story
            continue
        if row is None or not row.state or row.state == State.FAILED:
            row = Row(
                story.id, story.source, title=story.title, url=story.url,
                folder=story.folder, text_digest=story.text_digest,
                script_digest=story.script_digest, is_fetched=int(story.id == story.url),
            )  # fmt: skip
        found[row.id] = story
        if row.state != State.WAITING and not _is_as_made(root, row, story.folder):
            row.folder = story.folder
            _adopt(journal, root, row)
    return found


def _is_as_made(root: Path, row: Row, folder: str) -> bool:
    if row.state != State.MADE or row.folder != folder:
        return False
    with contextlib.suppress(OSError):
        return (root / folder / row.audio).stat().st_size == row.audio_bytes
    return False


def _adopt(journal: Journal, root: Path, row: Row) -> None:
    """Note that the episode of a row is in its folder, made there by another hand."""
    folder = root / row.folder
    try:
        episode = read_episode(folder)
        row.audio_bytes = (folder / episode.audio).stat().st_size
        row.noted = row.letters = ""
    except (PublishError, OSError):
        # nothing is published, and nothing waits: the next run makes it
        row.state, row.files = "", "[]"
    else:
        row.state, row.audio = State.MADE, episode.audio
        row.files = msgspec.json.encode([EPISODE, episode.audio]).decode()
        row.duration_ms = episode.timeline.duration_ms
        row.engine = episode.engine
    journal.put(row)
