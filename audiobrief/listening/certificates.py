"""The certificates with which a desk answers https, kept up to date while it runs.

A certificate of a public authority lasts for weeks, and the program that renews it writes over
the files; one of the machine's own authority lasts for a year, and a desk may run for longer.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from audiobrief.errors import AudiobriefError
from audiobrief.listening.authority import Authority, issue
from audiobrief.publish.encrypting import find_mismatch, read_certificate
from audiobrief.system.scratch import scratch_folder

LOG = logging.getLogger(__name__)

OWN_LASTS_S = 90 * 86_400
"""Seconds after which the machine's own authority issues another one; it would be good for a year."""


class Certificates:
    """Makes what a server needs for https, and makes it anew whenever its `version` is another.

    If that fails, as while one of two files is written, connections go on with what was before.
    """

    def __init__(
        self, make: Callable[[], ssl.SSLContext], version: Callable[[], object]
    ) -> None:
        self._make, self._version = make, version
        self._made_of = version()
        self._context = make()

    def __call__(self) -> ssl.SSLContext:
        """What the next connection needs."""
        version = self._version()
        if version != self._made_of:
            self._made_of = version
            try:
                self._context = self._make()
            except AudiobriefError as error:
                LOG.warning("https goes on with the certificate of before: %s", error)
        return self._context


def follow_files(certificate: Path, key: Path | None, names: Iterable[str]) -> Certificates:
    """The certificate in these files, which is for `names`; it is read anew when they change.

    Raises:
        PublishError: it cannot be read.
    """
    names = tuple(names)

    def make() -> ssl.SSLContext:
        context = read_certificate(certificate, key)
        for each in names:
            if reason := find_mismatch(context, certificate, each):
                LOG.warning(
                    "clients will not trust %s at %s: %s; give a certificate for that name, "
                    "or the --name that it is for",
                    certificate, each, reason,
                )  # fmt: skip
        return context

    return Certificates(make, lambda: [_state_of(each) for each in (certificate, key)])


def _state_of(path: Path | None) -> tuple[int, int, int] | None:
    """What differs once a file was written anew; None while it is not there."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found is not None else None


def issue_own(
    authority: Authority, hosts: Iterable[str], clock: Callable[[], float] = time.time
) -> Certificates:
    """Certificates of the machine's own authority for those of the names that it may name.

    `clock` gives seconds since 1970.

    Raises:
        ListenError: it may name none of them.
    """
    hosts = sorted(hosts)

    def make() -> ssl.SSLContext:
        certificate, key = issue(authority, hosts)
        # ssl reads keys from files alone; this folder is its user's, and gone after this block
        with scratch_folder() as folder:
            path = folder / "desk.pem"
            path.touch(0o600)
            path.write_bytes(key + certificate)
            return read_certificate(path, None)

    return Certificates(make, lambda: clock() // OWN_LASTS_S)
