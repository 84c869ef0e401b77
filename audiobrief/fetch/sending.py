"""Sends a message to an address of the web, within the limits on where programs may connect."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from audiobrief.errors import PageRefused
from audiobrief.fetch.addresses import check_url, is_public
from audiobrief.fetch.answers import plain_errors
from audiobrief.fetch.connection import Deadline
from audiobrief.fetch.sessions import find_certificates, open_session
from audiobrief.fetch.settings import FetchSettings

READ_BYTES = 1_000
"""Bytes of an answer that are read; its status alone counts."""


def check_destination(url: str, settings: FetchSettings) -> None:
    """Check an address to which messages are to be sent later.

    A host that no name server knows now is accepted, since it may be set up later. `send` checks
    each connection again, because a name may lead elsewhere by then.

    Raises:
        PageRefused: the address is none, or leads into a private network.
        PageUnreachable: the name servers do not answer.
    """
    check_url(url, allow_private=settings.allow_private)
    if settings.allow_private:
        return
    host = urlsplit(url).hostname or ""
    found = Deadline(settings.deadline_ms).run(lambda: _look_up(host), name=host)
    private = next((address for address in found if not is_public(address)), None)
    if private is not None:
        raise PageRefused(
            f"{url} leads to {private}, an address in a private network; "
            "use --allow-private to send there"
        )


def _look_up(host: str) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return []


def send(url: str, body: bytes, headers: Mapping[str, str], settings: FetchSettings) -> int:
    """POST `body` to an address; returns the status of the answer. Redirects are not followed.

    Only public addresses are reached, unless the settings allow private ones.

    Raises:
        PageRefused: the address is none, or leads into a private network.
        PageNotFound: there is no such host.
        PageUnreachable: the server failed, or the deadline passed.
    """
    check_url(url, allow_private=settings.allow_private)
    deadline = Deadline(settings.deadline_ms)
    return deadline.run(lambda: _post(url, body, headers, settings, deadline), name=url)


def _post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    settings: FetchSettings,
    deadline: Deadline,
) -> int:
    own = {"User-Agent": settings.user_agent}
    with (
        open_session(deadline, own, allow_private=settings.allow_private) as session,
        plain_errors(url),
    ):
        left = deadline.left_s
        with session.post(
            url, data=body, headers=dict(headers), allow_redirects=False, stream=True,
            timeout=(left, left), verify=find_certificates(),
        ) as response:  # fmt: skip
            response.raw.read(READ_BYTES)
            return response.status_code
