"""Tests texts that an editor writes in the place of a story's own: also of one that is published."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from audiobrief.desk.drafts import Draft, carried_over, change_article, decide_text
from audiobrief.desk.editing import MOST_REASON
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Author, Block, BlockKind, Mark, MarkKind
from audiobrief.publish import read_episode
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import publish_site
from audiobrief.publish.versions import read_versions
from tests.desk.desks import TestDesk, page
from tests.desk.test_stories import publish, sentences

CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def pieces(desk: TestDesk, story: str) -> dict[str, dict[str, Any]]:
    found = desk.editor.ask("GET", f"/stories/{story}/article")["pieces"]
    return {piece["key"]: piece for piece in found}


def rewrite(desk: TestDesk, story: dict[str, Any], **texts: str) -> dict[str, Any]:
    for key, text in texts.items():
        place = f"/stories/{story['id']}/pieces/{key}"
        story = desk.editor.ask("PATCH", place, {"text": text}, version=story["version"])
    return story


def items(desk: TestDesk) -> list[tuple[str | None, str | None, str | None]]:
    """Title, guid and author of each item of the site's feed."""
    channel = ET.parse(desk.root / "feed.xml").getroot()
    return [
        (item.findtext("title"), item.findtext("guid"), item.findtext(CREATOR))
        for item in channel.iter("item")
    ]


def test_a_published_headline_byline_and_paragraph_are_mended(desk: TestDesk) -> None:
    publish_site(desk.root, PublishSettings(url="https://listen.example/"))
    published = publish(desk, desk.made("Quillby"))
    folder = desk.root / published["folder"]
    publish_site(desk.root, PublishSettings(url="https://listen.example/"))
    ((title, guid, author),) = items(desk)
    assert (title, author) == ("The mill at Quillby opens", "Ada Lind")
    wheel = next(p for p in pieces(desk, published["id"]).values() if "nine years" in p["text"])
    changed = rewrite(
        desk, published,
        headline="The tide mill at Quillby opens", byline="Ada Lindh",
        dek="It took eight years.", note="An earlier version gave the wrong number of years.",
        **{wheel["key"]: wheel["text"].replace("nine years", "eight years")},
    )  # fmt: skip
    assert (changed["title"], changed["state"]) == ("The tide mill at Quillby opens", "waiting")
    assert read_episode(folder).article.title == title  # until it is approved
    waiting = desk.wait(published["id"], "waiting")
    assert waiting["is_correction"]
    again = publish(desk, waiting)
    assert again["folder"] == published["folder"]
    assert items(desk) == [("The tide mill at Quillby opens", guid, "Ada Lindh")]
    article = read_episode(folder).article
    assert (article.dek, article.authors) == ("It took eight years.", (Author("Ada Lindh"),))
    assert "after eight years of work" in article.blocks[0].text
    assert article.blocks[-1].kind is BlockKind.CORRECTION
    shown = (folder / "index.html").read_text("utf-8")
    assert "The tide mill at Quillby opens" in shown
    assert "eight years of work" in shown
    assert "nine years" not in shown
    said = " ".join(segment.spoken for segment in read_episode(folder).script.segments)
    assert "Ada Lindh" in said
    assert "An earlier version gave the wrong number of years." in said
    versions = read_versions(folder)
    assert [v.number for v in versions] == [1, 2]
    assert versions[1].why == "An earlier version gave the wrong number of years."
    told = desk.editor.ask("GET", f"/ledger?story={published['id']}")["items"]
    changes = [entry["detail"]["change"] for entry in told if entry["what"] == "edited"]
    assert set(changes) == {
        "changed the headline", "changed the byline", "changed the dek",
        "changed the correction note", "changed the text of a paragraph",
    }  # fmt: skip
    assert told[0]["what"] == "corrected"


def test_a_rewritten_text_is_undone_and_its_own_text_takes_it_back(desk: TestDesk) -> None:
    story = desk.made("Rushwick")
    changed = rewrite(desk, story, headline="Mill opens")
    piece = pieces(desk, story["id"])["headline"]
    assert (piece["text"], piece["own"]) == ("Mill opens", "The mill at Rushwick opens")
    assert (piece["is_changed"], piece["is_fixed"], piece["can_be_rewritten"]) == (True,) * 3
    undone = desk.editor.ask(
        "POST", f"/stories/{story['id']}/undo", {}, version=changed["version"]
    )
    assert undone["title"] == "The mill at Rushwick opens"
    changed = rewrite(desk, undone, k0="The mill opened.")
    assert "The mill opened." in [s["written"] for s in sentences(desk, story["id"])]
    own = pieces(desk, story["id"])["k0"]["own"]
    rewrite(desk, changed, k0=own)
    assert not pieces(desk, story["id"])["k0"]["is_changed"]


def test_what_stands_before_a_story_can_be_given_and_taken_away(desk: TestDesk) -> None:
    story = desk.made("Sedgeley")
    found = pieces(desk, story["id"])
    assert (found["dek"]["text"], found["dek"]["is_kept"]) == ("", False)
    assert list(found)[-1] == "note"
    changed = rewrite(desk, story, dek="A wheel turns.", byline="")
    roles = [(s["role"], s["written"]) for s in sentences(desk, story["id"])]
    assert ("dek", "A wheel turns.") in roles
    assert "byline" not in [role for role, _ in roles]
    looks = [said for _, said in desk.wait(story["id"], "waiting")["looks"]]
    assert "no byline" in looks
    rewrite(desk, changed, dek="", byline="Bo Ek and Cy Oye")
    assert pieces(desk, story["id"])["byline"]["text"] == "Bo Ek and Cy Oye"
    assert not pieces(desk, story["id"])["dek"]["is_changed"]


