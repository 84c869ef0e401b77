"""What a page prints between its paragraphs that nobody says: separators and endmarks."""

from __future__ import annotations

from audiobrief.model import Article, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.spoken import say
from audiobrief.spoken.languages import load_language

WRITTEN = {BlockKind.TABLE, BlockKind.CODE}
"""Kinds of block whose signs mean something."""
NEAR_END = 5
"""Blocks at the end of an article among which an endmark stands; notes may follow it."""
_LETTERS = compile_late(r"(?<!\w)[A-Z]{1,4}\Z")
LEAST_WORDS = 3
"""Words of a last paragraph before letters that may be an endmark."""
_INITIALS = compile_late(r"\(?[A-Z]{2,4}\)?\.?")
"""The letters of a paper or of a desk after the last sentence: "DM", "(PTI)"."""
_SENTENCE = compile_late(r"[.!…][”’\"')\]]*\Z")


_TAIL = compile_late(
    r"(?P<end>[.!?…][”’\"')\]]*)\s+(?P<mark>(?:[-–—]\s?)?\(?(?P<letters>[A-Z]{1,4}|(?:[A-Z]\.){2,3})\)?\.?)\s*\Z"
)
WORDS_TOO = frozenset(
    "A I AM AMEN BE DO GO HE IF IN IS IT ME MY NO OH OK ON SO STOP US WE WHY WOW YES YOU".split()
)
"""Capitals after the last sentence that say something."""


def endmark_of(article: Article, index: int) -> int | None:
    """Where the letters of a paper, an agency or a writer begin after the last sentence; or None.

    "… on Monday. DM", "… he said. (PTI)": magazines print them where others print a square.
    """
    block = article.blocks[index]
    if block.kind is not BlockKind.PARAGRAPH or not _is_last_paragraph(article, index):
        return None
    found = _TAIL.search(block.text)
    if found is None or found["letters"] in WORDS_TOO:
        return None
    before = block.text[: found.start("end")]
    words = [word for word in before.split() if any(map(str.isalnum, word))]
    if len(words) < LEAST_WORDS or _LETTERS.search(before):
        # "in the EE. UU." ends in a name, and not in a sentence with a paper's letters behind it
        return None
    return found.start("mark")


def _is_last_paragraph(article: Article, index: int) -> bool:
    return all(block.kind is not BlockKind.PARAGRAPH for block in article.blocks[index + 1 :])


def is_separator(article: Article, index: int, tag: str) -> bool:
    """Whether a block only parts the text: "* * *", "___", "-30-", "ENDS", a paper's letters.

    Newsrooms have typed "30" and "ENDS" under a story since the telegraph, to say that no more
    of it comes.
    """
    block = article.blocks[index]
    if block.kind in WRITTEN:
        return False
    text = block.text.strip()
    if not any(map(str.isalnum, text)):
        return not any(map(str.isalnum, say(text, language=tag).text))
    near_end = index >= len(article.blocks) - NEAR_END
    endmark = load_language(tag).endmark
    if near_end and endmark.fullmatch(text):
        return True
    return bool(_INITIALS.fullmatch(text)) and _is_last(article, index)


def _is_last(article: Article, index: int) -> bool:
    """Whether a block ends the story, after a sentence that is over."""
    before, after = article.blocks[:index], article.blocks[index + 1 :]
    if not before or any(block.kind is BlockKind.PARAGRAPH for block in after):
        return False
    return bool(_SENTENCE.search(before[-1].text.rstrip()))
