"""Tests which quotations are announced and who speaks them."""

from __future__ import annotations

import pytest

from audiobrief.model import Article, Block, BlockKind
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.quotes import find_quotations
from audiobrief.segmenter.speakers import name_speakers


def direct(*paragraphs: str) -> list[str]:
    found = find_quotations(paragraphs)
    return [
        text[q.inner_start : q.inner_end]
        for text, quotations in zip(paragraphs, found, strict=True)
        for q in quotations
        if q.direct
    ]


def speakers(*paragraphs: str) -> list[str]:
    named = name_speakers(paragraphs, find_quotations(paragraphs), Cast.from_texts(paragraphs))
    return [q.speaker for quotations in named for q in quotations if q.direct]


@pytest.mark.parametrize(
    "text",
    [
        "The wall gave the harbour “strategic depth” against the sea.",
        "She called the plan “reasonable” and left.",
        "He spoke of “red lines” and of “security guarantees,” but not of herring.",
        "They watched “The Lighthouse Keeper,” a film about the quay.",
        "In his book, “A Harbour in Winter,” Mr. Pell describes the storm.",
        "Tobias “The Rope” Wren has kept the shop since 1911.",
        "The council promised to “keep every bell in the town ringing.”",
        "Mr. Wren said that “the birds will come back in their own time.”",
        'The mast was 6" wide and the boy 5\'10" tall.',
        "’Twas the fishermen’s boat, in the ’90s, and the Marls’ net.",
        "She wore a ‘harbour blue’ coat to the ’24 regatta.",
        "“”",
        "“ ”",
        "“",
    ],
)
def test_fragments_titles_and_nicknames_are_not_announced(text: str) -> None:
    assert direct(text) == []


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“We will not wait,” she said.", ["We will not wait,"]),
        ('"We will not wait," she said.', ["We will not wait,"]),
        ("''We will not wait,'' she said.", ["We will not wait,"]),
        ("‘We shall not wait,’ she said.", ["We shall not wait,"]),
        ("“We shall not wait for it”, she said.", ["We shall not wait for it"]),
        ("“Never,” she said.", ["Never,"]),
        ("He shouted “Mind the bell!” and ran.", ["Mind the bell!"]),
        ("She added, “the tide comes in twice a day.”", ["the tide comes in twice a day."]),
        (
            "“We will,” said Ada Marl, “wait for the tide.”",
            ["We will,", "wait for the tide."],
        ),
        ("“He said, ‘Stay ashore,’ and I stayed,” she said.", None),
        ("“It’s the boys’ boat, isn’t it?” he asked.", ["It’s the boys’ boat, isn’t it?"]),
        ("”We mixed up our marks,” she said.", ["We mixed up our marks,"]),
        ("“We opened twice, “and closed once,” she said.", []),
    ],
)
def test_utterances_are_announced(text: str, quotations: list[str] | None) -> None:
    expected = [text[1 : text.index("” she")]] if quotations is None else quotations
    assert direct(text) == expected


def test_a_quotation_over_paragraphs_is_one() -> None:
    first = "“The bell rang twice, Mr. Pell said. It never rings twice."
    found = find_quotations(["Jonah Pell wrote: " + first, "“So we ran.", "“We all did.”"])
    assert [q.continues for quotations in found for q in quotations] == [False, True, True]
    assert [q.direct for quotations in found for q in quotations] == [True, True, True]
    assert [q.closed for quotations in found for q in quotations] == [False, False, True]


CAST = "Oda Fenn sells fish. Ms. Fenn is 61. Mr. Wren, Tobias Wren, keeps the chandlery."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will not wait for you,” said Ms. Fenn.", "Oda Fenn"),
        ("“We will not wait for you,” Mr. Wren said on Monday.", "Tobias Wren"),
        ("“We will not wait for you,” Wren, the chandler, said.", "Tobias Wren"),
        ("“We will not wait for you,” according to Ms. Fenn.", "Oda Fenn"),
        ("“We will not wait for you.” — Oda Fenn", "Oda Fenn"),
        ("Hours later, Ms. Fenn wrote: “We will not wait for you.”", "Oda Fenn"),
        ("In the market hall on Friday, Wren said, “We will not wait.”", "Tobias Wren"),
        ("Ms. Fenn shook her head, saying: “We will not wait for you.”", "Oda Fenn"),
        ("Ms. Fenn put down the knife. “We will not wait for you.”", "Oda Fenn"),
        ("“We will not wait for you,” a spokesman for the port said.", None),
        ("“We will not wait for you,” the letter read.", ""),
        ("“We will not wait for you,” Mr. Wren (Harbour Ward) said.", "Tobias Wren"),
        ("“We will not wait,” enthused Tobias Wren, the chandler.", "Tobias Wren"),
        ("“FENN: We will not wait for you.”", "Oda Fenn"),
        (
            "Mr. Wren, a chandler at the quay who did not sail, told the Courier: “We wait.”",
            "Tobias Wren",
        ),
        (
            "When the boys asked him to hurry, Mr. Wren nodded and he’d reply, “We will wait.”",
            "Tobias Wren",
        ),
        ("“We will not wait for you,” said U.S. Attorney Oda Fenn.", "Oda Fenn"),
        ("Oda Fenn’s mother said, “We will not wait for you.”", "Oda Fenn’s mother"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str | None) -> None:
    expected = "a spokesman for the port" if speaker is None else speaker
    assert speakers(CAST, text) == [expected]


