"""Tests that `audiobrief names` counts over many pages and lists what a voice may say wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from audiobrief.spoken.lexicon import load_lexicon
from audiobrief.spoken.respelling import read_respelling
from tests.places import EXAMPLE

TEXTS = {
    "quay": "The mayor of London met Ilsabe Quorn at the quay in Oslo on Monday. There Quorn said that "
    "Ukraine and Trump had not been named. Nobody asked Lee van der Pell about it.",
    "tram": "On Friday the tram stopped at Zelmerow. Then Quorn went home to London with Ilsabe "
    "Quorn and the dog, and the tram went on to Zelmerow without them.",
    "owls": "In the tower of Zelmerow two owls have moved in. Nobody has seen Trump there, nor "
    "Quorn, as the keeper told the county council in writing.",
    "wall": "A wall was built in Zelmerow last year. It has not been painted yet, and nobody will "
    "paint it before the winter, for want of money and of paint.",
}


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    Path("pages").mkdir()
    for name, text in TEXTS.items():
        Path(f"pages/{name}.html").write_text(
            f"<html lang=en-US><head><title>News of the {name}</title></head><body><article>"
            f"<h1>News of the {name}</h1><p>{text}</p></article></body></html>",
            encoding="utf-8",
        )
    return Path("pages")


def names(*arguments: str | Path, code: int = 0, stdin: str = "") -> Result:
    run = CliRunner().invoke(main, ["names", *map(str, arguments)], input=stdin)
    assert run.exit_code == code, run.output
    return run


def listed(*arguments: str | Path) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(names("--json", *arguments).stdout)}


def test_names_are_counted_over_all_pages(pages: Path) -> None:
    found = listed(pages)
    assert found["Zelmerow"]["count"] == 4
    assert found["Zelmerow"]["page_count"] == 3
    assert found["Zelmerow"]["pages"] == [
        f"pages/{name}.html" for name in ("owls", "tram", "wall")
    ]
    assert found["Zelmerow"]["sentence"] == "In the tower of Zelmerow two owls have moved in."


def test_names_that_the_voice_knows_are_left_out(pages: Path) -> None:
    assert not {"Ukraine", "Trump", "London", "Oslo"} & listed(pages).keys()
    assert {"Ukraine", "Trump", "London", "Oslo"} < listed("--all", pages).keys()


def test_each_name_has_its_sound_as_ipa_and_as_a_respelling(pages: Path) -> None:
    for name in listed(pages).values():
        assert name["guessed"]
        (read,) = read_respelling(str(name["respelling"])).phonemes[:1]
        assert "ˈ" in read.ipa
        assert "ˈ" in str(name["ipa"])


def test_the_engine_that_would_read_is_asked(pages: Path) -> None:
    espeak = listed("-e", "espeak", pages)
    assert espeak["Zelmerow"]["guessed"] is None
    assert espeak["Zelmerow"]["ipa"] != listed(pages)["Zelmerow"]["ipa"]
    assert not listed("-e", "tone", pages)["Zelmerow"]["ipa"]


def test_without_a_voice_names_are_listed_and_it_says_why(pages: Path) -> None:
    run = names("-e", "nobody", pages)
    assert "Zelmerow" in run.stdout
    assert "no voice shows how they sound: engine 'nobody' is unknown" in run.stderr


def test_rare_names_come_first(pages: Path) -> None:
    pytest.importorskip("wordfreq", reason="the extra `names` is not installed")
    (pages / "palace.html").write_text(
        "<html lang=en-US><h1>The palace</h1><article><p>That day Putin met Quorn. Later Putin "
        "met nobody else, and then Putin was seen at the window of the palace.</p></article>"
    )
    found = listed(pages)
    order = list(found)
    # both have three mentions and more, and heart's dictionary has neither
    assert order.index("Zelmerow") < order.index("Putin")
    assert order[-1] == "Putin"
    assert float(str(found["Putin"]["frequency"])) > 4
    assert found["Zelmerow"]["frequency"] == 0
    # eSpeak does not tell which words it guesses, so the common ones are left out
    assert not {"Putin", "London"} & listed("-e", "espeak", pages).keys()


def test_names_are_counted_by_the_words_that_make_them_doubtful(pages: Path) -> None:
    (pages / "port.html").write_text(
        "<html lang=en-US><h1>Two places</h1><article><p>The boat left Port Quellon for Cape "
        "Quellon at noon. On board was Ilsabe, the cook, with Ada Grellow and her dog.</p></article>"
    )
    found = listed(pages)
    # "Ilsabe Quorn" is corrected by an entry for each of the two words
    assert {name: row["count"] for name, row in found.items() if name != "Zelmerow"} == {
        "Quellon": 2, "Quorn": 5, "Ilsabe": 3, "Grellow": 1,
    }  # fmt: skip
    assert str(found["Quellon"]["respelling"]).count("-") == 1
    whole = listed("--all", pages)
    assert {"Port Quellon", "Cape Quellon", "Lee van der Pell"} < whole.keys()


def test_two_regions_of_a_language_are_counted_together(pages: Path) -> None:
    (pages / "british.html").write_text(
        "<html lang=en-GB><h1>The colour</h1><article><p>The boat left Saltmere with Ada Quorn and "
        "her dog at noon, and nobody in the harbour has seen the two of them.</p></article>"
    )
    assert listed(pages)["Quorn"]["count"] == 4


def test_what_a_lexicon_knows_is_left_out(pages: Path) -> None:
    Path("names.toml").write_text('Zelmerow = "ZEL-muh-roh"\nQuorn = "KWORN"\nIlsabe = "x"\n')
    assert "Zelmerow" not in listed("--lexicon", "names.toml", pages)
    assert "Ilsabe Quorn" not in listed("--lexicon", "names.toml", pages)
    (pages / "wall.lexicon.toml").write_text('Zelmerow = "ZEL-muh-roh"\n')
    assert listed(pages)["Zelmerow"]["page_count"] == 2


def test_what_is_printed_as_toml_is_a_lexicon_that_changes_nothing_yet(pages: Path) -> None:
    Path("lexicon.toml").write_text(names("--toml", pages, EXAMPLE).stdout, encoding="utf-8")
    printed = load_lexicon([Path("lexicon.toml")], language="xx")
    assert {"Halverwick", "Zelmerow"} < printed.words.keys()
    assert all(entry.say == word for word, entry in printed.words.items())
    assert "ZEL" in Path("lexicon.toml").read_text()
    assert "4 x on 3 pages" in Path("lexicon.toml").read_text()


def test_a_name_in_a_lexicon_is_never_listed_again(pages: Path) -> None:
    (pages / "port.html").write_text(
        "<html lang=en-US><h1>Two places</h1><article><p>The boat left Port Quellon for Cape "
        "Quellon at noon. On board was Ilsabe, the cook, with Ada Grellow and her dog. Later "
        "Ilsabe Trump spoke with Lee van der Grellow-Quellon of Zelmerow.</p></article>"
    )
    Path("names.toml").write_text(names("--toml", pages).stdout, encoding="utf-8")
    assert listed("--lexicon", "names.toml", pages) == {}
    assert (
        listed("-e", "espeak", "--lexicon", "names.toml", pages)
        .keys()
        .isdisjoint(listed(pages))
    )
    # so that what is appended sets no key twice
    Path("names.toml").write_text('Quellon = "KWEL-un"\n', encoding="utf-8")
    rest = names("--toml", "--lexicon", "names.toml", pages).stdout
    with Path("names.toml").open("a", encoding="utf-8") as lexicon:
        lexicon.write(rest)
    assert listed("--lexicon", "names.toml", pages) == {}


def test_a_name_that_one_page_alone_knows_is_listed_for_the_others(pages: Path) -> None:
    (pages / "wall.lexicon.toml").write_text('Quellon = "KWEL-un"\n')
    for name in ("wall", "owls"):
        (pages / f"{name}.html").write_text(
            "<html lang=en-US><h1>A place</h1><article><p>The boat left Port Quellon at noon, and "
            "nobody in the harbour has seen it since that day.</p></article>"
        )
    assert listed(pages)["Quellon"]["pages"] == ["pages/owls.html"]


def test_the_table_shows_where_a_name_stands(pages: Path) -> None:
    lines = names(pages).stdout.splitlines()
    assert lines[0].split() == ["name", "sounds", "like", "IPA", "count", "pages"]
    place = next(number for number, line in enumerate(lines) if line.startswith("Zelmerow"))
    assert "pages/owls.html, pages/tram.html, pages/wall.html" in lines[place]
    assert "In the tower of Zelmerow" in lines[place + 1]


def test_lists_and_stdin_are_sources(pages: Path) -> None:
    Path("list.txt").write_text("pages/wall.html\npages/owls.html\n")
    row = listed("list.txt")["Zelmerow"]
    assert row["page_count"] == 2
    assert "Zelmerow" in names("-", stdin=(pages / "wall.html").read_text()).stdout


def test_a_page_that_cannot_be_read_stops_no_other(pages: Path) -> None:
    (pages / "empty.html").write_text("<html><body></body></html>")
    run = names(pages, code=3)
    assert "Zelmerow" in run.stdout
    assert run.stderr.startswith("audiobrief: ")
    assert names("nowhere.html", code=1).stderr == (
        "audiobrief: there is no file or folder nowhere.html; check the spelling\n"
    )


def test_names_of_a_german_page_are_shown_as_the_german_voice_says_them(pages: Path) -> None:
    (pages / "dorf.html").write_text(
        "<html lang=de><h1>Das Dorf</h1><article><p>Gestern kam Frau Zelmerowski in das Dorf am "
        "Fluss, und niemand hat sie dort gesehen, sagte der Wirt.</p></article>"
    )
    row = next(
        row for name, row in listed(pages / "dorf.html").items() if "Zelmerowski" in name
    )
    assert (row["language"], row["respelling"]) == ("de", "")
    assert "tsˌɛlmeːr" in str(row["ipa"])


def test_names_of_the_headline_the_byline_and_the_dek_are_listed_and_counted(
    pages: Path,
) -> None:
    (pages / "weir.html").write_text(
        "<html lang=en-US><head><title>Grellowhurst Weir Opens to Boats</title>"
        "<meta name=author content='Jorvath Pellimore'></head><body><article>"
        "<h1>Grellowhurst Weir Opens to Boats</h1><p class=standfirst>The keeper Odrun Vasterling has "
        "waited for nine years.</p><p class=byline>By Jorvath Pellimore</p><p>The weir above the town "
        "was opened to boats on Monday, after nine years of work by its neighbours.</p>"
        "<p>The first boat was let through by Odrun Vasterling, who keeps the gates and their rope."
        "</p></article></body></html>"
    )
    found = listed(pages / "weir.html")
    assert {"Grellowhurst", "Pellimore", "Vasterling"} <= {
        word for name in found for word in name.split()
    }
    # words of a headline in title case are no names
    assert not {"Weir", "Opens", "Boats"} & {word for name in found for word in name.split()}
    assert next(row for name, row in found.items() if "Vasterling" in name)["count"] == 2
