"""The walls of the house: imports go down only, and heavy ones happen when needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "audiobrief"
FLOORS = {
    "__main__": 10,
    "cli": 9, "__init__": 9,
    "batch": 8, "live": 8,
    "pipeline": 7,
    "recording": 6,
    "settings_file": 5, "library": 8,
    "casting": 5, "reader": 5,
    "config": 4, "catalogue": 4,
    "cleaner": 3, "segmenter": 3, "synthesizer": 3, "publish": 3, "fetch": 3,
    "manuscripts": 3,
    "music": 2.5, "shared_cache": 2.5,
    "engines": 2, "encoder": 2, "cache": 2,
    "receipts": 4.6, "dependencies": 4.5,
    "audio": 1, "spoken": 1, "files": 1, "locks": 0.5, "slugs": 0.5, "places": 1, "lifeline": 1, "tables": 0.5,
    "storage": 1,
    "model": 0, "errors": 0, "version": 0, "characters": 0, "heap": 0, "cores": 0, "patterns": -1,
}  # fmt: skip
MAY_PRINT = {"cli", "__main__"}
HEAVY = [
    "bs4", "lxml", "numpy", "pydub", "pyttsx3", "espeakng_loader", "imageio_ffmpeg",
    "msgspec", "filelock", "lameenc", "miniaudio", "PIL", "requests", "urllib.request", "asyncio", "rich", "jinja2", "soxr", "werkzeug", "waitress", "pebble", "ray", "fsspec", "sqlite3",
]  # fmt: skip
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    package = ("audiobrief", *path.relative_to(HOUSE).with_suffix("").parts[:-1])
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            names |= {f"{module}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in names if name.startswith("audiobrief.")]
    return {rest[1] for rest in parts if rest[1] in FLOORS}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_imports_go_down_only(path: Path) -> None:
    room = room_of(path)
    assert room in FLOORS, f"{room} has no floor: give it one in this file"
    for other in imported_rooms(path) - {room}:
        assert FLOORS[other] < FLOORS[room], (
            f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]})"
        )


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


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        # who imports us finds what bs4 imports as it is
        ("import audiobrief; audiobrief.clean(PAGE)", True),
        ("from audiobrief.cli import main; main(['clean', '-'], standalone_mode=False)", False),
    ],
)
def test_the_command_line_alone_stands_in_for_packages(code: str, loaded: bool) -> None:
    page = "<title>The quay</title><article><h1>The quay</h1><p>It opened on Tuesday.</p>"
    script = (
        f"PAGE = {page!r}\n{code}\nimport sys\nfrom types import ModuleType\n"
        "for name in ('soupsieve', 'charset_normalizer'):\n"
        "    print('STANDS', type(sys.modules[name]) is not ModuleType)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], input=page, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-2:] == [f"STANDS {not loaded}"] * 2


# Names outside of a class that are used from outside of the package alone.
FOR_OTHERS = {
    "engines.conformance.EngineConformance",  # what an engine's author inherits a test from
    "spoken.english.language.LANGUAGE",  # found by its folder, as every language is
}


def module_of(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def defined_names(tree: ast.Module) -> set[str]:
    """Constants, functions and classes of a module, but those that a decorator hands on."""
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
    """What a module uses of itself and of others, each as "module.name"."""
    own, aliases, used = module_of(path), {}, set()
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
            # entry points of engines, and what a type is called before it is there
            used.add(node.value.removeprefix("audiobrief.").replace(":", "."))
    return used


def test_every_name_is_used_by_something() -> None:
    """A constant that nothing asks for is a rule that nobody follows."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    used = set().union(*(used_names(path, tree) for path, tree in trees.items()))
    defined = {
        ".".join(filter(None, (module_of(path), name)))
        for path, tree in trees.items()
        for name in defined_names(tree)
    }
    assert sorted(defined - used - FOR_OTHERS) == []
