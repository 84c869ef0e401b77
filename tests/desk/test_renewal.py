"""Tests that a change renews the sound of what it is about, and of nothing else."""

from __future__ import annotations

import hashlib
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from audiobrief.model import Episode
from audiobrief.publish import read_episode
from audiobrief.publish.versions import read_versions
from audiobrief.system.locations import CACHE_VARIABLE
from tests.batch.running import plugin_environment
from tests.desk import counted
from tests.desk.desks import PATIENCE_S, TestDesk, page
from tests.desk.test_killed import started
from tests.desk.test_reach import wait_for
from tests.desk.test_stories import QUORNDAHL, publish, sentences

SAID_AS = "IL-suh-buh KWORN-dahl"
SPELLED = "kworn"
"""A part of the respelling, as it is in what is said."""


@dataclass(frozen=True)
class Seen:
    """What of a story must be the same if nothing of it was renewed."""

    version: int
    duration_ms: int
    sound: str
    """The digest of its sound."""
    tag: str
    """The entity tag of its sound, which is another one if the same file was written again."""
    files: tuple[tuple[str, str], ...]
    """Name and digest of each file on its site."""
    versions: tuple[int, ...]
    done: tuple[str, ...]
    """What the ledger says of it."""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def see(desk: TestDesk, story: str) -> Seen:
    told = desk.editor.ask("GET", f"/stories/{story}")
    sound = desk.editor.get(f"/api/v1/stories/{story}/sound")
    assert sound.status_code == 200, sound.text
    folder = desk.root / told["folder"] if told["folder"] else None
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    ledger = desk.editor.ask("GET", f"/ledger?story={story}")["items"]
    return Seen(
        told["version"], told["duration_ms"], digest(sound.content), sound.headers["ETag"],
        tuple((path.name, digest(path.read_bytes())) for path in files),
        tuple(version.number for version in read_versions(folder)) if folder else (),
        tuple(entry["what"] for entry in ledger),
    )  # fmt: skip


def spoken(desk: TestDesk, story: str) -> str:
    """All that a story says, in small letters."""
    return " ".join(s["spoken"] for s in sentences(desk, story)).lower()


def without(place: str) -> str:
    """A story in which nobody is named Quorndahl."""
    return page(place).replace(QUORNDAHL, "Somebody")


def say_wheel_otherwise(desk: TestDesk, story: dict[str, Any], **change: Any) -> dict[str, Any]:
    key = next(s["key"] for s in sentences(desk, story["id"]) if "$1.4" in s["written"])
    place = f"/stories/{story['id']}/sentences/{key}"
    desk.editor.ask("PATCH", place, change, version=story["version"])
    return desk.wait(story["id"], "waiting")


SAYING: dict[str, Callable[[str], str]] = {
    # where a story says the name -> its page
    "its text": page,
    "a possessive": lambda p: page(p).replace(
        "Ilsabe Quorndahl, who keeps its wheel,", "Ilsabe Quorndahl’s brother"
    ),
    "its headline alone": lambda p: without(p).replace(
        f"The mill at {p} opens", f"Ilsabe Quorndahl opens {p}"
    ),
    "its byline alone": lambda p: without(p).replace("Ada Lind", QUORNDAHL),
    "two lines of its page": lambda p: page(p).replace(QUORNDAHL, "Ilsabe\n    Quorndahl"),
}
SILENT: dict[str, Callable[[str], str]] = {
    # why a story does not say it -> its page
    "it has another name": without,
    "it is part of a longer word": lambda p: page(p).replace(QUORNDAHL, "Ilsabe Quorndahlsen"),
    "it is part of a word with a hyphen at its end": lambda p: page(p).replace(
        QUORNDAHL, "Mariilsabe Quorndahl"
    ),
    "it is in a paragraph that was left out": lambda p: without(p).replace(
        "Subscribe to our newsletter", "Subscribe to the newsletter of Ilsabe Quorndahl"
    ),
    "it is in the address of its page alone": lambda p: without(p).replace(
        "</head>",
        f'<link rel="canonical" href="https://courier.example/{p}/Ilsabe%20Quorndahl"></head>',
    ),
}


