"""Packs frozen dataclasses as MessagePack, for another process or for a file."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

Packed = TypeVar("Packed")


def pack(value: Any) -> bytes:
    """The value as MessagePack, its moments as text with their offset from UTC.

    MessagePack's own timestamp counts seconds in UTC. With it, a story of the evening in New York
    would come back with the date of the next day.
    """
    return msgspec.msgpack.encode(msgspec.to_builtins(value, builtin_types=(bytes,)))


def unpack(content: bytes, kind: type[Packed]) -> Packed:
    """The value of which `pack` made this; what earlier versions packed has its moments in UTC.

    Raises:
        msgspec.MsgspecError: the content is no value of this kind.
    """
    return msgspec.msgpack.decode(content, type=kind)
