"""Tests that quotations in Spanish are found with their speakers, and its names joined well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.model import Article, Author, Block, BlockKind, Role
from audiobrief.segmenter import QuoteMode, ScriptStyle, segment
from audiobrief.segmenter.quotes import find_quotations
from audiobrief.spoken import say
from tests.segmenter.articles import expected, paragraphs, plain, written


def speakers(*texts: str) -> list[str]:
    article = Article(
        "El puerto", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), language="es"
    )
    return [part.speaker for part in segment(article).segments if part.role is Role.QUOTE]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«No vamos a esperar más», dijo Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos a esperar más», ha dicho Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos a esperar más», dijo ayer Marta Ruiz, alcaldesa de Holm.", "Marta Ruiz"),
        ("«No vamos a esperar más», aseguró la alcaldesa, Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos a esperar más», según Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos a esperar más», en palabras de Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos a esperar más», explicó el Dr. Iván Salcedo.", "Iván Salcedo"),
        ("Marta Ruiz dijo: «No vamos a esperar más».", "Marta Ruiz"),
        ("Marta Ruiz, alcaldesa de Holm, dijo: «No vamos a esperar más».", "Marta Ruiz"),
        ("Así lo explicó Marta Ruiz: «No vamos a esperar más».", "Marta Ruiz"),
        ("Consultado sobre el paro, Iván Salcedo respondió: «No vamos a parar».", "Iván Salcedo"),
        ("«¿Quién va a pagar el puente?», preguntó Marta Ruiz.", "Marta Ruiz"),
        ("«No vamos —dijo Marta Ruiz— a esperar más».", "Marta Ruiz"),
        ("—No vamos a esperar más —dijo Marta Ruiz—. Nos vamos.", "Marta Ruiz"),
        ("“No vamos a esperar más”, sostuvo el portavoz de los vecinos.", "el portavoz de los vecinos"),
    ],
)  # fmt: skip
def test_a_quotation_has_its_speaker(text: str, speaker: str) -> None:
    found = speakers(text)
    assert found
    assert set(found) == {speaker}


def test_a_pronoun_and_no_word_at_all_mean_who_spoke_last() -> None:
    assert speakers(
        "«No vamos a esperar más», dijo Marta Ruiz. Iván Salcedo calló.",
        "«El agua llegará en mayo», añadió ella.",
        "«Y llegará para todos», agregó.",
    ) == ["Marta Ruiz", "Marta Ruiz", "Marta Ruiz"]


@pytest.mark.parametrize("marks", ["«»", "“”", '""'])
def test_quotations_are_found_between_all_the_marks_that_are_printed(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    said = f"{opening}No vamos a esperar más al agua{closing}"
    text = f"Ella no se movió. {said}, dijo Marta Ruiz. El {opening}dique{closing} aguantó."
    direct, other = find_quotations([text], "es")[0]
    assert text[direct.start : direct.end] == said
    assert (direct.direct, other.direct) == (True, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("—No —dijo Marta Ruiz.", ["—No"]),
        ("—No iremos —dijo ella—. Nos quedamos.", ["—No iremos", "Nos quedamos."]),
        ("«Hoy —dijo Ruiz— no iremos».", ["«Hoy", "no iremos»"]),
        ("—Me acuerdo de tus pantalones.", []),
        ("El pleno debatió —y aplazó el voto—.", []),
        (
            "«El río —el más largo— baja seco», dijo Ruiz.",
            ["«El río —el más largo— baja seco»"],
        ),
    ],
)
def test_a_remark_between_dashes_is_not_what_was_said(text: str, said: list[str]) -> None:
    found = [text[each.start : each.end] for each in find_quotations([text], "es")[0]]
    assert found == said


def test_a_speech_whose_stop_is_outside_the_marks_is_closed_as_a_whole_sentence() -> None:
    article = Article(
        "El puerto",
        (
            Block(BlockKind.PARAGRAPH, "Hubo gritos en la sala y nadie quiso sentarse. «El puerto es de todos los vecinos. "
            "Nadie nos lo va a quitar». El pleno terminó."),
        ),
        language="es",
    )  # fmt: skip
    cues = [part.spoken for part in segment(article).segments if part.role is Role.CUE]
    assert cues[:2] == ["Cita:", "Fin de la cita."]


def test_names_are_joined_with_the_word_that_sounds_right() -> None:
    def byline(*names: str) -> str:
        article = paragraphs("El agua bajó.")
        article = Article(
            article.title, article.blocks, authors=tuple(map(Author, names)), language="es"
        )
        return next(p.written for p in segment(article).segments if p.role is Role.BYLINE)

    assert byline("Ana Ruiz", "Iván Oroz") == "Por Ana Ruiz e Iván Oroz."
    assert byline("Ana Ruiz", "Hilario Gil") == "Por Ana Ruiz e Hilario Gil."
    assert byline("Iván Oroz", "Ana Ruiz") == "Por Iván Oroz y Ana Ruiz."
    assert byline("Ana Ruiz", "Bo Gil", "Iker Sanz") == "Por Ana Ruiz, Bo Gil e Iker Sanz."


FRAGMENTS = [
    "—", " —", "— ", "—. ", "«", "»", "“", "”", "». ", "», ", "¿", "?", "¡", ". ", ", ", ": ", " ", "dijo ", "ha dicho ", "añadió",
    "Marta Ruiz", " la alcaldesa", "No iremos", "Nos quedamos. ", "S. A. ", " EE. UU. ", "12 M€", "3.er ", "a las 6 p. m. ",
    "21 personas", "Felipe VI ", "el FMI ", "1.200,5 ", "5-3", "n.º 7", "…", "\n", "17 de mayo", "(", ")", "@riotordo",
]  # fmt: skip
SPANISH = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(SPANISH.filter(lambda text: text.strip() != ""), min_size=1, max_size=4),
    st.sampled_from(QuoteMode),
)
def test_every_word_is_spoken_once_wherever_a_paragraph_is_cut(
    texts: list[str], mode: QuoteMode
) -> None:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    article = Article("El puerto", blocks, language="es")
    style = ScriptStyle(quotes=mode)
    script = segment(article, style)
    assert list(written(script)) == expected(article, style)
    for index in {part.block for part in script.segments if part.block is not None}:
        whole = say(texts[index], language="es").text
        if any(map(str.isalnum, whole)):
            parts = [part.spoken for part in script.segments if part.block == index]
            assert plain("".join(parts)) == plain(whole)
