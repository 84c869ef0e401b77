"""Programs that the tests use beside Python; see tests/install-programs."""

import shutil
from pathlib import Path

import pytest

NPM = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules"


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"no {name} on PATH: run tests/install-programs as root")
    return path


def npm_file(path: str) -> Path:
    if not (NPM / path).exists():
        pytest.skip(f"no {path.partition('/')[0]} from npm: run tests/install-programs")
    return NPM / path
