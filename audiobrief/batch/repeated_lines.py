"""Notices lines of a list that have the id of an earlier line."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from audiobrief.batch.items import Item, Noted

CRC_BITS = 32
"""The bits of a CRC-32 (RFC 1952, 8)."""


class RepeatedLines:
    """The lines of one list by the ids of their articles; a million lines take some 120 MB."""

    def __init__(self, name: str) -> None:
        """`name` is the list's, for messages."""
        self._name = name
        self._known: dict[int, int] = {}
        """Hash of an id -> the number of its first line and the CRC of what that line says."""

    def judge(self, item: Item, row: Mapping[str, Any], number: int) -> Item | Noted:
        """The item, or a note in its place if an earlier line has its id and says other things.

        The earlier line stays, since its episode may have been made by then. A line that
        withdraws the story of an earlier one is never in conflict with it.
        """
        import msgspec

        if item.is_withdrawn:
            return item
        check = zlib.crc32(msgspec.json.encode(row, order="sorted"))
        known = self._known.setdefault(hash(item.id), number << CRC_BITS | check)
        first = known >> CRC_BITS
        if first == number or known & ((1 << CRC_BITS) - 1) == check:
            return item
        where = f"{self._name}, line {number}"
        return Noted(
            where,
            f"{where} has the id of line {first} ({item.id[:200]}), and says other things; line "
            f"{first} is made, and line {number} is left out: give it an id of its own",
            where,
        )
