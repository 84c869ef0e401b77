"""Stand-ins for packages that bs4 always imports and audiobrief seldom uses.

`sys.modules` belongs to the process, so only the command line, whose process is its own, puts
stand-ins there. `importlib.util.LazyLoader` does not work here: on Python 3.11 an import statement
asks such a module for its ``__spec__``, which already loads it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

SELDOM_USED = (
    "soupsieve",  # only site rules use selectors; its patterns take 40 ms to compile
    "charset_normalizer",  # bs4 guesses the encoding of bytes, but we give it text; 20 ms
    "chardet",  # the same, if another package has installed it; 50 ms
)


class StandIn(ModuleType):
    """Stands for a package until one of its attributes is used."""

    def __getattr__(self, name: str) -> Any:
        """The package's own attribute; this imports the package."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_stand_ins() -> None:
    """Delay the import of the packages until they are used; call this before bs4 is imported."""
    for name in SELDOM_USED:
        if name not in sys.modules and importlib.util.find_spec(name) is not None:
            sys.modules[name] = StandIn(name)
