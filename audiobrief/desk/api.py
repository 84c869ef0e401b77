"""The HTTP interface of stories: submit, list, read, approve, correct, withdraw, restore."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import anyio.to_thread
import msgspec
from litestar import Request, Response, delete, get, post
from litestar.params import HeaderParameter, JSONBody, PathParameter, QueryParameter

from audiobrief.desk.answers import is_known, story_answer, unchanged, version_in
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of
from audiobrief.desk.problems import Problem
from audiobrief.desk.representations import Entries, Others, StoryPage
from audiobrief.desk.states import Scope, State, Story
from audiobrief.desk.stories import MOST_LISTED
from audiobrief.desk.submissions import (
    Submission,
    submit_address,
    submit_data,
    submit_file,
    submit_text,
)

Asked = Request[Any, Any, Any]
Text = Annotated[str, msgspec.Meta(max_length=2_000)]
Key = Annotated[str, HeaderParameter(name="Idempotency-Key", max_length=200)]
Version = Annotated[str, HeaderParameter(name="If-Match", max_length=40)]
"""The ETag of the story that a change was made for."""
StoryId = Annotated[str, PathParameter(max_length=64)]
SUBMIT = {"scope": Scope.SUBMIT}
READ = {"scope": Scope.READ}
EDIT = {"scope": Scope.EDIT}
PUBLISH = {"scope": Scope.PUBLISH}
LATEST = datetime(9999, 1, 1, tzinfo=UTC)
"""No approval is for later: in UTC the moment could be in the year 10000, which has no date."""


class SubmissionBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story to be made: exactly one of `address`, `text` and `article`."""

    address: Text = ""
    """The address of its page."""
    text: str = ""
    """The page's HTML, or text that was copied out of a browser."""
    url: Text = ""
    """With `text`: the address that it came from; it is not fetched."""
    title: Text = ""
    """With `text`: what the desk calls it until it is read."""
    article: dict[str, Any] | None = None
    """The article as its content system has it; the reference of articles as data has the keys."""


class ApprovalBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When an approved story goes to its site."""

    at: datetime | None = None
    """Not before this moment, with its time zone; at once if it is left out."""
    why: Text = ""
    """Why the episode has another version, for its ledger."""


class CorrectionBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a story is read from again; its own address if everything is left out."""

    text: str = ""
    url: Text = ""
    title: Text = ""
    article: dict[str, Any] | None = None
    why: Text = ""
    """What was wrong, for the ledger."""


class WithdrawalBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a story is withdrawn."""

    reason: Text = ""
    notice: bool = False
    """Whether the headline and the reason are shown where the episode was."""


@get("/stories", opt=READ, sync_to_thread=True, summary="List stories")
def list_stories(
    request: Asked,
    *,
    states: Annotated[list[State] | None, QueryParameter(name="state")] = None,
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    order: Annotated[str, QueryParameter(pattern="^(look|changed)$")] = "look",
    cursor: Annotated[str, QueryParameter(max_length=200)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_LISTED)] = 50,
) -> Response[StoryPage]:
    """Those that wait for somebody and are worth a look come first.

    Its ETag is the same until a story of the desk changes.
    """
    stories = desk_of(request).stories
    # read before the list: what changes meanwhile is in a list with an older tag, and asked for again
    tag = f'W/"{stories.mark}"'
    if is_known(request, tag):
        return unchanged(tag)
    page = stories.list_page(
        states=tuple(states or ()), query=q, order=order, cursor=cursor, most=limit
    )
    found = StoryPage(page.stories, page.next, stories.count())
    return Response(found, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


@post("/stories", opt=SUBMIT, sync_to_thread=True, status_code=202, summary="Submit a story")
def submit(request: Asked, data: JSONBody[SubmissionBody], key: Key = "") -> Response[Story]:
    """Accepts a story; it is on disk when this answers, and is made once for each key."""
    desk = desk_of(request)
    given = [bool(data.address.strip()), bool(data.text.strip()), data.article is not None]
    if sum(given) != 1:
        raise Problem(422, "give one of address, text and article")
    fetch = desk.settings.fetch
    if data.address.strip():
        found = submit_address(data.address, fetch)
    elif data.article is not None:
        found = submit_data(data.article, fetch)
    else:
        found = submit_text(data.text, data.url, data.title, fetch)
    return _accept(request, desk, found, key)


@post("/files", opt=SUBMIT, status_code=202, summary="Submit a page as a file")
async def submit_page_file(
    request: Asked, name: Annotated[str, QueryParameter(max_length=300)], key: Key = ""
) -> Response[Story]:
    """The body is the file's content; its name tells what it is."""
    desk, content = desk_of(request), await request.body()

    def work() -> Response[Story]:
        if not content:
            raise Problem(422, "the file is empty")
        return _accept(request, desk, submit_file(name, content, desk.settings.fetch), key)

    return await anyio.to_thread.run_sync(work)


