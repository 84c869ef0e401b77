"""Tests a story's way over the desk by its HTTP interface: made, changed, approved, withdrawn."""

from __future__ import annotations

import html
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from audiobrief.batch.withdrawal import Record
from audiobrief.desk import pages
from audiobrief.desk.feeds import Source
from audiobrief.engines.tone import ToneEngine
from audiobrief.publish import read_episode
from audiobrief.publish.versions import read_versions
from tests.desk.desks import PATIENCE_S, TestDesk, desk_settings, open_desk, page

QUORNDAHL = "Ilsabe Quorndahl"
VORNDAHL = "Ilsabe Vorndahl"


def sentences(desk: TestDesk, story: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.editor.ask("GET", f"/stories/{story}/script")[
        "sentences"
    ]
    return found


def cost(desk: TestDesk, story: str) -> dict[str, Any]:
    return next(s for s in sentences(desk, story) if "$1.4" in s["written"])


def publish(desk: TestDesk, story: dict[str, Any]) -> dict[str, Any]:
    desk.editor.ask("POST", f"/stories/{story['id']}/approval", {}, version=story["version"])
    return desk.wait(story["id"], "published")


def test_a_story_is_made_and_published_only_when_it_is_approved(desk: TestDesk) -> None:
    answer = desk.editor.send("POST", "/stories", {"text": page("Applewick")})
    story = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/api/v1/stories/{story['id']}"
    assert answer.headers["ETag"] == '"v1.1"'
    made = desk.wait(story["id"], "waiting")
    assert made["title"] == "The mill at Applewick opens"
    assert (made["duration_ms"] > 5_000, made["folder"]) == (True, "")
    assert not list(desk.root.glob("*/episode.json"))
    published = publish(desk, made)
    episode = read_episode(desk.root / published["folder"])
    assert episode.article.title == made["title"]
    told = [e["what"] for e in desk.editor.ask("GET", f"/ledger?story={story['id']}")["items"]]
    assert told == ["published", "approved", "made", "read", "submitted"]


def test_the_same_key_is_one_story_and_no_other_text_may_have_it(desk: TestDesk) -> None:
    text = {"text": page("Brackwater")}
    first, again = (desk.editor.send("POST", "/stories", text, key="k-1") for _ in "ab")
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["id"] == again.json()["id"]
    other = desk.editor.send("POST", "/stories", {"text": page("Elsewhere")}, key="k-1")
    assert other.status_code == 409
    assert other.headers["Content-Type"] == "application/problem+json"
    assert "idempotency key" in other.json()["detail"]


def test_the_same_page_pasted_twice_is_made_once(desk: TestDesk) -> None:
    first = desk.made("Cobble")
    second = desk.wait(desk.submit(page("Cobble"))["id"], "refused")
    assert "the same story" in second["reason"]
    assert first["id"] != second["id"]


def test_a_page_without_an_article_is_refused_with_what_to_do(desk: TestDesk) -> None:
    story = desk.submit(
        "<html><body><nav><a href='/a'>News</a></nav><form>Log in</form></body>"
    )
    refused = desk.wait(story["id"], "refused")
    assert "there is no article" in refused["reason"]
    assert refused["advice"].startswith("paste the article's text")


def test_a_changed_sentence_is_said_so_and_can_be_undone(desk: TestDesk) -> None:
    story = desk.made("Dunmere")
    key = cost(desk, story["id"])["key"]
    place = f"/stories/{story['id']}/sentences/{key}"
    before = desk.editor.get(f"/api/v1{place}/sound").content
    tried = desk.editor.send("POST", f"{place}/sound", {"say": "A dear wheel."})
    assert tried.headers["Content-Type"] == "audio/wav"
    assert tried.content[:4] == b"RIFF"
    assert desk.editor.get(f"/api/v1{place}/sound").content == before
    changed = desk.editor.ask(
        "PATCH", place, {"say": "A dear wheel."}, version=story["version"]
    )
    assert desk.editor.get(f"/api/v1{place}/sound").content == tried.content
    said = cost(desk, story["id"])
    assert (said["spoken"], said["is_changed"]) == ("A dear wheel.", True)
    assert said["own"].endswith("dollars and a good deal of patience.")
    renewed = desk.wait(story["id"], "waiting")
    assert renewed["duration_ms"] < story["duration_ms"]
    assert changed["version"] == renewed["version"]
    assert changed["revision"] < renewed["revision"]
    published = publish(desk, renewed)
    script = read_episode(desk.root / published["folder"]).script
    assert "A dear wheel." in [segment.spoken for segment in script.segments]
    undone = desk.editor.ask(
        "POST", f"/stories/{story['id']}/undo", {}, version=published["version"]
    )
    assert undone["state"] == "waiting"
    assert undone["is_correction"]
    assert not cost(desk, story["id"])["is_changed"]
    assert desk.wait(story["id"], "waiting")["duration_ms"] == story["duration_ms"]


def test_a_muted_sentence_is_left_out_but_not_all_of_them(desk: TestDesk) -> None:
    story = desk.made("Eastlow")
    version = story["version"]
    keys = [s["key"] for s in sentences(desk, story["id"])]
    for key in keys[:-1]:
        place = f"/stories/{story['id']}/sentences/{key}"
        version = desk.editor.ask("PATCH", place, {"muted": True}, version=version)["version"]
    last = desk.editor.send(
        "PATCH",
        f"/stories/{story['id']}/sentences/{keys[-1]}",
        {"muted": True},
        version=version,
    )
    assert last.status_code == 422
    assert "every sentence is muted" in last.json()["detail"]
    assert [s["is_muted"] for s in sentences(desk, story["id"])].count(False) == 1
    assert desk.wait(story["id"], "waiting")["duration_ms"] < story["duration_ms"] / 2


def test_the_headline_dek_and_byline_are_in_the_story_and_stay_there(desk: TestDesk) -> None:
    story = desk.made("Scarsby")
    pieces = desk.editor.ask("GET", f"/stories/{story['id']}/article")["pieces"]
    # an empty dek and note are fixed, too, so that they can be given
    head = {p["label"]: p for p in pieces if p["is_fixed"] and p["text"]}
    assert {"headline", "byline"} <= set(head)
    assert all(p["is_kept"] and not p["is_changed"] for p in head.values())
    assert not any(p["is_fixed"] for p in pieces if p["label"] == "paragraph")
    for label, piece in head.items():
        for kept in (True, False):
            place = f"/stories/{story['id']}/pieces/{piece['key']}"
            refused = desk.editor.send("PATCH", place, {"kept": kept}, version=story["version"])
            assert refused.status_code == 422
            assert f"is the {label} of the story" in refused.json()["detail"]
    titles = [s["role"] for s in sentences(desk, story["id"])]
    assert titles.count("title") == 1


def test_paragraphs_are_put_back_and_taken_out(desk: TestDesk) -> None:
    story = desk.made("Fenby")
    pieces = desk.editor.ask("GET", f"/stories/{story['id']}/article")["pieces"]
    advert = next(p for p in pieces if p["text"].startswith("Subscribe"))
    wheel = next(p for p in pieces if p["text"].startswith("The wheel"))
    assert (advert["is_kept"], wheel["is_kept"]) == (False, True)
    key = cost(desk, story["id"])["key"]
    version = desk.editor.ask(
        "PATCH", f"/stories/{story['id']}/sentences/{key}", {"say": "A dear wheel."},
        version=story["version"],
    )["version"]  # fmt: skip
    for piece, kept in ((advert, True), (wheel, False)):
        place = f"/stories/{story['id']}/pieces/{piece['key']}"
        version = desk.editor.ask("PATCH", place, {"kept": kept}, version=version)["version"]
    written = " ".join(s["written"] for s in sentences(desk, story["id"]))
    assert "Subscribe to our newsletter" in written
    assert "The wheel turns" not in written
    assert cost(desk, story["id"])["spoken"] == "A dear wheel."
    answer = desk.editor.send(
        "PATCH", f"/stories/{story['id']}/pieces/k99", {"kept": True}, version=version
    )
    assert answer.status_code == 422


def test_the_second_of_two_editors_gets_both_texts(desk: TestDesk) -> None:
    story = desk.made("Gullhythe")
    key = cost(desk, story["id"])["key"]
    place = f"/stories/{story['id']}/sentences/{key}"
    first = desk.editor.send("PATCH", place, {"say": "Mine first."}, version=story["version"])
    second = desk.editor.send("PATCH", place, {"say": "Mine, too."}, version=story["version"])
    assert (first.status_code, second.status_code) == (200, 409)
    told = second.json()
    assert told["theirs"]["spoken"] == "Mine first."
    assert told["yours"]["say"] == "Mine, too."
    assert second.headers["ETag"].startswith(f'"v{told["version"]}.')
    assert cost(desk, story["id"])["spoken"] == "Mine first."
    assert desk.editor.send("PATCH", place, {"say": "x y"}).status_code == 428


def test_a_correction_keeps_the_version_on_the_site_until_it_is_approved(
    desk: TestDesk,
) -> None:
    published = publish(desk, desk.made("Hollin"))
    folder = desk.root / published["folder"]
    corrected = page("Hollin").replace("$1.4 million", "$1.6 million")
    desk.editor.ask(
        "POST", f"/stories/{published['id']}/correction",
        {"text": corrected, "why": "It cost more."}, version=published["version"],
    )  # fmt: skip
    waiting = desk.wait(published["id"], "waiting")
    assert waiting["is_correction"]
    assert "$1.4" in read_episode(folder).article.blocks[1].text
    again = publish(desk, waiting)
    assert again["folder"] == published["folder"]
    assert "$1.6" in read_episode(folder).article.blocks[1].text
    assert [v.number for v in read_versions(folder)] == [1, 2]
    assert read_versions(folder)[1].why == "It cost more."
    told = [
        e["what"] for e in desk.editor.ask("GET", f"/ledger?story={published['id']}")["items"]
    ]
    assert told[0] == "corrected"


def test_a_withdrawn_story_leaves_its_site_and_comes_back_when_it_is_restored(
    desk: TestDesk,
) -> None:
    published = publish(desk, desk.made("Ivelry"))
    place = f"/stories/{published['id']}"
    desk.editor.ask(
        "POST", f"{place}/withdrawal", {"reason": "The wrong mill.", "notice": True},
        version=published["version"],
    )  # fmt: skip
    gone = desk.wait(published["id"], "withdrawn")
    assert not (desk.root / published["folder"] / "episode.json").exists()
    assert "The wrong mill." in (desk.root / published["folder"] / "index.html").read_text(
        "utf-8"
    )
    assert desk.editor.get(f"/api/v1{place}/sound").status_code == 404
    refused = desk.editor.send("POST", f"{place}/approval", {}, version=gone["version"])
    assert refused.status_code == 409
    desk.editor.ask("POST", f"{place}/restoration", version=gone["version"])
    # the site has no version of it that this one would correct
    assert not desk.wait(published["id"], "waiting")["is_correction"]
    assert publish(desk, desk.wait(published["id"], "waiting"))["folder"] == published["folder"]


def test_a_withdrawal_that_was_broken_off_is_brought_to_its_end(desk: TestDesk) -> None:
    published = publish(desk, desk.made("Jutland"))
    # as if the desk had been killed after the register was written, before its own file was
    Record(str(desk.root), desk.parts.settings).withdraw(published["folder"], reason="Wrong.")
    desk.editor.ask(
        "POST", f"/stories/{published['id']}/withdrawal", {"reason": "Wrong."},
        version=published["version"],
    )  # fmt: skip
    gone = desk.wait(published["id"], "withdrawn")
    assert (gone["reason"], gone["advice"]) == ("Wrong.", "")


def test_what_is_scheduled_waits_and_its_approval_can_be_taken_back(desk: TestDesk) -> None:
    story = desk.made("Jarrow Sands")
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    place = f"/stories/{story['id']}/approval"
    approved = desk.editor.ask("POST", place, {"at": later}, version=story["version"])
    assert (approved["state"], approved["due"][:16]) == ("approved", later[:16])
    back = desk.editor.ask("DELETE", place, version=approved["version"])
    assert (back["state"], back["due"]) == ("waiting", None)
    bare = desk.editor.send(
        "POST", place, {"at": "2031-01-01T00:00:00"}, version=back["version"]
    )
    assert bare.status_code == 422
    never = {"at": "9999-12-31T23:59:59-12:00"}
    assert desk.editor.send("POST", place, never, version=back["version"]).status_code == 422
    soon = (datetime.now(UTC) + timedelta(seconds=0.3)).isoformat()
    desk.editor.ask("POST", place, {"at": soon}, version=back["version"])
    assert desk.wait(story["id"], "published")["folder"]


@pytest.mark.parametrize("wait_s", [0.0, 0.1, 0.3])
def test_an_approval_that_is_taken_back_was_in_time(desk: TestDesk, wait_s: float) -> None:
    place = f"Ridgeway {wait_s:g}"
    sentence = "<p>The wheel of the mill turns once more, said those who watched it turn.</p>"
    text = page(place).replace("</article>", f"{sentence * 40}</article>")
    story = desk.wait(desk.submit(text)["id"], "waiting")
    path = f"/stories/{story['id']}/approval"
    approved = desk.editor.ask("POST", path, {}, version=story["version"])
    time.sleep(wait_s)
    back = desk.editor.send("DELETE", path, version=approved["version"])
    end = time.monotonic() + (3 if back.ok else PATIENCE_S)
    while time.monotonic() < end:
        now = desk.editor.ask("GET", f"/stories/{story['id']}")
        if now["folder"]:
            break
        time.sleep(0.05)
    assert (back.status_code, now["state"], now["folder"]) in {
        (200, "waiting", ""),
        (409, "published", now["folder"] or "its folder"),
    }


def test_an_article_as_data_is_held_until_its_embargo_ends(desk: TestDesk) -> None:
    article = {
        "id": "cms-1", "headline": "Ferry back", "authors": ["Bo Ek"],
        "body": "<p>The ferry to the island runs again from Tuesday, its owner said.</p>",
        "publish_after": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    story = desk.wait(desk.submit(article=article)["id"], "waiting")
    assert story["title"] == "Ferry back"
    approved = desk.editor.ask(
        "POST", f"/stories/{story['id']}/approval", {}, version=story["version"]
    )
    assert approved["state"] == "approved"
    assert approved["due"][:13] == article["publish_after"][:13]
    wrong = desk.editor.send("POST", "/stories", {"article": {"headline": 3, "body": "x"}})
    assert wrong.status_code == 422
    assert "headline must be text" in wrong.json()["detail"]


def test_what_data_says_that_the_desk_does_not_know_is_named(desk: TestDesk) -> None:
    article = {
        "headline": "Bell back", "editr": "Bo Ek", "language": "en",
        "body": "<p>The bell of the chapel rings again from Tuesday, its ringer said.</p>",
    }  # fmt: skip
    story = desk.wait(desk.submit(article=article)["id"], "waiting")
    (look,) = (said for _, said in story["looks"] if "unknown were left out" in said)
    assert "'editr'" in look


def test_what_the_reading_noticed_is_said_once(desk: TestDesk) -> None:
    german = (
        "<html lang=en><article><h1>Neue Brücke in Holm eröffnet</h1><p>Die Stadt hat am Dienstag "
        "eine neue Brücke über den Fluss eröffnet, die seit drei Jahren gebaut wurde.</p><p>Rund "
        "tausend Menschen kamen zu der Feier am Ufer, und niemand weiß, was sie kostet.</p>"
    )
    looks = desk.wait(desk.submit(german)["id"], "waiting")["looks"]
    assert sum("but its text is in" in said for _, said in looks) == 1


def test_what_is_followed_is_held_as_its_list_says(desk: TestDesk, tmp_path: Path) -> None:
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    rows = [
        {
            "id": f"held {status or 'later'}", "headline": f"Held back {status or 'later'}", "status": status,
            "publish_after": None if status else later,
            "body": f"<p>The {status or 'later'} ferry runs again from Tuesday, its owner said to all.</p>",
        }
        for status in ("draft", "withdrawn", None)
    ]  # fmt: skip
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert desk.parts.following.bring(Source(str(path), is_fixed=True)) == 1
    (story,) = desk.editor.ask("GET", "/stories?q=held")["items"]
    story = desk.wait(story["id"], "waiting")
    assert story["title"] == "Held back later"
    approved = desk.editor.ask(
        "POST", f"/stories/{story['id']}/approval", {}, version=story["version"]
    )
    assert (approved["state"], approved["due"][:13]) == (
        "approved",
        later[:13],
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "give one of address, text and article"),
        ({"address": "https://a.example/", "text": "x" * 99}, "give one of"),
        ({"address": "file:///etc/passwd"}, "is no address of the web"),
        ({"address": "not an address"}, "is no address of the web"),
        ({"address": "https://user:secret@a.example/"}, "user name or password"),
        ({"text": "short"}, "too short"),
        ({"article": {"id": "x", "status": "withdrawn"}}, "neither a body nor an address"),
        ({"article": {"headline": "x"}}, "has neither"),
        (
            {"article": {"headline": "x", "body": "x", "status": "withdrawn"}},
            "status is withdrawn",
        ),
        ({"article": {"headline": "x", "body": "x", "status": "draft"}}, "that of a draft"),
    ],
)
def test_what_cannot_be_submitted_is_refused_at_once(
    desk: TestDesk, body: dict[str, Any], said: str
) -> None:
    answer = desk.editor.send("POST", "/stories", body)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_wrong_bodies_are_problems_that_name_the_field(desk: TestDesk) -> None:
    answer = desk.editor.send("POST", "/stories", {"adress": "https://a.example/"})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "adress" in answer.text


