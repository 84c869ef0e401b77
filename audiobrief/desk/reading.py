"""Keeps what was read for a story: its article, its script, and what editors changed of both."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from audiobrief.cleaner.sites import host_of
from audiobrief.desk.drafts import Draft, carried_over, change_article
from audiobrief.desk.looks import look_at
from audiobrief.desk.states import Look, State, Story, Work
from audiobrief.desk.stories import DESK, Stories
from audiobrief.episode.pictures import Pictures
from audiobrief.episode.reader import write_script
from audiobrief.errors import StoryNotFound
from audiobrief.model import Article, Manuscript
from audiobrief.settings.tree import Settings
from audiobrief.system.packing import pack

PAGES_KEPT = 20
"""The pages of each site that are kept, the newest ones, on which site rules are tried."""


def keep_reading(
    stories: Stories,
    story: Story,
    manuscript: Manuscript,
    pictures: Pictures,
    *,
    settings: Settings,
    page: bytes = b"",
    pronunciations: str | None = None,
) -> None:
    """Give a story what was read for it; its sound is made then.

    `page` is its page as `batch.kept_pages` packs it; empty if it is not to be had.
    `pronunciations` is `Stories.pronunciations` of before it was read: if others were approved
    meanwhile, its script is written again first.
    What editors changed of a text that was read before is carried over to the new one. Does
    nothing if somebody changed the story since it was taken from the desk as `story`.
    """
    article, draft, plain = manuscript.article, Draft(), manuscript
    old: Article | None = None
    record = stories.advance
    with contextlib.suppress(StoryNotFound):
        before = stories.texts(story.id)
        if before.article != article:
            # a change that was made for the old text must not be taken for one of the new
            record, old = stories.change, before.article
        draft = carried_over(before.draft, before.article, article)
        plain = _composed(manuscript, draft, settings)
    words = sum(len(segment.spoken.split()) for segment in plain.script.segments)
    with stories.changing():
        if stories.read(story.id).revision != story.revision:
            return
        if old is not None:
            # a change is taken back in the text that is there now
            stories.edits.carry_over(story.id, partial(carried_over, before=old, now=article))
        stories.write_copy(
            story.id, article=pack(article),
            plain=pack(plain), draft=msgspec.json.encode(draft),
            pictures=pack(pictures), page=page or None,
        )  # fmt: skip
        is_old = pronunciations not in {None, stories.pronunciations}
        record(
            story.id, state=State.MAKING, work=Work.WRITE if is_old else Work.MAKE, title=plain.article.title,
            site=article.site, url=article.url, language=manuscript.script.language,
            confidence=article.confidence, identity=manuscript.identity, words=words,
            tries=0, reason="", advice="", not_before=0.0, **columns_of(look_at(article)),
        )  # fmt: skip
        stories.forget_pages(host_of(article.url), but=PAGES_KEPT)
        stories.note(DESK, "read", story.id)


def _composed(manuscript: Manuscript, draft: Draft, settings: Settings) -> Manuscript:
    if not any(draft.article_changes):
        return manuscript
    written = write_script(change_article(manuscript.article, draft), settings)
    return replace(written, identity=manuscript.identity)


def columns_of(looks: tuple[Look, ...]) -> dict[str, Any]:
    """The columns of what is worth a look."""
    return {
        "looks": msgspec.json.encode(looks).decode(),
        "weight": min(sum(look.weight for look in looks), 999),
    }
