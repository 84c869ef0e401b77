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
        raise WrongJson(str(error)) from error


def mend_halves(content: bytes) -> bytes:
    """JSON in which each half of a character is U+FFFD.

    JavaScript cuts a text by UTF-16 units, so a title that was shortened there may end in half an
    emoji. Python's and msgspec's strings cannot be encoded with one.
    """
    return _ESCAPES.sub(
        lambda found: rb"\ufffd" if len(found[0]) == _HALF else found[0], content
    )