def _accept(request: Asked, desk: OpenDesk, found: Submission, key: str) -> Response[Story]:
    story, is_new = desk.intake.submit(
        found.item, caller_of(request).name, key=key, due=found.due
    )
    desk.room.wake()
    place = f"/api/v1/stories/{story.id}"
    return story_answer(story, 202 if is_new else 200, Location=place)


@get("/stories/{story:str}", opt=READ, sync_to_thread=True, summary="Read a story's state")
def read_story(request: Asked, story: StoryId) -> Response[Story]:
    """Its ETag has the version to name in changes."""
    found = desk_of(request).stories.read(story)
    return unchanged(found.etag) if is_known(request, found.etag) else story_answer(found)


@post(
    "/stories/{story:str}/approval", opt=PUBLISH, sync_to_thread=True, status_code=200,
    summary="Approve a story",
)  # fmt: skip
def approve(
    request: Asked, story: StoryId, data: JSONBody[ApprovalBody], if_match: Version = ""
) -> Response[Story]:
    """It goes to the site at once, after its embargo, or at the moment that is given."""
    if data.at is not None and data.at.tzinfo is None:
        raise Problem(422, "give the moment with its time zone, such as 2031-03-04T06:00:00Z")
    if data.at is not None and data.at > LATEST:
        raise Problem(422, f"give a moment before the year {LATEST.year}")
    changed = desk_of(request).editing.approve(
        story, version_in(if_match), caller_of(request).name, due=data.at, why=data.why
    )
    return story_answer(changed)


@delete(
    "/stories/{story:str}/approval", opt=PUBLISH, sync_to_thread=True, status_code=200,
    summary="Take an approval back",
)  # fmt: skip
def take_approval_back(
    request: Asked, story: StoryId, if_match: Version = ""
) -> Response[Story]:
    """Possible until the story is published."""
    editing = desk_of(request).editing
    return story_answer(
        editing.take_approval_back(story, version_in(if_match), caller_of(request).name)
    )


@post(
    "/stories/{story:str}/correction", opt=EDIT, sync_to_thread=True, status_code=202,
    summary="Correct a story",
)  # fmt: skip
def correct(
    request: Asked, story: StoryId, data: JSONBody[CorrectionBody], if_match: Version = ""
) -> Response[Story]:
    """Reads it again; it waits for approval, and the site keeps its version until then."""
    desk = desk_of(request)
    found: Submission | None = None
    if data.article is not None:
        found = submit_data(data.article, desk.settings.fetch)
    elif data.text.strip():
        known = desk.stories.read(story)
        found = submit_text(data.text, data.url or known.url, data.title, desk.settings.fetch)
    changed = desk.editing.correct(
        story, version_in(if_match), caller_of(request).name,
        item=found.item if found else None, why=data.why,
    )  # fmt: skip
    return story_answer(changed, 202)


@post(
    "/stories/{story:str}/withdrawal", opt=PUBLISH, sync_to_thread=True, status_code=202,
    summary="Withdraw a story",
)  # fmt: skip
def withdraw(
    request: Asked, story: StoryId, data: JSONBody[WithdrawalBody], if_match: Version = ""
) -> Response[Story]:
    """Takes it off its site and its feeds, or off the desk if it was never published."""
    changed = desk_of(request).editing.withdraw(
        story, version_in(if_match), caller_of(request).name,
        reason=data.reason, is_noticed=data.notice,
    )  # fmt: skip
    return story_answer(changed, 202)


@post(
    "/stories/{story:str}/restoration", opt=PUBLISH, sync_to_thread=True, status_code=202,
    summary="Restore a withdrawn story",
)  # fmt: skip
def restore(request: Asked, story: StoryId, if_match: Version = "") -> Response[Story]:
    """It is made again, and waits for approval."""
    editing = desk_of(request).editing
    return story_answer(
        editing.restore(story, version_in(if_match), caller_of(request).name), 202
    )


@post(
    "/stories/{story:str}/presence", opt=READ, sync_to_thread=False, status_code=200,
    summary="Say that a story is open",
)  # fmt: skip
def note_presence(request: Asked, story: StoryId) -> Others:
    """Answers who else has it open; a page says so every 20 seconds."""
    desk = desk_of(request)
    desk.stories.read(story)
    return Others(desk.presence.note(story, caller_of(request).name))


@get("/ledger", opt=READ, sync_to_thread=True, summary="Read the ledger")
def read_ledger(
    request: Asked,
    story: Annotated[str, QueryParameter(max_length=64)] = "",
    before: Annotated[int, QueryParameter(ge=0, le=2**53)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=500)] = 100,
) -> Entries:
    """Everything that anyone did, the newest first."""
    found = desk_of(request).ledger.read_back(before=before, story=story, most=limit)
    return Entries(found, found[-1].number if len(found) == limit else 0)


ROUTES = (
    list_stories, submit, submit_page_file, read_story, approve, take_approval_back, correct,
    withdraw, restore, note_presence, read_ledger,
)  # fmt: skip
