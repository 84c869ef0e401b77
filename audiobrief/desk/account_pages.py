"""The page of one's own account: password, second factor, and where one is logged in.

Whoever changes something here gives the password again (ASVS 5.0, 7.5): a session that somebody
left open, or lost, is not enough. These addresses are for people; a program has no account.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody

from audiobrief.desk.accounts import Caller
from audiobrief.desk.api import READ, Asked
from audiobrief.desk.doors import ACCOUNT
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of
from audiobrief.desk.pages import LONGEST_CODE, render, visitor_of
from audiobrief.desk.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from audiobrief.desk.problems import Problem

SHOWN = 16
"""The digits of a session's digest by which the page names it; they open nothing."""
Password = Annotated[str, msgspec.Meta(max_length=LONGEST_PASSWORD)]
Code = Annotated[str, msgspec.Meta(max_length=LONGEST_CODE)]


class PasswordBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new password."""

    password: Password
    """The one of now."""
    new: Password
    code: Code = ""
    """Of the second factor, if the account has one."""


class SessionsBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which sessions end: one, or all but this one."""

    password: Password
    code: Code = ""
    session: Annotated[str, msgspec.Meta(pattern=f"^([0-9a-f]{{{SHOWN}}})?$")] = ""


class ProofBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who somebody is."""

    password: Password
    code: Code = ""


class CodeBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code of the app that has just read the key."""

    code: Code


@get(ACCOUNT, opt=READ, include_in_schema=False, sync_to_thread=True)
def show_account(request: Asked) -> Response[str]:
    """Password, second factor and sessions of whoever asks."""
    desk, caller = desk_of(request), _person(request)
    factors = desk.accounts.factors
    sessions = [
        {
            "id": row["digest"][:SHOWN], "is_this": row["digest"] == caller.session,
            "browser": row["browser"] or "a browser", "address": row["address"],
            "created": _moment(row["created"]), "seen": _moment(row["seen"]),
        }
        for row in desk.accounts.list_sessions(caller.name)
    ]  # fmt: skip
    return render(
        request, "account.html.j2", title="Your account", person=caller.name, role=caller.role,
        sessions=sessions,
        has_factor=caller.has_factor, codes_left=factors.count_recovery_codes(caller.name),
        must_add=caller.role in desk.front.factor_roles and not caller.has_factor,
        shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD, longest_code=LONGEST_CODE,
    )  # fmt: skip


@post(
    f"{ACCOUNT}/password",
    opt=READ,
    include_in_schema=False,
    sync_to_thread=True,
    status_code=200,
)
def change_password(request: Asked, data: JSONBody[PasswordBody]) -> Response[dict[str, str]]:
    """All sessions end, and this browser has a new one."""
    desk, caller = desk_of(request), _person(request)
    role = _prove(request, desk, caller, data.password, data.code)
    desk.accounts.set_password(caller.name, data.new)
    secret = desk.accounts.open_session(caller.name, role, visitor_of(request))
    cookie = desk.front.write_cookie(secret)
    return Response({"next": ACCOUNT}, headers={"Set-Cookie": cookie})


@post(
    f"{ACCOUNT}/sessions",
    opt=READ,
    include_in_schema=False,
    sync_to_thread=True,
    status_code=200,
)
def end_sessions(request: Asked, data: JSONBody[SessionsBody]) -> dict[str, int]:
    """One session ends, or all but the one that asks."""
    desk, caller = desk_of(request), _person(request)
    _prove(request, desk, caller, data.password, data.code)
    ended = desk.accounts.end_sessions(
        caller.name, name=caller.name, starting=data.session,
        but="" if data.session else caller.session,
    )  # fmt: skip
    return {"ended": ended}


@post(
    f"{ACCOUNT}/factor", opt=READ, include_in_schema=False, sync_to_thread=True, status_code=200
)
def offer_factor(request: Asked, data: JSONBody[ProofBody]) -> dict[str, str]:
    """A key for an app, as a picture for its camera and as a text; it counts when it is confirmed."""
    import segno

    desk, caller = desk_of(request), _person(request)
    _prove(request, desk, caller, data.password, data.code)
    address, key = desk.accounts.factors.offer(caller.name)
    # a picture in the page: the policy of the desk lets no style of its own in
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="white")
    return {"picture": picture, "key": key}


@post(
    f"{ACCOUNT}/factor/confirmed",
    opt=READ,
    include_in_schema=False,
    sync_to_thread=True,
    status_code=200,
)
def confirm_factor(request: Asked, data: JSONBody[CodeBody]) -> dict[str, list[str]]:
    """The account asks for codes from now on; its other sessions end."""
    desk, caller = desk_of(request), _person(request)
    codes = desk.accounts.confirm_factor(caller.name, data.code, visitor_of(request))
    desk.accounts.end_sessions(caller.name, name=caller.name, but=caller.session)
    return {"codes": codes}


@post(
    f"{ACCOUNT}/factor/removed",
    opt=READ,
    include_in_schema=False,
    sync_to_thread=True,
    status_code=200,
)
def remove_factor(request: Asked, data: JSONBody[ProofBody]) -> dict[str, str]:
    """The account asks for no code any more."""
    desk, caller = desk_of(request), _person(request)
    _prove(request, desk, caller, data.password, data.code)
    desk.accounts.factors.remove(caller.name, caller.name)
    return {"next": ACCOUNT}


def _person(request: Asked) -> Caller:
    caller = caller_of(request)
    if not caller.role:
        raise Problem(404, "there is no account: this desk has none, or a program asks")
    return caller


def _prove(request: Asked, desk: OpenDesk, caller: Caller, password: str, code: str) -> str:
    """The role of whoever asks, who is who they say they are.

    Raises:
        DeskForbidden: the password or the code is wrong.
    """
    return desk.accounts.prove(caller.name, password, visitor_of(request), code=code)


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


ROUTES: tuple[Any, ...] = (
    show_account, change_password, end_sessions, offer_factor, confirm_factor, remove_factor,
)  # fmt: skip
