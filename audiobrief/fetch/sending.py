"""Sends a message to an address of the web, within the limits on where programs may connect."""

from __future__ import annotations

import os
from collections.abc import Mapping

import requests

from audiobrief.fetch.addresses import check_url
from audiobrief.fetch.answers import plain_errors
from audiobrief.fetch.connection import Deadline, GuardedAdapter, WatchedAdapter
from audiobrief.fetch.settings import FetchSettings
from audiobrief.fetch.web import CA_VARIABLES

READ_BYTES = 1_000
"""Bytes of an answer that are read; its status alone counts."""


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
    with requests.Session() as session, plain_errors(url):
        # a proxy resolves names itself, so the address it connects to could not be checked
        session.trust_env = settings.allow_private
        session.headers["User-Agent"] = settings.user_agent
        for scheme in ("http", "https"):
            adapter: requests.adapters.HTTPAdapter = (
                WatchedAdapter(deadline) if settings.allow_private
                else GuardedAdapter(deadline, https=scheme == "https")
            )  # fmt: skip
            session.mount(f"{scheme}://", adapter)
        verify = next((os.environ[v] for v in CA_VARIABLES if os.environ.get(v)), True)
        left = deadline.left_s
        with session.post(
            url, data=body, headers=dict(headers), allow_redirects=False, stream=True,
            timeout=(left, left), verify=verify,
        ) as response:  # fmt: skip
            response.raw.read(READ_BYTES)
            return response.status_code
