"""Tests that an editor hears each voice by its name, also one of an engine that is a guest."""

from __future__ import annotations

from pathlib import Path

from audiobrief import Desk
from audiobrief.model import VoiceRole
from tests.desk.desks import desk_settings, open_desk, page

CHAIN = desk_settings(
    voice__engine="tone,espeak",
    script__quotes="voice",
    voice__quote="high",
    voice__speakers=True,
)
QUOTED = page().replace(
    "said that it had cost $1.4 million and a good deal of patience.",
    "said: “It has cost us a fortune, and nine years in which nobody believed in it.”",
)


def test_a_guest_voice_is_previewed_by_its_name(tmp_path: Path) -> None:
    with open_desk(tmp_path / "episodes", CHAIN) as desk:

        def hear(voice: str) -> bytes:
            body = {"text": "Wend said so.", "voice": voice}
            answer = desk.editor.send("POST", "/preview", body)
            assert answer.status_code == 200, answer.text
            return answer.content

        own, quoted = hear("middle"), hear("quote")
        assert quoted == hear("high") != own
        scottish, english = hear("en-gb-scotland"), hear("EN-GB")
        assert len({own, quoted, scottish, english}) == 4
        # what the guest says has its own sample rate, in Hz
        rate = int.from_bytes(scottish[24:28], "little")
        assert rate == 22_050
        wrong = desk.editor.send("POST", "/preview", {"text": "Wend.", "voice": "en-gb-moon"})
        assert wrong.status_code == 422
        assert "en-gb-moon" in wrong.json()["detail"]


def test_the_cast_names_who_says_what_and_why(tmp_path: Path) -> None:
    with (
        open_desk(tmp_path / "episodes", CHAIN) as desk,
        Desk(desk.address, desk.parts.key) as client,
    ):
        story = client.wait(client.submit(text=QUOTED).id)
        parts = client.cast(story.id)
        roles = {part.role: part for part in parts if not part.speaker}
        assert set(roles) == set(VoiceRole)
        assert (roles[VoiceRole.QUOTE].voice, roles[VoiceRole.QUOTE].engine) == ("high", "tone")
        assert "voice.quote" in roles[VoiceRole.QUOTE].reason
        (person,) = [part for part in parts if part.speaker]
        assert (person.speaker, person.role) == ("Ilsabe Quorndahl", VoiceRole.QUOTE)
        # each of them can be heard by the name that is told
        for part in parts:
            assert client.preview("Merrow.", voice=part.voice)[:4] == b"RIFF"