def test_a_name_that_is_approved_renews_the_stories_that_say_it_and_no_other(
    desk: TestDesk,
) -> None:
    def bring(make: Callable[[str], str], place: str, *, is_published: bool) -> str:
        story = desk.wait(desk.submit(make(place))["id"], "waiting")
        return str((publish(desk, story) if is_published else story)["id"])

    saying, silent = dict[str, str](), dict[str, str]()
    for number, is_published in enumerate((False, True)):
        for kind, stories, pages in (("s", saying, SAYING), ("q", silent, SILENT)):
            for n, (why, make) in enumerate(pages.items()):
                # another word for each story
                place = f"Place{kind}{'abcdef'[n]}{'xy'[number]}".capitalize()
                told = f"{why}, {'published' if is_published else 'waiting'}"
                stories[told] = bring(make, place, is_published=is_published)
    # an editor decided what is said in place of the only sentence with the name
    for told, change in (
        ("said otherwise", {"say": "It was dear."}),
        ("muted", {"muted": True}),
    ):
        changed = say_wheel_otherwise(desk, desk.made(f"Place {told}"), **change)
        silent[f"{told}, waiting"] = changed["id"]
        changed = say_wheel_otherwise(desk, desk.made(f"Site {told}"), **change)
        silent[f"{told}, published"] = publish(desk, changed)["id"]
    before = {told: see(desk, story) for told, story in {**saying, **silent}.items()}

    kept = desk.editor.ask("PUT", f"/names/{QUORNDAHL}", {"say": SAID_AS})
    for story in (*saying.values(), *silent.values()):
        desk.wait(story, "waiting", "published")
    # the four with an editor's sentence have the name in the script that the editor changed
    assert kept["stories"] == len(saying) + 4
    for told, story in saying.items():
        now, then = see(desk, story), before[told]
        assert SPELLED in spoken(desk, story), told
        assert now.sound != then.sound, told
        assert now.version == then.version, told
        assert "pronounced anew" in now.done, told
        assert now.versions == ((1, 2) if then.files else ()), told
    for told, story in silent.items():
        assert see(desk, story) == before[told], told

    # and the other way round
    renewed = {told: see(desk, story) for told, story in saying.items()}
    desk.editor.ask("DELETE", f"/names/{QUORNDAHL}")
    for told, story in saying.items():
        desk.wait(story, "waiting", "published")
        assert see(desk, story).sound == before[told].sound != renewed[told].sound, told
    for told, story in silent.items():
        desk.wait(story, "waiting", "published")
        assert see(desk, story) == before[told], told


def test_a_name_without_a_capital_is_found_in_any_case(desk: TestDesk) -> None:
    other = desk.made("Lowerby")
    story = desk.wait(desk.submit(page("Zwerneby"))["id"], "waiting")
    before = see(desk, other["id"])
    assert desk.editor.ask("PUT", "/names/zwerneby", {"say": "ZVAIR-nuh-bee"})["stories"] == 1
    desk.wait(story["id"], "waiting")
    assert "zwerneby" not in spoken(desk, story["id"])
    assert see(desk, other["id"]) == before
    desk.editor.ask("DELETE", "/names/zwerneby")
    desk.wait(story["id"], "waiting")


def test_two_names_at_once_are_both_said_on_the_site(desk: TestDesk) -> None:
    """The second one is in a sentence that an editor replaced, so it changes nothing."""
    text = page("Doubleton").replace("said that", "said with Odo Vanterpahl that")
    changed = say_wheel_otherwise(
        desk, desk.wait(desk.submit(text)["id"], "waiting"), say="It was dear."
    )
    story = publish(desk, changed)["id"]
    room = desk.parts.room
    busy = room._busy
    busy.add(story)  # both are approved before the room comes to it
    try:
        desk.editor.ask("PUT", "/names/Doubleton", {"say": "DUB-ul-tun"})
        desk.editor.ask("PUT", "/names/Odo Vanterpahl", {"say": "OH-doh VAN-tur-pahl"})
    finally:
        busy.discard(story)
        room.wake()
    now = desk.wait(story, "published")
    said = [s.spoken for s in read_episode(desk.root / now["folder"]).script.segments]
    assert not any("Doubleton" in text for text in said)
    for name in ("Doubleton", "Odo Vanterpahl"):
        desk.editor.ask("DELETE", f"/names/{name}")
    desk.wait(story, "published")


