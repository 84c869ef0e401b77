"""TOML tables against dataclasses: every key and value checked, errors with file, line and key."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
import typing
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from audiobrief.errors import ConfigError
from audiobrief.patterns import compile_late

T = TypeVar("T")
Place = tuple[str, ...]
"""The names that lead to a key: ("voice", "speed")."""

_PLAIN = compile_late(r"[\w-]+\Z")
_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_PART = compile_late(_NAME)
_OPENS = compile_late(rf"\s*\[\[?\s*(?P<name>{_NAME}(?:\s*\.\s*{_NAME})*)\s*\]\]?\s*(?:#.*)?\Z")
_SETS = compile_late(rf"\s*(?P<name>{_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_LONG = compile_late("\"\"\"|'''")
"""What opens and closes a text of several lines."""


def read_toml(path: Path) -> dict[str, Any]:
    """What a file holds.

    Raises:
        ConfigError: it cannot be read, or is no TOML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error}", path=path) from error
    return parse_toml(content, path)


def parse_toml(content: bytes, path: Path) -> dict[str, Any]:
    """What the content of a file holds.

    Raises:
        ConfigError: it is no TOML.
    """
    try:
        return tomllib.loads(_decode(content))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"cannot read {path}, which is not valid TOML: {error}", path=path
        ) from error


def _decode(content: bytes) -> str:
    # editors on Windows put a byte order mark first, which TOML 1.0 does not know
    return content.decode("utf-8-sig")


def table_of(tree: Mapping[str, Any], place: Place, path: Path) -> Mapping[str, Any]:
    """The table that stands in `tree` under the last name of its place; empty for none.

    Raises:
        ConfigError: something else stands there.
    """
    value = tree.get(place[-1], {})
    if not isinstance(value, Mapping):
        raise error_at(path, place, "must be a table")
    return value


def error_at(path: Path, place: Sequence[str], flaw: str) -> ConfigError:
    """The error for a key of a file: its line, its name, and what is wrong with it."""
    line = find_line(_decode(path.read_bytes()), place)
    where = f"{path}, line {line}" if line else str(path)
    shown = ".".join(name if _PLAIN.match(name) else f'"{name}"' for name in place)
    return ConfigError(f"{where}: {shown} {flaw}", path=path)


def check(
    tree: Mapping[str, Any],
    kind: type,
    path: Path,
    place: Place = (),
    *,
    but: Collection[str] = (),
) -> None:
    """Hold what a file says at `place` against a dataclass.

    `but`: fields of it that cannot stand there.

    Raises:
        ConfigError: a key is unknown, or a value is of another type or out of its range.
    """
    _check_keys(tree, kind, path, place, but)
    try:
        convert(tree, kind, str(path))
    except ConfigError as error:
        raise _located(error, tree, kind, path, place) from error


def _check_keys(
    tree: Mapping[str, Any], kind: type, path: Path, place: Place, but: Collection[str]
) -> None:
    known = {name: each for name, each in fields_of(kind).items() if name not in but}
    for key, value in tree.items():
        if key not in known:
            raise error_at(path, (*place, key), unknown(key, known))
        if dataclasses.is_dataclass(known[key]):
            table_of(tree, (*place, key), path)
            _check_keys(value, known[key], path, (*place, key), ())


def unknown(key: str, known: Collection[str]) -> str:
    """How it is said that there is no such key, with those that it may be meant for."""
    import difflib

    near = difflib.get_close_matches(key, known, n=3)
    return "is unknown; " + (
        f"nearest: {', '.join(near)}" if near else f"known: {', '.join(known)}"
    )


def _located(
    error: ConfigError, tree: Mapping[str, Any], kind: type, path: Path, place: Place
) -> ConfigError:
    """The error with the line of the one value that raises it; itself where none does alone."""
    for leaf, value in _leaves(tree, ()):
        try:
            convert(nested(leaf, value), kind, "")
        except ConfigError as found:
            said = str(found).removeprefix(": ").removeprefix(f"{'.'.join(leaf)}: ")
            return error_at(path, (*place, *leaf), f"is wrong: {said}")
    return error


