"""Tests that Portuguese is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from audiobrief.spoken.portuguese.acronyms import is_word
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 180
MIN_SHARE = 0.97


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("portuguese")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("portuguese") if case.half == half]
    raw, ours = shares(hear(cases, "pt", raw=True)), shares(hear(cases, "pt", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("Chega às 18.30, às 9.15 horas e à 1.20.", "pt-PT", "Chega às dezoito e trinta, às nove e quinze e à uma e vinte."),
        ("Custa 18.30 e às 2.50 reais.", "pt-PT", "Custa dezoito ponto trinta e às dois reais e cinquenta."),
        ("Mora em 1000-001 Lisboa.", "pt-PT", "Mora em um zero zero zero, zero zero um Lisboa."),
        ("CEP 01310-100, em 4-3-3.", "pt-BR", "cep zero um três um zero, um zero zero, em quatro três três."),
        ("São 17 km.", "pt-PT", "São dezassete quilómetros."),
        ("São 17 km.", "pt-BR", "São dezessete quilômetros."),
        ("É de 1 de maio.", "pt-PT", "É de um de maio."),
        ("É de 1 de maio.", "pt-BR", "É de primeiro de maio."),
        ("O acordo de 2002 termina. São 2002 vagas.", "pt", "O acordo de dois mil e dois termina. São duas mil e duas vagas."),
        ("Custa R$ 1,5 bilhão ou R$ 0,50.", "pt-BR", "Custa um vírgula cinco bilhão de reais ou cinquenta centavos."),
        ("Vive na praça S. Lamberto e na Av. Sol.", "pt-BR", "Vive na praça São Lamberto e na avenida Sol."),
        ("A II Guerra e o III Congresso.", "pt", "A Segunda Guerra e o Terceiro Congresso."),
    ],
)  # fmt: skip
def test_what_is_printed_in_many_ways_is_read(written: str, tag: str, said: str) -> None:
    assert read_aloud(written, tag) == said


def test_an_acronym_is_a_word_where_portuguese_syllables_make_it() -> None:
    assert [each for each in "UNICEF ANATEL SEBRAE".split() if not is_word(each)] == ["UNICEF"]
    assert [each for each in "PSD STF GNR CPI".split() if is_word(each)] == []


@pytest.mark.parametrize(
    "written",
    ["A balsa volta. Ninguém sabe.", "CÂMARA APROVA ORÇAMENTO", "O código 27.6.205 fica."],
)
def test_what_is_plain_stays_as_it_is(written: str) -> None:
    assert read_aloud(written, "pt") == written


FRAGMENTS = [
    "1", "3º", "2.ª", "17", ".", ",", ":", "-", "–", " ", "/", "2-0", "18.30", "às ", " de março", "out.", "p. ex. ", "Sr. ", "€", "$", "%", " milhões",
    " de ", "km/h", "§", "XIV", "Luís ", "século ", "a.C.", "STF", "n.º ", " horas", " pessoas", "»", "«", "—", "°C", "000", ",50", "a@b.pt",
    "(", ")", "+", "’87", "R$ ", " mil", "S. Anna", "A1", "½", "9" * 17, "1'234", "18h30", "87'",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.sampled_from(["pt", "pt-BR"]),
)
@settings(max_examples=200, deadline=None)
def test_what_portuguese_print_is_made_of_is_said_in_any_order(written: str, tag: str) -> None:
    spoken = say(written, language=tag)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)
