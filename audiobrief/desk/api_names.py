"""The HTTP interface of names, the house lexicon and events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

import anyio.to_thread
import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import HeaderParameter, JSONBody, PathParameter, QueryParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from audiobrief.batch.names import Name
from audiobrief.desk.api import EDIT, PUBLISH, READ, Asked, Text
from audiobrief.desk.house_lexicon import LONGEST_TAG, TAG, Pronunciation, read_pls
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of
from audiobrief.desk.problems import Problem
from audiobrief.desk.representations import Added, NamedIn, Names, Pronounced, Unknown
from audiobrief.desk.states import Scope
from audiobrief.desk.suggestions import list_lexicons, suggest
from audiobrief.spoken.told_sounds import ToldSound

PLS_TYPE = "application/pls+xml"
"""RFC 4267 registers it."""
MOST_SHOWN = 500
NameIn = Annotated[str, PathParameter(max_length=200)]


class PronunciationBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a name is said: a respelling, IPA, or both."""

    say: Text = ""
    ipa: Text = ""
    language: Annotated[str, msgspec.Meta(max_length=LONGEST_TAG, pattern=f"^({TAG})?$")] = ""
    """The language whose voice says it when it is tried; if it is left out, that of a story."""


@get("/names", opt=READ, sync_to_thread=True, summary="List unknown names")
def list_names(request: Asked) -> Names:
    """The names in the desk's stories that no lexicon and no voice knows, the rarest first."""
    desk = desk_of(request)
    lexicon = desk.lexicon.list_all()
    return Names(_unknown(desk, {each.name: each for each in lexicon}), lexicon)


def _unknown(desk: OpenDesk, known: dict[str, Pronunciation]) -> list[Unknown]:
    found: dict[str, Unknown] = {}
    told: list[tuple[ToldSound, str]] = []
    for row in desk.stories.all_names():
        told += [(sound, row["title"]) for sound in desk.told.find(row["id"], row["version"])]
        for name in msgspec.json.decode(row["names"], type=tuple[Name, ...]):
            said = known.get(name.name)
            if said is not None and said.approved:
                continue
            story = NamedIn(row["id"], row["title"])
            before = found.get(name.name)
            if before is None:
                found[name.name] = Unknown(
                    name.name, name.language, name.count, [story], name.sentence, name.ipa,
                    name.respelling, name.frequency, said,
                )  # fmt: skip
            else:
                found[name.name] = replace(
                    before, count=before.count + name.count, stories=[*before.stories, story]
                )
    ordered = sorted(found.values(), key=lambda each: (each.frequency or 0.0, -each.count))
    lexicons = list_lexicons(desk.settings, dict.fromkeys(each.language for each in ordered))
    return [
        replace(each, suggestions=suggest(each.name, lexicons, told))
        for each in ordered[:MOST_SHOWN]
    ]


@put("/names/{name:str}", opt=EDIT, sync_to_thread=True, summary="Say how a name is said")
def put_name(request: Asked, name: NameIn, data: JSONBody[PronunciationBody]) -> Pronounced:
    """An editor proposes, a publisher approves; stories with the name are renewed then."""
    desk, caller = desk_of(request), caller_of(request)
    may_approve = Scope.PUBLISH in caller.scopes
    renewed = desk.editing.pronounce(
        name, caller.name, say=data.say.strip(), ipa=data.ipa.strip(),
        may_approve=may_approve, language=data.language,
    )  # fmt: skip
    return Pronounced(desk.lexicon.find(name), renewed)


@delete(
    "/names/{name:str}", opt=PUBLISH, sync_to_thread=True, status_code=204,
    summary="Forget how a name is said",
)  # fmt: skip
def delete_name(request: Asked, name: NameIn) -> None:
    """The voice says it as it would without the house lexicon."""
    desk = desk_of(request)
    if not desk.editing.forget_pronunciation(name, caller_of(request).name):
        raise Problem(404, f"the house lexicon has no {name[:40]!r}")


@get(
    "/lexicon.pls", opt=READ, sync_to_thread=True, media_type=PLS_TYPE,
    summary="Get the house lexicon",
)  # fmt: skip
def get_lexicon(request: Asked) -> Response[str]:
    """As a lexicon of W3C PLS 1.0."""
    return Response(
        desk_of(request).lexicon.to_pls(), media_type=PLS_TYPE,
        headers={"Content-Disposition": 'attachment; filename="house.pls"'},
    )  # fmt: skip


@post("/lexicon.pls", opt=PUBLISH, status_code=200, summary="Add to the house lexicon")
async def post_lexicon(request: Asked) -> Added:
    """The body is a lexicon of W3C PLS 1.0; its names are approved."""
    desk, caller, content = desk_of(request), caller_of(request), await request.body()

    def work() -> Added:
        found = list(read_pls(content))
        for each in found:
            desk.editing.pronounce(
                each.name, caller.name, say=each.say, ipa=each.ipa, may_approve=True,
                language=each.language, author=each.author, at=each.at,
            )  # fmt: skip
        return Added(len(found))

    return await anyio.to_thread.run_sync(work)


@get("/events", opt=READ, media_type="text/event-stream", summary="Follow what happens")
async def follow_events(
    request: Asked,
    story: Annotated[str, QueryParameter(max_length=64)] = "",
    after: Annotated[int, QueryParameter(ge=-1, le=2**53)] = -1,
    last_event_id: Annotated[str, HeaderParameter(name="Last-Event-ID", max_length=20)] = "",
) -> ServerSentEvent:
    """Server-sent events; a stream that breaks off goes on after its last event.

    The stream ends with the session or the token that opened it.
    """
    desk, caller = desk_of(request), caller_of(request)
    if last_event_id.isascii() and last_event_id.isdigit():
        after = int(last_event_id)
    start = after if after >= 0 else desk.ledger.last

    def may_listen() -> bool:
        found = desk.accounts.find_again(caller)
        if found is None or Scope.READ not in found.scopes:
            return False
        return not desk.front.lacks_factor(found)

    async def messages() -> AsyncIterator[ServerSentEventMessage]:
        # the browser learns at once that the stream is there
        yield ServerSentEventMessage(data=None, comment="here", retry=2_000)
        async for entry in desk.streams.follow(start, story, may_listen):
            if entry is None:
                yield ServerSentEventMessage(data=None, comment="still here")
            else:
                told = msgspec.json.encode(entry).decode()
                yield ServerSentEventMessage(data=told, event="entry", id=str(entry.number))

    return ServerSentEvent(messages())


ROUTES = (list_names, put_name, delete_name, get_lexicon, post_lexicon, follow_events)
