"""Opens the client of a desk for commands that have --desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobrief.desk.client import Desk

TOKEN_VARIABLE = "AUDIOBRIEF_DESK_TOKEN"  # noqa: S105 -- the name of a variable
"""Environment variable with the token for a desk; a command line is seen by others."""


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
