"""Replace characters that some format cannot hold, one for one, so that offsets stay valid.

A character that nobody sees is named for messages.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Held = TypeVar("Held", bound="DataclassInstance")

CONTROLS = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
"""Control characters to replace. XML 1.0 allows none of C0 but tab and line ends (2.2), NUL ends
strings in ID3 and C, and ESC and the C1 controls steer terminals. U+0085 is not among them,
since it is a line end."""
NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
"""Lone surrogates, which UTF-8 cannot encode, and Unicode's noncharacters (23.7)."""
NUMBERS = {"int", "float", "bool"}
"""Types that hold no text, by their names in annotations."""
UNSEEN = {
    # character that has no name in Unicode, or one that nobody uses -> how people call it
    "\0": "a NUL character", "\t": "a tab", "\n": "a line break", "\r": "a carriage return",
    "\x1b": "an escape character", "\x7f": "a delete character", " ": "a space",
    "\\": "a backslash", "\xa0": "a no-break space", "\ufeff": "a byte order mark",
    "\u200b": "a zero-width space", "\xad": "a soft hyphen",
}  # fmt: skip
DIRECTING = "\u202a-\u202e\u2066-\u2069"
"""Unicode's embeddings, overrides and isolates (UAX 9): after one, the rest of a line is shown in
another order."""
_STEERING = compile_late(f"[{CONTROLS}{DIRECTING}\ud800-\udfff]")
_UNWRITABLE = compile_late(f"(?P<control>[{CONTROLS}])|[{NO_CHARACTERS}]")


def name_character(character: str) -> str:
    """How a message calls a character, which may be one that nobody sees."""
    import unicodedata

    if character in UNSEEN:
        return UNSEEN[character]
    name = unicodedata.name(character, "")
    kind = f"the character {name}" if name else "a control character"
    return f"{kind} (U+{ord(character):04X})"


def show_unseen(text: str) -> str:
    r"""`text` with the codes of characters that steer what shows it, such as "\x1b" or "\u202e".

    Line ends and tabs stay.
    """
    if text.isprintable():
        return text
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def make_writable(text: str) -> str:
    """`text` with each control character replaced by a space and each noncharacter by U+FFFD.

    The length does not change. Tabs and line ends stay.
    """
    if text.isprintable():
        return text
    return _UNWRITABLE.sub(lambda found: " " if found["control"] else "\ufffd", text)


def make_all_writable(value: Held) -> Held:
    """A copy of a frozen dataclass with `make_writable` applied to every text in it.

    Returns the object itself if nothing changed.
    """
    changed = {}
    for name in _fields_with_text(type(value)):
        before = getattr(value, name)
        after = _writable(before)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        # members of a StrEnum are constants of this package, so they need no check
        return value if type(value) is not str else _same(value, make_writable(value))
    if isinstance(value, tuple):
        if not _fields_with_text(type(value)):
            return value
        parts = [_writable(part) for part in value]
        if all(map(_is_same, parts, value)):
            return value
        return tuple(parts) if type(value) is tuple else type(value)(*parts)
    if isinstance(value, Mapping):
        items = {_writable(key): _writable(each) for key, each in value.items()}
        return items if items != value else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return make_all_writable(value)
    return value


@functools.cache
def _fields_with_text(kind: type) -> tuple[str, ...]:
    """Fields of a dataclass or a NamedTuple that may hold text; a plain tuple gives one, named "".

    Fields that hold only numbers are skipped for speed: an episode of ten minutes holds
    1,500 words, each four numbers.
    """
    if dataclasses.is_dataclass(kind):
        named = {field.name: field.type for field in dataclasses.fields(kind)}
    else:
        named = getattr(kind, "__annotations__", {}) or {"": str}
    return tuple(name for name, held in named.items() if _name_of(held) not in NUMBERS)


def _name_of(annotation: object) -> str:
    """The name of a type in an annotation.

    In modules that postpone annotations a dataclass has them as strings, a NamedTuple as
    ForwardRef objects.
    """
    plain = getattr(annotation, "__forward_arg__", annotation)
    return plain if isinstance(plain, str) else getattr(plain, "__name__", "")


def _same(before: str, after: str) -> str:
    return before if after == before else after


def _is_same(first: object, second: object) -> bool:
    return first is second
