"""Writes a settings file: every setting with its default and its meaning, commented out.

The text is generated from the dataclasses, so it always agrees with them.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from audiobrief.settings.tree import SPOKEN_KINDS, Settings

HEAD = """\
# All settings of audiobrief, with their defaults. To change a setting, remove the "#" before it, and
# the one before its [table] if it has one. A "#" followed by a space begins an explanation.
# audiobrief reads this file from the folder that it is run in; command-line options override it.
"""
TAIL = """
# Which kinds of text are spoken: true or false.
#[speak]
#{kinds}

# Settings for the pages of one site alone, in the same tables as above.
#[profiles."saltmere.example".voice]
#narrator = "en-gb"
"""
WIDTH = 96
HAS_SECTION_OF_ITS_OWN = {"profiles", "commands"}


def describe_settings() -> str:
    """A TOML file that sets nothing until the user uncomments a setting."""
    kinds = "\n#".join(f"{name} = true" for name in SPOKEN_KINDS)
    return "\n".join([HEAD, *_describe_table(Settings(), ""), TAIL.format(kinds=kinds)])


def _describe_table(settings: Any, prefix: str) -> Iterator[str]:
    """The lines of a table: its own keys, then the tables in it, as TOML requires."""
    tables: list[tuple[str, Any]] = []
    for name, value, meaning in _entries(settings):
        if dataclasses.is_dataclass(value):
            tables.append((f"{prefix}{name}", value))
        elif name not in HAS_SECTION_OF_ITS_OWN:
            yield from _describe(name, value, meaning)
    for name, value in tables:
        yield from ("", f"# {_first_line(type(value))}", f"[{name}]")
        yield from _describe_table(value, f"{name}.")


def _describe(name: str, default: Any, meaning: str) -> Iterator[str]:
    for line in textwrap.wrap(meaning, WIDTH - 2):
        yield f"# {line}"
    yield f"#{name} = {to_toml(default)}" if default is not None else f"#{name} ="


def to_toml(value: Any) -> str:
    """A value in TOML's syntax."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return to_toml(value.value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (str, Path)):
        # TOML (toml.io, 1.0.0) escapes strings like JSON, except that it also escapes DEL
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        pairs = (f"{to_toml(str(key))} = {to_toml(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    return f"[{', '.join(map(to_toml, value))}]"


def _entries(settings: Any) -> Iterator[tuple[str, Any, str]]:
    """The name, value and meaning of each field."""
    meanings = _meanings(type(settings))
    for entry in dataclasses.fields(settings):
        yield entry.name, getattr(settings, entry.name), meanings.get(entry.name, "")


def _meanings(kind: type) -> dict[str, str]:
    """Field -> the docstring under it in the source."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    (definition,) = tree.body
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for node, below in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            found[node.target.id] = " ".join(below.value.value.split())
    return found


def _first_line(kind: type) -> str:
    return (inspect.getdoc(kind) or "").partition("\n")[0]