def test_the_second_of_two_who_rewrite_gets_both_texts(desk: TestDesk) -> None:
    story = desk.made("Tetney")
    rewrite(desk, story, headline="Mine first")
    late = desk.editor.send(
        "PATCH", f"/stories/{story['id']}/pieces/headline", {"text": "Mine, too"},
        version=story["version"],
    )  # fmt: skip
    assert late.status_code == 409
    assert (late.json()["theirs"]["text"], late.json()["yours"]) == (
        "Mine first",
        {"text": "Mine, too"},
    )


@pytest.mark.parametrize(
    ("key", "body", "said"),
    [
        ("headline", {"text": " "}, "a story has a headline"),
        ("byline", {"text": "-"}, "no word that can be said"),
        ("k0", {"text": ""}, "take it out instead"),
        ("k99", {"text": "x"}, "no text 'k99'"),
        ("d0", {"text": "x"}, "put it back before"),
        ("k0", {"text": "x", "kept": True}, "give one of"),
        ("k0", {}, "give one of"),
        ("note", {"kept": False}, "is the correction note of the story"),
    ],
)
def test_what_cannot_stand_in_a_story_is_refused(
    desk: TestDesk, key: str, body: dict[str, Any], said: str
) -> None:
    story = next(iter(desk.editor.ask("GET", "/stories?q=Uppingham")["items"]), None)
    story = story or desk.made("Uppingham")
    answer = desk.editor.send(
        "PATCH", f"/stories/{story['id']}/pieces/{key}", body, version=story["version"]
    )
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_a_long_note_is_cut_as_one_can_see_where_it_says_why(desk: TestDesk) -> None:
    note = "An earlier version gave a wrong number of years. " * 30
    story = rewrite(desk, desk.made("Wetwang"), note=note)
    why = desk.parts.stories.private(story["id"])["why"]
    assert why.endswith("…")
    assert len(why) <= MOST_REASON
    assert note.startswith(why.removesuffix("…"))


def test_a_rewritten_text_outlives_that_the_article_is_read_again(desk: TestDesk) -> None:
    story = desk.made("Vowchurch")
    story = rewrite(desk, story, headline="Mill opens", k0="The mill opened.", byline="Bo Ek")
    text = (
        page("Vowchurch").replace("$1.4 million", "$1.6 million").replace("Ada Lind", "Cy Oye")
    )
    desk.editor.ask(
        "POST", f"/stories/{story['id']}/correction", {"text": text}, version=story["version"]
    )
    again = desk.wait(story["id"], "waiting")
    found = pieces(desk, story["id"])
    assert again["title"] == found["headline"]["text"] == "Mill opens"
    assert found["k0"]["text"] == "The mill opened."
    assert "$1.6 million" in found["k1"]["text"]
    # the page has another byline now, which nobody has changed yet
    assert (found["byline"]["text"], found["byline"]["is_changed"]) == ("Cy Oye", False)


# ------------------------------------------------------------------- the article alone

LINKED = Block(
    BlockKind.PARAGRAPH, "The mill of Merrow opened on Monday.",
    marks=(Mark(4, 8, MarkKind.LINK, "https://a.example/"), Mark(12, 18, MarkKind.STRONG),
           Mark(29, 35, MarkKind.EMPHASIS)),
)  # fmt: skip
ARTICLE = Article(
    "Mill opens",
    (LINKED, Block(BlockKind.TABLE, "a, b; c, d", rows=(("a", "b"), ("c", "d")))),
    authors=(Author("Ada Lind", role="editor"), Author("Cy Oye", additional=True)),
)


def test_links_stay_where_the_text_stays() -> None:
    draft = decide_text(ARTICLE, Draft(), "k0", "The mill of Marrow opened on Monday.")
    changed = change_article(ARTICLE, draft).blocks[0]
    assert [changed.text[m.start : m.end] for m in changed.marks] == ["mill", "Monday"]
    draft = decide_text(
        ARTICLE, Draft(), "k0", "The old mill of Merrow opened at last on Monday."
    )
    changed = change_article(ARTICLE, draft).blocks[0]
    assert [changed.text[m.start : m.end] for m in changed.marks] == ["Monday"]
    draft = decide_text(ARTICLE, Draft(), "k0", "The mill of Merrow Merrow opened on Monday.")
    changed = change_article(ARTICLE, draft).blocks[0]
    assert [changed.text[m.start : m.end] for m in changed.marks] == [
        "mill",
        "Merrow",
        "Monday",
    ]


def test_an_author_who_stays_keeps_the_role() -> None:
    draft = decide_text(ARTICLE, Draft(), "byline", "Ada Lind and Bo Ek")
    assert change_article(ARTICLE, draft).authors == (
        Author("Ada Lind", role="editor"),
        Author("Bo Ek"),
        Author("Cy Oye", additional=True),
    )


def test_a_table_is_not_rewritten() -> None:
    with pytest.raises(ScriptError, match="a table is read from its page"):
        decide_text(ARTICLE, Draft(), "k1", "a and b")


def test_a_paragraph_that_is_gone_takes_its_change_with_it() -> None:
    draft = decide_text(ARTICLE, Draft(), "k0", "The mill opened.")
    draft = decide_text(ARTICLE, draft, "note", "It said Tuesday.")
    other = Article("Mill opens", (Block(BlockKind.PARAGRAPH, "Another text."), LINKED))
    assert dict(carried_over(draft, ARTICLE, other).texts) == {
        "k1": "The mill opened.",
        "note": "It said Tuesday.",
    }
    gone = Article("Mill opens", (Block(BlockKind.PARAGRAPH, "Another text."),))
    assert dict(carried_over(draft, ARTICLE, gone).texts) == {"note": "It said Tuesday."}
