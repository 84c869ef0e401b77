"""Characters that some format cannot hold, replaced one for one, so that offsets stay."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Held = TypeVar("Held", bound="DataclassInstance")

CONTROLS = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
"""XML 1.0 holds none of C0 but tab and line ends (2.2); NUL ends strings in ID3 and C; ESC and
the C1 controls steer terminals. U+0085 is a line end."""
NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
"""Lone surrogates have no UTF-8; the rest are Unicode's noncharacters (23.7)."""
_UNWRITABLE = re.compile(f"(?P<control>[{CONTROLS}])|[{NO_CHARACTERS}]")


def make_writable(text: str) -> str:
    """`text` with a space for every control and U+FFFD for what is no character.

    It is as long as before. Tabs and line ends stay.
    """
    if text.isprintable():
        return text
    return _UNWRITABLE.sub(lambda found: " " if found["control"] else "\ufffd", text)


def make_all_writable(value: Held) -> Held:
    """A frozen dataclass with `make_writable` done to every text in it; itself where all are."""
    changed = {}
    for field in dataclasses.fields(value):
        before = getattr(value, field.name)
        after = _writable(before)
        if after is not before:
            changed[field.name] = after
    return dataclasses.replace(value, **changed) if changed else value


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        # a member of a StrEnum is a text of our own
        return value if type(value) is not str else _same(value, make_writable(value))
    if isinstance(value, tuple):
        parts = [_writable(part) for part in value]
        if all(map(_is_same, parts, value)):
            return value
        return tuple(parts) if type(value) is tuple else type(value)(*parts)
    if isinstance(value, Mapping):
        return {_writable(key): _writable(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return make_all_writable(value)
    return value


def _same(before: str, after: str) -> str:
    return before if after == before else after


def _is_same(first: object, second: object) -> bool:
    return first is second
