"""Tests that an editor takes back their own changes, and that the ledger says what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest

from audiobrief import Desk
from audiobrief.desk.states import Scope, Story
from audiobrief.errors import DeskConflict
from tests.desk.desks import TestDesk, page


class Pair(NamedTuple):
    ada: Desk
    bo: Desk


@pytest.fixture(scope="module")
def pair(desk: TestDesk) -> Iterator[Pair]:
    """Two editors of one desk."""
    with ExitStack() as stack:
        yield Pair(*(
            stack.enter_context(
                Desk(desk.address, desk.parts.accounts.add_token(name, frozenset({Scope.EDIT}), "a test"))
            )
            for name in ("ada", "bo")
        ))  # fmt: skip


def made(desk: TestDesk, place: str) -> str:
    return str(desk.made(place)["id"])


def say(who: Desk, story: str, at: int, said: str) -> str:
    """Change a sentence; returns its key."""
    key = who.script(story).sentences[at].key
    who.change_sentence(who.story(story), key, say=said)
    return key


def spoken(who: Desk, story: str) -> list[str]:
    return [sentence.spoken for sentence in who.script(story).sentences]


def undo(who: Desk, story: str, *, of_anyone: bool = False) -> Story:
    return who.undo(who.story(story), of_anyone=of_anyone)


def test_undo_takes_back_ones_own_change_and_no_colleagues(desk: TestDesk, pair: Pair) -> None:
    story = made(desk, "Ashby")
    before = spoken(pair.ada, story)
    say(pair.ada, story, -1, "Ada's end.")
    say(pair.ada, story, -2, "Ada's middle.")
    say(pair.bo, story, 0, "Bo's beginning.")
    assert (pair.ada.script(story).edits, pair.bo.script(story).edits) == (2, 1)
    undo(pair.ada, story)
    assert spoken(pair.ada, story) == ["Bo's beginning.", *before[1:-1], "Ada's end."]
    undo(pair.bo, story)
    assert spoken(pair.ada, story) == [*before[:-1], "Ada's end."]
    with pytest.raises(DeskConflict, match="nothing of yours to undo; the changes are of ada"):
        undo(pair.bo, story)
    undo(pair.ada, story)
    assert spoken(pair.ada, story) == before
    with pytest.raises(DeskConflict, match="there is nothing to undo"):
        undo(pair.ada, story)


def test_a_text_that_somebody_changed_since_is_theirs(desk: TestDesk, pair: Pair) -> None:
    story = made(desk, "Birtle")
    say(pair.ada, story, -1, "Ada's end.")
    say(pair.bo, story, -1, "Bo's end.")
    with pytest.raises(DeskConflict, match="bo changed a sentence since, and it is the same"):
        undo(pair.ada, story)
    assert spoken(pair.ada, story)[-1] == "Bo's end."
    undo(pair.bo, story)
    assert spoken(pair.ada, story)[-1] == "Ada's end."
    undo(pair.ada, story)
    assert pair.ada.script(story).edits == 0


def test_paragraphs_and_the_headline_are_taken_back_by_whoever_changed_them(
    desk: TestDesk, pair: Pair
) -> None:
    story = made(desk, "Cawder")
    pair.ada.decide_piece(pair.ada.story(story), "k0", kept=False)
    pair.bo.rewrite_piece(pair.bo.story(story), "headline", "Bo's headline")
    pair.ada.rewrite_piece(pair.ada.story(story), "k1", "Ada's paragraph.")
    assert undo(pair.bo, story).title == "The mill at Cawder opens"
    pieces = {piece.key: piece for piece in pair.ada.article(story).pieces}
    assert (pieces["k0"].is_kept, pieces["k1"].text) == (False, "Ada's paragraph.")
    undo(pair.ada, story)
    undo(pair.ada, story)
    assert not any(piece.is_changed for piece in pair.ada.article(story).pieces)


def test_a_paragraph_with_a_colleagues_sentence_does_not_go(desk: TestDesk, pair: Pair) -> None:
    story = made(desk, "Dorrel")
    gone = next(p.key for p in pair.ada.article(story).pieces if p.text.startswith("Subscribe"))
    pair.ada.decide_piece(pair.ada.story(story), gone, kept=True)
    at = next(n for n, said in enumerate(spoken(pair.bo, story)) if said.startswith("Subscr"))
    say(pair.bo, story, at, "Bo's words.")
    with pytest.raises(DeskConflict, match="bo changed a sentence since, in a paragraph"):
        undo(pair.ada, story)
    undo(pair.bo, story)
    undo(pair.ada, story)
    assert not any(said.startswith("Subscribe") for said in spoken(pair.ada, story))


def test_a_colleagues_change_is_taken_back_only_if_that_is_asked_for(
    desk: TestDesk, pair: Pair
) -> None:
    story = made(desk, "Emsby")
    long = "Bo's end " + "and so on " * 20
    say(pair.ada, story, 0, "Ada's beginning.")
    own = spoken(pair.bo, story)[-1]
    key = say(pair.bo, story, -1, f"{long}ended.")
    undo(pair.ada, story, of_anyone=True)
    undone, changed, first = [
        entry for entry in pair.ada.ledger(story=story) if entry.what in {"edited", "undid"}
    ]
    assert (undone.author, undone.what, undone.detail["whose"]) == ("ada", "undid", "bo")
    assert undone.detail["change"] == "changed a sentence"
    assert undone.detail["sentence"] == changed.detail["sentence"] == key
    assert undone.detail["old"] == changed.detail["new"]
    assert undone.detail["new"] == changed.detail["old"]
    assert own.startswith(changed.detail["old"].removesuffix("…"))
    assert changed.detail["new"].startswith("Bo's end and so on")
    assert len(changed.detail["new"]) <= 80
    assert changed.detail["new"].endswith("…")
    assert first.detail["new"] == "Ada's beginning."
    undo(pair.ada, story)
    entry = next(each for each in pair.ada.ledger(story=story) if each.what == "undid")
    assert ("whose" in entry.detail, entry.detail["old"]) == (False, "Ada's beginning.")


def test_a_change_is_taken_back_in_the_text_that_was_read_again(
    desk: TestDesk, pair: Pair
) -> None:
    story = made(desk, "Fenwold")
    pair.ada.decide_piece(pair.ada.story(story), "k2", kept=False)
    say(pair.bo, story, 0, "Bo's beginning.")
    # a paragraph more comes before the one that was taken out
    text = page("Fenwold").replace("<p>Ilsabe", "<p>It had rained for a week.</p><p>Ilsabe")
    desk.editor.ask(
        "POST", f"/stories/{story}/correction", {"text": text},
        version=pair.ada.story(story).version,
    )  # fmt: skip
    desk.wait(story, "waiting")
    assert not any(said.startswith("The wheel") for said in spoken(pair.ada, story))
    undo(pair.ada, story)
    said = spoken(pair.ada, story)
    assert said[0] == "Bo's beginning."
    assert {"It had rained for a week."} < set(said)
    assert said[-2].startswith("The wheel turns")
