"""Decodes JSON that others may have written or damaged: whatever is wrong with it is one error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from audiobrief.patterns import compile_late

T = TypeVar("T")
_ESCAPES = compile_late(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
"""A backslash, a pair of surrogates, or a surrogate without the other half."""
_HALF = len(rb"\ud800")


class WrongJson(ValueError):
    """The content is not JSON, or not the JSON that was expected; the message says why."""


def decode_json(
    content: bytes | str, kind: type[T], *, hook: Callable[[type, Any], Any] | None = None
) -> T:
    """The value of a type in the JSON of `content`.

    `hook` makes values of types that JSON has not, such as paths.

    Raises:
        WrongJson: it is not UTF-8, not JSON, nested too deeply, or not of that type.
    """
    import msgspec

    try:
        return msgspec.json.decode(content, type=kind, dec_hook=hook)
    except RecursionError as error:
        raise WrongJson("it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise WrongJson("it is not UTF-8") from error
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        raise WrongJson(_describe_half(content) or str(error)) from error


def _describe_half(content: bytes | str) -> str:
    """What is wrong if there is half a character in JSON, which msgspec takes for its end."""
    found = content.encode("utf-8", "replace") if isinstance(content, str) else content
    half = next((each[0] for each in _ESCAPES.finditer(found) if len(each[0]) == _HALF), b"")
    return f"{half.decode()} is half of a character; write the whole one" if half else ""


def mend_halves(content: bytes) -> bytes:
    """JSON in which each half of a character is U+FFFD.

    JavaScript cuts a text by UTF-16 units, so a title that was shortened there may end in half an
    emoji. Python's and msgspec's strings cannot be encoded with one.
    """
    return _ESCAPES.sub(
        lambda found: rb"\ufffd" if len(found[0]) == _HALF else found[0], content
    )
