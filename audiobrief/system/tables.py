"""Checks TOML tables against dataclasses and converts them; errors name file, line and key."""

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

MAX_BYTES = 50_000_000
"""The largest file of settings, rules or pronunciations: some million entries."""
MAX_SHOWN = 80
"""The most characters of a name in a message."""
MAX_DEPTH = 20
"""The most tables and lists inside one another; settings have six."""
TOO_DEEP = f"its tables or lists lie deeper than {MAX_DEPTH} inside one another; take some out"

_PLAIN = compile_late(r"[\w-]+\Z")
_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_PART = compile_late(_NAME)
_OPENS = compile_late(rf"\s*\[\[?\s*(?P<name>{_NAME}(?:\s*\.\s*{_NAME})*)\s*\]\]?\s*(?:#.*)?\Z")
_SETS = compile_late(rf"\s*(?P<name>{_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_LONG = compile_late("\"\"\"|'''")
"""The quotes that open and close a multi-line string."""
_ADDRESS = compile_late(r"[A-Za-z][\w+.-]+:/(?!/*\Z)")
"""How an address begins, also in a path, which folds its two slashes to one."""
NO_FILE = "an address was given where a file is wanted; download it, and name the file"
HALF = "it has half of a character; write the whole one"
_OVERWRITES = "Cannot overwrite a value"
"""How `tomllib` begins its message on a key that is set twice (Python 3.11 to 3.14)."""
_AT_LINE = compile_late(r"\(at line (\d+)")


def read_toml(path: Path) -> dict[str, Any]:
    """The table in a TOML file.

    Raises:
        ConfigError: the file cannot be read, or is not valid TOML, or `path` is an address.
    """
    from audiobrief.system.files import read_at_most
    from audiobrief.system.pipes import read_pipe

    try:
        if is_address(str(path)):
            raise ConfigError(f"cannot read {path}: {NO_FILE}", path=path)
        given = read_pipe(path)
        content = read_at_most(path, MAX_BYTES) if given is None else given
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot read {path}: {reason}; check its path", path=path) from error
    return parse_toml(content, path)


def parse_toml(content: bytes, path: Path) -> dict[str, Any]:
    """The table in the content of a TOML file; `path` is for messages.

    Raises:
        ConfigError: the content is not valid TOML.
    """
    try:
        table = tomllib.loads(_decode(content))
    except RecursionError as error:
        raise ConfigError(f"cannot read {path}: {TOO_DEEP}", path=path) from error
    except ValueError as error:
        # of UTF-8, of TOML, and of numbers with thousands of digits
        twice = _find_twice(_decode(content), str(error)) if _OVERWRITES in str(error) else ""
        flaw = f"cannot read {path}, which is not valid TOML: {error}"
        raise ConfigError(f"{path}, {twice}" if twice else flaw, path=path) from error
    if not _is_shallow(table):
        raise ConfigError(f"cannot read {path}: {TOO_DEEP}", path=path)
    return table


def _is_shallow(table: Mapping[str, Any]) -> bool:
    """Whether no table or list lies deeper than `MAX_DEPTH`."""
    values: list[Any] = [table]
    for _ in range(MAX_DEPTH):
        values = [
            each
            for value in values
            for each in (value.values() if isinstance(value, Mapping) else value)
            if isinstance(each, (Mapping, list))
        ]
    return not values


def _find_twice(text: str, error: str) -> str:
    """What to say of a key that is set twice, which `tomllib` does not name; empty if none is.

    `tomllib` gives the line where the second value ends.
    """
    at = _AT_LINE.search(error)
    last = int(at[1]) if at else len(text)
    places = [(number, place) for number, place in _places(text) if number <= last]
    second, wanted = places[-1] if places else (0, ())
    first = next((number for number, place in places[:-1] if place == wanted), None)
    if first is None:
        return ""
    return f"line {second}: {_shown(wanted)} is set already in line {first}; remove one of the two lines"


