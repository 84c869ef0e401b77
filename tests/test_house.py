"""Tests the architecture: imports go down only, without cycles, and heavy ones come late."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "audiobrief"
FLOORS = {
    # package -> its level; it imports only from lower levels
    "__main__": 13,
    "cli": 12,
    "__init__": 11,
    "listening": 10, "desk": 10,
    "api": 9, "batch": 9,
    "episode": 8,
    "speech": 7, "catalogue": 7,
    "settings": 6,
    "music": 5, "publish": 5, "reading_lists": 5,
    "segmenter": 4, "cleaner": 4, "fetch": 4, "encoder": 4, "engines": 4,
    "spoken": 3, "audio": 3, "filed": 3,
    "system": 2,
    "model": 1,
    "clock": 0, "errors": 0, "version": 0,
    "secret_texts": -1, "characters": -1,
    "patterns": -2,
}  # fmt: skip
MAY_PRINT = {"cli", "__main__"}
HEAVY = [
    "bs4", "lxml", "numpy", "pydub", "pyttsx3", "espeakng_loader", "imageio_ffmpeg",
    "msgspec", "lameenc", "miniaudio", "PIL", "requests", "urllib.request", "asyncio", "rich", "jinja2", "soxr", "werkzeug", "waitress", "pebble", "segno", "zeroconf", "ray", "fsspec", "sqlite3", "litestar", "uvicorn", "argon2",
]  # fmt: skip
FILES = sorted(HOUSE.rglob("*.py"))
FOR_OTHERS = {
    "engines.conformance.EngineConformance",  # the base class of an engine author's tests
    "spoken.english.language.LANGUAGE",  # found through its folder, like every language
    *(
        f"spoken.{path.parent.name}.removed.NOTICE"
        for path in HOUSE.glob("spoken/*/removed.py")
    ),
    *(
        f"spoken.{path.parent.name}.site_talk.SAID"
        for path in HOUSE.glob("spoken/*/site_talk.py")
    ),
}


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def module_of(path: Path) -> str:
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in FILES}


@cache
def imports_of(path: Path) -> frozenset[str]:
    """The audiobrief modules that a file imports: at its top, in a function or for its
    types."""
    package = module_of(path) if path.name == "__init__.py" else module_of(path.parent)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            names = (f"{module}.{alias.name}" for alias in node.names)
            found |= {name if name in MODULES else module for name in names}
    return frozenset(found & MODULES.keys()) - {module_of(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_imports_go_down_only(path: Path) -> None:
    room = room_of(path)
    assert room in FLOORS, f"{room} has no floor: give it one in this file"
    rooms = {room_of(MODULES[module]) for module in imports_of(path)}
    for other in rooms - {room}:
        assert FLOORS[other] < FLOORS[room], (
            f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]})"
        )


def find_circles(graph: dict[str, frozenset[str]]) -> Iterator[list[str]]:
    """Each set of modules that import one another: Tarjan's strongly connected components."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_ones: list[str] = []

    def visit(module: str) -> Iterator[list[str]]:
        order[module] = lowest[module] = len(order)
        open_ones.append(module)
        for other in sorted(graph[module]):
            if other not in order:
                yield from visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in open_ones:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            place = open_ones.index(module)
            circle = open_ones[place:]
            del open_ones[place:]
            if len(circle) > 1:
                yield sorted(circle)

    for module in graph:
        if module not in order:
            yield from visit(module)


def test_nothing_goes_in_circles() -> None:
    """Cycles are not allowed inside a package either."""
    assert list(
        find_circles({"a": frozenset("b"), "b": frozenset("ac"), "c": frozenset()})
    ) == [["a", "b"]]
    assert list(find_circles({name: imports_of(path) for name, path in MODULES.items()})) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room_of(path) in MAY_PRINT:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "sys.exit", "exit", "quit", "input"}, node.lineno


