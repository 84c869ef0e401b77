"""Tests that Spanish is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from audiobrief.spoken.spanish import numbers
from audiobrief.spoken.spanish.acronyms import is_word
from audiobrief.spoken.spanish.nouns import is_feminine
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 200
MIN_SHARE = 0.92


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("spanish")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("spanish") if case.half == half]
    raw, ours = shares(hear(cases, "es", raw=True)), shares(hear(cases, "es", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (1, numbers.ALONE, "uno"),
        (21, numbers.MASCULINE, "veintiún"),
        (31, numbers.FEMININE, "treinta y una"),
        (100, numbers.FEMININE, "cien"),
        (500_700, numbers.FEMININE, "quinientas mil setecientas"),
        (1000, numbers.FEMININE, "mil"),
        (2_200_001, numbers.FEMININE, "dos millones doscientas mil una"),
        (1_000_000_000, numbers.ALONE, "mil millones"),
        (0, numbers.FEMININE, "cero"),
    ],
)
def test_a_cardinal_agrees_with_what_it_counts(number: int, form: str, said: str) -> None:
    assert numbers.cardinal(number, form) == said


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        (
            "De 10-12 horas, de 9.30-14 h.",
            "es",
            "De diez a doce horas, de nueve treinta a catorce horas.",
        ),
        ("Son 1.200.", "es", "Son mil doscientos."),
        ("Son 1.234.", "es-MX", "Son mil doscientos treinta y cuatro."),
        ("Son 1.2345.", "es-MX", "Son uno punto dos tres cuatro cinco."),
        ("Son 1,234.", "es-419", "Son mil doscientos treinta y cuatro."),
        (
            "Son 1’396.342.",
            "es-CO",
            "Son un millón trescientos noventa y seis mil trescientos cuarenta y dos.",
        ),
        ("Son 1,234.", "es-MX", "Son mil doscientos treinta y cuatro."),
        ("Son 1,234.", "es-ES", "Son uno coma doscientos treinta y cuatro."),
        ("Son 12,500.", "es", "Son doce mil quinientos."),
        ("Son 0,500.", "es-MX", "Son cero coma quinientos."),
        ("Son 1 234,5.", "es-AR", "Son mil doscientos treinta y cuatro coma cinco."),
    ],
)
def test_marks_in_figures_are_those_of_the_country(written: str, tag: str, said: str) -> None:
    assert read_aloud(written, tag) == said


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("Cuesta $20.", "es", "Cuesta veinte dólares."),
        ("Cuesta $20.", "es-UY", "Cuesta veinte pesos."),
        ("Cuesta Bs 20.", "es-BO", "Cuesta veinte bolivianos."),
        ("Cuesta Bs 20.", "es-VE", "Cuesta veinte bolívares."),
        ("Es del 1 de mayo.", "es-ES", "Es del uno de mayo."),
        ("Es del 1 de mayo.", "es-419", "Es del primero de mayo."),
        ("El VIH y la WTA.", "es-MX", "El ve i hache y la doble u te a."),
    ],
)
def test_each_country_says_its_own(written: str, tag: str, said: str) -> None:
    assert read_aloud(written, tag) == said


def test_nouns_have_the_gender_that_their_endings_tell() -> None:
    feminine = (
        "personas estaciones ciudades mujeres veces entrevistas manos crisis quemas cuestiones"
    )
    masculine = "problemas turistas días camiones jueces meses policías programas guiones peces"
    assert [noun for noun in feminine.split() if not is_feminine(noun)] == []
    assert [noun for noun in masculine.split() if is_feminine(noun)] == []


def test_an_acronym_is_a_word_where_spanish_syllables_make_it() -> None:
    assert [
        each for each in "OTAN UNAM PIB INEGI SAT CONAGUA PRI".split() if not is_word(each)
    ] == []
    assert [each for each in "FMI DNI ADN IPC UGT IRPF BBVA DGT".split() if is_word(each)] == []


def test_a_headline_in_capitals_has_no_acronyms() -> None:
    written = "EL STAFF DE LA ALCALDESA DIMITE EN BLOQUE"
    assert read_aloud(written, "es") == written


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Llegó a las 6 p. m. Nadie salió.", "Llegó a las seis de la tarde. Nadie salió."),
        ("Hubo mantas, agua, etc.", "Hubo mantas, agua, etcétera."),
        ("Cierra a las 21 hs. El bar sigue.", "Cierra a las veintiuna horas. El bar sigue."),
        ("Vive en EE. UU. Volverá.", "Vive en Estados Unidos. Volverá."),
        ("El 3.er acto, no. Nada.", "El tercer acto, no. Nada."),
    ],
)
def test_a_stop_that_ends_a_sentence_stays(written: str, said: str) -> None:
    assert read_aloud(written, "es") == said


FRAGMENTS = [
    "1", "3.er", "2.ª", "17", ".", ",", ":", "-", "–", " ", "/", "2-0", "18.30", " h", "horas", " de marzo", "ene.", "p. ej.",
    "Dr.", "€", "$", "%", "M€", " millones", " de ", "km/h", "§", "XIV", "Felipe ", "siglo ", "EE. UU.", "FMI", "n.º", "años",
    "personas", "p. m.", "a las ", "el ", "y ", "»", "«", "—", "°C", "000", ",50", "a@b.es", "(", ")", "+", "S/", "US$", "c/ M",
    "A-6", "ª", "º", "½", "9" * 17, "D. ", "21 ", "mil ",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.sampled_from(["es", "es-MX", "es-AR"]),
)
@settings(max_examples=500, deadline=None)
def test_what_spanish_print_is_made_of_is_said_in_any_order(written: str, tag: str) -> None:
    spoken = say(written, language=tag)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)


def test_what_no_rule_knows_is_not_read_as_nonsense() -> None:
    for written in ("La clave 27.6.205 sigue.", "El hombre X no cambia."):
        assert read_aloud(written, "es") == written
