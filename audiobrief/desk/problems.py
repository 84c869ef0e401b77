"""Errors as the desk answers them: problems by RFC 9457, each with what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from audiobrief import errors
from audiobrief.desk.remedies import for_editors

Asked = Request[Any, Any, Any]
LOG = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
NO_BODY = {"where": "data", "said": "'data'"}
"""What Litestar 2 says of a body that is not there: the text of its own KeyError."""
STATUSES: tuple[tuple[type[errors.AudiobriefError], int], ...] = (
    # error -> status of the answer; the first match counts
    (errors.StoryNotFound, 404),
    (errors.DeskConflict, 409),
    (errors.DeskForbidden, 403),
    (errors.PublishError, 409),
    (errors.BatchError, 409),
    (errors.EngineUnavailable, 503),
    (errors.OutputError, 507),
    (errors.AudiobriefError, 422),
)


class Problem(Exception):
    """An answer with a status and further members."""

    def __init__(self, status: int, said: str, **more: Any) -> None:
        super().__init__(said)
        self.status, self.said, self.more = status, said, more


def answer(status: int, said: str, **more: Any) -> Response[bytes]:
    """A problem as an answer."""
    headers = more.pop("headers", None)
    body = {"type": "about:blank", "status": status, "title": said, "detail": said, **more}
    return Response(
        msgspec.json.encode(body), status_code=status, media_type=PROBLEM, headers=headers
    )


def answer_problem(request: Asked, error: Problem) -> Response[bytes]:
    """The answer for a problem that a handler raised."""
    del request
    return answer(error.status, error.said, **error.more)


def answer_error(request: Asked, error: errors.AudiobriefError) -> Response[bytes]:
    """The answer for an error that audiobrief raises on purpose; its message is for people."""
    del request
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    return answer(status, for_editors(str(error)))


def answer_refusal(request: Asked, error: HTTPException) -> Response[bytes]:
    """The answer for a request that the framework refused."""
    del request
    faults = [
        {"where": str(each.get("key", "")), "said": str(each.get("message", ""))}
        for each in (error.extra if isinstance(error.extra, list) else ())
        if isinstance(each, dict)
    ]
    more: dict[str, Any] = {"faults": faults} if faults else {}
    if error.headers:
        more["headers"] = dict(error.headers)
    said = error.detail or "the request is refused"
    if is_no_json(error) or faults == [NO_BODY]:
        why = error.__cause__ if is_no_json(error) else "it is empty"
        said = (
            f"the body is no whole JSON ({why}); send one JSON object, in UTF-8, with "
            "Content-Type: application/json"
        )
    elif faults:
        # the framework says no more than that something is wrong with the request
        said = "; ".join(f"{fault['where']}: {fault['said']}" for fault in faults)
    elif error.status_code == 404:
        said = "there is no page at this address"
    return answer(error.status_code, said, **more)


def is_no_json(error: HTTPException) -> bool:
    """Whether a request was refused because its body cannot be decoded at all."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, msgspec.DecodeError):
        cause = cause.__cause__
    return cause is not None and not isinstance(cause, msgspec.ValidationError)


def for_people(
    answer_one: Callable[[Asked, Any], Response[bytes]],
    show: Callable[[Asked, int, str], Response[str]],
) -> Callable[[Asked, Any], Response[Any]]:
    """The handler `answer_one`, which answers a browser that asks for a page with one."""

    def answer_either(request: Asked, error: Any) -> Response[Any]:
        answered = answer_one(request, error)
        # a browser names HTML for what it shows, and not for what scripts ask for (Fetch, 2.2.5)
        is_shown = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if not is_shown or request.url.path.startswith("/api/"):
            return answered
        said: str = msgspec.json.decode(answered.content)["detail"]
        return show(request, answered.status_code or 500, said)

    return answer_either


def answer_depth(request: Asked, error: RecursionError) -> Response[bytes]:
    """The answer for JSON that is nested beyond what the decoder follows; it is logged, quoted."""
    del error  # its thousand frames of the decoder tell nothing of the request
    LOG.warning("%s %.200r is nested too deeply", request.method, request.url.path)
    return answer(400, "the request is nested too deeply")


def answer_fault(request: Asked, error: Exception) -> Response[bytes]:
    """The answer for an error of the program: nothing of it is told, and all of it is logged."""
    LOG.error("%s %.200r failed", request.method, request.url.path, exc_info=error)
    return answer(500, "the desk has a fault; its log says more")
