"""An article that may not be the whole story, or not the story alone, says so and says why."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.confidence import SIGNS
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import ConfigError, DoubtfulArticle
from audiobrief.model import Article, Page, Role
from audiobrief.segmenter import ScriptStyle, segment
from audiobrief.settings.tree import read_settings
from tests.batch.running import make_all, quick_settings
from tests.torture.running import invoke

STORY = [
    f"The {name} lighthouse of Skerrow was lit again on Tuesday night, after a winter in which its "
    f"keeper, Maud Hallam, carried the oil up by hand, {count} steps and a ladder, every evening."
    for name, count in (
        ("north", "ninety"), ("south", "sixty"), ("east", "eighty"), ("west", "seventy"),
        ("inner", "forty"), ("outer", "fifty"), ("old", "twenty"), ("new", "thirty"),
    )
]  # fmt: skip
WALL = '<div class="offer"><p>Subscribe to read the rest of this story.</p></div>'
CUT = "The council has said that it will pay for the oil, but not for the ladder, since"
SHORTER = "the page's data gives a longer text"
WALLED = "a paywall may have cut the text"


def page(
    paragraphs: list[str], *, told: list[str] | None = None, free: bool = True, beside: str = ""
) -> str:
    data = {
        "@type": "NewsArticle", "headline": "The lights of Skerrow", "isAccessibleForFree": free,
        "articleBody": "\n".join(told or []),
    }  # fmt: skip
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html lang="en"><head><script type="application/ld+json">{json.dumps(data)}</script>'
        f"</head><body><main><h1>The lights of Skerrow</h1><div class=left>{body}</div>"
        f"{beside}</main></body></html>"
    )


def test_a_plain_story_leaves_no_doubt() -> None:
    article = clean(page(STORY, told=STORY))
    assert (article.confidence, article.doubts, article.ends_at_wall) == (1.0, (), False)


def test_a_text_that_the_pages_data_gives_in_full_is_missed() -> None:
    article = clean(page(STORY[:5], told=STORY))
    assert article.doubts[0] == SHORTER
    assert article.confidence < 0.8
    assert clean(page(STORY[:6], told=STORY)).confidence > article.confidence


def test_a_text_of_which_the_page_shows_little_is_read_from_its_data() -> None:
    assert [block.text for block in clean(page(STORY[:2], told=STORY)).blocks] == STORY
    assert len(clean(page(STORY[:2], told=STORY, beside=WALL)).blocks) == 2


def test_a_story_that_stops_at_a_wall_says_so() -> None:
    article = clean(page([*STORY, CUT], free=False, beside=WALL))
    assert article.ends_at_wall
    assert WALLED in article.doubts
    assert article.is_doubtful
    assert article.confidence == pytest.approx(0.54)


def test_a_whole_story_under_a_subscribers_flag_does_not() -> None:
    article = clean(
        page([*STORY, *(text.replace("winter", "spring") for text in STORY)], free=False)
    )
    assert not article.ends_at_wall
    assert article.doubts == ()


DEK = (
    "For the first time since the spring storms the oil was carried up by hand, and the boats of "
    "the bay came out to see it burn. The council says that it will pay for the next winter, too."
)
HEAD = (
    f'<p class="dek">{DEK}</p><p class="byline">By Ada Quill, who has sailed past Skerrow.</p>'
    '<p class="date">4 March 2031</p>'
)
DROPPED = "running text was dropped between the paragraphs"


def test_a_head_that_is_said_was_not_dropped_from_the_text() -> None:
    html = page(STORY[:6]).replace("<div class=left>", f"<div class=left>{HEAD}")
    article = clean(html)
    assert article.dek == DEK
    assert [block.text for block in article.blocks] == STORY[:6]
    assert article.doubts == ()


def test_running_text_in_the_place_of_a_name_is_missed() -> None:
    bio = (
        "Ada Quill has kept the lights of four bays, and says that none of them was as cold as the "
        "one at Skerrow, where the stairs were iced over from the inside for most of the winter and "
        "the keeper slept in her boots, since the boat that brings the coal came only twice."
    )
    html = page(STORY[:6]).replace(
        "<div class=left>",
        f'<div class=left><p class="byline" itemprop="author">By Ada Quill. {bio}</p>',
    )
    article = clean(html)
    assert (bio in " ".join(block.text for block in article.blocks)) == (
        DROPPED not in article.doubts
    )


def test_another_text_beside_the_article_may_be_the_article() -> None:
    other = "".join(f"<p>{text.replace('lit', 'painted')}</p>" for text in STORY[:6])
    article = clean(page(STORY, beside=f"<div class=right>{other}</div>"))
    kept = " ".join(block.text for block in article.blocks)
    assert ("painted" in kept) == (not article.doubts)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.words)
def test_each_sign_takes_some_of_the_confidence_and_never_all(sign: object) -> None:
    weight, least, full = (getattr(sign, name) for name in ("weight", "least", "full"))
    assert 0 < weight < 1
    assert least < full


def test_the_end_of_a_story_at_a_wall_is_heard_and_can_be_left_unsaid() -> None:
    article = clean(page([*STORY, CUT], free=False, beside=WALL))
    said = "The rest of this article is for subscribers."
    cues = [s.spoken for s in segment(article).segments if s.role is Role.CUE]
    assert cues[0] == said
    silent = segment(article, ScriptStyle(wall=False)).segments
    assert said not in [s.spoken for s in silent]


def test_what_speaks_against_an_article_survives_json() -> None:
    article = clean(page([*STORY, CUT], free=False, beside=WALL))
    assert msgspec.json.decode(msgspec.json.encode(article), type=Article) == article


def test_an_article_of_too_little_confidence_is_refused() -> None:
    doubtful = Page(page([*STORY, CUT], free=False, beside=WALL), name="skerrow.html")
    with pytest.raises(DoubtfulArticle, match=r"skerrow\.html is 0\.54 of 1, and 0\.60 is"):
        read_manuscript(doubtful, read_settings(overrides={"fail_below": 0.6}))
    assert read_manuscript(doubtful, read_settings(overrides={"fail_below": 0.5}))


def test_a_limit_that_is_no_share_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"fail_below 1\.5 is out of range: 0 to 1"):
        read_settings(overrides={"fail_below": 1.5})


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "pages" / "skerrow.html"
    path.parent.mkdir()
    html = page([*STORY, CUT], free=False, beside=WALL)
    path.write_text(html, encoding="utf-8")
    return path


def test_make_and_clean_warn_and_make_refuses_where_it_is_asked_to(
    doubtful: Path, tmp_path: Path
) -> None:
    code, out, said = invoke("clean", str(doubtful))
    assert code == 0
    assert said.startswith(
        "warning: the confidence in the article is 0.54 of 1: a paywall may have cut the text"
    )
    assert "sure to" not in out
    _, explained, _ = invoke("clean", "--explain", str(doubtful))
    assert explained.startswith("note: the confidence in the article is 0.54")
    output = tmp_path / "output"
    call = ("make", str(doubtful), "-o", str(output), "-e", "tone", "--loudness", "off")
    code, _, said = invoke(*call, "--fail-below", "0.6")
    assert code == 1
    assert "compare it with its page" in said
    assert not output.exists()
    code, _, said = invoke(*call)
    assert code == 0
    assert "warning: the confidence in the article is 0.54" in said


def test_the_report_begins_with_the_least_sure_and_a_batch_refuses_them(
    doubtful: Path, tmp_path: Path
) -> None:
    plain = page(STORY, told=STORY).replace("The lights of Skerrow", "All lights are lit")
    (doubtful.parent / "all.html").write_text(plain, encoding="utf-8")
    output = tmp_path / "episodes"
    make_all(doubtful.parent, str(output), quick_settings())
    code, out, _ = invoke("report", "--json", str(output))
    episodes = json.loads(out)["episodes"]
    assert code == 0
    assert [each["confidence"] for each in episodes] == [0.54, 1.0]
    assert episodes[0]["doubts"].startswith(WALLED)
    strict = tmp_path / "strict"
    events, tally = make_all(doubtful.parent, str(strict), quick_settings(fail_below=0.6))
    assert tally.exit_code == 3
    assert [e.row.reason for e in events if e.row.reason] == ["unsure of the article"]