def test_a_dropped_file_is_read_by_its_name(desk: TestDesk) -> None:
    sent = {"Origin": desk.address, "X-CSRF-Token": desk.editor.csrf}

    def drop(name: str, content: bytes) -> requests.Response:
        return desk.editor.session.post(
            f"{desk.address}/api/v1/files", params={"name": name}, data=content, headers=sent,
            timeout=PATIENCE_S,
        )  # fmt: skip

    answer = drop("saved.html", page("Kelder").encode("utf-16"))
    assert answer.status_code == 202, answer.text
    assert desk.wait(answer.json()["id"], "waiting")["title"] == "The mill at Kelder opens"
    assert drop("photo.jpg", b"\xff\xd8").status_code == 422
    assert drop("../../etc/passwd", b"root").status_code == 422
    assert drop("empty.html", b"").status_code == 422


def test_the_list_puts_what_is_worth_a_look_first_and_comes_in_parts(desk: TestDesk) -> None:
    for place in ("Larch", "Moss", "Nettle"):
        desk.made(place)
    seen: list[str] = []
    cursor = ""
    while True:
        part = desk.editor.ask("GET", f"/stories?limit=2&state=waiting&cursor={cursor}")
        seen += [story["id"] for story in part["items"]]
        cursor = part["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == part["counts"]["waiting"] >= 3
    first = desk.editor.ask("GET", "/stories?limit=1")["items"][0]
    assert first["state"] in {"waiting", "refused"}
    (found,) = desk.editor.ask("GET", "/stories?q=mill+nettle")["items"]
    assert found["title"] == "The mill at Nettle opens"
    assert desk.editor.ask("GET", "/stories?q=100%25")["items"] == []
    assert desk.editor.get("/api/v1/stories?cursor=nonsense").status_code == 404


def test_a_name_that_is_approved_renews_the_stories_that_say_it(desk: TestDesk) -> None:
    # a name that no other story of this desk says; test_renewal.py has those that do not say it
    texts = (page(place).replace(QUORNDAHL, VORNDAHL) for place in ("Orrel", "Pell"))
    waiting, published = (desk.wait(desk.submit(text)["id"], "waiting") for text in texts)
    published = publish(desk, published)
    assert is_named_unknown(desk, published["id"])
    names = desk.editor.ask("GET", "/names")["unknown"]
    told = next(n for n in names if n["name"] == VORNDAHL)
    assert {s["id"] for s in told["stories"]} >= {waiting["id"], published["id"]}
    wrong = desk.editor.send("PUT", f"/names/{VORNDAHL}", {})
    assert wrong.status_code == 422
    kept = desk.editor.ask("PUT", f"/names/{VORNDAHL}", {"say": "IL-suh-buh VAWN-dahl"})
    assert kept["stories"] == 2
    assert kept["pronunciation"]["approved"]
    desk.wait(waiting["id"], "waiting")
    assert "vorn" not in cost(desk, waiting["id"])["spoken"].lower()
    desk.wait(published["id"], "published")
    assert not is_named_unknown(desk, published["id"])
    script = read_episode(desk.root / published["folder"]).script
    assert any(
        "ilsuhbuh" in s.spoken.lower().replace("-", "").replace(" ", "")
        for s in script.segments
    )
    assert VORNDAHL not in [n["name"] for n in desk.editor.ask("GET", "/names")["unknown"]]
    pls = desk.editor.get("/api/v1/lexicon.pls")
    assert "<grapheme>Ilsabe Vorndahl</grapheme><alias>IL-suh-buh VAWN-dahl</alias>" in pls.text
    assert VORNDAHL in desk.parts.lexicon.path.read_text("utf-8")
    desk.editor.ask("DELETE", f"/names/{VORNDAHL}")
    assert VORNDAHL not in desk.parts.lexicon.path.read_text("utf-8")
    desk.wait(waiting["id"], "waiting")
    assert "Vorndahl" in cost(desk, waiting["id"])["spoken"]
    desk.wait(published["id"], "published")
    assert is_named_unknown(desk, published["id"])


def test_the_page_of_names_tells_how_they_are_ordered(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for is_there, order in ((True, "the rarest first"), (False, "the most frequent first")):
        monkeypatch.setattr(pages, "has_word_lists", lambda there=is_there: there)
        told = html.unescape(desk.editor.get("/names").text)
        assert order in told
        assert ("pip install 'audiobrief[names]'" in told) is not is_there
    # who decides there is told what follows for what is published
    assert "are published again at once" in told


def is_named_unknown(desk: TestDesk, story: str) -> bool:
    """Whether the list of stories tells that the voice does not know the name."""
    listed = desk.editor.ask("GET", "/stories?q=pell")["items"]
    told = next(each for each in listed if each["id"] == story)
    return any(VORNDAHL in said for _, said in told["looks"])


def test_a_pls_lexicon_comes_in_but_no_entities(desk: TestDesk) -> None:
    def send(content: bytes) -> requests.Response:
        headers = {"Origin": desk.address, "X-CSRF-Token": desk.editor.csrf}
        return desk.editor.session.post(
            f"{desk.address}/api/v1/lexicon.pls",
            data=content,
            headers=headers,
            timeout=PATIENCE_S,
        )

    pls = desk.editor.get("/api/v1/lexicon.pls").text.replace(
        "</lexicon>",
        "<lexeme><grapheme>Wyke</grapheme><phoneme>waɪk</phoneme></lexeme></lexicon>",
    )
    assert send(pls.encode()).json()["names"] >= 1
    assert "Wyke" in desk.editor.get("/api/v1/lexicon.pls").text
    bomb = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><lexicon>&a;</lexicon>'
    assert send(bomb).status_code == 422
    assert send(b"<html/>").status_code == 422


def test_a_preview_says_a_name_as_it_is_tried(desk: TestDesk) -> None:
    def hear(**lexicon: Any) -> bytes:
        answer = desk.editor.send(
            "POST", "/preview", {"text": "Wend said so.", "lexicon": lexicon}
        )
        assert answer.status_code == 200, answer.text
        return answer.content

    assert hear() != hear(Wend={"say": "WEN-duh-luh"})
    silent = desk.editor.send("POST", "/preview", {"text": "…"})
    assert silent.status_code == 422
    wrong = desk.editor.send(
        "POST", "/preview", {"text": "a b", "lexicon": {"a": {"ipa": "💥"}}}
    )
    assert wrong.status_code == 422


def test_a_preview_takes_a_role_or_a_named_voice(desk: TestDesk) -> None:
    def hear(**voice: str) -> requests.Response:
        return desk.editor.send("POST", "/preview", {"text": "Wend said so.", **voice})

    names = [voice.name for voice in ToneEngine().voices()]
    sounds = [hear(voice=name).content for name in names]
    assert len(set(sounds)) == len(names) > 1
    assert hear().content == hear(voice="narrator").content
    assert hear().content in sounds
    wrong = hear(voice=names[1] + "x")
    assert wrong.status_code == 422
    assert f"nearest: {names[1]}" in wrong.json()["detail"]


def test_the_sound_comes_in_parts_and_the_texts_beside_it(desk: TestDesk) -> None:
    story = desk.made("Quay")
    place = f"/api/v1/stories/{story['id']}"
    whole = desk.editor.get(f"{place}/sound")
    assert whole.headers["Content-Type"] == "audio/mpeg"
    part = desk.editor.get(f"{place}/sound", Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.content)}"
    assert desk.editor.get(f"{place}/sound", Range="bytes=-10").content == whole.content[-10:]
    outside = desk.editor.get(f"{place}/sound", Range=f"bytes={len(whole.content)}-")
    assert outside.status_code == 416
    same = desk.editor.get(f"{place}/sound", **{"If-None-Match": whole.headers["ETag"]})
    assert same.status_code == 304
    captions = desk.editor.get(f"{place}/transcript")
    assert captions.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert captions.text.startswith("WEBVTT")
    script = desk.editor.get("/embed/audiobrief-player.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    text = desk.editor.get(f"{place}/transcript?format=txt").text
    assert "Ilsabe Quorndahl" in text
    assert "segments" in desk.editor.get(f"{place}/transcript?format=json").json()
    assert desk.editor.get(f"{place}/transcript?format=exe").status_code == 400


def test_the_code_to_embed_needs_the_address_of_the_site(desk: TestDesk) -> None:
    story = publish(desk, desk.made("Unaddressed"))
    told = desk.editor.open(f"/stories/{story['id']}/publish")
    assert "Set <code>publish.url</code> in the settings" in told
    assert "&lt;iframe" not in told


def test_the_code_to_embed_fits_its_column_and_its_file_is_on_the_site(tmp_path: Path) -> None:
    settings = desk_settings(publish__url="https://listen.example/news/")
    with open_desk(tmp_path / "episodes", settings) as desk:
        story = publish(desk, desk.made("Columnby"))
        told = html.unescape(desk.editor.open(f"/stories/{story['id']}/publish"))
        assert 'width="100%" style="max-width:720px" height="160"' in html.unescape(told)
        assert 'src="https://listen.example/news/audiobrief-player.js"' in html.unescape(told)
        script = desk.editor.get("/embed/audiobrief-player.js").content
        assert (desk.root / "audiobrief-player.js").read_bytes() == script
        page_of = f"https://listen.example/news/{story['folder']}/"

        def ask(more: str = "") -> requests.Response:
            return requests.get(
                f"{desk.address}/oembed?url={page_of}{more}", timeout=PATIENCE_S
            )

        whole, narrow = ask().json(), ask("&maxwidth=300&maxheight=90").json()
        assert (whole["width"], whole["height"]) == (720, 160)
        assert (narrow["width"], narrow["height"]) == (300, 90)
        assert 'style="max-width:300px" height="90"' in narrow["html"]
        assert ask("&maxwidth=5000").json()["width"] == 720
        assert ask("&maxwidth=0").status_code == 400
        assert ask("&format=xml").status_code == 501


def test_the_events_are_told_as_they_happen_and_go_on_where_they_broke_off(
    desk: TestDesk,
) -> None:
    heard: list[dict[str, Any]] = []
    there = threading.Event()

    def listen() -> None:
        with requests.get(
            f"{desk.address}/api/v1/events", headers=desk.token, stream=True, timeout=PATIENCE_S
        ) as stream:
            for line in stream.iter_lines(chunk_size=1):
                there.set()
                if line.startswith(b"data: "):
                    heard.append(json.loads(line[6:]))
                    if heard[-1]["what"] == "made" and "Rook" in heard[-1]["detail"]["title"]:
                        return

    thread = threading.Thread(target=listen)
    thread.start()
    assert there.wait(PATIENCE_S)
    story = desk.submit(page("Rook Point"))
    thread.join(PATIENCE_S)
    mine = [entry for entry in heard if entry["story"] == story["id"]]
    assert [entry["what"] for entry in mine] == ["submitted", "read", "made"]
    headers = {**desk.token, "Last-Event-ID": str(mine[0]["number"])}
    with requests.get(
        f"{desk.address}/api/v1/events?story={story['id']}", headers=headers, stream=True,
        timeout=PATIENCE_S,
    ) as stream:  # fmt: skip
        lines = stream.iter_lines(chunk_size=1)
        told = [
            json.loads(next(x for x in lines if x.startswith(b"data: "))[6:])["what"]
            for _ in "ab"
        ]
    assert told == ["read", "made"]


def test_who_has_a_story_open_is_seen_by_others(desk: TestDesk) -> None:
    story = desk.made("Sallow")
    assert desk.editor.ask("POST", f"/stories/{story['id']}/presence")["others"] == []
    desk.parts.presence.note(story["id"], "bo")
    assert desk.editor.ask("POST", f"/stories/{story['id']}/presence")["others"] == ["bo"]


def test_nothing_is_sent_again_to_who_has_it(desk: TestDesk) -> None:
    story = desk.made("Tagged")
    for place in (f"/api/v1/stories/{story['id']}", "/api/v1/stories?q=Tagged"):
        whole = desk.editor.get(place)
        tag = whole.headers["ETag"]
        again = desk.editor.get(place, **{"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        # what the desk itself did is news, too
        desk.parts.stories.advance(story["id"], words=story["words"])
        news = desk.editor.get(place, **{"If-None-Match": tag})
        assert (news.status_code, news.headers["ETag"] != tag) == (200, True)
    # and it is in nobody's way
    tag = desk.editor.get(f"/api/v1/stories/{story['id']}").headers["ETag"]
    desk.parts.stories.advance(story["id"], words=story["words"])
    place = f"/stories/{story['id']}/approval"
    answer = desk.editor.send("POST", place, {}, headers={"If-Match": tag})
    assert answer.status_code == 200


def test_a_change_while_its_story_is_published_is_a_correction(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = desk.made("Underway")
    making = desk.parts.room.making
    plain, changed = making.perform, list[dict[str, Any]]()

    def perform(now: Any, *more: Any, **named: Any) -> Any:
        if now.id == story["id"] and not changed:
            assert desk.parts.room.publishing.is_under_way(story["id"])
            version = desk.editor.ask("GET", f"/stories/{story['id']}")["version"]
            place = f"/stories/{story['id']}/sentences/{cost(desk, story['id'])['key']}"
            changed.append(desk.editor.ask("PATCH", place, {"say": "Dear."}, version=version))
        return plain(now, *more, **named)

    monkeypatch.setattr(making, "perform", perform)
    desk.editor.ask("POST", f"/stories/{story['id']}/approval", {}, version=story["version"])
    found = desk.wait(story["id"], "waiting")
    assert (found["is_correction"], bool(found["published"])) == (True, True)
    spoken = [s.spoken for s in read_episode(desk.root / found["folder"]).script.segments]
    assert "Dear." not in spoken
    assert 'id="correction" class="others" role="status">' in desk.editor.open(
        f"/stories/{story['id']}"
    )
    corrected = publish(desk, found)
    spoken = [s.spoken for s in read_episode(desk.root / corrected["folder"]).script.segments]
    assert "Dear." in spoken


def test_a_body_that_is_no_json_is_told_what_to_send(desk: TestDesk) -> None:
    for body in (b'{"address": ', b"", b"\xff\xfe", b'{"address" "x"}'):
        answer = desk.editor.session.post(
            f"{desk.address}/api/v1/stories", data=body,
            headers={**desk.token, "Content-Type": "application/json"}, timeout=60,
        )  # fmt: skip
        assert answer.status_code == 400, body
        assert "send one JSON object" in answer.json()["detail"], (body, answer.text)


def test_a_story_keeps_the_day_of_its_page(desk: TestDesk) -> None:
    # in UTC, this evening in New York is the next day
    evening = "2026-11-29T21:42:00-05:00"
    head = f'<meta property="article:published_time" content="{evening}"></head>'
    pasted = desk.submit(page("Eveningham").replace("</head>", head))
    filed = desk.editor.ask(
        "POST", "/stories",
        {"article": {"headline": "The ferry is late", "published": evening,
                     "body": "The ferry to Nightham was late again on Sunday evening, by an hour."}},
    )  # fmt: skip
    for story in (pasted, filed):
        done = publish(desk, desk.wait(story["id"], "waiting"))
        published = read_episode(desk.root / done["folder"]).article.published
        assert published
        assert published.isoformat() == evening
