"""Tests the user's own pronunciations: matching, speech, and refusals."""

from pathlib import Path

import pytest

from audiobrief.engines.ipa import pronounce
from audiobrief.errors import ScriptError
from audiobrief.spoken import say
from audiobrief.spoken.lexicon import Lexicon, load_lexicon

TOML = r"""
Odell = "oh-DELL"
gif = "jiff"
"Port Anselm" = "port AN-slum"
Lunt = { ipa = "ˈlʌnt" }
Pell = { say = "pale", ipa = "peɪl" }

[patterns]
'\bQ([1-4])\b' = 'quarter \1'
"""
PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
  alphabet="ipa" xml:lang="en-GB">
  <lexeme><grapheme>Marsh</grapheme><grapheme>Marsch</grapheme><phoneme>mɑːʃ</phoneme></lexeme>
  <lexeme><grapheme>HSC</grapheme><alias>Harbour Safety Council</alias></lexeme>
</lexicon>"""


def lexicon_of(tmp_path: Path, content: str, name: str = "words.toml") -> Lexicon:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return load_lexicon([path])


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Odell’s ferry left Port Anselm.", "oh-dell’s ferry left port an-slum."),
        ("A GIF, a gif, a Gif", "A jiff, a jiff, a jiff"),
        ("odell is not Odellson", "odell is not Odellson"),
        ("Q3 was better than Q5.", "quarter 3 was better than Q five."),
        ("Pell paid $5.", "pale paid five dollars."),
        ("Lunt went.", "lunt went."),
    ],
)
def test_toml(tmp_path: Path, written: str, spoken: str) -> None:
    assert say(written, lexicon=lexicon_of(tmp_path, TOML)).text == spoken


def test_entries_carry_their_phonemes(tmp_path: Path) -> None:
    spoken = say("So Pell paid.", lexicon=lexicon_of(tmp_path, TOML))
    [(start, end, ipa)] = spoken.phonemes
    assert (spoken.text[start:end], ipa) == ("pale", "peɪl")
    assert spoken.changes[0].rule == "lexicon"


def test_respellings_carry_their_stress(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, TOML)
    text = "“Odell’s,” Port Anselm wrote of Odell."
    spoken = say(text, lexicon=lexicon)
    assert [(spoken.text[p.spoken_start : p.spoken_end], p.ipa) for p in spoken.phonemes] == [
        ("oh-dell", "oʊˈdɛl"),
        ("an-slum", "ˈæn.sləm"),
        ("oh-dell", "oʊˈdɛl"),
    ]
    part = spoken.part(text.index("Port"), len(text))
    assert [part.text[p.spoken_start : p.spoken_end] for p in part.phonemes] == [
        "an-slum",
        "oh-dell",
    ]


def test_several_words_of_an_entry_each_carry_theirs(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, '"Ian Pell" = "EE-un the PAYL"')
    spoken = say("So Ian Pell.", lexicon=lexicon)
    assert [(spoken.text[p.spoken_start : p.spoken_end], p.ipa) for p in spoken.phonemes] == [
        ("ee-un", "ˈiː.ən"),
        ("payl", "ˈpeɪl"),
    ]
    assert spoken.stripped().phonemes == spoken.part(0, len("So Ian Pell.")).phonemes


def test_patterns_carry_stress_where_they_say_nothing_of_the_article(tmp_path: Path) -> None:
    content = "[patterns]\n'Odell+' = 'oh-DELL'\n'(\\w+-\\w+) plc' = 'the \\1 PEE-ell'"
    lexicon = lexicon_of(tmp_path, content)
    spoken = say("Odelll went.", lexicon=lexicon)
    assert [p.ipa for p in spoken.phonemes] == ["oʊˈdɛl"]
    spoken = say("US-UK plc went.", lexicon=lexicon)
    assert spoken.text == "the US-UK pee-ell went."
    assert spoken.phonemes == ()


def test_pls(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, PLS, "words.pls")
    assert (
        say("The HSC met Marsch.", lexicon=lexicon).text
        == "The Harbour Safety Council met mahsh."
    )
    assert lexicon.words["Marsh"].ipa == "mɑːʃ"


def test_later_files_win_over_earlier_and_built_in_ones(tmp_path: Path) -> None:
    assert say("Kyiv", lexicon=load_lexicon([])).text == "keev"
    mine, article = tmp_path / "a.toml", tmp_path / "b.toml"
    mine.write_text('Kyiv = "KEE-eve"\nOdell = "one"', encoding="utf-8")
    article.write_text('Odell = "two"', encoding="utf-8")
    lexicon = load_lexicon([mine, article])
    assert say("Kyiv, Odell", lexicon=lexicon).text == "kee-eve, two"
    assert "Kyiv" not in load_lexicon([], language="fr")


def test_every_built_in_name_has_its_stress() -> None:
    lexicon = load_lexicon([])
    for word, entry in lexicon.words.items():
        assert entry.phonemes, word
        assert all(pronounce(entry.say, [phonemes]) for phonemes in entry.phonemes), word


def test_no_entry_smuggles_markup_to_an_engine(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, 'Odell = "<break/>[[x]]\\u0001o"')
    assert say("Odell", lexicon=lexicon).text == "x o"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Kyiv = 5", ["Kyiv", "5"]),
        ("Kyiv = { sound = 'x' }", ["Kyiv.sound", "say, ipa"]),
        ("Kyiv = { ipa = 1 }", ["Kyiv.ipa"]),
        ("Kyiv = {}", ["Kyiv", "empty"]),
        ("a = 'b'\nKyiv = ''", ["line 2", "Kyiv", "empty"]),
        ("'Port Anselm' = '  '", ["line 1", '"Port Anselm"', "empty"]),
        ("Kyiv = { say = '', ipa = 'iː' }", ["Kyiv", "empty"]),
        ("Kyiv = '<b>'", ["Kyiv", "no known sound"]),
        ("a = 'b'\n[Kyiv]\nipa = 1", ["line 3", "Kyiv.ipa"]),
        ("Kyiv = { ipa = '%%' }", ["Kyiv", "no known sound", "%%"]),
        ("Kyiv", ["not valid TOML"]),
        (
            "Odell = 'a'\n'Port Anselm' = 'b'\nKyiv = 'c'\n'Port Anselm' = 'd'\nLunt = 'e'",
            ['line 4: "Port Anselm" is set already in line 2; remove one of the two lines'],
        ),
        ("Kyiv = 'a'\nKyiv = 'b'", ["line 2: Kyiv is set already in line 1"]),
        ('[patterns]\na = \'a\'\nb = """\n"""\nb = \'b\'\n', ["line 5: patterns.b", "line 3"]),
        ("patterns = 1", ["patterns"]),
        ("[patterns]\n'(' = 'x'", ["line 2", '"("']),
        ("[patterns]\n'a' = '\\2'", ["line 2", "patterns.a"]),
        ("[patterns]\n'a' = 2", ["patterns.a", "2"]),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, words: list[str]) -> None:
    with pytest.raises(ScriptError) as caught:
        lexicon_of(tmp_path, content)
    assert all(word in str(caught.value) for word in [*words, "words.toml"])


@pytest.mark.parametrize(
    "content",
    ["<lexicon", "<html/>", PLS.replace('alphabet="ipa"', 'alphabet="x-sampa"')],
)
def test_wrong_pls_is_named(tmp_path: Path, content: str) -> None:
    with pytest.raises(ScriptError, match=r"words\.pls"):
        lexicon_of(tmp_path, content, "words.pls")


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    assert (
        say("Odell", lexicon=lexicon_of(tmp_path, "\ufeffOdell = 'oh-DELL'")).text == "oh-dell"
    )
    with pytest.raises(ScriptError, match="line 1: Odell"):
        lexicon_of(tmp_path, "\ufeffOdell = 5")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"nowhere\.toml.*no such file"):
        load_lexicon([tmp_path / "nowhere.toml"])
