"""Packages that bs4 imports for pages of a kind that never comes here.

bs4 takes them in whatever they are for. What is in `sys.modules` is a process's own matter, so that
the command line alone, whose process is its own, puts stand-ins there. `importlib.util.LazyLoader` would not
do: on Python 3.11 an import statement already asks such a module for its
``__spec__``, which loads it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

SELDOM_USED = (
    "soupsieve",  # only site rules select; its patterns take 40 ms to compile
    "charset_normalizer",  # bs4 guesses the encoding of bytes, and is given text; 20 ms
    "chardet",  # the same, where something else has brought it; 50 ms
)


class StandIn(ModuleType):
    """Stands for a package until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        """The package's own attribute; imports the package."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_stand_ins() -> None:
    """Have the packages loaded when something of them is asked for; before bs4 is imported."""
    for name in SELDOM_USED:
        if name not in sys.modules and importlib.util.find_spec(name) is not None:
            sys.modules[name] = StandIn(name)
