"""Tests that names come with suggestions: of other lexicons, and of the stories themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from audiobrief.batch.names import Name
from audiobrief.settings.tree import read_settings
from tests.batch.running import QUICK
from tests.desk.desks import TestDesk, desk_settings, open_desk, page

PLS = """<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="en"
xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
<lexeme><grapheme>ilsabé quorndahl</grapheme><phoneme>ɪlsəbə kwɔɹndɑl</phoneme></lexeme></lexicon>"""


def test_a_name_comes_with_what_others_say_of_it(tmp_path: Path) -> None:
    (tmp_path / "sports.toml").write_text('"Ilsabe Quorndahl" = "IL-sabe KORN-dahl"\n', "utf-8")
    (tmp_path / "agency.pls").write_text(PLS, "utf-8")
    (tmp_path / "broken.toml").write_text("= =", "utf-8")
    config = tmp_path / "audiobrief.toml"
    config.write_text(
        '[profiles."sports.example"]\nlexicons = ["sports.toml", "agency.pls", "broken.toml"]\n',
        "utf-8",
    )
    text = page("Tarn").replace(
        "Ilsabe Quorndahl, who", "Ilsabe Quorndahl (pronounced KWORN-dahl), who"
    )
    settings = replace(desk_settings(), profiles=read_settings(config, QUICK).profiles)
    with open_desk(tmp_path / "episodes", settings) as desk:
        desk.wait(desk.submit(text)["id"], "waiting")
        names = desk.editor.ask("GET", "/names")["unknown"]
        (found,) = [name for name in names if name["name"] == "Ilsabe Quorndahl"]
        assert found["suggestions"] == [
            {"say": "Ilsabe KWORN-dahl", "ipa": "", "source": "The mill at Tarn opens"},
            {"say": "IL-sabe KORN-dahl", "ipa": "", "source": f"{tmp_path.name}/sports.toml"},
            {"say": "", "ipa": "ɪlsəbə kwɔɹndɑl", "source": f"{tmp_path.name}/agency.pls"},
        ]


def test_names_of_headline_and_byline_alone_are_unknown_names(desk: TestDesk) -> None:
    text = page("Grellowhurst").replace("<p>The tide mill at Grellowhurst", "<p>The tide mill")
    text = text.replace("Ada Lind", "Jorvath Pellimore")
    story = desk.wait(desk.submit(text)["id"], "waiting")
    names = desk.parts.stories.column(story["id"], "names")
    found = {name.name: name for name in msgspec.json.decode(names, type=list[Name])}
    assert {"Grellowhurst", "Jorvath Pellimore", "Ilsabe Quorndahl"} <= found.keys()
    assert found["Grellowhurst"].sentence == "The mill at Grellowhurst opens"