def _decode(content: bytes) -> str:
    # editors on Windows write a byte order mark, which TOML 1.0 does not allow
    return content.decode("utf-8-sig")


def table_of(tree: Mapping[str, Any], place: Place, path: Path | None) -> Mapping[str, Any]:
    """The table in `tree` under the last name of `place`; empty if there is none.

    Raises:
        ConfigError: the value there is not a table.
    """
    value = tree.get(place[-1], {})
    if not isinstance(value, Mapping):
        raise error_at(path, place, "must be a table")
    return value


def error_at(path: Path | None, place: Sequence[str], flaw: str) -> ConfigError:
    """The error for a key in a file, with its line, its name and what is wrong with it.

    Without a file, a program gave the key.
    """
    if path is None:
        return ConfigError(f"the settings that were given: {_shown(place)} {flaw}")
    line = find_line(_decode(path.read_bytes()), place)
    where = f"{path}, line {line}" if line else str(path)
    return ConfigError(f"{where}: {_shown(place)} {flaw}", path=path)


def _shown(place: Sequence[str]) -> str:
    """The full name of a key, as TOML writes it; names that are very long are cut."""
    cut = (name if len(name) <= MAX_SHOWN else f"{name[:MAX_SHOWN]}…" for name in place)
    return ".".join(name if _PLAIN.match(name) else f'"{name}"' for name in cut)


def check(
    tree: Mapping[str, Any],
    kind: type,
    path: Path,
    place: Place = (),
    *,
    but: Collection[str] = (),
) -> None:
    """Check the table at `place` in a file against a dataclass.

    `but` names the fields of the dataclass that are not allowed there.

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type or is out of its range.
    """
    check_keys(tree, kind, path, place, but)
    try:
        convert(tree, kind, str(path))
    except ConfigError as error:
        raise _located(error, tree, kind, path, place) from error


def check_keys(
    tree: Mapping[str, Any], kind: type, path: Path | None, place: Place, but: Collection[str]
) -> None:
    """Check that a dataclass, and those in it, have all keys of a table; otherwise as `check`."""
    known = {name: each for name, each in fields_of(kind).items() if name not in but}
    for key, value in tree.items():
        if key not in known:
            tables = [
                _shown((*place, name))
                for name, each in known.items()
                if isinstance(each, type) and dataclasses.is_dataclass(each)
                if key in fields_of(each)
            ]
            if tables:
                # a key above the first table's name is in no table (TOML 1.0)
                told = " or ".join(f"[{name}]" for name in tables)
                raise error_at(path, (*place, key), f"belongs in the table {told}")
            raise error_at(path, (*place, key), unknown(key, known))
        if dataclasses.is_dataclass(known[key]):
            table_of(tree, (*place, key), path)
            check_keys(value, known[key], path, (*place, key), ())


def unknown(key: str, known: Collection[str]) -> str:
    """The end of a message on an unknown key, with the most similar known keys."""
    import difflib

    near = difflib.get_close_matches(key, known, n=3)
    return "is unknown; " + (
        f"nearest: {', '.join(near)}" if near else f"known: {', '.join(known)}"
    )


def _located(
    error: ConfigError, tree: Mapping[str, Any], kind: type, path: Path, place: Place
) -> ConfigError:
    """The error with the line of the value that causes it; unchanged if several do together."""
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
    """The dataclass with the values of a table.

    Raises:
        ConfigError: a value has the wrong type or is out of its range; the message begins
            with `where`.
    """
    if not tree:
        # defaults need no check, so msgspec is not imported
        return kind()
    import msgspec

    def from_text(kind: type, value: Any) -> Any:
        if kind is Path and isinstance(value, str) and "\0" not in value:
            if is_address(value):
                raise TypeError(NO_FILE)
            return Path(value).expanduser()
        if isinstance(value, str):
            raise TypeError("Expected a path without NUL characters")
        raise TypeError(f"Expected `str`, got `{type(value).__name__}`")

    try:
        _check_texts(tree)
        return msgspec.convert(tree, kind, dec_hook=from_text)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$.")
        raise ConfigError(f"{where}: {place.rstrip('`') or 'value'}: {said}") from error
    except (ConfigError, TypeError) as error:
        raise ConfigError(f"{where}: {error}") from error


