"""Tests that the speaker is found where each language has its own place for the name."""

import pytest

from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.segmenter import segment


@pytest.mark.parametrize(
    ("language", "paragraph", "speaker"),
    [
        ("es", "«Es así», dijo la alcaldesa, D.ª Inés Vidal.", "Inés Vidal"),
        ("es", "«Es así», dijo la alcaldesa, la Dra. Inés Vidal.", "Inés Vidal"),
        ("it", "«È così», disse la sindaca, la dott.ssa Ines Vidale.", "Ines Vidale"),
        ("it", "«È così», disse il sindaco, il dott. Ugo Vidale.", "Ugo Vidale"),
        ("pt", "«É assim», disse a diretora, Ana Vidal.", "Ana Vidal"),
        ("pt", "«É assim», disse à Folha a prefeita, a Dra. Inês Vidal.", "Inês Vidal"),
        ("pt", "«É assim», disse a jornalistas a prefeita Inês Vidal.", "Inês Vidal"),
        ("fr", "« C'est ainsi », dit la maire, Mme Inès Vidal.", "Inès Vidal"),
        ("de", "Dazu sagte Uwe Vogt am Abend: „Wir bleiben hier und warten.“", "Uwe Vogt"),
        ("de", "Gegenüber dem Talblatt sagte Uwe Vogt: „Wir bleiben alle hier.“", "Uwe Vogt"),
        ("nl", "Tegen de krant zei Inez Vos: ‘We wachten allemaal.’", "Inez Vos"),
        ("nl", "'We wachten allemaal', zei Inez Vos.", "Inez Vos"),
        ("en", "“It is half the price,” said Cllr. Bo Quill, who rides it.", "Bo Quill"),
        ("en", "“It is half the price,” said Councillor Bo Quill.", "Bo Quill"),
        ("fr", "— On verra demain, répond Jean Kervel.", "Jean Kervel"),
    ],
)
def test_the_name_is_the_speaker(language: str, paragraph: str, speaker: str) -> None:
    article = Article("Titulo", (Block(BlockKind.PARAGRAPH, paragraph),), language=language)
    quoted = [part for part in segment(article).segments if part.role is Role.QUOTE]
    assert [part.speaker for part in quoted] == [speaker]


def test_two_quotations_between_single_marks_have_each_its_speaker() -> None:
    text = "‘We rijden ver’, zegt Jan Krol. ‘Wij ook’, zegt Inez Vos, ‘en om twee uur is het klaar.’"
    article = Article("Titel", (Block(BlockKind.PARAGRAPH, text),), language="nl")
    quoted = [part for part in segment(article).segments if part.role is Role.QUOTE]
    assert [part.speaker for part in quoted] == ["Jan Krol", "Inez Vos", "Inez Vos"]


def test_a_dash_before_nobody_s_words_is_no_dialogue() -> None:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, text)
        for text in (
            "— Le bac, dit-on, reviendra.",
            "— Douze bus neufs, dont deux électriques.",
        )
    )
    script = segment(Article("Titre", blocks, language="fr"))
    assert not [part for part in script.segments if part.role is Role.QUOTE]
