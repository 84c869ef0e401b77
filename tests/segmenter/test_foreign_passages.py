"""Tests that a passage and a quotation marked as another language are read by that language's rules."""

import time

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Block, BlockKind, Mark, MarkKind, Role
from audiobrief.segmenter import segment
from audiobrief.segmenter.foreign import begin_sentences, find_foreign
from audiobrief.spoken.common_words import tell_quoted

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


HARBOUR = (
    "Der Hafen gehört am Ende immer dem Meer, sagte die Bürgermeisterin am Montag in Bredow."
)


def cut(*markup: str) -> list[tuple[str, str, str]]:
    """Language, written and spoken words of the segments of a German page's last blocks."""
    story = "".join(f"<p>{HARBOUR} Es dauerte {number} Jahre.</p>" for number in range(6))
    page = f'<html lang="de"><article><h1>Ein Kai geht</h1>{story}{"".join(markup)}</article>'
    script = segment(clean(page))
    return [(s.language, s.written, s.spoken) for s in script.segments if (s.block or 0) >= 6]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        # the browser's marks around a `q` are spoken with its words
        (
            "Sie las die Zeile <q lang=fr>Le bac part le 1er mai</q> und schwieg lange.",
            [
                ("", "Sie las die Zeile", "Sie las die Zeile"),
                ("fr", '"Le bac part le 1er mai"', '"Le bac part le premier mai"'),
                ("", "und schwieg lange.", "und schwieg lange."),
            ],
        ),
        # a word or two are said in the flow of the sentence
        (
            "Nach dem <i lang=en>shutdown</i> galt <i lang=la>de facto</i> die Ruhe im ganzen Hafen.",
            [("", *("Nach dem shutdown galt de facto die Ruhe im ganzen Hafen.",) * 2)],
        ),
        # sentences of the other language end by its own rules
        (
            "„<span lang=en>We wait until 3 p.m. Friday. We leave then</span>“, sagte Ada Ruiz.",
            [
                ("en", "„We wait until 3 p.m. Friday.", "„We wait until three p.m. Friday."),
                ("en", "We leave then“,", "We leave then“,"),
                ("", "sagte Ada Ruiz.", "sagte Ada Ruiz."),
            ],
        ),
        # nobody marked it, but it is plainly English
        (
            "„We will not wait for the boat, and they will leave with it on March 3“, sagte Ada Ruiz.",
            [
                (
                    "en",
                    "„We will not wait for the boat, and they will leave with it on March 3“,",
                    "„We will not wait for the boat, and they will leave with it on March third“,",
                ),
                ("", "sagte Ada Ruiz.", "sagte Ada Ruiz."),
            ],
        ),
        ("„Hot summer in the City“ heißt das neue Stück der Band aus Bredow am Meer.", None),
        # a German voice could only spell it
        (
            "Der Ort (<span lang=ru>Кремль</span>) liegt am Meer, und es ist schön dort.",
            [
                ("", "Der Ort", "Der Ort"),
                ("ru", "(Кремль)", "(Кремль)"),
                ("", "liegt am Meer, und es ist schön dort.", "liegt am Meer, und es ist schön dort."),
            ],
        ),
        # an element around all of a paragraph says the paragraph's language
        (
            "<span lang=en>We wait until 3 p.m. Friday, she said.</span>",
            [("en", "We wait until 3 p.m. Friday, she said.", "We wait until three p.m. Friday, she said.")],
        ),
        ("Das <span lang=de-AT>Kaffeehaus am alten Hafen</span> bleibt bis zum Herbst offen.", None),
        ("Das <span lang=und>alte Haus am Hafen</span> bleibt bis zum Herbst offen.", None),
    ],
)  # fmt: skip
def test_words_inside_a_paragraph_are_read_in_their_language(
    markup: str, wanted: list[tuple[str, str, str]] | None
) -> None:
    found = cut(f"<p>{markup}</p>")
    if wanted is None:
        assert {language for language, _, _ in found} == {""}
    else:
        assert found == wanted


def test_a_block_quotation_that_is_plainly_foreign_is_read_in_its_language() -> None:
    written = "We will not wait for the boat, and they will leave with it on March 3."
    assert cut(f"<blockquote>{written}</blockquote>") == [
        ("en", written, written.replace("March 3", "March third"))
    ]


@pytest.mark.parametrize("own", STORIES)
@pytest.mark.parametrize("other", STORIES)
def test_a_quotation_tells_its_language_by_itself(own: str, other: str) -> None:
    told = tell_quoted(STORIES[other], own)
    if own == other:
        assert told == ""
    elif {own, other} <= {"es", "pt", "it"}:
        # relatives share their small words, and a wrong voice is worse than the narrator's
        assert told in {"", other}
    else:
        assert told == other


def test_a_page_whose_spans_all_claim_another_language_is_not_believed() -> None:
    story = f"<p><span lang=en>{HARBOUR}</span> Es dauerte lange.</p>" * 5
    script = segment(clean(f'<html lang="de"><article><h1>Kai</h1>{story}</article>'))
    assert {part.language for part in script.segments} == {""}


def test_ten_thousand_words_of_another_script_take_no_time_by_their_square() -> None:
    word, count = "Кремль ", 10_000
    text = "The word " + word * count + "was said."
    marks = tuple(
        Mark(9 + index * len(word), 15 + index * len(word), MarkKind.LANGUAGE, language="ru")
        for index in range(count)
    )
    block = Block(BlockKind.PARAGRAPH, text, marks=marks)
    begun = time.process_time()
    stretches = find_foreign(block, (), "en")
    assert len(stretches) == count
    begin_sentences(text, "en", stretches)
    assert time.process_time() - begun < 5
