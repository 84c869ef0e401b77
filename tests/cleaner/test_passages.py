"""Passages in another language: what the page says of them, and when it is not believed."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import VoiceRole
from audiobrief.segmenter import ScriptStyle, segment

OWN = "The harbour board voted on Monday to give the oldest quay in the town back to the sea."
ALIEN = "Der Hafen gehört am Ende immer dem Meer."


def page(*parts: str, language: str = "en-GB") -> str:
    body = "".join(f"<p>{OWN} It took year {number}.</p>" for number in range(6))
    return f"<html lang={language}><title>A quay</title><article><h1>A quay goes</h1>{body}{''.join(parts)}</article>"


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        (f"<blockquote lang=de>{ALIEN}</blockquote>", "de"),
        (f"<blockquote lang=de_AT><p>{ALIEN}</p></blockquote>", "de-AT"),
        (f"<div lang=fr><p lang=de>{ALIEN}</p></div>", "de"),
        # the article's own language, whatever its region
        (f"<p lang=en-US>{ALIEN}</p>", ""),
        (f"<p lang=und>{ALIEN}</p>", ""),
        (f"<p lang=''>{ALIEN}</p>", ""),
        (f"<p lang='de; DROP'>{ALIEN}</p>", ""),
    ],
)
def test_the_nearest_lang_tells(markup: str, language: str) -> None:
    article = clean(page(markup))
    assert article.blocks[-1].text == ALIEN
    assert article.blocks[-1].language == language
    assert {block.language for block in article.blocks[:-1]} == {""}


def test_a_template_that_marks_the_whole_text_is_not_believed() -> None:
    whole = page().replace("<article>", "<article lang=de>")
    assert {block.language for block in clean(whole).blocks} == {""}


def test_it_is_read_by_its_own_rules_and_announced_in_the_articles_language() -> None:
    written = "Am 3. Mai 1904 war es 1.234,5 Mark wert."
    made = clean(page(f"<blockquote lang=de><p>{ALIEN} {written}</p></blockquote>"))
    script = segment(made, ScriptStyle(announcements=0))
    foreign = [each for each in script.segments if each.language]
    assert [each.spoken for each in foreign] == [
        ALIEN,
        (
            "Am dritten Mai neunzehnhundertvier war es "
            "eintausendzweihundertvierunddreißig Komma fünf Mark wert."
        ),
    ]
    assert {each.language for each in foreign} == {"de"}
    first = script.segments.index(foreign[0])
    before, after = script.segments[first - 1], script.segments[first + 2]
    assert (before.written, after.written) == ("Quote:", "End quote.")
    assert {before.voice, after.voice} == {VoiceRole.ANNOUNCER}
