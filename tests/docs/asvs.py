"""Writes the page of the ASVS from its rows: `make reference` calls it.

The rows are in `docs/data/asvs.tsv`: the number and level of each requirement of levels 1 and 2,
in a few words of our own what it is about, the answer, how, and the tests that hold it.
"""

from __future__ import annotations

import csv
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.places import CHECKOUT

DATA = CHECKOUT / "docs" / "data" / "asvs.tsv"
PAGE = CHECKOUT / "docs" / "pages" / "desk-asvs.md"
FILES = {
    # the beginning of a test's name in the rows -> its file
    "account": "tests/desk/test_account.py",
    "asvs": "tests/desk/test_asvs.py",
    "browser": "tests/browser/test_desk.py",
    "client": "tests/desk/test_client.py",
    "damage": "tests/desk/test_damage.py",
    "doors": "tests/desk/test_doors.py",
    "feeds": "tests/desk/test_feeds.py",
    "feeds_read": "tests/fetch/test_feeds.py",
    "guard": "tests/fetch/test_guard.py",
    "guarded": "tests/engines/test_guarded.py",
    "killed": "tests/desk/test_killed.py",
    "list_reader": "tests/batch/test_list_reader.py",
    "load": "tests/desk/test_load.py",
    "local": "tests/fetch/test_local.py",
    "reach": "tests/desk/test_reach.py",
    "rules": "tests/desk/test_rules.py",
    "slow": "tests/desk/test_slow.py",
    "stories": "tests/desk/test_stories.py",
    "supply": "tests/supply/test_supply.py",
    "tls": "tests/fetch/test_tls.py",
    "web": "tests/fetch/test_web.py",
}
CHAPTERS = {
    "1": "Encoding and sanitising", "2": "Validation and business logic", "3": "In the browser",
    "4": "The interface", "5": "Files", "6": "Logging in", "7": "Sessions", "8": "Who may do what",
    "9": "Self-contained tokens", "10": "OAuth", "11": "Cryptography", "12": "Transport",
    "13": "Configuration", "14": "Data", "15": "Code and components", "16": "Logs and errors",
    "17": "WebRTC",
}  # fmt: skip
ANSWERS = {
    # the answer of a row -> what it means
    "met": "the desk does it, and a test holds it",
    "partly": "a part of it is not met, which the row names",
    "not met": "it is not met, and the row says why",
    "yours": "it is about your web server or network, not the desk",
    "n/a": "it is about something that the desk does not have",
}


class Row(NamedTuple):
    """One requirement."""

    number: str
    level: str
    asked: str
    answer: str
    how: str
    tests: str

    @property
    def chapter(self) -> str:
        return self.number.partition(".")[0]

    @property
    def names(self) -> list[tuple[Path, str]]:
        """File and function of each test."""
        parts = [each.partition("::") for each in self.tests.split()]
        return [(CHECKOUT / FILES[file], function) for file, _, function in parts]


def read_rows() -> list[Row]:
    """All rows, in their order."""
    with DATA.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [Row(*line, *[""] * (len(Row._fields) - len(line))) for line in lines]


def asvs_page() -> str:
    """The page, in Markdown."""
    rows = read_rows()
    counts = Counter(row.answer for row in rows)
    parts = [
        "<!-- Generated from docs/data/asvs.tsv by `make reference`. -->\n",
        "# The desk by the OWASP ASVS\n",
        (
            "What the desk does about each requirement of levels 1 and 2 of the Application Security Verification "
            "Standard 5.0. The numbers are the standard's, which has their text; the column beside them says in a few "
            "words of our own what each is about.\n"
        ),
        "\n".join(
            ["| answer | rows | |", "|---|---|---|"]
            + [f"| {name} | {counts[name]} | {told} |" for name, told in ANSWERS.items()]
        )
        + "\n",
        "Tests are named by their files: "
        + ", ".join(f"`{name}` is `{path}`" for name, path in FILES.items())
        + ".\n",
    ]
    for chapter, found in groupby(rows, key=lambda row: row.chapter):
        parts.append(f"## V{chapter} {CHAPTERS[chapter]}\n")
        lines = ["| row | about | answer | how | tests |", "|---|---|---|---|---|"]
        for row in found:
            tests = " ".join(f"`{name}`" for name in row.tests.split())
            lines.append(
                f"| {row.number} (L{row.level}) | {row.asked} | {row.answer} | {row.how} | {tests} |"
            )
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
