"""Withdraws stories and restores them, in a folder of episodes or in storage.

    withdraw: register --> site without it --> files, caches and journal without it

The register comes first and decides (`publish.register`): a command that is killed at any
moment after it leaves a story that is withdrawn. `finish`, which each run and each further
withdrawal calls, removes what is left of it; `audiobrief publish`, which makes the site itself,
does the same around that (`forget_copies`, `remove_left`).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path

from audiobrief.batch.journal import Journal
from audiobrief.batch.named_stories import (
    Name,
    Story,
    choose,
    find_in_journal,
    find_listed,
    find_spelled,
    find_withdrawn,
    is_kept,
    paths_of,
    read_name,
)
from audiobrief.batch.published import PublishedStories
from audiobrief.batch.record_journal import RecordJournal, tell_journal
from audiobrief.batch.record_places import open_place
from audiobrief.batch.row import Row, State
from audiobrief.batch.storage import list_folders
from audiobrief.batch.traces import forget_traces
from audiobrief.episode.text_digests import body_digest_of, text_digest_of
from audiobrief.errors import AudiobriefError, BatchError, PublishError
from audiobrief.publish import read_episode, read_label
from audiobrief.publish.library import Library
from audiobrief.publish.reading import language_of
from audiobrief.publish.register import Register, Tombstone, added, lifted
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.versions import aliases_of, read_versions
from audiobrief.settings.tree import Settings

HELD = "it held a story that was withdrawn"
"""The reason in the register for a digest."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was withdrawn or restored, or would be."""

    tombstone: Tombstone
    files: tuple[str, ...] = ()
    """The episode's files, relative to the output."""
    was_withdrawn: bool = True
    """Whether it was withdrawn before; False for a story that is kept, and was there."""
    digests: tuple[str, ...] = ()
    """The folders of the digests that are withdrawn with it, since they hold it."""
    problem: str = ""
    """Why the site could not be updated; empty if it could, or if there is none."""


