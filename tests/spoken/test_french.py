"""Tests that French is read better than eSpeak NG reads it as it is written, in every class."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import read_aloud, say, symbols
from audiobrief.spoken.french import numbers
from audiobrief.spoken.french.acronyms import is_word
from audiobrief.spoken.french.nouns import is_feminine
from audiobrief.spoken.french.regions import manner_of
from tests.spoken.language_cases import HALVES, hear, read_cases, shares
from tests.spoken.test_newsreader import covers

MIN_CASES = 300
MIN_SHARE = 0.97


def test_there_are_enough_cases_in_both_halves() -> None:
    cases = read_cases("french")
    assert len(cases) >= MIN_CASES
    assert min(sum(case.half == half for case in cases) for half in HALVES) > MIN_CASES / 3


@pytest.mark.parametrize("half", HALVES)
def test_no_class_is_heard_worse_than_as_it_is_written(half: str) -> None:
    cases = [case for case in read_cases("french") if case.half == half]
    raw, ours = shares(hear(cases, "fr", raw=True)), shares(hear(cases, "fr", raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE


@pytest.mark.parametrize(
    ("number", "tag", "said"),
    [
        (71, "fr", "soixante et onze"),
        (71, "fr-BE", "septante et un"),
        (80, "fr-BE", "quatre-vingts"),
        (83, "fr-CH", "huitante-trois"),
        (98, "fr-CD", "nonante-huit"),
        (98, "fr-CA", "quatre-vingt-dix-huit"),
        (200, "fr", "deux cents"),
        (203_000, "fr", "deux cent trois mille"),
        (1_000_001, "fr", "un million un"),
    ],
)
def test_each_country_counts_in_its_own_words(number: int, tag: str, said: str) -> None:
    assert numbers.cardinal(number, manner_of(tag)) == said


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("Il coûte 1.500 euros.", "fr", "Il coûte mille cinq cents euros."),
        ("Il vaut 1.5 point.", "fr", "Il vaut un point cinq point."),
        ("Il coûte 15.50 francs.", "fr-CH", "Il coûte quinze francs cinquante."),
        ("Ils sont 1’396’342.", "fr-CH", "Ils sont un million trois cent nonante-six mille trois cent quarante-deux."),
        ("Il y a 2 000 000 habitants.", "fr", "Il y a deux millions d'habitants."),
        ("Il y a 2 000 000 de voix.", "fr", "Il y a deux millions de voix."),
        ("Il est 18h.", "fr", "Il est dix-huit heures."),
        ("En 2020 l'Italie a gagné.", "fr", "En deux mille vingt l'Italie a gagné."),
        ("Les 24 s’opposent à 3 m'as-tu-vu.", "fr", "Les vingt-quatre s’opposent à trois m'as-tu-vu."),
        ("La loi n° 2031-418, du 3 mai.", "fr", "La loi numéro deux mille trente et un tiret quatre cent dix-huit, du trois mai."),
        ("Les élu·e·s et les étudiant·e·s votent.", "fr", "Les élus et les étudiants et étudiantes votent."),
        ("Les directeur·rice·s votent.", "fr", "Les directeurs et directrices votent."),
        ("Le sommet de la S.N.C.F. ferme.", "fr", "Le sommet de la S N C F ferme."),
    ],
)  # fmt: skip
def test_what_is_printed_in_many_ways_is_read(written: str, tag: str, said: str) -> None:
    assert read_aloud(written, tag) == said


def test_nouns_have_the_gender_that_their_endings_tell() -> None:
    feminine = "personnes stations villes femmes fois interventions écoles voitures années victoires tonnes"
    masculine = (
        "musées problèmes touristes jours camions villages journalistes étés programmes hommes"
    )
    assert [noun for noun in feminine.split() if not is_feminine(noun)] == []
    assert [noun for noun in masculine.split() if is_feminine(noun)] == []


def test_an_acronym_is_a_word_where_french_syllables_make_it() -> None:
    assert [each for each in "OTAN UNESCO INSERM FIFA UEMOA".split() if not is_word(each)] == []
    assert [each for each in "SNCF CFDT RATP PSG OMS CNRS".split() if is_word(each)] == []


@pytest.mark.parametrize(
    "written",
    [
        "Le bac repart. Les marins aussi. Vers midi, il pleut. Me voici.",
        "LE CONSEIL MUNICIPAL DÉMISSIONNE EN BLOC",
        "La clé 27.6.205 reste.",
        "Xavier et Ivan sont là ; Vera aussi.",
    ],
)
def test_what_is_plain_stays_as_it_is(written: str) -> None:
    assert read_aloud(written, "fr") == written


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Il y avait du pain, etc.", "Il y avait du pain, et cetera."),
        ("Il part à 18 h. Léa reste.", "Il part à dix-huit heures. Léa reste."),
        ("C'était le 5 oct. Elle rit.", "C'était le cinq octobre. Elle rit."),
        ("Il ferme à 9 h 30 min. Rien.", "Il ferme à neuf heures trente. Rien."),
    ],
)
def test_a_stop_that_ends_a_sentence_stays(written: str, said: str) -> None:
    assert read_aloud(written, "fr") == said


FRAGMENTS = [
    "1", "1er", "2e", "17", ".", ",", ":", "-", "–", " ", "/", "2-0", "18h30", " h", " min ", " mars", "oct.", "p. ex.", "M. ", "Mme ",
    "Dr ", "€", "$", "%", "M€", " Md€", " millions", " de ", "km/h", "§", "XIV", "Louis ", "XIXe ", "Ier ", "SNCF", "n° ", " ans",
    " personnes", "« ", " »", "“", "”", "—", "°C", "000", ",50", "a@b.fr", "(", ")", "+", "CHF ", "FCFA", "A6", "½", "·e·s", "élu",
    "l’", "d'", "av. J.-C.", "9" * 17, "21 ", "1'234", "49.3", "3919", "le ", "Saint-", "St-", "J.-P. ", "1/2", " finale", "24h/24",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join),
    st.sampled_from(["fr", "fr-BE", "fr-CH", "fr-CA"]),
)
@settings(max_examples=200, deadline=None)
def test_what_french_print_is_made_of_is_said_in_any_order(written: str, tag: str) -> None:
    spoken = say(written, language=tag)
    assert covers(written, spoken)
    assert not symbols.HOSTILE.search(spoken.text)
