"""Tests that Italian is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from audiobrief.spoken.italian.acronyms import is_word
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 200
MIN_SHARE = 0.97


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("italian")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("italian") if case.half == half]
    raw, ours = shares(hear(cases, "it", raw=True)), shares(hear(cases, "it", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Il codice è del sec. XV, al cap. II.", "Il codice è del secolo quindicesimo, al capitolo secondo."),
        ("Con un 4-3-3 ha vinto 2-0.", "Con un quattro tre tre ha vinto due a zero."),
        ("Dura 1 ora e costa 1 euro.", "Dura un'ora e costa un euro."),
        ("Vive in via S. Anna, vicino a S. Stefano.", "Vive in via Sant'Anna, vicino a Santo Stefano."),
        ("Sabato alle 15 va al 15º posto.", "Sabato alle quindici va al quindicesimo posto."),
        ("Con 38° di massima, al 3° piano.", "Con trentotto gradi di massima, al terzo piano."),
        ("Il sig. Neri, ecc. Nessuno parla.", "Il signor Neri, eccetera. Nessuno parla."),
        # hours, with a comma or with their letter, and one of them
        ("Alle 1.20, all'1.30, dopo l'1.15", "Alle una e venti, all'una e trenta, dopo l'una e quindici"),
        ("Ore 9,15: messa, alle h. 18,30 e h 21.", "Ore nove e quindici: messa, alle ore diciotto e trenta e ore ventuno."),
        ("Sabato, ore 9,15-12,30; pesa 9,15 chili, h. 3 m.", "Sabato, dalle nove e quindici alle dodici e trenta; pesa nove virgola quindici chili, h. tre metri."),
        ("Il 19enne e una 43enne.", "Il diciannovenne e una quarantatreenne."),
        ("Nel 2020 l’Italia ha vinto.", "Nel duemilaventi l’Italia ha vinto."),
        ("Nel 2020 ha la forza, i 24 s'incontrano.", "Nel duemilaventi ha la forza, i ventiquattro s'incontrano."),
        ("Il tema è 1 del 1966 ha segnato.", "Il tema è uno del millenovecentosessantasei ha segnato."),
    ],
)  # fmt: skip
def test_what_is_printed_in_many_ways_is_read(written: str, said: str) -> None:
    assert read_aloud(written, "it") == said


def test_an_acronym_is_a_word_where_italian_syllables_make_it() -> None:
    assert [each for each in "UNESCO ARPA ENEL CONI".split() if not is_word(each)] == []
    assert [each for each in "PLR BCE DNA FFS".split() if is_word(each)] == []


@pytest.mark.parametrize(
    "written",
    [
        "I vigili del fuoco. Lì, poi.",
        "LA GIUNTA SI DIMETTE IN BLOCCO",
        "Il codice 27.6.205 resta.",
    ],
)
def test_what_is_plain_stays_as_it_is(written: str) -> None:
    assert read_aloud(written, "it") == written


FRAGMENTS = [
    "1", "3°", "2ª", "17", ".", ",", ":", "-", "–", " ", "/", "2-0", "18.30", "alle ", " marzo", "ott.", "ad es. ", "sig. ", "€", "$", "%", " mln",
    " di ", "km/h", "§", "XIV", "Luigi ", "secolo ", "a.C.", "CGIL", "n. ", " ora", " persone", "»", "«", "—", "°C", "000", ",50", "a@b.it",
    "(", ")", "+", "’87", "anni '", "mila", "S. Anna", "A1", "½", "9" * 17, "1'234", "all'", "87'",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.sampled_from(["it", "it-CH"]),
)
@settings(max_examples=200, deadline=None)
def test_what_italian_print_is_made_of_is_said_in_any_order(written: str, tag: str) -> None:
    spoken = say(written, language=tag)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)
