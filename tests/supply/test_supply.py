"""Tests the promises about audiobrief's dependencies: the quick part of `make release`."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.places import CHECKOUT
from tests.supply import licences, pythons

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    # lock -> the requirements that it pins
    "tests/requirements.lock": [
        *PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["check"],
    ],
    "tests/supply/requirements.lock": [
        *PROJECT["dependencies"], *EXTRAS["docs"], *EXTRAS["release"],
    ],
    "docs/deploy/requirements.lock": PROJECT["dependencies"],
}  # fmt: skip


def pins_of(lock: str) -> dict[str, list[Version]]:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    pins: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.+!]+)", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(Version(version))
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_all_that_is_asked_for(lock: str) -> None:
    pins = pins_of(lock)
    for text in LOCKS[lock]:
        wanted = Requirement(text)
        if lock.startswith("docs/") and "3.13" not in str(wanted.marker or "3.13"):
            continue
        name = canonicalize_name(wanted.name)
        if wanted.marker and name not in pins and "<" in str(wanted.marker):
            continue
        assert name in pins, f"{text} is not in {lock}: run `make lock`"
        assert all(wanted.specifier.contains(v) for v in pins[name]), f"{text}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_digests(lock: str) -> None:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry


PINNED = {"hibari-tts"}
"""A package with a voice, since another release may have another graph and sound different."""
BOUNDED = {"imageio-ffmpeg"}
"""A package that is a program of twice the size in newer releases. Who needs a newer ffmpeg, to
mend a vulnerability, has it on PATH, where audiobrief looks first."""


def test_every_dependency_has_a_lowest_version_and_a_reason() -> None:
    lines = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8").split("\n")
    start = lines.index("dependencies = [")
    entries = lines[start + 1 : lines.index("]", start)]
    for text, line in zip(PROJECT["dependencies"], entries, strict=True):
        wanted = Requirement(text)
        operators = {bound.operator for bound in wanted.specifier}
        if wanted.name in PINNED:
            assert operators == {"=="}, text
        else:
            assert ">=" in operators, text
            # no upper bound: a user may need a newer version to fix a vulnerability
            assert wanted.name in BOUNDED or not operators & {"<", "==", "<="}, text
        assert "#" in line, f"{text} has no reason beside it"


def test_the_page_of_licences_lists_what_is_installed() -> None:
    page = licences.PAGE.read_text(encoding="utf-8")
    lock = (CHECKOUT / "tests/requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock, re.MULTILINE))
    for name in licences.runtime_packages():
        assert licences.licence_of(name), f"{name} states no licence"
        # the page has the locked versions; other versions may word the same licence differently
        if metadata.version(name) != locked.get(name.lower().replace("_", "-")):
            continue
        row = rf"^\| \[?{re.escape(name)}\]?(?:\([^)]*\))? \| {re.escape(licences.licence_of(name))} \|"
        assert re.search(row, page, re.MULTILINE), f"{name}: run `make reference`"


def test_nothing_that_is_imported_is_under_the_gpl() -> None:
    carried = {"espeakng-loader"}  # its library is loaded in its own process
    for name in licences.runtime_packages():
        if name not in carried:
            assert not re.search(r"(?<!L)GPL", licences.licence_of(name)), name


def test_the_include_list_of_the_sdist_names_what_is_there() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    targets = tomllib.loads(text)["tool"]["hatch"]["build"]["targets"]
    for path in targets["sdist"]["include"]:
        assert (CHECKOUT / path.lstrip("/")).exists(), path
    for path in targets["wheel"]["shared-data"]:
        assert (CHECKOUT / path).is_file(), path


def test_the_workflow_calls_targets_that_are_there() -> None:
    workflow = (CHECKOUT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"run: make ([a-z-]+)", workflow)
    assert len(targets) >= 6
    for target in targets:
        assert re.search(rf"(?m)^{target}:", makefile), target


def test_the_unit_and_the_container_start_a_command_that_is_there() -> None:
    deploy = CHECKOUT / "docs" / "deploy"
    unit = (deploy / "audiobrief-watch.service").read_text(encoding="utf-8")
    assert re.search(
        r"^ExecStart=\S+/audiobrief watch \$SOURCES --every \$\{EVERY\} ", unit, re.MULTILINE
    )
    container = (deploy / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^!(\S+)", (CHECKOUT / ".dockerignore").read_text(), re.MULTILINE)
    assert {"audiobrief", "docs", "pyproject.toml"} <= set(copied)
    assert 'CMD ["watch"' in container


def test_each_extra_is_one_of_users_or_one_for_work() -> None:
    assert pythons.WORK <= set(pythons.read_extras()) == set(EXTRAS)
    assert set(pythons.read_extras()) - pythons.WORK == {
        "piper", "c2pa", "desk", "ffmpeg", "listen", "names", "ray", "storage",
    }  # fmt: skip


def test_the_changelog_has_a_section_for_this_version() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\](.*)$", changelog, re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == PROJECT["version"]
    assert re.fullmatch(r" - \d{4}-\d\d-\d\d", headings[1][1])
