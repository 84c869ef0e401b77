"""The option --desk, by which a command asks a desk instead of working on files here."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from audiobrief.desk.client import Desk
    from audiobrief.desk.states import State, Story

Command = TypeVar("Command", bound=Callable[..., object])

TOKEN_VARIABLE = "AUDIOBRIEF_DESK_TOKEN"  # noqa: S105 -- the name of a variable
"""Environment variable with the token for a desk; a command line is seen by others."""


def desk_option(what: str) -> Callable[[Command], Command]:
    """The option --desk of a command that then does `what` at a desk."""
    return click.option(
        "--desk", default="", metavar="URL",
        help=f"{what} at the desk at URL instead, with the token in {TOKEN_VARIABLE}.",
    )  # fmt: skip


def open_client(url: str) -> Desk:
    """The client of the desk at `url`, with the token in `TOKEN_VARIABLE`.

    Raises:
        DeskError: there is no token.
    """
    from audiobrief.desk.client import Desk
    from audiobrief.errors import DeskError

    token = os.environ.get(TOKEN_VARIABLE, "")
    if not token:
        raise DeskError(
            f"set {TOKEN_VARIABLE} to a token of the desk; `audiobrief accounts token` makes one"
        )
    return Desk(url, token)


def find_story(desk: Desk, said: str, url: str, *states: State) -> Story:
    """The story of a desk with that id, address or name, which is in one of the states.

    Raises:
        DeskError: none is, or several are.
    """
    from audiobrief.errors import DeskError

    found = [each for each in desk.stories(*states) if said in {each.id, each.url, each.name}]
    if len(found) == 1:
        return found[0]
    told = " or ".join(state.value for state in states)
    if not found:
        kind = f" that is {told}" if told else ""
        raise DeskError(
            f"there is no story {said}{kind} at {url}; `audiobrief report --desk {url}` lists them"
        )
    named = ", ".join(story.id for story in found[:8])
    raise DeskError(f"{said} may be {named} at {url}; name it by one of these ids")
