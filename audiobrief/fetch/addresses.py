"""Decides what is an address, and whether an IP address is public.

A host name proves nothing: any domain may resolve to 127.0.0.1, and to something
else a moment later. So the check is made on the IP address of the connection
itself, and ``2130706433``, ``0x7f.1`` and ``[::ffff:127.0.0.1]`` need no rules.
"""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

from audiobrief.characters import name_character
from audiobrief.errors import PageRefused
from audiobrief.patterns import compile_late

PORTS = {80, 443, 8000, 8008, 8080, 8081, 8443, 8888}
"""Ports of web servers; other ports belong to mail, databases and remote shells."""
NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        # Networks that Python 3.11's is_global accepts although they are special (IANA
        # special-purpose registries), and networks whose addresses contain an IPv4 address,
        # which may be private
        "::/96",          # IPv4-compatible, deprecated by RFC 4291
        "::ffff:0:0:0/96", # IPv4-translated, RFC 2765
        "64:ff9b::/96",   # NAT64, RFC 6052
        "64:ff9b:1::/48", # NAT64 on local networks, RFC 8215
        "100::/64",       # discard, RFC 6666
        "2001::/23",      # protocol assignments, Teredo (RFC 4380) among them
        "2001:db8::/32",  # documentation
        "2002::/16",      # 6to4, RFC 3056
        "3fff::/20",      # documentation, RFC 9637
        "5f00::/16",      # segment routing, RFC 9602
        "fc00::/7",       # unique local
        "fe80::/10",      # link local
        "fec0::/10",      # site local, deprecated by RFC 3879
        "ff00::/8",       # multicast
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",  # carriers' own, RFC 6598
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_CONTROLS = compile_late(r"[\s\\]")
"""Characters that URL parsers interpret differently (WHATWG URL against RFC 3986)."""
_DOT = compile_late("[.\u3002\uff0e\uff61]")
"""The full stops that part the labels of a host name (UTS 46)."""
MOST_LABEL = 63
MOST_NAME = 253
"""The most characters of a label and of a host name (RFC 1035, section 2.3.4)."""
_ADDRESS = compile_late(r"[a-z][a-z0-9+.-]+://|https?:|data:|javascript:|about:", re.IGNORECASE)


def is_address(source: str | Path) -> bool:
    """Whether `source` is an address, not a file or stdin."""
    # A Windows drive ("C:") has one letter, and every scheme has more
    return isinstance(source, str) and _ADDRESS.match(source) is not None


def is_public(address: str) -> bool:
    """Whether an IP address, as returned by a socket, belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not any(
        ip in network for network in NOT_PUBLIC if network.version == ip.version
    )


def check_url(url: str, *, allow_private: bool) -> None:
    """Check an address by its text alone, before any look-up.

    Raises:
        PageRefused: the address is not http or https, contains a password, has no
            host or one that no name server can know, or names a port that web servers
            do not use.
    """
    if _CONTROLS.search(url) or not url.isprintable():
        odd = next(each for each in url if _CONTROLS.match(each) or not each.isprintable())
        raise PageRefused(f"{url!a} has {name_character(odd)} in it; check the address")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise PageRefused(f"{url} is not an address: {str(error).lower()}") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise PageRefused(f"{parts.scheme}: addresses are not fetched; only http and https are")
    if "@" in parts.netloc:
        raise PageRefused(
            f"addresses with a user name or password are refused ({parts.scheme}://…@{host})"
        )
    if not host:
        raise PageRefused(f"{url} names no host; check the address")
    _check_host(url, host)
    if port is not None and port not in PORTS and not allow_private:
        raise PageRefused(
            f"{url} is on port {port}, which is not a usual web port; use --allow-private to fetch it"
        )


def _check_host(url: str, host: str) -> None:
    if ":" in host:
        return  # an IPv6 address, which urlsplit has checked
    # a full stop may end a name, as in "news.example."
    labels = _DOT.split(host.removesuffix("."))
    if not all(labels):
        raise PageRefused(f"{url} is not an address: its host name has a full stop too many")
    if len(host) > MOST_NAME + 1 or max(map(len, labels)) > MOST_LABEL:
        raise PageRefused(
            f"{url[:200]} is not an address: its host name is too long, since it may have {MOST_NAME} "
            f"characters, and {MOST_LABEL} between two full stops"
        )
