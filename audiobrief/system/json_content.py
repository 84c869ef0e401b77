"""Decodes JSON that others may have written or damaged: whatever is wrong with it is one error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


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
