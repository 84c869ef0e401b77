"""Tests that late-compiled patterns behave like others, and that all of ours are valid."""

from __future__ import annotations

import ast
import copy
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import audiobrief
from audiobrief.patterns import METHODS, LatePattern, compile_late

ROOT = Path(audiobrief.__path__[0])
ALONE = {"engines/espeak/worker.py"}
"""Programs that are run by path and cannot import this package."""


def all_of_ours() -> dict[str, LatePattern]:
    """Every late-compiled pattern in the package, by its name or in a rule."""
    found: dict[str, LatePattern] = {}
    for room in pkgutil.walk_packages(audiobrief.__path__, "audiobrief."):
        if room.name in {"audiobrief.__main__", "audiobrief.engines.espeak.worker"}:
            continue
        module = importlib.import_module(room.name)
        for name, value in vars(module).items():
            values = value if isinstance(value, tuple) else (value,)
            for number, one in enumerate(values):
                pattern = getattr(one, "pattern", None) if hasattr(one, "read") else one
                if isinstance(pattern, LatePattern):
                    found[f"{room.name}:{name}[{number}]"] = pattern
    return found


def test_each_of_ours_compiles() -> None:
    patterns = all_of_ours()
    assert len(patterns) > 300
    for where, pattern in patterns.items():
        assert pattern.groups >= 0, where


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_it_does_what_a_pattern_does(flags: int) -> None:
    text = "Saltmere 1, saltmere 22"
    late, early = (
        compile_late(r"(?P<town>s\w+) (\d+)", flags),
        re.compile(r"(?P<town>s\w+) (\d+)", flags),
    )
    assert late.findall(text) == early.findall(text)
    assert late.sub(r"\2", text) == early.sub(r"\2", text)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in early.finditer(text)]
    assert (late.groups, late.groupindex) == (early.groups, early.groupindex)
    assert late.pattern == early.pattern
    assert set(METHODS) == {
        name for name in dir(re.Pattern) if callable(getattr(early, name)) and name[0] != "_"
    } - {"scanner"}


def test_it_takes_bytes() -> None:
    found = compile_late(rb"\d+").search(b"pier 7")
    assert found is not None
    assert found[0] == b"7"


def test_what_no_pattern_has_is_refused() -> None:
    with pytest.raises(AttributeError):
        getattr(compile_late("a"), "seek")  # noqa: B009 -- mypy would reject the missing attribute


def test_a_copy_is_one_too() -> None:
    assert copy.copy(compile_late("a")).search("a")


def test_importing_a_room_compiles_none_of_ours() -> None:
    """Compiling one takes 0.1 to 6 ms before a page can be read."""
    for path in ROOT.rglob("*.py"):
        if path.relative_to(ROOT).as_posix() in ALONE:
            continue
        at_once = [
            call.lineno
            for statement in ast.parse(path.read_text(encoding="utf-8")).body
            if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
            for call in ast.walk(statement)
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile"
        ]
        assert not at_once, path