def _leaves(tree: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, (*place, key))
        else:
            yield (*place, key), value


def convert(tree: Mapping[str, Any], kind: type[T], where: str) -> T:
    """The dataclass with what a table says.

    Raises:
        ConfigError: a value is of another type or out of its range; the message begins
            with `where`.
    """
    if not tree:
        # what nobody has set needs no check, nor the package that does it
        return kind()
    import msgspec

    def from_text(kind: type, value: Any) -> Any:
        if kind is Path and isinstance(value, str) and "\0" not in value:
            return Path(value).expanduser()
        if isinstance(value, str):
            raise TypeError("Expected a path without NUL characters")
        raise TypeError(f"Expected `str`, got `{type(value).__name__}`")

    try:
        return msgspec.convert(tree, kind, dec_hook=from_text)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$.")
        raise ConfigError(f"{where}: {place.rstrip('`') or 'value'}: {said}") from error
    except (ConfigError, TypeError) as error:
        raise ConfigError(f"{where}: {error}") from error


def resolve_paths(table: dict[str, Any], kind: type, folder: Path) -> None:
    """Make the paths in a table, and in those below it, relative to `folder`."""
    for name, annotation in fields_of(kind).items():
        value = table.get(name)
        if isinstance(value, dict) and dataclasses.is_dataclass(annotation):
            resolve_paths(value, typing.cast("type", annotation), folder)
        elif isinstance(value, str) and _holds_path(annotation):
            table[name] = str(folder / value)
        elif isinstance(value, list) and _holds_path(annotation):
            table[name] = [str(folder / v) if isinstance(v, str) else v for v in value]


def _holds_path(annotation: Any) -> bool:
    return annotation is Path or Path in typing.get_args(annotation)


@functools.cache
def fields_of(kind: type) -> dict[str, Any]:
    """Name of each field of a dataclass -> its type."""
    hints = typing.get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in dataclasses.fields(kind)}


def merged(*trees: Mapping[str, Any]) -> dict[str, Any]:
    """Tables laid over each other, later ones over earlier ones, key by key."""
    found: dict[str, Any] = {}
    for tree in trees:
        lay_over(found, tree)
    return found


def lay_over(tree: dict[str, Any], over: Mapping[str, Any]) -> None:
    """Lay a table over another, in it."""
    for key, value in over.items():
        if isinstance(value, Mapping):
            below = tree.get(key)
            tree[key] = dict(below) if isinstance(below, Mapping) else {}
            lay_over(tree[key], value)
        else:
            tree[key] = value


def nested(place: Sequence[str], value: Any) -> dict[str, Any]:
    """The table that holds nothing but a value at its place."""
    for name in reversed(place):
        value = {name: value}
    return value  # type: ignore[no-any-return] # a place has at least one name


# --------------------------------------------------------------------- lines


def find_line(text: str, place: Sequence[str]) -> int | None:
    """The line, from 1, that sets a key, or else that opens the nearest table that holds it.

    `tomllib` gives values without positions. None where nothing of the key is there.
    """
    wanted = tuple(place)
    best, line = 0, None
    for number, found in _places(text):
        shared = min(len(found), len(wanted))
        if shared > best and found[:shared] == wanted[:shared]:
            best, line = shared, number
    return line


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """Each line that opens a table or sets a key, and the whole name of that."""
    table: Place = ()
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            if opens := _OPENS.match(line):
                table = _parts(opens["name"])
                yield number, table
            elif found := _SETS.match(line):
                yield number, (*table, *_parts(found["name"]))
        for mark in _LONG.findall(line):
            inside = "" if inside == mark else inside or mark


def _parts(name: str) -> Place:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
