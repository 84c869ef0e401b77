"""The HTTP interface of site rules: proposed for a decision, tried on pages, kept, removed."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody, PathParameter

from audiobrief.cleaner import SiteRule
from audiobrief.cleaner.proposed_rules import Proposal
from audiobrief.cleaner.sites import host_of
from audiobrief.desk.api import EDIT, PUBLISH, READ, Asked, StoryId, Text
from audiobrief.desk.api_texts import PieceKey
from audiobrief.desk.drafts import source_of
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of
from audiobrief.desk.problems import Problem
from audiobrief.desk.representations import PageChange, ProposedRule
from audiobrief.desk.studio import TryRules


class RuleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of the rules that are proposed for a text is kept."""

    kept: bool
    """Whether the text is to be in the article."""
    selector: Text = ""
    """One of those that are proposed."""


@post(
    "/stories/{story:str}/pieces/{piece:str}/rules", opt=EDIT, sync_to_thread=True,
    status_code=200, summary="Propose site rules for a text",
)  # fmt: skip
def propose_rules(
    request: Asked, story: StoryId, piece: PieceKey, data: JSONBody[RuleBody]
) -> list[ProposedRule]:
    """Selectors by which the text is known on other pages, and what each would change there."""
    desk = desk_of(request)
    stories, found = _propose(desk, story, piece, is_kept=data.kept)
    return [_answer_of(each, stories) for each in found]


@post(
    "/stories/{story:str}/pieces/{piece:str}/rule", opt=PUBLISH, sync_to_thread=True,
    status_code=201, summary="Keep a site rule",
)  # fmt: skip
def keep_rule(
    request: Asked, story: StoryId, piece: PieceKey, data: JSONBody[RuleBody]
) -> SiteRule:
    """Pages that are read from now on are read with it; stories on the desk stay as they are."""
    desk = desk_of(request)
    _, found = _propose(desk, story, piece, is_kept=data.kept)
    chosen = next((each for each in found if each.selector == data.selector), None)
    if chosen is None:
        raise Problem(422, f"{data.selector[:80]!r} is none of the selectors that are proposed")
    with desk.stories.changing():
        desk.rules.keep(chosen.rule)
        desk.stories.note(
            caller_of(request).name, "site rule kept", story,
            name=chosen.rule.host, change=chosen.selector,
        )  # fmt: skip
    return chosen.rule


@get("/rules", opt=READ, sync_to_thread=True, summary="List site rules")
def list_rules(request: Asked) -> list[SiteRule]:
    """Those that were kept at this desk."""
    return desk_of(request).rules.list_all()


@delete(
    "/rules/{name:str}", opt=PUBLISH, sync_to_thread=True, status_code=204,
    summary="Remove a site rule",
)  # fmt: skip
def remove_rule(request: Asked, name: Annotated[str, PathParameter(max_length=300)]) -> None:
    """Pages that are read from now on are read without it."""
    desk = desk_of(request)
    with desk.stories.changing():
        desk.rules.remove(name)
        desk.stories.note_without_story(caller_of(request).name, "site rule removed", name=name)


def _propose(
    desk: OpenDesk, story: str, piece: str, *, is_kept: bool
) -> tuple[list[tuple[str, str]], tuple[Proposal, ...]]:
    """The stories on whose pages the rules were tried, and the rules."""
    source = source_of(desk.stories.texts(story).article, piece)
    page = desk.stories.page(story)
    host = host_of(desk.stories.read(story).url)
    if page is None or not host:
        raise Problem(
            422, "its page is not kept, or has no address, so no rule can be tried on its site"
        )
    rows = desk.stories.pages_of(host)
    tried = [(row, content) for row in rows if (content := desk.stories.page(row["id"]))]
    task = TryRules(page, source, is_kept, tuple(content for _, content in tried))
    return [(row["id"], row["title"]) for row, _ in tried], desk.studio.propose_rules(task)


def _answer_of(each: Proposal, stories: list[tuple[str, str]]) -> ProposedRule:
    changed = [
        PageChange(story, title, change.removed, change.added, change.problem)
        for (story, title), change in zip(stories, each.changes, strict=True)
        if change.removed or change.added or change.problem
    ]
    return ProposedRule(each.selector, each.rule.host, len(stories), tuple(changed))


ROUTES = (propose_rules, keep_rule, list_rules, remove_rule)
