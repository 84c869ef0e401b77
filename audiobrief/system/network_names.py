"""The names and the address by which this machine is found on its network."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

from audiobrief.system.host_names import write_known_name

LOOPBACK = "127.0.0.1"
LOCAL = ".local"
"""The domain of names that machines on one link tell each other (RFC 6762, multicast DNS)."""
ELSEWHERE = (
    # addresses for documentation, which no machine has (RFC 5737, RFC 3849)
    (socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"),
)  # fmt: skip
DISCARD = 9
"""A port that no service answers at (RFC 863)."""


def find_own_names() -> frozenset[str]:
    """The host names of this machine in lower case, and its name that ends in ".local".

    Only names that the machine itself has: a page on a foreign site may have any other name
    resolved to this machine (DNS rebinding).
    """
    name = socket.gethostname().lower().rstrip(".")
    short = name.partition(".")[0]
    names = {name, short, f"{short}{LOCAL}"} if short else set()
    return frozenset(map(write_known_name, names))


def find_local_name() -> str:
    """The name under which multicast DNS finds this machine: "desk.local"."""
    short = socket.gethostname().lower().partition(".")[0] or "audiobrief"
    return write_known_name(f"{short}{LOCAL}")


def find_own_address() -> str:
    """The address at which others on the network reach this machine.

    127.0.0.1 if it is on no network.
    """
    for family, far in ELSEWHERE:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            # connecting a datagram socket sends nothing: the system only chooses the address
            # that it would send from
            probe.connect((far, DISCARD))
            if is_reachable(found := str(probe.getsockname()[0])):
                return found
    with contextlib.suppress(OSError):
        # a network without a way to others
        for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            if is_reachable(found := str(place[0])):
                return found
    return LOOPBACK


def is_reachable(address: str) -> bool:
    """Whether an address is one at which other machines may find this one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return not (ip.is_loopback or ip.is_unspecified or ip.is_link_local)


def is_every_address(host: str) -> bool:
    """Whether a server that listens at `host` listens at all addresses of its machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return host in {"", "*"}
