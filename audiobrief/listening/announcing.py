"""Tells the local network by multicast DNS that a desk is there (the extra `listen`).

Without it, the machine's ``NAME.local`` works where its system announces that name. What is
announced holds no secret: everybody on the network reads it.
"""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Iterator, Sequence

from audiobrief.system.network_names import find_local_name, find_own_address, is_reachable

SERVICE = "_http._tcp.local."
"""A web page for people (RFC 6763, 7; IANA's registry of service names)."""
LABEL_BYTES = 63
"""The longest label of a name (RFC 1035, 2.3.4); that of a service is one (RFC 6763, 4.1.1)."""
LOG = logging.getLogger(__name__)


@contextlib.contextmanager
def announced(port: int, *, interfaces: Sequence[str] = ()) -> Iterator[bool]:
    """Announce a web server at `port` for the block; yields whether it is announced.

    `interfaces` are addresses of this machine to announce it at; empty for all.
    """
    try:
        import zeroconf
    except ImportError:
        yield False
        return
    address = interfaces[0] if interfaces else find_own_address()
    if not interfaces and not is_reachable(address):
        yield False
        return
    name = find_local_name()
    try:
        responder = zeroconf.Zeroconf(
            interfaces=list(interfaces) or zeroconf.InterfaceChoice.All
        )
    except OSError as error:
        LOG.warning("this machine's name is not announced: %s", error)
        yield False
        return
    try:
        try:
            service = zeroconf.ServiceInfo(
                SERVICE,
                f"{name_service(name.partition('.')[0], port)}.{SERVICE}",
                port=port,
                addresses=[socket.inet_aton(address)] if ":" not in address else [],
                parsed_addresses=[address] if ":" in address else None,
                properties={"path": "/"},
                server=f"{name}.",
            )
            responder.register_service(service, allow_name_change=True)
        except (zeroconf.Error, OSError) as error:
            # zeroconf says nothing where it gave up after ten seconds on a busy machine
            reason = str(error) or "it took too long; end this and start it again"
            LOG.warning("this machine's name is not announced: %s", reason)
            yield False
            return
        yield True
    finally:
        responder.close()


def name_service(machine: str, port: int) -> str:
    """What people read in a list of services: "audiobrief on desk (8765)".

    Of a long name of the machine, it has as much as the protocol has room for.
    """
    before, after = "audiobrief on ", f" ({port})"
    room = LABEL_BYTES - len(before) - len(after)
    return before + machine.encode()[:room].decode("utf-8", "ignore") + after
