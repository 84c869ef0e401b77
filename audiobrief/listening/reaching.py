"""Has a desk reached: over http, behind a proxy on this machine, and over https."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobrief.listening.adding import max_body_bytes
from audiobrief.listening.application import Application
from audiobrief.listening.authority import open_authority, vouches_for
from audiobrief.listening.certificates import Certificates, follow_files, issue_own
from audiobrief.listening.doors import Keys
from audiobrief.listening.phone import Https
from audiobrief.publish.answering import answering
from audiobrief.publish.encrypting import answering_encrypted
from audiobrief.publish.forwarded import Forwarded
from audiobrief.settings.tree import Settings
from audiobrief.system.locations import find_data_folder
from audiobrief.system.network_names import (
    LOOPBACK,
    find_local_name,
    find_own_address,
    find_own_names,
    is_every_address,
)


@dataclass(frozen=True, slots=True)
class Reaching:
    """How a desk is to be reached."""

    host: str
    """Address to listen at."""
    port: int
    """0 for any free one."""
    https_port: int | None = None
    """Port for https; None for no https."""
    certificate: Path | None = None
    """The certificate for https; None for one of the machine's own authority."""
    key: Path | None = None
    names: tuple[str, ...] = ()
    """Names at which it is reached with a certificate or by a proxy on this machine."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a desk answers, without any secret."""

    own: str
    """Over http: "http://192.168.1.20:8765/"."""
    outside: str
    """Where others reach it: `own`, or that of the proxy before it."""
    https: Https | None = None


@dataclass(frozen=True, slots=True)
class _Identity:
    """By what clients of https know a desk."""

    certificates: Certificates
    name: str
    """The name at which it is asked."""
    authority: bytes = b""
    """The certificate, in DER, of the authority that phones must be told to trust; empty if they
    do already."""
    fingerprint: str = ""
    """SHA-256 of `authority`, as phones show it."""


@contextlib.contextmanager
def reached(
    root: Path, settings: Settings, keys: Keys, reaching: Reaching
) -> Iterator[Addresses]:
    """The addresses at which the desk of the folder `root` answers until the block ends.

    Raises:
        ListenError: an authority is asked for and cannot be had.
        PublishError: a port is taken, or the certificate cannot be read.
        OutputError: the authority cannot be written.
    """
    application = Application(root, settings, keys, names=(reaching.host, *reaching.names))
    body_bytes = max_body_bytes(settings.fetch.max_bytes)
    proxied = reaching.names if reaching.https_port is None else ()
    forwarded = Forwarded(application, find_own_names(), proxied)
    with contextlib.ExitStack() as servers:
        own = servers.enter_context(
            answering(
                forwarded,
                reaching.host,
                reaching.port,
                max_body_bytes=body_bytes,
                keeps_forwarded=True,
            )
        )
        https = None
        if reaching.https_port is not None:
            identity = _prepare(reaching)
            port = servers.enter_context(
                answering_encrypted(
                    application,
                    identity.certificates,
                    reaching.host,
                    reaching.https_port,
                    max_body_bytes=body_bytes,
                )
            )
            https = Https(
                f"https://{_write(identity.name)}:{port}/",
                identity.authority,
                identity.fingerprint,
            )
        outside = f"https://{_write(proxied[0])}/" if proxied else own
        application.note_reached(outside, https)
        yield Addresses(own, outside, https)


def _prepare(reaching: Reaching) -> _Identity:
    """By what clients of https know this desk.

    Raises:
        ListenError: an authority is asked for and cannot be had.
        PublishError: the certificate cannot be read.
        OutputError: the authority cannot be written.
    """
    if reaching.certificate:
        certificates = follow_files(reaching.certificate, reaching.key, reaching.names)
        return _Identity(certificates, reaching.names[0])
    own = find_own_names()
    authority = open_authority(find_data_folder() / "authority", own)
    name = _host_of(reaching.host)
    hosts = {name, LOOPBACK, "::1", "localhost", find_local_name(), *own, *reaching.names}
    if not vouches_for(authority, name):
        # a machine with a public address alone, for which the authority cannot sign
        name = find_local_name()
    certificates = issue_own(authority, hosts)
    return _Identity(certificates, name, authority.der, authority.fingerprint)


def _write(name: str) -> str:
    """A name or an address as it stands in an address of the web."""
    return f"[{name}]" if ":" in name else name


def _host_of(host: str) -> str:
    """The name or address at which others reach a server that listens at `host`."""
    return find_own_address() if is_every_address(host) else host