def test_a_name_that_is_approved_while_its_page_is_read_is_said_so(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = desk.parts.room.making._pool
    plain, asked = pool.perform, list[str]()

    def perform(task: Any) -> Any:
        answer = plain(task)
        if not asked:
            # the worker wrote the script with the lexicon as it was
            asked.append("read")
            desk.editor.ask("PUT", "/names/Meanwhilestone", {"say": "MEEN-wile-stun"})
        return answer

    monkeypatch.setattr(pool, "perform", perform)
    story = desk.made("Meanwhilestone")
    assert asked
    assert "meanwhilestone" not in spoken(desk, story["id"])
    desk.editor.ask("DELETE", "/names/Meanwhilestone")
    desk.wait(story["id"], "waiting")


def test_a_name_that_is_approved_while_its_story_is_withdrawn_is_said_so_when_it_is_back(
    desk: TestDesk,
) -> None:
    story = desk.made("Elsewhenby")
    place = f"/stories/{story['id']}"
    desk.editor.ask(
        "POST", f"{place}/withdrawal", {"reason": "For now."}, version=story["version"]
    )
    gone = desk.wait(story["id"], "withdrawn")
    desk.editor.ask("PUT", "/names/Elsewhenby", {"say": "ELSS-wen-bee"})
    desk.editor.ask("POST", f"{place}/restoration", version=gone["version"])
    desk.wait(story["id"], "waiting")
    assert "elsewhenby" not in spoken(desk, story["id"])
    desk.editor.ask("DELETE", "/names/Elsewhenby")
    desk.wait(story["id"], "waiting")


def test_a_story_that_is_approved_for_later_is_heard_with_a_new_pronunciation(
    desk: TestDesk,
) -> None:
    story = desk.made("Laterstone")
    before = see(desk, story["id"])
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    place = f"/stories/{story['id']}"
    approved = desk.editor.ask(
        "POST", f"{place}/approval", {"at": later}, version=story["version"]
    )
    desk.editor.ask("PUT", "/names/Laterstone", {"say": "LAY-tur-stun-ah"})

    def heard() -> bool:
        return see(desk, story["id"]).sound != before.sound

    wait_for(heard)
    wait_for(lambda: desk.editor.ask("GET", place)["work"] == "publish")
    now = desk.editor.ask("GET", place)
    assert (now["state"], now["due"], now["version"]) == (
        "approved", approved["due"], approved["version"],
    )  # fmt: skip
    # whoever takes the approval back before the sound is renewed gets it renewed, too
    room = desk.parts.room
    room._busy.add(story["id"])
    try:
        desk.editor.ask("DELETE", "/names/Laterstone")
        desk.editor.ask("DELETE", f"{place}/approval", version=now["version"])
    finally:
        room._busy.discard(story["id"])
        room.wake()
    desk.wait(story["id"], "waiting")
    assert see(desk, story["id"]).sound == before.sound
    assert not desk.editor.ask("GET", place)["due"]


# --------------------------------------------------------------------- one sentence


def draft(root: Path, story: str) -> tuple[Episode, NDArray[np.int16]]:
    """The draft of a story, and its decoded sound."""
    (folder,) = root.glob(f".audiobrief/desk/drafts/{story}")
    episode = read_episode(folder)
    with wave.open(str(folder / episode.audio)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
    return episode, samples


def test_a_changed_sentence_is_the_only_one_that_is_spoken_and_sounds_anew(
    tmp_path: Path,
) -> None:
    root, log = tmp_path / "episodes", tmp_path / "spoken.txt"
    environment = {
        **plugin_environment(counted.install(tmp_path / "plugin")),
        counted.LOG: str(log),
        CACHE_VARIABLE: str(tmp_path / "cache"),
    }
    options = (
        "--engine", counted.NAME, "--format", "wav", "--loudness", "off",
    )  # fmt: skip
    # what it replaces has three times as many letters
    said = "It was a rather dear wheel."
    with started(root, *options, environment=environment) as (_, client):
        story = client.wait(client.submit(text=page("Dunmere")).id, timeout_s=PATIENCE_S)
        first, before = draft(root, story.id)
        calls = log.read_text("utf-8").splitlines()
        # each sentence of the script was spoken, and none of them twice; and "Ready."
        assert sorted(calls) == sorted({"Ready.", *(s.spoken for s in first.script.segments)})
        script = client.script(story.id)
        at = next(n for n, s in enumerate(script.sentences) if "$1.4" in s.written)
        changed = client.change_sentence(story, script.sentences[at].key, say=said)
        client.hear_sentence(story.id, script.sentences[at].key)
        client.wait(changed.id, timeout_s=PATIENCE_S)
        second, after = draft(root, story.id)
        assert log.read_text("utf-8").splitlines()[len(calls) :] == [said]
    old, new = first.timeline.cues[at], second.timeline.cues[at]
    assert second.script.segments[at].spoken == said
    assert len(first.timeline.cues) == len(second.timeline.cues) == len(script.sentences)
    # all before it: the same samples at the same time
    assert new.start == old.start > 0
    assert np.array_equal(before[: old.start], after[: new.start])
    # itself: other samples
    old_sound, new_sound = before[old.start : old.end], after[new.start : new.end]
    least = min(len(old_sound), len(new_sound))
    assert len(old_sound) != len(new_sound)
    assert not np.array_equal(old_sound[:least], new_sound[:least])
    # all after it, its pause first: the same samples, earlier by as much as it is shorter
    assert 0 < old.end < len(before)
    assert np.array_equal(before[old.end :], after[new.end :])


def test_each_desk_loads_its_voice_before_the_first_sentence(tmp_path: Path) -> None:
    log = tmp_path / "spoken.txt"
    environment = {
        **plugin_environment(counted.install(tmp_path / "plugin")),
        counted.LOG: str(log),
        CACHE_VARIABLE: str(tmp_path / "cache"),
    }
    options = ("--engine", counted.NAME, "--format", "wav", "--loudness", "off")

    def calls() -> list[str]:
        return log.read_text("utf-8").splitlines() if log.exists() else []

    for start in (1, 2):
        before = len(calls())
        with started(tmp_path / "episodes", *options, environment=environment):
            end = time.monotonic() + PATIENCE_S
            while len(calls()) == before and time.monotonic() < end:
                time.sleep(0.05)
            # what the first start said is in no cache, so the second one says it, too
            assert calls()[before:] == ["Ready."], start
    assert not list((tmp_path / "cache").rglob("*.speech"))