def test_pronouns_are_resolved() -> None:
    assert speakers(
        CAST,
        "Ms. Fenn met Mr. Wren on the quay. “The tide is late,” she said.",
        "He shrugged. “It is always late,” he said.",
        "“Not like this,” she answered.",
    ) == ["Oda Fenn", "Tobias Wren", "Oda Fenn"]


def test_whoever_is_asked_about_does_not_answer() -> None:
    assert (
        speakers(
            CAST,
            "Mr. Wren spoke first. “The tide is late,” he said.",
            "Asked about gifts from Tobias Moss, he said: “We will see.”",
        )
        == ["Tobias Wren"] * 2
    )


def test_a_later_paragraph_of_the_same_speech_names_its_speaker() -> None:
    assert (
        speakers(
            CAST,
            "Ms. Fenn waited on the quay. She said the envelope came late.",
            "“It was the first time. It came on the day before.",
            "“I have never had that. It was an omen,” Mr. Wren said.",
        )
        == ["Tobias Wren"] * 2
    )


def test_what_several_people_said_goes_on_without_a_name() -> None:
    assert speakers(
        CAST,
        "Ms. Fenn was blamed. The firm denied it.",
        "“At no point did we say so,” they said in a statement.",
        "“In fact, we do not have the right.”",
    ) == ["", ""]


def test_a_headline_in_capitals_is_no_name() -> None:
    article = Article(
        title="Jane Fenn Calls Peter Wren Her Hero in Marlow Port",
        blocks=(Block(BlockKind.PARAGRAPH, "Fenn said so. Wren agreed, Jane said."),),
    )
    full = [name for names in Cast.of(article).by_family.values() for name in names]
    assert sorted(full) == ["Jane Fenn", "Peter Wren"]


def test_a_bare_continuation_keeps_its_speaker() -> None:
    assert (
        speakers(
            CAST,
            "“The tide is late,” Ms. Fenn said. “It was late last year.”",
            "“And the year before that it did not come at all.”",
        )
        == ["Oda Fenn"] * 3
    )


def test_many_marks_take_no_long_time() -> None:
    text = "“We will not wait,” she said. " * 3000
    assert len(direct(text)) == 3000


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a role that ends in a small word, and the name after it
        (
            "“We will wait for the tide,” Marl’s deputy director of public works, Eva-Lena Fenn, said on Tuesday.",
            "Eva-Lena Fenn",
        ),
        (
            "“We will wait for the tide,” said the editor of the Courier, George Marl.",
            "George Marl",
        ),
        # a place before a name
        (
            "They met in Marl. The attorney for Marl Joseph Pell, 41, spoke. “We will wait for it,” said Pell.",
            "Joseph Pell",
        ),
        # whose words they are, not who reports them
        (
            "Jonas Pell, 41, called. A clerk recalled that he said, “I will sink your ferry tonight,” the office said.",
            "Jonas Pell",
        ),
        (
            "It was dark, in the words of the captain: “We had the whole deck to ourselves.”",
            "the captain",
        ),
        # the subject of both verbs
        ("He funds a variety of clubs and has stated, “I am against all ferries.”", ""),
    ],
)
def test_a_speaker_is_named_by_the_role_and_the_sentence(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("attribution", "speaker"),
    [
        ("said the ferry’s captain, Joaquim Bray.", "Joaquim Bray"),
        ("said the captain, Joaquim Bray, who was wet.", "Joaquim Bray"),
        ("said the captain, who was wet.", "the captain"),
        ("said the captain, Bray.", "the captain"),
    ],
)
def test_a_name_after_a_role_names_the_speaker(attribution: str, speaker: str) -> None:
    assert speakers(f"“We had the whole deck to ourselves,” {attribution}") == [speaker]
