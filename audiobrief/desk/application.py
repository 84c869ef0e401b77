"""The application of the desk: pages for editors, and the HTTP interface below /api/v1."""

from __future__ import annotations

import copy
import logging
from typing import Any, cast

import msgspec
from litestar import Litestar, Request, Router, get
from litestar.connection import ASGIConnection
from litestar.datastructures import State as AppState
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from audiobrief import errors
from audiobrief.desk import (
    account_pages,
    api,
    api_links,
    api_names,
    api_rules,
    api_texts,
    pages,
)
from audiobrief.desk.doors import Application, Doors
from audiobrief.desk.open_desk import OpenDesk, knock, local_name
from audiobrief.desk.problems import (
    Problem,
    answer_depth,
    answer_error,
    answer_fault,
    answer_problem,
    answer_refusal,
    for_people,
)
from audiobrief.version import __version__

LOG = logging.getLogger(__name__)
API = "/api/v1"
FRAMING = 1_000_000
"""Bytes of a request besides the page that it sends; JSON writes some characters in six bytes."""


def check_scope(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Let a request through whose sender has the scope that its handler names.

    A handler that names none is closed to everybody.

    Raises:
        Problem: the sender may not do that.
    """
    if handler.opt.get("is_open"):
        return
    caller = knock(connection)
    needed = handler.opt.get("scope")
    if caller is None or needed is None or needed not in caller.scopes:
        LOG.warning(
            "refused %s %.200r of %s: it needs the scope %r",
            connection.scope.get("method"), connection.url.path, caller.name if caller else "",
            needed.value if needed else "of nobody",
        )  # fmt: skip
        raise Problem(403, f"that needs the scope {needed.value if needed else 'of nobody'!r}")


def max_body_bytes(page_bytes: int) -> int:
    """The most bytes of a request, for pages of at most so many bytes."""
    return 2 * page_bytes + FRAMING


@get(f"{API}/openapi.json", opt=api.READ, include_in_schema=False, sync_to_thread=False)
def describe(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The interface by OpenAPI 3.1."""
    described: dict[str, Any] = request.app.openapi_schema.to_schema()
    return described


def make_application(desk: OpenDesk) -> Application:
    """The ASGI application of an open desk."""
    # Litestar wraps a handler's function at each registration: once for each application, and
    # once more for two handlers of one path that no router brings together
    routes = copy.deepcopy(
        [
            *api.ROUTES,
            *api_texts.ROUTES,
            *api_names.ROUTES,
            *api_rules.ROUTES,
            *api_links.ROUTES,
        ]
    )
    shown = copy.deepcopy([describe, *pages.ROUTES, *account_pages.ROUTES])
    most = max_body_bytes(desk.settings.fetch.max_bytes)

    async def attach() -> None:
        desk.streams.attach()

    inside = Litestar(
        route_handlers=[Router(API, route_handlers=routes), Router("/", route_handlers=shown)],
        guards=[check_scope],
        exception_handlers={
            Problem: for_people(answer_problem, pages.show_refusal),
            errors.AudiobriefError: for_people(answer_error, pages.show_refusal),
            HTTPException: for_people(answer_refusal, pages.show_refusal),
            RecursionError: for_people(answer_depth, pages.show_refusal),
            Exception: for_people(answer_fault, pages.show_refusal),
        },
        openapi_config=OpenAPIConfig(
            title="audiobrief desk",
            version=__version__,
            path=f"{API}/schema",
            render_plugins=[],
            components=Components(
                security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
            ),
            security=[{"token": []}],
        ),
        request_max_body_size=most,
        on_startup=[attach],
        state=AppState({"desk": desk}),
        type_encoders={msgspec.Struct: msgspec.to_builtins},
        logging_config=None,
        debug=False,
    )
    return Doors(
        cast("Application", inside),
        desk.accounts,
        desk.front,
        most,
        key=desk.key,
        local=local_name(),
    )
