"""Tests that a passage and a quotation marked as another language are read by that language's rules."""

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Role
from audiobrief.segmenter import segment

STORIES = {
    "de": "Der Kahn fährt seit Montag wieder über den Fluss, und die Leute in Bredow freuen sich.",
    "fr": "Le bac traverse de nouveau la rivière depuis lundi, et les gens de Lormont sont contents.",
    "es": "El barco cruza de nuevo el río desde el lunes, y la gente de Ribera está muy contenta.",
    "it": "La barca attraversa di nuovo il fiume da lunedì, e la gente di Ripalta è molto contenta.",
    "pt": "O barco atravessa de novo o rio desde segunda, e as pessoas de Ribeira estão contentes.",
    "nl": "De boot vaart sinds maandag weer over de rivier, en de mensen van Rijnoord zijn blij.",
}
FOREIGN = {
    # tag -> what a paragraph and a quotation print, and what is said
    "en": ("It sails on March 3.", "It sails on March third.", "We paid $5 for it.", "We paid five dollars for it."),
    "de": ("Er fährt am 3. Mai.", "Er fährt am dritten Mai.", "Wir zahlten 5 € dafür.", "Wir zahlten fünf Euro dafür."),
    "fr": ("Il part le 1er mai.", "Il part le premier mai.", "Nous avons payé 5 €.", "Nous avons payé cinq euros."),
    "nl": ("Hij vaart op 3 mei.", "Hij vaart op drie mei.", "We betaalden € 5.", "We betaalden vijf euro."),
}  # fmt: skip


@pytest.mark.parametrize("other", FOREIGN)
@pytest.mark.parametrize("language", STORIES)
def test_a_foreign_paragraph_and_quotation_are_read_in_their_language(
    language: str, other: str
) -> None:
    if other == language:
        pytest.skip("the passage is in the article's own language")
    printed, said, quoted, told = FOREIGN[other]
    story = STORIES[language]
    page = (
        f'<html lang="{language}"><body><article><h1>{story[:18]}</h1><p>{story}</p><p>{story[:-1]}!</p>'
        f'<p lang="{other}">{printed}</p><p>{story[:-1]}…</p>'
        f'<blockquote lang="{other}"><p>{quoted}</p></blockquote><p>2. {story}</p></article></body></html>'
    )
    script = segment(clean(page))
    foreign = [part for part in script.segments if part.language == other]
    assert [part.spoken for part in foreign] == [said, told]
    assert foreign[1].role is Role.QUOTE
