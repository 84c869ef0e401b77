"""Tests that a role, a comma, a title and a name after a quotation give its speaker's name."""

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
    ],
)
def test_the_name_after_a_role_and_a_title_is_the_speaker(
    language: str, paragraph: str, speaker: str
) -> None:
    article = Article("Titulo", (Block(BlockKind.PARAGRAPH, paragraph),), language=language)
    quoted = [part for part in segment(article).segments if part.role is Role.QUOTE]
    assert [part.speaker for part in quoted] == [speaker]
