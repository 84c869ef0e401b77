"""The web component that plays an episode in another page, which the code to embed names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PLAYER = "audiobrief-player.js"


def player_script() -> str:
    """The source of the web component."""
    return (Path(__file__).parent / "theme" / PLAYER).read_text(encoding="utf-8")


def send_player(environ: WSGIEnvironment) -> Response:
    """The web component as a preview answers it."""
    response = Response(player_script(), content_type="text/javascript; charset=utf-8")
    response.add_etag()
    return response.make_conditional(environ)
