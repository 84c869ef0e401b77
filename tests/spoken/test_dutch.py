"""Tests that Dutch is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 170
MIN_SHARE = 0.97


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("dutch")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("dutch") if case.half == half]
    raw, ours = shares(hear(cases, "nl", raw=True)), shares(hear(cases, "nl", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("In 1953 kwamen 1836 mensen om.", "In negentienhonderddrieënvijftig kwamen duizendachthonderdzesendertig mensen om."),
        ("Het werd 3-1, op bladzijde 3-5.", "Het werd drie één, op bladzijde drie tot vijf."),
        ("Holm verslaat Walmeer: 3-1.", "Holm verslaat Walmeer: drie één."),
        ("De ruststand was 1-1 in een 4-3-3.", "De ruststand was één één in een vier drie drie."),
        ("De 34-jarige won de 5-daagse.", "De vierendertigjarige won de vijfdaagse."),
        ("Het kost €12,- of € 7,50/uur.", "Het kost twaalf euro of zeven euro vijftig per uur."),
        ("Er is brood enz. Niemand at.", "Er is brood enzovoort. Niemand at."),
        ("’s Avonds, in de jaren ’90.", "’s Avonds, in de jaren negentig."),
    ],
)  # fmt: skip
def test_what_is_printed_in_many_ways_is_read(written: str, said: str) -> None:
    assert read_aloud(written, "nl") == said


@pytest.mark.parametrize(
    "written",
    [
        "De pont vaart weer. Niemand weet het.",
        "HET KABINET TREEDT AF",
        "De code 27.6.205 blijft.",
    ],
)
def test_what_is_plain_stays_as_it_is(written: str) -> None:
    assert read_aloud(written, "nl") == written


FRAGMENTS = [
    "1", "3e", "2de", "17", ".", ",", ":", "-", "–", " ", "/", "2-0", "18.30", " uur", "14u30", " maart", "okt.", "bijv. ", "dhr. ", "€", "$", "%", " mln",
    " van ", "km/u", "§", "XIV", "Willem ", "eeuw ", "v.Chr.", "NAVO", "nr. ", "-jarige", " mensen", "“", "”", "‘", "’", "—", "°C", "000", ",50", "a@b.nl",
    "(", ")", "+", "’87", "jaren '", "A2", "½", "9" * 17, "t/m", "enz. ", "5G-", "CO2-",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.sampled_from(["nl", "nl-BE"]),
)
@settings(max_examples=200, deadline=None)
def test_what_dutch_print_is_made_of_is_said_in_any_order(written: str, tag: str) -> None:
    spoken = say(written, language=tag)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)
