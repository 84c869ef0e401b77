"""Tests that an episode says a name as its text tells, wherever the name stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.episode.reader import open_lexicon, write_script
from audiobrief.model import Article, Block, BlockKind
from audiobrief.settings.tree import Settings
from audiobrief.spoken.learned import learn_sounds

TOLD = "Ilsabe Quorndahl (pronounced IL-suh-buh KWORN-dahl) keeps the wheel at Orrel (OR-ul)."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TOLD, {"Ilsabe": "il-suh-buh", "Quorndahl": "kworn-dahl", "Orrel": "or-ul"}),
        ("She lives in La Wyka (pronounced luh WY-kuh).", {"La Wyka": "luh wy-kuh", "Wyka": "wy-kuh"}),
        ("Wyke (pronounced /waɪk/) is small.", {"Wyke": "wighk"}),
        ("Wyke (pronounced “week”) is small.", {"Wyke": "week"}),
        ("Wyke (pronounced wike) is small.", {"Wyke": "wike"}),
        ("Wyke (pronounced WY-kuh) was Wyke (pronounced WEE-kuh) once.", {"Wyke": "wy-kuh"}),
        # none of these tells a sound
        ("Dr. Dana Marl (pronounced dead) was 61.", {}),
        ("The rules of Tarn (EU-wide) and Orrel (UK-led) differ.", {}),
        ("The firm Quorn (co-op) and Marl (CO-OP) merged.", {}),
        ("He was pronounced dead at the scene, police said.", {}),
    ],
)  # fmt: skip
def test_names_that_a_text_tells(text: str, said: dict[str, str]) -> None:
    learned = learn_sounds([text], "en-GB")
    assert {name: entry.say for name, entry in learned.words.items()} == said


def test_the_stress_is_learned_for_voices_that_take_phonemes() -> None:
    [entry] = learn_sounds(["Orrel (pronounced or-REL) lost."], "en").words.values()
    assert [each.ipa for each in entry.phonemes] == ["ɔːɹˈɹɛl"]


def test_other_languages_tell_it_in_their_words() -> None:
    learned = learn_sounds(["Die Insel Wyke (sprich „Weik“) ist klein."], "de-AT")
    assert {name: entry.say for name, entry in learned.words.items()} == {"Wyke": "Weik"}


def _article(*texts: str) -> Article:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    return Article(title="Quorndahl keeps the wheel", language="en-US", blocks=blocks)


def test_the_whole_episode_says_the_name_so() -> None:
    article = _article(
        "Nobody knew Quorndahl before.", TOLD, "“It turns,” Quorndahl’s wife said."
    )
    script = write_script(article).script
    said = " ".join(segment.spoken for segment in script.segments)
    assert said.count("kworn-dahl") == 5
    assert "kworn-dahl keeps the wheel" in said
    assert "kworn-dahl’s wife" in said
    assert "Quorndahl" not in said


def test_the_users_own_lexicon_knows_better(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('Quorndahl = "KVORN-dahl"\n', encoding="utf-8")
    settings = Settings(lexicons=(own,))
    words = open_lexicon(settings, language="en", texts=[TOLD]).words
    assert words["Quorndahl"].say == "kvorn-dahl"
    assert words["Ilsabe"].say == "il-suh-buh"


def test_a_text_knows_better_than_what_is_built_in() -> None:
    assert open_lexicon(language="en").words["Tucson"].say == "too-sahn"
    told = ["The hamlet of Tucson (pronounced TUCK-sun) has one street."]
    assert open_lexicon(language="en", texts=told).words["Tucson"].say == "tuck-sun"
