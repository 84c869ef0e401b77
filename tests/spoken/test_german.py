"""Tests that German is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 350
MIN_SHARE = 0.95


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("german")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("german") if case.half == half]
    raw, ours = shares(hear(cases, "de", raw=True)), shares(hear(cases, "de", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


def test_a_colon_after_a_time_or_a_score_is_no_part_of_it() -> None:
    said = say("Um 21:47: Es zählt. Das 3:2: Es bleibt.", language="de").text
    assert (
        said == "Um einundzwanzig Uhr siebenundvierzig: Es zählt. Das drei zu zwei: Es bleibt."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ihr 5. Buch und ihre 5. Reise.", "Ihr fünftes Buch und ihre fünfte Reise."),
        ("Die Bürger*innen und jede Lehrer:in.", "Die Bürgerinnen und Bürger und jede Lehrerin oder Lehrer."),
        ("Er zahlt 2.50 Franken.", "Er zahlt zwei Franken fünfzig."),
        ("Es fielen 60 l/m² und 3 €/kg.", "Es fielen sechzig Liter pro Quadratmeter und drei Euro pro Kilogramm."),
        ("Im 4-3-3 lief es.", "Im vier drei drei lief es."),
        ("Es kostet 12 M€, nicht 450 T€.", "Es kostet zwölf Millionen Euro, nicht vierhundertfünfzig tausend Euro."),
        ("Sie kommt Mo–Fr 8 Uhr.", "Sie kommt Montag bis Freitag acht Uhr."),
        ("Karl V. floh. Karls V. Heer blieb.", "Karl der Fünfte floh. Karls des Fünften Heer blieb."),
        ("Auf der A7, nicht in Saal A 7.", "Auf der A sieben, nicht in Saal A sieben."),
        # a date has the case of the day before it, and an ordinal the ending of its adjective
        ("Bis Dienstag, 4. März.", "Bis Dienstag, vierten März."),
        ("Dienstag, 4. März.", "Dienstag, vierter März."),
        ("Zum traditionell begangenen 60. Jubiläum.", "Zum traditionell begangenen sechzigsten Jubiläum."),
        ("Fast jeder 5. Betrieb.", "Fast jeder fünfte Betrieb."),
        ("Beethovens 5. Sinfonie.", "Beethovens fünfte Sinfonie."),
        ("BGBl. I S. 12 verlangt eine 2/3-Mehrheit.", "Bundesgesetzblatt I Seite zwölf verlangt eine Zweidrittelmehrheit."),
        ("Alte Straße 12, 12345 Bredow, für 12345 Leute.", "Alte Straße zwölf, eins zwei drei vier fünf Bredow, für zwölftausenddreihundertfünfundvierzig Leute."),
        ("1., Auental, 41", "erster, Auental, einundvierzig"),
    ],
)  # fmt: skip
def test_what_is_printed_in_many_ways_is_read(written: str, said: str) -> None:
    assert say(written, language="de").text == said


FRAGMENTS = [
    "1", "3.", "17", ".", ",", ":", "-", "–", " ", "/", "2:0", "18.30", "Uhr", "März", "Jan.", "z. B.", "Dr.", "€", "$",
    "%", "Mrd.", "Euro", "km/h", "§", "XIV.", "Ludwig", "er", "-Jährige", "am ", "der ", "bis ", "und ", "“", "„", "°C",
    "000", ",50", "a@b.de", "(", ")", "+", "CHF", "Hauptstr.", "9" * 17,
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@settings(max_examples=500, deadline=None)
def test_what_german_print_is_made_of_is_said_in_any_order(written: str) -> None:
    spoken = say(written, language="de")
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)


def test_nothing_that_no_rule_knows_is_read_as_nonsense() -> None:
    for written in ("Das V21L und der Code 27.6.205 bleiben.", "Am Tag X. kam H1N1."):
        assert say(written, language="de").text == written


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 Frau und 1 Kind fehlen.", "eine Frau und ein Kind fehlen."),
        ("Er kam mit 1 Frau.", "Er kam mit einer Frau."),
        ("Nach 1 Stunde, vor 1 Jahr", "Nach einer Stunde, vor einem Jahr"),
        ("Ein Platz für 1 Hund", "Ein Platz für einen Hund"),
        ("mit 1 Mio. Euro, bei 1 Grad", "mit einer Million Euro, bei einem Grad"),
        # the gender is not known, or the figure counts nothing
        ("Es gab 1 Quorl.", "Es gab 1 Quorl."),
        ("Artikel 1 Grundgesetz", "Artikel eins Grundgesetz"),
        ("Endstand 1 : 0 (0 : 0)", "Endstand eins zu null (null zu null)"),
        ("Karl der V. und Elisabeth die II.", "Karl der Fünfte und Elisabeth die Zweite."),
        ("40 Euro inkl. MwSt. und Porto", "vierzig Euro inklusive Mehrwertsteuer und Porto"),
        (
            "3½ Zimmer, eine 1½-Zimmer-Wohnung",
            "dreieinhalb Zimmer, eine eineinhalb Zimmer-Wohnung",
        ),
        (
            "Er tagt am Dienstag, 3.2.2026, mit Gästen.",
            "Er tagt am Dienstag, dem dritten Februar zweitausendsechsundzwanzig, mit Gästen.",
        ),
        (
            "1.200.000 US-$, US-$ 40",
            "eine Million zweihunderttausend US-Dollar, vierzig US-Dollar",
        ),
    ],
)
def test_what_is_said_to_the_word(written: str, said: str) -> None:
    assert read_aloud(written, "de") == said