@pytest.mark.parametrize(
    "command",
    [
        "import audiobrief",
        "from audiobrief.cli import main; main(['--help'], standalone_mode=False)",
    ],
)
def test_start_up_loads_nothing_heavy(command: str) -> None:
    code = (
        f"{command}\nimport sys\nprint('LOADED', *[m for m in {HEAVY!r} if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1].split() == ["LOADED"]


def place_of(path: Path) -> str:
    """The name of the module without "audiobrief."."""
    return module_of(path).removeprefix("audiobrief").removeprefix(".")


def defined_names(tree: ast.Module) -> set[str]:
    """Constants, functions and classes of a module, except those that a decorator registers."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef) or (
            isinstance(node, ast.FunctionDef) and not node.decorator_list
        ):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("__")}


def used_names(path: Path, tree: ast.Module) -> set[str]:
    """The names that a module uses from itself and from others, each as "module.name"."""
    own, aliases, used = place_of(path), {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                aliases[alias.asname or alias.name] = alias.name.removeprefix("audiobrief.")
        elif isinstance(node, ast.ImportFrom):
            base = (node.module or "").removeprefix("audiobrief").removeprefix(".")
            for alias in node.names:
                found = ".".join(filter(None, (base, alias.name)))
                used.add(found)
                aliases[alias.asname or alias.name] = found
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            used.add(f"{own}.{node.id}" if own else node.id)
        elif isinstance(node, ast.Attribute):
            of = ast.unparse(node.value)
            used.add(f"{aliases.get(of, of.removeprefix('audiobrief.'))}.{node.attr}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # entry points of engines, and types referred to before their definition
            used.add(node.value.removeprefix("audiobrief.").replace(":", "."))
    return used


def test_every_name_is_used_by_something() -> None:
    """An unused constant is a rule that nothing follows."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    used = set().union(*(used_names(path, tree) for path, tree in trees.items()))
    defined = {
        ".".join(filter(None, (place_of(path), name)))
        for path, tree in trees.items()
        for name in defined_names(tree)
    }
    # a language is found by its folder
    unused = {name for name in defined - used if not name.endswith(".language.LANGUAGE")}
    assert sorted(unused - FOR_OTHERS) == []


KEEPING = {
    "listening",
    "desk",
    "batch",
    "publish",
    "episode",
    "speech",
    "catalogue",
    "reading_lists",
}
"""Rooms that read files in folders of episodes, of a library or of audiobrief itself."""
OPENERS = {"open", "read_bytes", "read_text", "copy", "copy2", "copyfile", "copytree"}
OPENED_OTHERWISE = {
    # file -> how many times, and why a pipe or a device there holds nobody up
    "listening/receiver.py": (1, "its user names it, perhaps a pipe; it is read up to a limit"),
    "publish/signer.py": (1, "the settings name it, perhaps a pipe that decrypts the key"),
    "publish/verifying.py": (1, "its user names it, perhaps a pipe"),
    "publish/theme.py": (1, "it is part of audiobrief, or of a theme that its user wrote"),
    "desk/player.py": (1, "it is part of audiobrief"),
    "catalogue/__init__.py": (1, "it is part of audiobrief"),
    "batch/stopped.py": (1, "the kernel's /proc"),
    "episode/dependencies.py": (1, "pipes are told before, and it is no device"),
}


def reads_otherwise(node: ast.AST) -> bool:
    """Whether a call reads a file of any kind: one of `OPENERS`, with a mode that reads."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    if name not in OPENERS:
        return False
    called = ast.unparse(node.func)
    if name.startswith("copy"):
        # `copytree` copies by a function that it is given
        return called.startswith("shutil.") and not any(
            each.arg == "copy_function" for each in node.keywords
        )
    if name == "open":
        place = 1 if isinstance(node.func, ast.Name) else 0
        given = node.args[place : place + 1]
        mode = given[0].value if given and isinstance(given[0], ast.Constant) else "r"
        others = ("os.", "webbrowser.", "Image.", "archive.", "book.", "self._journal.", "cls.")
        return not called.startswith(others) and set(str(mode)) & set("r+") != set()
    return True


def test_what_is_kept_is_opened_as_a_regular_file() -> None:
    """Somebody may put a pipe in a file's place, which is waited for, or a device without end.

    `system.files` opens nothing but regular files (`opened_regular`, `read_regular`).
    """
    found = {}
    for path in FILES:
        if room_of(path) in KEEPING:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            lines = [node.lineno for node in ast.walk(tree) if reads_otherwise(node)]  # type: ignore[attr-defined] # only nodes with a place are counted
            if lines:
                found[path.relative_to(HOUSE).as_posix()] = lines
    many = {name: len(lines) for name, lines in found.items()}
    assert many == {name: count for name, (count, _) in OPENED_OTHERWISE.items()}, found
