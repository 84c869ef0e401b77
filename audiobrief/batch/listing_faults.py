"""Makes faults of one source of a run into an `Unlisted`, so that the other sources follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from audiobrief.batch.items import Listed, Unlisted
from audiobrief.errors import AudiobriefError
from audiobrief.secret_texts import hide

MAX_SHOWN = 255
"""The most characters of a source's name in a message; file systems give a name no more."""


def guarded(name: str, read: Callable[..., Iterable[Listed]], *args: Any) -> Iterator[Listed]:
    """What `read` lists with these arguments; an error becomes an `Unlisted`, the last one."""
    try:
        yield from read(*args)
    except AudiobriefError as error:
        yield Unlisted(hide(name), str(error), error.url, error.path)
    except OSError as error:
        yield Unlisted(hide(name), hide(f"{shown(name)} cannot be read: {shown(str(error))}"))
    except Exception as error:  # noqa: BLE001 -- no error of one source may end the run
        said = f"{shown(name)} cannot be read: {type(error).__name__}: {shown(str(error))}"
        yield Unlisted(hide(name), hide(said))


def shown(name: str) -> str:
    """A name as messages have it: one that is too long to be a path is cut, with its length."""
    if len(name) <= MAX_SHOWN:
        return name
    return f"{name[:MAX_SHOWN]}… ({len(name):,} characters)"
