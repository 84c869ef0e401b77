"""Tests the catalogue's data: complete, without duplicates, and only from the hosts named
here."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audiobrief.catalogue import Offer, find_offer, read_catalogue
from audiobrief.errors import VoiceNotFound
from audiobrief.system.locations import VOICES_VARIABLES

OFFERS = read_catalogue()
HOSTS = {"huggingface.co", "github.com"}


def test_every_engine_whose_voices_are_files_has_some() -> None:
    assert {offer.engine for offer in OFFERS} == set(VOICES_VARIABLES)


def test_names_are_each_once() -> None:
    names = [offer.name.casefold() for offer in OFFERS]
    assert len(names) == len(set(names))
    # a voice's name leads to the offer that has it, never to another engine's
    for offer in OFFERS:
        for voice in offer.voices:
            assert find_offer(voice.name).engine == offer.engine
            assert voice.name in {each.name for each in find_offer(voice.name).voices}


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_an_offer_is_complete(offer: Offer) -> None:
    assert offer.voices
    assert offer.speakers >= 1
    assert urlsplit(offer.address).hostname in HOSTS
    assert offer.address.startswith("https://")
    assert offer.address.endswith("/")
    assert offer.card.startswith("https://")
    assert offer.licence or any(file.is_card for file in offer.files)
    for voice in offer.voices:
        assert voice.sex in {"", "female", "male"}
        assert voice.language.partition("-")[0].islower()
    for file in offer.files:
        assert file.bytes > 0
        kind, digest = file.digest
        assert len(digest) == {"sha256": 64, "md5": 32}[kind]
        assert set(digest) <= set("0123456789abcdef")
        assert Path(file.name).name == file.name
        assert not file.name.startswith(".")
        assert not {"..", ""} & set(file.path.split("/"))
    # the engine finds a voice by its graph, so the graph is put in place last
    assert offer.files[-1].name.endswith(".onnx")


def test_hibaris_voices_are_those_of_its_own_list() -> None:
    found = importlib.util.find_spec("hibari")
    if found is None or found.origin is None:
        pytest.skip("hibari-tts is not installed on this platform")
    listed = json.loads((Path(found.origin).parent / "assets" / "voices.json").read_text())
    offered = {offer.name: offer for offer in OFFERS if offer.engine == "natural"}
    assert set(offered) == {name for name, voice in listed.items() if not voice["bundled"]}
    for name, offer in offered.items():
        theirs, (ours,) = listed[name], offer.files
        assert (ours.path, ours.bytes, ours.sha256) == (
            theirs["file"],
            theirs["bytes"],
            theirs["sha256"],
        )
        assert offer.voices[0].language == theirs["language"]
        assert offer.voices[0].sex == theirs["gender"]


@pytest.mark.parametrize(
    ("name", "offer"),
    [("EMMA", "emma"), ("af_heart", "kokoro"), ("kokoro-fp32", "kokoro-fp32"),
     ("pt_PT-tuga\u0303o-medium", "pt_PT-tug\u00e3o-medium")],
)  # fmt: skip
def test_names_are_found_in_any_case_and_form(name: str, offer: str) -> None:
    assert find_offer(name).name == offer


def test_an_address_is_quoted() -> None:
    offer = find_offer("pt_PT-tugão-medium")
    assert offer.address_of(offer.files[-1]).isascii()
    mirrored = offer.address_of(offer.files[-1], "https://voices.example/")
    assert mirrored == "https://voices.example/piper/pt_PT-tug%C3%A3o-medium.onnx"


def test_a_name_that_is_not_there_gets_the_nearest() -> None:
    with pytest.raises(VoiceNotFound, match="nearest: en_US-joe-medium"):
        find_offer("en_US-jo-medium")
