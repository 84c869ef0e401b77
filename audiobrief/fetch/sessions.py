"""Sessions of `requests` that connect only where a program may, and end at their deadline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import requests
from requests.adapters import HTTPAdapter

from audiobrief.fetch.connection import Deadline, GuardedAdapter, WatchedAdapter

CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Environment variables with which an organisation names its own certificates."""


def open_session(
    deadline: Deadline,
    headers: Mapping[str, str],
    *,
    allow_private: bool,
    wrap: Callable[[HTTPAdapter], HTTPAdapter] = lambda adapter: adapter,
) -> requests.Session:
    """A session that sends these headers and no password; close it, or use it as a context.

    With `allow_private` it reaches private networks and goes through the proxies that the
    environment names. `wrap` puts another adapter before each of its own.
    """
    session = requests.Session()
    # a proxy resolves names itself, so the address it connects to could not be checked
    session.trust_env = allow_private
    session.auth = _send_no_password
    session.headers.update(headers)
    for scheme in ("http", "https"):
        adapter: HTTPAdapter = (
            WatchedAdapter(deadline)
            if allow_private
            else GuardedAdapter(deadline, https=scheme == "https")
        )
        session.mount(f"{scheme}://", wrap(adapter))
    return session


def find_certificates() -> str | bool:
    """What `verify` is given: the path of an organisation's own certificates, else True.

    A session reads these variables itself only if it trusts the whole environment.
    """
    return next((os.environ[name] for name in CA_VARIABLES if os.environ.get(name)), True)


def _send_no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Add nothing; without this, requests would take passwords from a .netrc file."""
    return request
