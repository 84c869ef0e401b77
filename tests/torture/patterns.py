"""Collects every regular expression of the package from its modules and its source."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import audiobrief
from audiobrief.patterns import LatePattern

HOUSE = Path(audiobrief.__file__).parent
PROGRAMS = re.compile(r"__main__|_worker$")
"""Modules that are programs, so importing them would run them."""
CALL = re.compile(r"(?<!\w)(\w+)(?:\(\))?\.([a-z]+)\(")
SEARCHING = {"search", "sub", "subn", "finditer", "findall", "split"}
TABLES = {
    # patterns that are used under another name than their own -> the method used
    "PHRASES": "fullmatch",
    "_notices": "match",
    "NOTICES": "match",
}


@dataclass(frozen=True)
class Used:
    """A pattern and the most expensive method called on it."""

    place: str
    pattern: re.Pattern[str]
    method: str
    """The method: "finditer" for all methods that search, else "match" or "fullmatch"."""

    def run(self, text: str) -> None:
        if self.method == "finditer":
            for _ in self.pattern.finditer(text):
                pass
        else:
            getattr(self.pattern, self.method)(text)


@functools.cache
def collect_patterns() -> tuple[Used, ...]:
    """The patterns in modules, and those that functions compile."""
    found: dict[tuple[str, int, str], Used] = {}
    for info in pkgutil.walk_packages(audiobrief.__path__, "audiobrief."):
        if PROGRAMS.search(info.name):
            continue
        module = importlib.import_module(info.name)
        held: set[str] = set()
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                held.add(pattern.pattern)
                used = Used(
                    f"{info.name}.{name}", pattern, _method_of(name, Path(str(module.__file__)))
                )
                found.setdefault((pattern.pattern, pattern.flags, used.method), used)
        for line, pattern, method in _literals(Path(str(module.__file__))):
            if pattern.pattern not in held:
                used = Used(f"{info.name}:{line}", pattern, method)
                found.setdefault((pattern.pattern, pattern.flags, method), used)
    return tuple(found.values())


@functools.cache
def _calls() -> dict[Path, dict[str, set[str]]]:
    """File -> name -> the methods called on it, or on its result, in this file."""
    calls: dict[Path, dict[str, set[str]]] = {}
    for path in HOUSE.rglob("*.py"):
        named = calls.setdefault(path, {})
        for name, method in CALL.findall(path.read_text(encoding="utf-8")):
            named.setdefault(name, set()).add(method)
    return calls


@functools.cache
def _words_imported() -> dict[Path, frozenset[str]]:
    """File -> the words of its import statements: rooms, modules and names."""
    return {
        path: frozenset(
            word
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for word in re.findall(r"\w+", ast.unparse(node))
        )
        for path in HOUSE.rglob("*.py")
    }


def _method_of(name: str, defined: Path) -> str:
    """The most expensive method called on a name in its own module and in those that import it.

    Modules share names such as ENDED, so the calls of one say nothing about the others.
    """
    called: set[str] = set()
    room = defined.parent.name
    for path, calls in _calls().items():
        if path == defined:
            called |= calls.get(name, set())
        elif defined.stem in (words := _words_imported()[path]) or {name, room} <= words:
            for alias in {name, *_aliases(name, path)}:
                called |= calls.get(alias, set())
    if called & SEARCHING:
        return "finditer"
    anchored = called & {"match", "fullmatch"}
    return (
        min(anchored)
        if len(anchored) == 1
        else TABLES.get(name, "match" if anchored else "finditer")
    )


def _aliases(name: str, path: Path) -> list[str]:
    return re.findall(rf"\b{name} as (\w+)", path.read_text(encoding="utf-8"))


def _patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, LatePattern):
        value = re.compile(value.pattern, value.flags)
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif callable(value) and hasattr(value, "cache_info"):
        wanted = inspect.signature(value)
        if not wanted.parameters and "Pattern" in str(wanted.return_annotation):
            yield from _patterns_in(value(), depth + 1)
    elif depth < 3:
        parts: Iterator[object] = iter(())
        if isinstance(value, Mapping):
            parts = iter([*value.keys(), *value.values()])
        elif isinstance(value, (tuple, list, set, frozenset)):
            parts = iter(value)
        elif type(value).__module__.startswith("audiobrief.") and not isinstance(value, type):
            names = getattr(value, "__slots__", None) or vars(value)
            parts = (getattr(value, name, None) for name in names)
        for part in parts:
            yield from _patterns_in(part, depth + 1)


def _literals(path: Path) -> Iterator[tuple[int, re.Pattern[Any], str]]:
    """Calls of `re` with a literal pattern: line, pattern, method."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).startswith("re.")
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            name = ast.unparse(node.func).removeprefix("re.")
            if name in SEARCHING or name in {"match", "fullmatch"}:
                yield (
                    node.lineno,
                    re.compile(node.args[0].value),
                    "finditer" if name in SEARCHING else name,
                )
