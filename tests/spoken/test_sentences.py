"""Tests where sentences end: one row for each case, under the habit of print that its rule
serves."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.spoken import split_sentences
from audiobrief.spoken.sentences import MAX_SENTENCE

CASES = [
    # plain stops, also before a figure, a sum, or a name that begins in lower case
    ["The ferry left at dawn.", "Nobody waved.", "It was raining!", "Why?"],
    ["The count began at noon.", "40 boxes were open.", "$5 million was missing."],
    ["Nobody bought the phone.", "iPhone sales fell."],
    # titles before a name never end a sentence
    ["Dr. Ada Odell met Sen. Lee Marsh on Tuesday.", "They talked."],
    ["The Rev. Ole Brandt and Lt. Col. Ida Moss agreed.", "Gov. Pell did not."],
    ["Mr. Pell, Mrs. Odell and Ms. Moss sued Messrs. Brandt and Lunt."],
    ["Mr. & Mrs. Pell left.", "Dr. & Mrs. Odell stayed."],
    # initials
    ["J. R. Penhallow wrote it.", "He was 40."],
    ["The letter came from Ida M. Lunt of Port Anselm.", "It was short."],
    ["They chose plan B.", "The mayor had asked for it."],
    ["She takes vitamin C.", "It helps, she says."],
    # countries and places: a word that opens sentences shows the end
    ["He left the U.S.", "He was tired."],
    ["The U.S. Senate met.", "The U.K. Treasury did not."],
    ["They moved to Washington, D.C.", "The house was empty."],
    ["She was born in Salem, Ore., and died in Utica, N.Y.", "Her sons live there."],
    # companies
    ["Harbour Lights Inc. said it would pay.", "Brandt Bros. Ltd. would not."],
    ["The ship belongs to Moss & Co.", "It was built in 1990."],
    ["He sold shares of Lunt Corp.", "The price fell."],
    # the hour
    ["It sank at 7 p.m.", "The crew swam."],
    ["It sank at 7 p.m. Tuesday off Port Anselm."],
    ["The polls close at 8 p.m. EST.", "Counting starts at 9 a.m. on Friday."],
    # circa before a year or a sum, and the letter
    ["The mill was built c. 1850 by monks.", "It cost c. £40."],
    ["It is rich in vitamin C.", "1850 was a bad year."],
    ["Mme. Durand met Mlle. Roux."],
    # months
    ["The trial begins Jan. 3 in Port Anselm.", "It ends in Feb. or March."],
    # "No." before a figure, and the word
    ["He lives at No. 10.", "She lives at No. 12 Quay Road."],
    ["Would he resign?", "No.", "Would he stay?", "Yes."],
    # a closing mark belongs to the sentence it closes
    ["“We sailed at dawn.”", "The harbour was empty."],
    ['"We sailed at dawn."', '"We saw nothing."', "The harbour was empty."],
    ["(The mayor declined to comment.)", "The inquiry goes on."],
    ["He called it “a farce.”", "She laughed."],
    ["‘It was late.’", "Nobody answered."],
    # a quotation with "?" or "!" stays with its speaker
    ["“Who sailed?” Marsh asked.", "Nobody knew."],
    ["“Stop!” she shouted.", "They did not."],
    ["“Why now?” the harbour master said.", "He shrugged."],
    ["“Is it safe?”", "The question hung in the air."],
    ["“It is late,” he said.", "“We should go.”"],
    # dots of omission
    ["He paused … and went on.", "Then he left..."],
    ["“I... I don't know,” he said."],
    ["It went on and on...", "Then it stopped."],
    # versus, and Latin
    ["Roe v. Marsh was the case.", "It was decided in May."],
    ["Bring food, e.g. bread, i.e. something dry.", "Water is there."],
    ["They sell nets, ropes, etc.", "The shop is small."],
    # figures with points, versions, domains
    ["Prices rose 3.5 percent.", "Version 2.0 is at harbour.example.com now."],
    ["It grew by 0.3%.", "In 2020 it had shrunk."],
    # degrees and juniors
    ["She holds a Ph.D. in law.", "He has an M.B.A. from Utica."],
    ["Lee Marsh Jr. spoke.", "Sammy Odell Sr. did too."],
    # streets and saints
    ["He lives in St. Anselm on Quay St. near the pier.", "It is quiet."],
    ["They marched down Pell Ave.", "The police watched."],
    # a name with a mark in it
    ["Yahoo! and Jeopardy! were sponsors.", "Both left."],
    # markup that left no space between two sentences
    ["The mayor left the hall.", "The crowd stayed."],
    # marks in a row
    ["Really?!", "Yes!!!", "He was sure."],
    # words that are also abbreviations of states and offices
    [
        "She ignored me.",
        "Clearly it hurt.",
        "He is ill.",
        "Pell is a sales rep.",
        "Moss was in.",
        "Odell wrote an op-ed.",
    ],
    # a closing mark set off by a space
    ["They call it “rope lung. ”", "But in most cases it heals."],
    # the number of an item is not a sentence
    ["1. The ferry is late."],
]


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize("sentences", CASES, ids=lambda c: c[0])
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Die Mauer des späten 15. Jahrhunderts steht.", "Ihr 60. Jubiläumsjahr begann."]),
        ("de", ["Es waren mehr als 15.", "Fischer zählten sie."]),
        ("es", ["Subió 2º C.", "Muchos pescadores lo notaron.", "Vive aquí desde ca. 1600 a. C."]),
        ("es", ["Se quedó en EE. UU.", "Habiendo llegado tarde, calló."]),
        ("it", ["Il teatro davanti a St. Marl è chiuso.", "Lo dice Mrs. Odell."]),
        ("pt", ["Chegou ao No. 1 do mundo.", "Ela disse no.", "Depois saiu Ivo Reis Jr.", "Ambos riram."]),
    ],
)  # fmt: skip
def test_sentences_of_other_languages(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_no_space_between_sentences() -> None:
    assert split("The mayor left the hall.The crowd stayed.") == [
        "The mayor left the hall.",
        "The crowd stayed.",
    ]


def test_paragraphs_end_sentences() -> None:
    assert split("Harbour news\n\nThe ferry is late") == ["Harbour news", "The ferry is late"]


def test_other_languages_and_scripts() -> None:
    assert split("船は出た。港は静かだ！誰も", "ja") == ["船は出た。", "港は静かだ！", "誰も"]
    assert split("Die Fähre kam. Niemand winkte.", "de") == [
        "Die Fähre kam.",
        "Niemand winkte.",
    ]


def test_an_overlong_sentence_breaks_at_clause_ends() -> None:
    clause = "the ferry went out past the long pier, and nobody on the quay waved"
    text = "; ".join([clause] * 45) + "."
    assert len(text.split()) > 600
    parts = split(text)
    assert len(parts) > 1
    assert all(len(part) <= MAX_SENTENCE for part in parts)
    assert all(part.endswith((";", ".")) for part in parts)
    assert " ".join(parts) == text


def test_a_sentence_without_a_clause_end_breaks_too() -> None:
    assert "".join(split("x" * 5000)) == "x" * 5000
    assert all(len(part) <= MAX_SENTENCE for part in split("word " * 2000))


@given(st.text(alphabet="aB.!?…” \n1'\"(U", max_size=80), st.sampled_from(["en", "de", ""]))
@settings(max_examples=300, deadline=None)
def test_only_white_space_is_left_out(text: str, language: str) -> None:
    ranges = split_sentences(text, language)
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())
    assert all(a < b for a, b in ranges)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))
