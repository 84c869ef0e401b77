"""Tests the writing of the catalogue's data, with answers like those of the publishers'
servers."""

from __future__ import annotations

import copy
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import requests

from audiobrief.catalogue import FOLDER
from audiobrief.system.locations import VOICES_VARIABLES
from tests.supply import voices
from tests.supply.voices import (
    fetch_piper,
    hibari_offers,
    piper_offers,
    read,
    to_json,
    with_release,
)


@pytest.mark.parametrize("engine", VOICES_VARIABLES)
def test_the_data_is_as_it_is_written(engine: str) -> None:
    assert (FOLDER / f"{engine}.json").read_text(encoding="utf-8") == to_json(read(engine))


def test_hibaris_offers_are_its_packages() -> None:
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        pytest.skip("hibari-tts has no package for this machine")
    listed = json.loads((Path(spec.origin).parent / "assets" / "voices.json").read_text())
    assert hibari_offers(listed) == read("natural")["offers"]


def test_a_release_gives_sizes_and_digests_where_it_tells_them() -> None:
    offers = read("kokoro")["offers"]
    before = copy.deepcopy(offers)
    names = {file["path"] for offer in offers for file in offer["files"]}
    assets = [{"name": name, "size": 7, "digest": None} for name in sorted(names)]
    assets[0]["digest"] = f"sha256:{'ab' * 32}"
    with_release(offers, {"assets": assets})
    changed = {file["path"]: file for offer in offers for file in offer["files"]}
    kept = {file["path"]: file for offer in before for file in offer["files"]}
    for place, asset in enumerate(assets):
        file = changed[str(asset["name"])]
        assert file["bytes"] == 7
        assert file["sha256"] == ("ab" * 32 if place == 0 else kept[file["path"]]["sha256"])


def answer(content: Any, link: str = "") -> requests.Response:
    response = requests.Response()
    response.status_code = 200
    response._content = (content if isinstance(content, str) else json.dumps(content)).encode()
    response.encoding = "utf-8"
    if link:
        response.headers["Link"] = f'<{link}>; rel="next"'
    return response


def test_pipers_offers_are_read_from_its_list_its_files_and_its_cards() -> None:
    kept = next(row for row in read("piper")["offers"] if row["name"] == "en_GB-vctk-medium")
    listed = {
        "name": "vctk",
        "language": {"code": "en_GB"},
        "num_speakers": 109,
        "files": {
            file["path"]: {"size_bytes": file["bytes"], "md5_digest": file["md5"]}
            for file in kept["files"]
        },
    }
    card, _, graph = (file["path"] for file in kept["files"])
    pages = {
        voices.PIPER_VOICES: answer({kept["name"]: listed}),
        voices.PIPER_FILES: answer([{"path": "README.md"}], link="https://page.two/"),
        "https://page.two/": answer([{"path": graph, "lfs": {"oid": "cd" * 32}}]),
        voices.PIPER_FILE + card: answer("# Model card\n\n* License: CC0\n"),
    }
    (offer,) = piper_offers(fetch_piper(pages.__getitem__, {}))
    assert offer.pop("licence") == "CC0-1.0"
    assert offer["files"][-1].pop("sha256") == "cd" * 32
    assert offer == {name: value for name, value in kept.items() if name != "licence"}
    # a known licence is not fetched again
    del pages[voices.PIPER_FILE + card]
    (again,) = piper_offers(fetch_piper(pages.__getitem__, {kept["name"]: "CC-BY-4.0"}))
    assert again["licence"] == "CC-BY-4.0"
