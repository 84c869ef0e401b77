"""How clients write the name of a host, in a request's head and in an address."""

from __future__ import annotations

import ipaddress

from audiobrief.patterns import compile_late

MOST_LETTERS = 253
"""The most letters of a whole name: RFC 1035 (2.3.4) allows 255 bytes, two of which only its form on
the wire needs."""
_NAME = compile_late(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
"""RFC 1123, 2.1, and the underscore, which machines at home have in their names."""
_HOST = compile_late(r"(?:([A-Za-z0-9_.-]+)|\[([0-9A-Fa-f:.]+)\])(?::([0-9]{0,5}))?")
"""A name or an address with its port, and nothing else (RFC 9110, 7.2)."""
MOST_PORT = 65_535


def read_host(header: str) -> str:
    """The name or address that a Host header names, in lower case; empty if it is anything else.

    What stands in it is written into links, so a path, a query or a user beside the name is no
    host, although libraries that read addresses would find one.
    """
    found = _HOST.fullmatch(header)
    if found is None or int(found[3] or 0) > MOST_PORT:
        return ""
    if found[2] is None:
        return found[1].lower()
    try:
        return str(ipaddress.IPv6Address(found[2]))
    except ValueError:
        return ""


def write_host_name(name: str) -> str:
    """A name or an address as clients ask for it: "bücher.example" is "xn--bcher-kva.example".

    Raises:
        ValueError: it is neither.
    """
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        pass
    if not name.isascii():
        import idna  # takes 20 ms

        # browsers read names by UTS 46; idna's errors are a ValueError
        name = idna.encode(name, uts46=True).decode("ascii")
    name = name.lower()
    if len(name) > MOST_LETTERS or not _NAME.fullmatch(name):
        raise ValueError(f"{name[:80]!r} is no name of a host")
    return name


def write_known_name(name: str) -> str:
    """`write_host_name` of what the system itself knows; what clients cannot ask for stays."""
    try:
        return write_host_name(name)
    except ValueError:
        return name.lower()
