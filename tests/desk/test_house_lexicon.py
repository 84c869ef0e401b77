"""Tests that a name keeps its language: at the desk, in PLS, and in the file of an older desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.desk.database import Database
from audiobrief.desk.house_lexicon import HouseLexicon, read_pls
from audiobrief.errors import ScriptError
from tests.desk.desks import TestDesk
from tests.desk.older import age

GERMAN = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Mühle öffnet</title></head>
<body><article><h1>Die Mühle an der Wende öffnet wieder</h1><p class="byline">Von Jule Brandt</p>
<p>Die Mühle öffnet am Montag nach neun Jahren Arbeit ihrer Nachbarn und vieler Freunde wieder.</p>
<p>Das sagte Hedwig Quandtroth, die ihr Rad seit dem Frühjahr betreut und im Herbst streichen will.</p>
<p>Das Rad dreht sich zweimal am Tag, und von der Brücke aus sieht man ihm bis Ende Oktober zu.</p>
</article></body></html>"""
NAME = "Hedwig Quandtroth"


@pytest.fixture
def lexicon(tmp_path: Path) -> Iterator[HouseLexicon]:
    database = Database(tmp_path)
    with database.transaction():
        yield HouseLexicon(database, tmp_path)
    database.close()


def put(lexicon: HouseLexicon, name: str, language: str) -> None:
    lexicon.put(name, say="WEN-duh", ipa="", author="Ada", approved="Ada", language=language)


def test_a_name_has_the_language_of_its_story(desk: TestDesk) -> None:
    desk.wait(desk.submit(GERMAN)["id"], "waiting")
    for body in ({}, {"language": "de-AT"}, {}):
        desk.editor.ask("PUT", f"/names/{NAME}", {"say": "HET-vik KVANT-roht", **body})
    (kept,) = desk.editor.ask("GET", "/names")["lexicon"]
    assert (kept["name"], kept["language"]) == (NAME, "de-AT")
    desk.editor.ask("DELETE", f"/names/{NAME}")
    answer = desk.editor.ask("PUT", f"/names/{NAME}", {"say": "HET-vik KVANT-roht"})
    assert answer["pronunciation"]["language"] == "de"
    wrong = desk.editor.send("PUT", f"/names/{NAME}", {"say": "HET-vik", "language": '"/>'})
    assert wrong.status_code in {400, 422}
    desk.editor.ask("DELETE", f"/names/{NAME}")


def test_pls_tells_the_language_of_each_name(lexicon: HouseLexicon) -> None:
    assert 'xml:lang="en"' in lexicon.to_pls()
    for name, language in (("Wende", "de"), ("Quandt", "de"), ("Wick", "en-GB"), ("Oye", "")):
        put(lexicon, name, language)
    pls = lexicon.to_pls()
    assert 'alphabet="ipa" xml:lang="de">' in pls
    assert "<lexeme><grapheme>Wende</grapheme>" in pls
    assert '<lexeme xml:lang="en-GB"><grapheme>Wick</grapheme>' in pls
    told = {each.name: each.language for each in read_pls(pls.encode())}
    assert told == {each.name: each.language for each in lexicon.list_all()}
    assert told["Oye"] == ""


def test_a_language_that_is_no_tag_is_refused(lexicon: HouseLexicon) -> None:
    for wrong in ("Deutsch, bitte", "d", "de_DE", "de" + "-abcdefgh" * 5):
        with pytest.raises(ScriptError, match="write a tag such as de"):
            put(lexicon, "Wende", wrong)


def test_an_older_lexicon_is_taken_over(tmp_path: Path) -> None:
    database = Database(tmp_path)
    put(HouseLexicon(database, tmp_path), "Wende", "de")
    database.close()
    age(tmp_path, 4)
    for _ in "ab":
        database = Database(tmp_path)
        (kept,) = HouseLexicon(database, tmp_path).list_all()
        assert (kept.name, kept.say, kept.approved, kept.language) == (
            "Wende",
            "WEN-duh",
            "Ada",
            "",
        )
        database.close()