def is_address(path: str) -> bool:
    """Whether an address was given for a path; a file's own ("file:///a.mp3") is none, either."""
    return bool(_ADDRESS.match(path))


def _check_texts(tree: Mapping[str, Any]) -> None:
    """Check the texts and the paths that a program or options gave.

    Raises:
        TypeError: one has half of a character, or a path is an address.
    """
    for place, value in _leaves(tree, ()):
        key = ".".join(place)
        for each in (key, *value) if isinstance(value, (list, tuple)) else (key, value):
            if isinstance(each, Path) and is_address(str(each)):
                raise TypeError(f"{key}: {NO_FILE}")
            if isinstance(each, str) and _has_half(each):
                raise TypeError(f"{key}: {HALF}")


def _has_half(text: str) -> bool:
    try:
        # the name of a file may have bytes that are no UTF-8 (PEP 383)
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return True
    return False


def check_ranges(settings: object, ranges: Mapping[str, tuple[float, float]]) -> None:
    """Check fields of a settings object: name of a field -> its least and greatest value.

    Raises:
        ConfigError: a value lies outside, or is no number (NaN).
    """
    for name, (low, high) in ranges.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            raise ConfigError(f"{name} {value} is out of range: {low} to {high}")


def resolve_paths(table: dict[str, Any], kind: type, folder: Path) -> None:
    """Resolve the paths in a table, and in the tables below it, against `folder`."""
    for name, annotation in fields_of(kind).items():
        value = table.get(name)
        if isinstance(value, dict) and dataclasses.is_dataclass(annotation):
            resolve_paths(value, typing.cast("type", annotation), folder)
        elif isinstance(value, str) and _holds_path(annotation):
            table[name] = _resolved(value, folder)
        elif isinstance(value, list) and _holds_path(annotation):
            table[name] = [_resolved(v, folder) if isinstance(v, str) else v for v in value]


def _resolved(path: str, folder: Path) -> str:
    # an address stays as it is, for the message that refuses it
    return path if is_address(path) else str(folder / path)


def _holds_path(annotation: Any) -> bool:
    return annotation is Path or Path in typing.get_args(annotation)


@functools.cache
def fields_of(kind: type) -> dict[str, Any]:
    """Field name of a dataclass -> the field's type."""
    hints = typing.get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in dataclasses.fields(kind)}


def merged(*trees: Mapping[str, Any]) -> dict[str, Any]:
    """Tables laid over each other, later ones over earlier ones, key by key."""
    found: dict[str, Any] = {}
    for tree in trees:
        lay_over(found, tree)
    return found


def lay_over(tree: dict[str, Any], over: Mapping[str, Any]) -> None:
    """Merge `over` into `tree`, which it changes; values of `over` win."""
    for key, value in over.items():
        if isinstance(value, Mapping):
            below = tree.get(key)
            tree[key] = dict(below) if isinstance(below, Mapping) else {}
            lay_over(tree[key], value)
        else:
            tree[key] = value


def nested(place: Sequence[str], value: Any) -> dict[str, Any]:
    """A table that holds only `value`, at `place`."""
    for name in reversed(place):
        value = {name: value}
    return value  # type: ignore[no-any-return] # a place has at least one name


# --------------------------------------------------------------------- lines


def find_line(text: str, place: Sequence[str]) -> int | None:
    """The line, from 1, that sets a key, or else that opens the nearest table around it.

    None if there is neither. `tomllib` gives no positions, so the lines are searched.
    """
    wanted = tuple(place)
    best, line = 0, None
    for number, found in _places(text):
        shared = min(len(found), len(wanted))
        if shared > best and found[:shared] == wanted[:shared]:
            best, line = shared, number
    return line


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """The number of each line that opens a table or sets a key, with its full name."""
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