class Record:
    """The withdrawn stories of one output."""

    def __init__(self, output: str, settings: Settings, journal: Path | None = None) -> None:
        """`journal` is the path of the journal if it is not in its usual place.

        Raises:
            BatchError: the output's store cannot be opened, or its journal cannot be read.
            PublishError: its keys may not open it.
        """
        self.output = output
        self.settings = settings
        self._place = open_place(output)
        self._journal = RecordJournal(output, journal)
        self._published: PublishedStories | None = None

    def read(self) -> Register:
        """The register.

        Raises:
            PublishError: it is damaged, or the store cannot be read.
        """
        return self._place.read_register()

    # ----------------------------------------------------------------- stories

    def find(self, said: str) -> tuple[Tombstone, tuple[str, ...]]:
        """A tombstone for the story that is named so, and its episode's files.

        It may be named by its id, by an address of the article or of its published files, by its
        folder or that of a later headline, or by the path of one of its files.

        Raises:
            BatchError: there is no such story, or it is withdrawn already, or there are several.
            PublishError: there is no such output.
        """
        name = self._read_name(said)
        register = self.read()
        story = self._find_story(name, register)
        if story is None:
            raise BatchError(self._explain_missing(name, register))
        stone = Tombstone(datetime.now(UTC), folder=story.folder)
        if story.row is not None:
            stone = _of_row(stone, story.row)
        return self._completed(stone), self._place.list_files(story.folder)

    def _read_name(self, said: str) -> Name:
        kept = self._recall()
        bases = (kept.base if kept else "", self.settings.publish.base)
        return read_name(said, self.output, bases)

    def _explain_missing(self, name: Name, register: Register) -> str:
        known = find_withdrawn(name, register, self.output)
        if known is not None:
            return (
                f"{name.said} was withdrawn on {known.withdrawn:%Y-%m-%d}; "
                "`audiobrief restore` brings it back"
            )
        if is_kept(name, register):
            return (
                f"{name.said} is not withdrawn, and its episode is not made yet; the next run "
                "makes it"
            )
        return (
            f"there is no episode {name.said} in {self.output}; give the id or the source that "
            "`audiobrief report --json` shows, the address of the article or of the episode's "
            "page, or its folder; -o names the folder of all episodes"
        )

    @property
    def published(self) -> PublishedStories:
        """What was published in the output, whoever made it, when this was first asked for.

        Raises:
            PublishError: the output cannot be read, or its register is damaged.
        """
        if self._published is None:
            self._published = self._read_published()
        return self._published

    def _read_published(self) -> PublishedStories:
        library = Library(())
        # nothing is in a store before the first run, and some stores may not be listed
        if self._place.root is not None or list_folders(self.output):
            settings = self._of_site(self._recall())
            library = self._place.read_library(settings)
        return PublishedStories(library, self.output)

    def _find_story(self, name: Name, register: Register) -> Story | None:
        """The story that the name means as it is written, or else by another spelling.

        Raises:
            BatchError: the name means several, or there are no episodes at all.
            PublishError: there is no such output.
        """
        with self._journal.read() as journal:
            found = find_in_journal(name, journal, register) if journal is not None else []
            gone = register.of_folder
            found += [
                self._with_row(Story(folder), journal)
                for folder in name.folders
                if gone(folder) is None and self._place.has_episode(folder)
            ]
            story = choose(name, self.output, found)
            if story is not None:
                return story
            found = find_spelled(name, journal, register) if journal is not None else []
            settings = self._of_site(self._recall())
            library = self._place.read_library(settings)
            if not (found or library.listings or register.tombstones):
                raise BatchError(self._explain_empty())
            listed = find_listed(name, library)
            found += [self._with_row(each, journal) for each in listed]
            return choose(name, self.output, found)

    def _explain_empty(self) -> str:
        if self._place.has_episode("."):
            return f"{self.output} is an episode; name the folder that contains it with -o"
        return f"there are no episodes in {self.output}; name the folder that has them with -o"

    def _with_row(self, story: Story, journal: Journal | None) -> Story:
        rows = journal.in_folder(story.folder) if journal is not None else []
        row = next((each for each in rows if each.state != State.DUPLICATE), None)
        return replace(story, row=row)

    def _completed(self, stone: Tombstone) -> Tombstone:
        """The tombstone with what the episode itself tells of its story, if it is there."""
        if not stone.folder:
            return stone
        with (
            self._place.open_episode(stone.folder) as folder,
            contextlib.suppress(PublishError),
        ):
            episode, versions = read_episode(folder), read_versions(folder)
            article = episode.article
            own = stone.folder.rpartition("/")[2]
            aliases = paths_of(stone.folder, aliases_of(own, versions))
            return replace(
                stone, url=stone.url or article.url, title=article.title,
                language=language_of(episode),
                text_digest=stone.text_digest or text_digest_of(article),
                body_digest=body_digest_of(article),
                # the name of another episode is its own
                aliases=tuple(each for each in aliases if not self._place.has_episode(each)),
                last_version=versions[-1].number if versions else 1,
            )  # fmt: skip
        return stone

    # -------------------------------------------------------------- what is done

    def withdraw(
        self,
        name: str,
        *,
        reason: str = "",
        is_noticed: bool = False,
        keeps_archive: bool = False,
        keeps_digests: bool = False,
        dry_run: bool = False,
    ) -> Withdrawal:
        """Withdraw the story that is named so, as `find` understands it.

        The digests that hold it are withdrawn, too, unless `keeps_digests` is set. What a killed command has left of other stories is removed first. With `dry_run`,
        nothing is changed.

        Raises:
            BatchError: there is no such story, or it is withdrawn already, or there are several.
            OutputError: the output cannot be written to.
            PublishError: there is no such output, its register is damaged, or a template is
                wrong.
        """
        if keeps_archive and self._place.root is None:
            raise BatchError(
                f"{self.output} is storage, where nothing can be kept from a site; copy the "
                "episode to this machine first, and withdraw it without --keep-archive"
            )
        if not dry_run and self.is_unfinished:
            self.finish()
        stone, files = self.find(name)
        stone = replace(
            stone, reason=reason, is_noticed=is_noticed, is_archived=keeps_archive,
            title=stone.title if is_noticed else "",
        )  # fmt: skip
        digests = () if keeps_digests else self._find_digests(stone)
        held = tuple(each.folder for each in digests)
        files += tuple(path for each in held for path in self._place.list_files(each))
        if dry_run:
            return Withdrawal(stone, files, digests=held)
        self._place.change_register(lambda register: reduce(added, (stone, *digests), register))
        return Withdrawal(stone, files, digests=held, problem=self.finish())

    def withdraw_unmade(self, stone: Tombstone) -> str:
        """Withdraw a story without an episode: it was restored, say, and refused again.

        Returns why the site could not be updated, or an empty text.

        Raises:
            OutputError: the output cannot be written to.
            PublishError: its register is damaged, or a template is wrong.
        """
        self._place.change_register(lambda register: added(register, stone))
        return self.finish()

    def _find_digests(self, stone: Tombstone) -> tuple[Tombstone, ...]:
        """Tombstones for the digests that hold a story, whose sound and text are in them, too."""
        if not stone.folder:
            return ()
        identity = ""
        with (
            self._place.open_episode(stone.folder) as folder,
            contextlib.suppress(PublishError),
        ):
            identity = read_label(folder).identity
        if not identity:
            return ()
        found = (
            Tombstone(
                stone.withdrawn, folder=folder, reason=HELD, held=stone.folder,
                is_archived=stone.is_archived,
            )
            for folder in self.published.find_digests(identity)
        )  # fmt: skip
        return tuple(replace(self._completed(each), title="") for each in found)

    def withdraw_row(self, row: Row, reason: str) -> None:
        """Put a row's story into the register; `finish` does the rest.

        Raises:
            OutputError: the register cannot be written.
        """
        stone = _of_row(Tombstone(datetime.now(UTC), folder=row.folder, reason=reason), row)
        stone = replace(self._completed(stone), title="")
        digests = self._find_digests(stone)

        def add(register: Register) -> Register:
            known = register.find(identity=row.id)
            stones = (stone, *digests) if known is None else digests
            return reduce(added, stones, register)

        self._place.change_register(add)

    def restore(self, said: str) -> Withdrawal:
        """Let the story that is named so be made again, or keep it.

        A story that is not withdrawn is kept from now on, whatever its page says. One whose
        withdrawal was killed is removed to its end first, so that what was archived is there.

        Raises:
            BatchError: there is no such story, or there are several.
            OutputError: the output cannot be written to.
            PublishError: there is no such output, or its register is damaged.
        """
        if self.is_unfinished:
            self.finish()
        now = datetime.now(UTC)
        stone = find_withdrawn(self._read_name(said), self.read(), self.output)
        if stone is None:
            there, _ = self.find(said)
            self._place.change_register(lambda register: lifted(register, there, now))
            self._answer(there)
            return Withdrawal(there, was_withdrawn=False)
        # the register is last: a command that is killed before leaves a story that is withdrawn
        self._place.put_back(stone)
        self._place.change_register(lambda register: lifted(register, stone, now))
        files = self._place.list_files(stone.folder) if stone.folder else ()
        return Withdrawal(stone, files, problem=self._renew_site())

    @property
    def is_unfinished(self) -> bool:
        """Whether a command that was killed has left files of withdrawn stories."""
        return self._place.is_unfinished(self.read())

    def finish(self) -> str:
        """Remove whatever is left of withdrawn stories; returns why something is still there.

        Raises:
            OutputError: the output cannot be written to.
            PublishError: the register is damaged, or a template is wrong.
        """
        register = self.read()
        if not register.tombstones and not self._place.is_unfinished(register):
            return ""
        self.forget_copies()
        problem = self._renew_site()
        return self.remove_left() or problem

    def forget_copies(self) -> None:
        """Remove the copies in our caches of stories whose data leaves a store with its site."""
        self._place.forget_copies(self._forget)

    def remove_left(self) -> str:
        """Remove what the site has left of withdrawn stories, from caches and journal, too.

        Returns why something is still there, or an empty text.

        Raises:
            OutputError: the output cannot be written to.
            PublishError: the register is damaged, or a template is wrong.
        """
        templates = self._of_site(self._recall()).templates
        problem = self._place.remove_left(templates, self._forget)
        register = self.read()
        if register.tombstones:
            with self._journal.open() as journal:
                if journal is not None and tell_journal(journal, register):
                    self._journal.put(journal)
        return problem

    def _renew_site(self) -> str:
        """Make the site anew, if there is one; returns why that failed, or an empty text."""
        try:
            kept = self._place.recall_settings()
            if kept is not None:
                self._place.publish(self._of_site(kept))
        except AudiobriefError as error:
            return f"the site was not updated: {error}; run `audiobrief publish {self.output}`"
        return ""

    def _recall(self) -> PublishSettings | None:
        """How the site was made; None also if that is damaged, which `_renew_site` tells."""
        with contextlib.suppress(PublishError):
            return self._place.recall_settings()
        return None

    def _of_site(self, kept: PublishSettings | None) -> PublishSettings:
        """The settings with which the site was made, as they are here; else the command's own."""
        if kept is None:
            return self.settings.publish
        # on another machine the folder of templates may be elsewhere
        if kept.templates and not Path(kept.templates).is_dir():
            return replace(kept, templates=self.settings.publish.templates)
        return kept

    def _forget(self, stone: Tombstone, episode: Path, folder: Path | None) -> None:
        with contextlib.suppress(PublishError):
            forget_traces(read_episode(episode).article, stone, self.settings, episode, folder)

    def _answer(self, stone: Tombstone) -> None:
        with self._journal.open() as journal:
            row = journal.get(stone.id) if journal is not None else None
            if journal is not None and row is not None:
                row.question = ""
                journal.put(row)
                self._journal.put(journal)


def _of_row(stone: Tombstone, row: Row) -> Tombstone:
    return replace(
        stone,
        id=row.id,
        url=row.url,
        text_digest=row.text_digest,
        title=row.title,
        list=row.list,
    )
