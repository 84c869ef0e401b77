"""Tests that an editor's click can become a rule for the whole site, after its effect was shown."""

from __future__ import annotations

from typing import Any

import pytest

from audiobrief.cleaner import load_rules
from tests.desk.desks import TestDesk

PAGE = """<!doctype html><html lang="en"><head><title>The pier at {place}</title>
<link rel="canonical" href="https://{host}/{slug}"></head><body>
<article class="report"><h1>The pier at {place}</h1>
<p>The pier at {place} will have a new deck before the summer, its keepers said on Monday.</p>
<p class="{promo}">Our evening walk along the coast near {place} begins at seven, and anybody may come.</p>
<p>The timber comes from a wood behind the town, and four carpenters have begun to cut it.</p>
<p>They will work from the land outwards, so that the boats can land at the end all year.</p>
</article><div class="related-notes"><p>A vote in the hall of {place} decided on the deck by a majority of eleven.</p></div>
</body></html>"""


def piers(desk: TestDesk, host: str, *places: str, promo: str = "evening-walk") -> list[str]:
    """The stories of several places, all on one site."""
    stories = []
    for place in places:
        text = PAGE.format(place=place, slug=place.lower(), host=host, promo=promo)
        stories.append(desk.wait(desk.submit(text)["id"], "waiting")["id"])
    return stories


def piece(desk: TestDesk, story: str, start: str) -> dict[str, Any]:
    pieces = desk.editor.ask("GET", f"/stories/{story}/article")["pieces"]
    found: dict[str, Any] = next(p for p in pieces if p["text"].startswith(start))
    return found


def test_a_text_that_is_taken_out_becomes_a_rule(desk: TestDesk) -> None:
    first, second, _ = piers(desk, "piers.example", "Ambleton", "Brinmouth", "Corrie")
    piers(desk, "elsewhere.example", "Dunlow")
    walk = piece(desk, second, "Our evening walk")
    assert walk["is_kept"]
    version = desk.editor.ask("GET", f"/stories/{second}")["version"]
    place = f"/stories/{second}/pieces/{walk['key']}"
    desk.editor.ask("PATCH", place, {"kept": False}, version=version)
    proposed = desk.editor.ask("POST", f"{place}/rules", {"kept": False})
    rule = next(each for each in proposed if each["selector"] == "p.evening-walk")
    assert (rule["host"], rule["tried"]) == ("*.piers.example", 3)
    # it is told of each page what would go, and nothing else would
    assert sorted(each["title"] for each in rule["pages"]) == [
        "The pier at Ambleton", "The pier at Brinmouth", "The pier at Corrie",
    ]  # fmt: skip
    for each in rule["pages"]:
        (gone,) = each["removed"]
        assert gone.startswith("Our evening walk")
        assert (each["added"], each["problem"]) == ([], "")
    other = desk.editor.send("POST", f"{place}/rule", {"kept": False, "selector": "article"})
    assert other.status_code == 422
    desk.editor.ask("POST", f"{place}/rule", {"kept": False, "selector": rule["selector"]})
    assert load_rules(desk.parts.rules.path)[0].drop == ("p.evening-walk",)
    (later,) = piers(desk, "piers.example", "Eastquay")
    gone = piece(desk, later, "Our evening walk")
    assert (gone["is_kept"], gone["label"]) == (False, "site rule piers-example")
    assert piece(desk, first, "Our evening walk")["is_kept"]
    entries = desk.editor.ask("GET", f"/ledger?story={second}")["items"]
    kept = next(entry for entry in entries if entry["what"] == "site rule kept")
    assert kept["detail"]["change"] == "p.evening-walk"
    desk.editor.ask("DELETE", "/rules/piers-example")
    assert desk.editor.ask("GET", "/rules") == []
    assert desk.editor.send("DELETE", "/rules/piers-example").status_code == 409


def test_a_text_that_is_put_back_becomes_a_rule(desk: TestDesk) -> None:
    (story,) = piers(desk, "votes.example", "Fallowby")
    vote = piece(desk, story, "A vote in the hall")
    assert not vote["is_kept"]
    place = f"/stories/{story}/pieces/{vote['key']}"
    proposed = desk.editor.ask("POST", f"{place}/rules", {"kept": True})
    assert [each["selector"] for each in proposed][-1] == "div.related-notes"
    desk.editor.ask("POST", f"{place}/rule", {"kept": True, "selector": "div.related-notes"})
    (rule,) = desk.editor.ask("GET", "/rules")
    assert rule["body"] == ["article.report", "div.related-notes"]
    (later,) = piers(desk, "votes.example", "Gannet")
    assert piece(desk, later, "A vote in the hall")["is_kept"]
    assert piece(desk, later, "Our evening walk")["is_kept"]
    desk.editor.ask("DELETE", f"/rules/{rule['name']}")


@pytest.mark.parametrize("fixed", ["headline", "dek", "byline"])
def test_a_headline_dek_or_byline_makes_no_rule(desk: TestDesk, fixed: str) -> None:
    text = PAGE.format(place="Inchby", slug="inchby", host="fixed.example", promo="x").replace(
        "</h1>",
        '</h1><p class="standfirst dek">The sea has taken half of it since the spring.</p>'
        '<p class="byline">By Ada Lind</p>',
    )
    text = text.replace(
        "<head>",
        '<head><meta name="description" content="The sea has taken half of it since the spring.">'
        '<meta name="author" content="Ada Lind">',
    )
    known = desk.editor.ask("GET", "/stories?q=Inchby")["items"]
    story = known[0]["id"] if known else desk.wait(desk.submit(text)["id"], "waiting")["id"]
    pieces = desk.editor.ask("GET", f"/stories/{story}/article")["pieces"]
    (found,) = [p for p in pieces if p["is_fixed"] and p["label"] == fixed]
    place = f"/stories/{story}/pieces/{found['key']}"
    for body in ({"kept": True}, {"kept": False}):
        for path in ("/rules", "/rule"):
            answer = desk.editor.send("POST", place + path, {**body, "selector": "h1"})
            assert answer.status_code == 422, (path, answer.text)
            assert answer.headers["Content-Type"].startswith("application/problem+json")
            assert f"is the {fixed} of the story" in answer.json()["detail"]
    assert desk.editor.ask("GET", "/rules") == []


def test_a_text_without_a_name_makes_no_rule(desk: TestDesk) -> None:
    story = desk.made("Heronsea")
    found = piece(desk, story["id"], "The wheel turns")
    answer = desk.editor.send(
        "POST", f"/stories/{story['id']}/pieces/{found['key']}/rules", {"kept": False}
    )
    assert answer.status_code == 422
    assert "has no address" in answer.json()["detail"]
