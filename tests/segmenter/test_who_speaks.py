"""Tests who is named as the speaker where the words beside a quotation do not name one outright."""

import pytest

from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.segmenter import segment


def speakers(*paragraphs: str) -> list[str]:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    script = segment(Article("Ferry", blocks, language="en"))
    return [part.speaker for part in script.segments if part.role is Role.QUOTE]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # a verb that is in no table, after the comma that leads on to it
        (["“The quay is shut for the winter,” the harbour trust detailed."], "the harbour trust"),
        (["Jane Fenn runs it.", "“We like the new boats best of all,” Fenn shared."], "Jane Fenn"),
        # somebody else than the last speaker, who has no name
        (["“Is it true?” a guard asked.", "“Legends sink no ferries,” another replied."], ""),
        # nobody says it, but somebody may
        (["Jane Fenn is back. Readers may wonder, “What is the ferry for?”"], ""),
        (["Jane Fenn was left to wonder: “What did we do to earn this?”"], ""),
        # what somebody is said to have said is not said by who reports it
        (["He is John Quill. He rang and said, “I will sink the boat,” the court heard."], "John Quill"),
        # the main clause follows "when"
        (["John Quill sat down. When Jane Fenn asked why, he declined, saying “I would rather not tell.”"], "John Quill"),
        # a source before its words
        (["Jane Fenn grew up here. According to the Marl Courier, “She wanted to see the boats go.”"], "Marl Courier"),
        # a sentence about "he" has the man whom the next "he" means
        (["“We sail,” John Quill said.", "On May 3, 2031, he wrote to Ed Moss about it. “It was not easy to write that letter,” he said."], "John Quill"),
        (["“We sail,” Jane Fenn said.", "The duchess said that she rang Jane Moss, a friend. “I did not know whom to turn to,” she said."], "Jane Fenn"),
        # whoever says something is somebody, with a name that no table has
        (["“We sail,” John Quill said.", "Lakshmun Dhaliw, another passenger, said he had waited. “They sent me to the other quay,” he said."], "Lakshmun Dhaliw"),
        # an office that one person of the story has, in each way in which a name has it
        (["Gov. Jane Fenn came.", "“We sail at noon on every day,” the governor said."], "Jane Fenn"),
        (["Jane Fenn, Bishop of Marl, came.", "“We sail at noon on every day,” the bishop said."], "Jane Fenn"),
        (["The Commissioner for Works, Engr. Jane Fenn, came.", "“We sail at noon,” the commissioner said."], "Jane Fenn"),
        (["Jane Fenn, 36, won.", "“We sail at noon on every day,” said the 36-year-old."], "Jane Fenn"),
        # that two have, or somebody else had
        (["Sen. Jane Fenn and Sen. John Quill came.", "“We sail at noon,” the senator said."], "the senator"),
        (["Mayor Jane Fenn came.", "“We sail at noon on every day,” the former mayor said."], "the former mayor"),
        # what somebody is instead of an article
        (["Headteacher Jane Fenn said: “We sail at noon on every day.”"], "Jane Fenn"),
        (["Mum-of-two Jane Fenn said: “We sail at noon on every day.”"], "Jane Fenn"),
        # a title that is most of a name
        (["“We sail at noon on every day,” Lord Quill said."], "Lord Quill"),
        # small words in names
        (["Joost van der Meer runs it.", "“We sail at noon on every day,” van der Meer said."], "Joost van der Meer"),
        # of two whom "and" joins, one with a name that no table has
        (["John Quill and Oda Fenn run it. “We sail at noon on every day,” she said."], "Oda Fenn"),
        # the writer, who has no name
        (["John Quill sat down. “Quill,” said I, “what shall we do about it?”"], ""),
        (["John Quill sat down. “What shall we do about it?” said I."], ""),
        # what stands on a thing
        (["John Quill shared the site, which contains the following statement:", "“The town has a problem. There is no ferry.”"], ""),
        # the sentence of a "he" whom its own clause names
        (["“We sail,” John Quill said.", "Although Edwin Foss had a plan, he failed. He wrote to John Quill. “It was not easy to write,” he said."], "Edwin Foss"),
        # "he" does not speak of himself as "he"
        (["John Quill said that he knew Ned Foss.", "Ned Foss was named on Monday. It was a surprise.", "“He learned it at sea, and it shows,” he said."], "John Quill"),
        # an agency is no "she"
        (["“We sail,” Jane Fenn said.", "“It is safe to eat,” the Food Agency said.", "“He never understood how dangerous it was,” she said."], "Jane Fenn"),
        (["Let’s start with the notice: “All boats will sail at noon from today.”"], ""),
        # no phrase that runs on into another
        (["From behind the door the usual answer, “I would rather not tell you.”"], ""),
        # the speech of a paper or a document is nobody's
        (["Jane Fenn keeps the books. The budget papers show a loss.", "“The revenue is not included in the estimates of the year.”"], ""),
    ],
)  # fmt: skip
def test_the_last_quotation_is_whose(paragraphs: list[str], expected: str) -> None:
    assert speakers(*paragraphs)[-1] == expected


def test_what_a_site_reports_is_not_said_by_who_spoke_last() -> None:
    found = speakers(
        "“We sail,” Jane Fenn said.",
        "Boats may sink, according to an article in Quayline. “Some studies link boats to storms,” Quayline reported.",
    )
    assert found[-1] == ""


def test_the_sentence_before_a_quotation_tells_who_speaks() -> None:
    found = speakers(
        "“We sail,” John Quill said.",
        "“We don’t want those people” on the boats, Jane Fenn said. “It was a dark day for us all.”",
    )
    assert found[-1] == "Jane Fenn"


def test_a_name_that_was_she_is_not_he() -> None:
    found = speakers(
        "Ilse Marten wrote to Ned Foss.",
        "“I have no words,” Ilse Marten said. “It is such good news,” she added.",
        "In 1997 Ilse Marten asked Ned Foss for a story. “You tell me one,” he said.",
    )
    assert found[-1] == "Ned Foss"
