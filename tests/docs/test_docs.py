"""Tests that the docs agree with the code and that their links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.engines import ENGINES
from tests.docs import reference
from tests.places import CHECKOUT

DOCS = CHECKOUT / "docs"
PAGES = DOCS / "pages"
WRITTEN = [CHECKOUT / "README.md", DOCS / "CONTRIBUTING.md", *sorted(PAGES.rglob("*.md"))]
_CODE_PATH = re.compile(r"(?<![\w/.-])(?:audiobrief|tests|docs)/(?!\d)[\w./-]*\w/?(?![\w*])")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", reference.kept_files(), ids=lambda p: p.name)
def test_the_reference_is_what_the_code_says(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert written == reference.kept_files()[path], "run `make reference`, and commit it"


def test_every_command_and_table_of_settings_is_in_the_reference() -> None:
    commands = reference.commands_page()
    for name, _ in reference.all_commands():
        assert f"\n## {name}\n" in commands
    settings = reference.configuration_page()
    for table in ("script.pauses", "voice", "sound", "music", "fetch", "publish", "batch"):
        assert f"\n## [{table}]\n" in settings


def test_troubleshooting_covers_every_error() -> None:
    text = (PAGES / "troubleshooting.md").read_text(encoding="utf-8")
    covered = re.findall(r"^#{2,4} (\w+)$", text, re.MULTILINE)
    assert [name for name in covered if name in reference.error_names()] == [
        name for name in reference.error_names() if name != "AudiobriefError"
    ]


def test_the_messages_are_found_in_the_code() -> None:
    page = reference.messages_page()
    assert page.count("\n- `") > 100
    assert "- `there is no file …; …` (fetch/local.py)" in page


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_links_lead_to_files(path: Path) -> None:
    for target in links(path):
        assert target.exists(), f"{path}: {target}"


@pytest.mark.skipif(
    not (CHECKOUT / ".git").exists() or not shutil.which("git"), reason="no repository here"
)
def test_links_lead_to_files_that_a_clone_has() -> None:
    targets = sorted({str(target) for path in WRITTEN for target in links(path)})
    said = subprocess.run(
        ["git", "check-ignore", "--stdin"], input="\n".join(targets),
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1, f"linked, and ignored by git: {said.stdout}{said.stderr}"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_files_of_the_code_that_are_named_are_there(path: Path) -> None:
    for named in _CODE_PATH.findall(path.read_text(encoding="utf-8")):
        # NAME is a placeholder for the reader's choice
        assert (CHECKOUT / named.partition("NAME")[0]).exists(), f"{path}: {named}"


def links(path: Path) -> Iterator[Path]:
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for found in _LINK.findall(prose):
        yield Path(*(path.parent / found).resolve().parts)


def test_every_page_is_in_the_contents() -> None:
    contents = tomllib.loads((DOCS / "zensical.toml").read_text(encoding="utf-8"))
    named = set(re.findall(r"'([\w/-]+\.md)'", str(contents["project"]["nav"])))
    there = {p.relative_to(PAGES).as_posix() for p in PAGES.rglob("*.md")}
    assert named == there


def test_the_producers_tutorial_names_every_engine() -> None:
    text = (PAGES / "producer.md").read_text(encoding="utf-8")
    assert not [name for name in ENGINES if f"`{name}`" not in text]


def test_what_is_compared_stands_in_the_tables_of_figures() -> None:
    compared = (PAGES / "compared.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!\|)(.+?) \| ([\d.]+) \| ([\d.]+) \|$", compared, re.MULTILINE)
    measured = (PAGES / "performance.md").read_text(encoding="utf-8")
    assert len(rows) > 8
    for said, *figures in rows:
        for figure in figures:
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.]*\d)", measured), said


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_the_man_page_has_no_mistakes() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-Kutf8", str(reference.MAN)],
        capture_output=True,
        text=True,
        check=True,
    )
    # groff's "cannot adjust line" is about the width of the page, not about the source
    faults = [line for line in done.stderr.splitlines() if "adjust line" not in line]
    assert not faults
    assert "audiobrief make" in done.stdout
