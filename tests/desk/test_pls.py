"""Tests that a lexicon that is saved as PLS and added elsewhere keeps who said what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from audiobrief.desk.database import Database
from audiobrief.desk.house_lexicon import HouseLexicon, Pronunciation, read_pls
from audiobrief.errors import ScriptError
from audiobrief.spoken.lexicon import PLS, load_lexicon
from tests.desk.desks import TestDesk

MARCH = datetime(2025, 3, 4, 9, 30, 15, tzinfo=UTC)
NAMES = (
    Pronunciation("Kyiv", "KEE-eve", "", "Ada Lind", MARCH, "Bo", "en"),
    Pronunciation("Hall & Sons <Ltd>", "HAWL and SUNZ", "", 'Di "D" & Co', MARCH, "Bo", "en"),
    Pronunciation("Łódź", "", "wut͡ɕ", "Зоя", MARCH.replace(hour=23), "Bo", "pl"),
    Pronunciation("Not yet", "NOT yet", "", "Ada Lind", MARCH, "", "en"),
)


@pytest.fixture
def lexicon(tmp_path: Path) -> Iterator[HouseLexicon]:
    with closing(Database(tmp_path)) as database, database.transaction():
        found = HouseLexicon(database, tmp_path)
        for each in NAMES:
            found.put(
                each.name, say=each.say, ipa=each.ipa, author=each.author, at=each.at,
                approved=each.approved, language=each.language,
            )  # fmt: skip
        yield found


def test_pls_tells_who_said_so_and_when(lexicon: HouseLexicon, tmp_path: Path) -> None:
    told = {each.name: each for each in read_pls(lexicon.to_pls().encode())}
    # who approved a name at another desk approves nothing here
    assert told == {each.name: replace(each, approved="") for each in NAMES if each.approved}
    # it is still PLS: what is no sound is in the one place that PLS has for it, before the names
    root = ET.fromstring(lexicon.to_pls())
    assert [child.tag for child in root] == [f"{PLS}metadata", *[f"{PLS}lexeme"] * 3]
    path = tmp_path / "house.pls"
    path.write_text(lexicon.to_pls(), "utf-8")
    assert load_lexicon([path]).words["Kyiv"].say == "kee-eve"


def test_a_lexicon_that_is_added_keeps_its_authors(
    desk: TestDesk, lexicon: HouseLexicon
) -> None:
    sent = {"Origin": desk.address, "X-CSRF-Token": desk.editor.csrf}
    answer = desk.editor.session.post(
        f"{desk.address}/api/v1/lexicon.pls", data=lexicon.to_pls().encode(), headers=sent,
        timeout=60,
    )  # fmt: skip
    assert answer.json() == {"names": 3}
    kept = {each["name"]: each for each in desk.editor.ask("GET", "/names")["lexicon"]}
    assert (kept["Kyiv"]["author"], kept["Kyiv"]["at"]) == ("Ada Lind", "2025-03-04T09:30:15Z")
    assert kept["Kyiv"]["approved"] not in {"", "Bo"}
    for each in NAMES[:3]:
        desk.editor.ask("DELETE", f"/names/{each.name}")


@pytest.mark.parametrize(
    ("date", "moment"),
    [("2025-03-04", datetime(2025, 3, 4, tzinfo=UTC)), ("2999-01-01T00:00:00Z", None), ("soon", None),
     ("2025-03-04T10:30:15+01:00", MARCH), ("0001-01-01T00:00:00+14:00", None), ("", None)],
)  # fmt: skip
def test_a_date_that_is_none_of_the_past_is_left_out(
    date: str, moment: datetime | None
) -> None:
    rdf = (
        '<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:RDF><rdf:Description><dc:title>Wick'
        f"</dc:title><dc:creator>Ada\u202e{'a' * 99}</dc:creator><dc:date>{date}</dc:date>"
        "</rdf:Description></rdf:RDF></metadata>"
    )
    pls = (
        f"<lexicon>{rdf}<lexeme><grapheme>Wick</grapheme><alias>WIK</alias></lexeme></lexicon>"
    )
    (found,) = read_pls(pls.encode())
    assert (found.at, found.author) == (moment, f"Ada{'a' * 61}")


@pytest.mark.parametrize(
    ("alphabet", "inside", "said"),
    [
        (
            "x-sampa",
            "<lexeme><grapheme>Kyiv</grapheme><phoneme>kIv</phoneme></lexeme>",
            "in ipa",
        ),
        (
            "ipa",
            '<lexeme><grapheme>Kyiv</grapheme><phoneme alphabet="x-sampa">kiv</phoneme></lexeme>',
            "the alphabet 'x-sampa'",
        ),
        (
            "ipa",
            '<lexeme><grapheme>Kyiv</grapheme><phoneme>k"]]&gt;\n[evil]</phoneme></lexeme>',
            "no sign of ipa",
        ),
        ("ipa", "", "no <lexeme>"),
    ],
)
def test_a_lexicon_that_is_not_in_ipa_is_refused(alphabet: str, inside: str, said: str) -> None:
    content = (
        f'<lexicon version="1.0" xmlns="{PLS[1:-1]}" alphabet="{alphabet}">{inside}</lexicon>'
    )
    with pytest.raises(ScriptError, match=said):
        list(read_pls(content.encode()))
