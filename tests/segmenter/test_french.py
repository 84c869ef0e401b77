"""Tests that quotations in French are found with their speakers, also around words within the marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.segmenter import QuoteMode, ScriptStyle, segment
from audiobrief.segmenter.quotes import find_quotations
from audiobrief.segmenter.regions import language_of
from audiobrief.spoken import say
from tests.segmenter.articles import expected, plain, written


def speakers(*texts: str) -> list[str]:
    article = Article(
        "Le port", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), language="fr"
    )
    return [part.speaker for part in segment(article).segments if part.role is Role.QUOTE]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("« Nous n’attendrons pas plus longtemps », dit Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », a déclaré Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », a déclaré mardi Léa Brun, maire de Holm.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », a assuré la maire, Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », selon Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », s’exclame Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas plus longtemps », explique le Dr Ivan Sorel.", "Ivan Sorel"),
        ("Léa Brun a déclaré : « Nous n’attendrons pas plus longtemps. »", "Léa Brun"),
        ("Léa Brun, maire de Holm, prévient : « Nous n’attendrons pas. »", "Léa Brun"),
        ("Interrogé sur la grève, Ivan Sorel a répondu : « Nous n’arrêterons pas. »", "Ivan Sorel"),
        ("« Qui paiera le pont ? », demande Léa Brun.", "Léa Brun"),
        ("« Nous n’attendrons pas, dit Léa Brun, nous partons. »", "Léa Brun"),
        ("« Nous n’attendrons pas, se désole Léa Brun, la maire de Holm. Nous partons. »", "Léa Brun"),
        ("“Nous n’attendrons pas plus longtemps”, a affirmé le porte-parole des riverains.", "le porte-parole des riverains"),
        ("Le projet avance, a précisé le directeur du port, Ivan Sorel : « Nous serons prêts. »", "Ivan Sorel"),
    ],
)  # fmt: skip
def test_a_quotation_has_its_speaker(text: str, speaker: str) -> None:
    found = speakers(text)
    assert found
    assert set(found) == {speaker}


def test_a_pronoun_means_who_was_named_last() -> None:
    assert speakers(
        "« Nous n’attendrons pas plus longtemps », a dit Léa Brun. Ivan Sorel s’est tu.",
        "« L’eau viendra en mai », a-t-elle ajouté.",
        "« Et elle viendra pour tous », insiste-t-elle.",
    ) == ["Léa Brun", "Léa Brun", "Léa Brun"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("« Non, dit Léa Brun, nous restons. »", ["« Non", "nous restons. »"]),
        ("« Nous restons, dit-elle. Le pont attendra. »", ["« Nous restons", "Le pont attendra. »"]),
        ("« Qui paie ? demande M. Sorel. Pas nous. »", ["« Qui paie ?", "Pas nous. »"]),
        ("« Nous restons, a-t-il dit. »", ["« Nous restons"]),
        ("« Il est venu, a dit la vérité, puis il est parti. »", ["« Il est venu, a dit la vérité, puis il est parti. »"]),
        ("« J’ai dit oui, dit non, peu importe. »", ["« J’ai dit oui, dit non, peu importe. »"]),
    ],
)  # fmt: skip
def test_a_remark_within_the_marks_is_not_what_was_said(text: str, said: list[str]) -> None:
    found = [text[each.start : each.end] for each in find_quotations([text], "fr")[0]]
    assert found == said


@pytest.mark.parametrize("marks", ["«»", "“”", '""', "«\u00a0|\u00a0»", "«\u202f|\u202f»"])
def test_quotations_are_found_between_all_the_marks_that_are_printed(marks: str) -> None:
    opening, closing = marks.split("|") if "|" in marks else tuple(marks)
    said = f"{opening}Nous n’attendrons pas l’eau plus longtemps{closing}"
    text = f"Elle n’a pas bougé. {said}, dit Léa Brun. La {opening}digue{closing} tient."
    direct, other = find_quotations([text], "fr")[0]
    assert text[direct.start : direct.end] == said
    assert (direct.direct, other.direct) == (True, False)


@pytest.mark.parametrize(
    ("url", "tag", "region"),
    [
        ("https://journal.example.be/a", "fr", "fr-BE"),
        ("https://journal.example.ca/a", "fr-FR", "fr-CA"),
        ("https://journal.example.sn/a", "fr", "fr-SN"),
        ("https://journal.example.org/a", "fr", "fr"),
    ],
)
def test_the_address_tells_the_country(url: str, tag: str, region: str) -> None:
    article = Article("Le port", (Block(BlockKind.PARAGRAPH, "Rien."),), language=tag, url=url)
    assert language_of(article) == region


FRAGMENTS = [
    "— ", " — ", "« ", " »", "«", "»", "“", "”", "». ", " ? ", " !", ". ", ", ", " : ", " ", "dit ", "a dit ", ", dit-il", ", se désole ",
    "Léa Brun", " la maire", "Nous restons", "Nous partons. ", "M. Sorel ", "la S.A. ", "12 M€", "1er ", "18h30 ", "21 personnes", "Louis XIV ",
    "la SNCF ", "1 200,5 ", "5-3", "n° 7", "…", "\n", "17 mai", "(", ")", "@holm", "l’", "J.-P. ",
]  # fmt: skip
FRENCH = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(FRENCH.filter(lambda text: text.strip() != ""), min_size=1, max_size=4),
    st.sampled_from(QuoteMode),
)
def test_every_word_is_spoken_once_wherever_a_paragraph_is_cut(
    texts: list[str], mode: QuoteMode
) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    article = Article("Le port", blocks, language="fr")
    style = ScriptStyle(quotes=mode)
    script = segment(article, style)
    assert list(written(script)) == expected(article, style)
    for index in {part.block for part in script.segments if part.block is not None}:
        whole = say(texts[index], language="fr").text
        if any(map(str.isalnum, whole)):
            parts = [part.spoken for part in script.segments if part.block == index]
            assert plain("".join(parts)) == plain(whole)
