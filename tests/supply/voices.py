"""Updates the catalogue's data from the voices' publishers: `make voices`, with a network.

It writes names, languages, sizes and digests as given by each publisher: by hibari's list in
the installed package; by GitHub's API for the assets of kokoro-onnx's release; and for Piper by
its `voices.json`, by Hugging Face's API for the SHA-256 of large files, and by a voice's card
for its licence. Data that a publisher does not give stay unchanged.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import requests

from audiobrief.catalogue import FOLDER

PIPER_VOICES = "https://huggingface.co/rhasspy/piper-voices/resolve/main/voices.json"
PIPER_FILES = "https://huggingface.co/api/models/rhasspy/piper-voices/tree/main?recursive=true"
PIPER_FILE = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
PIPER_CARD = "https://huggingface.co/rhasspy/piper-voices/blob/main/"
KOKORO_RELEASE = (
    "https://api.github.com/repos/thewh1teagle/kokoro-onnx/releases/tags/model-files-v1.0"
)
HIBARI = "https://huggingface.co/maureesewilliams/hibari"
KNOWN_SEXES = {
    # the sex in the name of a Piper voice, since the publisher's list has no field for it
    "hfc_female": "female", "hfc_male": "male",
    "northern_english_male": "male", "southern_english_female": "female",
}  # fmt: skip
SUFFIXES = ("MODEL_CARD", ".onnx.json", ".onnx")
"""The files of a voice, in the order in which they are put in place."""
SPDX = {"CC0": "CC0-1.0", "MIT": "MIT", "Apache 2.0": "Apache-2.0", "Public domain": "CC0-1.0"}
_LICENCE = re.compile(r"^[\s*-]*Licen[cs]e:\s*(\S.{0,120})$", re.MULTILINE)
_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')

Get = Callable[[str], requests.Response]


@dataclass(frozen=True)
class Published:
    """The data of Piper's publisher."""

    voices: Mapping[str, Any]
    """The content of `voices.json`."""
    sha256: Mapping[str, str]
    """Path of a large file -> digest."""
    cards: Mapping[str, str]
    """Path of a model card -> its text."""


def piper_offers(published: Published) -> list[dict[str, Any]]:
    """An offer for each voice in `voices.json`, sorted by name."""
    offers = []
    for key, voice in sorted(published.voices.items()):
        files, card = [], ""
        for suffix in SUFFIXES:
            path = next((path for path in voice["files"] if path.endswith(suffix)), "")
            if not path:
                continue
            is_card = suffix == SUFFIXES[0]
            card = path if is_card else card
            about = voice["files"][path]
            row = {
                "name": f"{key}.{suffix}" if is_card else f"{key}{suffix}",
                "path": path,
                "bytes": about["size_bytes"],
            }
            if path in published.sha256:
                row["sha256"] = published.sha256[path]
            files.append({**row, "md5": about["md5_digest"]})
        said = _LICENCE.search(published.cards.get(card, ""))
        spoken = {"name": key, "language": voice["language"]["code"].replace("_", "-")}
        if voice["name"] in KNOWN_SEXES:
            spoken["sex"] = KNOWN_SEXES[voice["name"]]
        offer: dict[str, Any] = {
            "name": key,
            "licence": SPDX.get(said[1].strip(), said[1].strip()) if said else "",
            "card": PIPER_CARD + card,
            "voices": [spoken],
            "files": files,
        }
        if voice["num_speakers"] > 1:
            offer["speakers"] = voice["num_speakers"]
        offers.append(offer)
    return offers


def hibari_offers(listed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An offer for each voice in hibari's list that is not in its package."""
    return [
        {
            "name": name,
            "licence": "Apache-2.0",
            "card": HIBARI,
            "voices": [{"name": name, "language": voice["language"], "sex": voice["gender"]}],
            "files": [
                {
                    "name": f"{name}.onnx",
                    "path": voice["file"],
                    "bytes": voice["bytes"],
                    "sha256": voice["sha256"],
                }
            ],
        }
        for name, voice in listed.items()
        if not voice["bundled"]
    ]


def with_release(offers: list[dict[str, Any]], release: Mapping[str, Any]) -> None:
    """Set the sizes and digests of the files in Kokoro's offers from the assets of a
    release."""
    assets = {asset["name"]: asset for asset in release["assets"]}
    for offer in offers:
        for file in offer["files"]:
            asset = assets[file["path"]]
            file["bytes"] = asset["size"]
            # GitHub gives digests for assets uploaded since June 2025
            kind, _, digest = (asset.get("digest") or "").partition(":")
            if kind == "sha256":
                file["sha256"] = digest


def fetch_piper(get: Get, kept: Mapping[str, str]) -> Published:
    """The publisher's current data; `kept` has known licences by name, which are not
    fetched."""
    voices = get(PIPER_VOICES).json()
    sha256: dict[str, str] = {}
    url: str | None = PIPER_FILES
    while url:
        answer = get(url)
        sha256 |= {row["path"]: row["lfs"]["oid"] for row in answer.json() if row.get("lfs")}
        following = _NEXT.search(answer.headers.get("Link", ""))
        url = following[1] if following else None
    cards = {}
    for key, voice in voices.items():
        for path in voice["files"]:
            if path.endswith(SUFFIXES[0]):
                known = kept.get(key, "")
                cards[path] = f"* License: {known}" if known else get(PIPER_FILE + path).text
    return Published(voices, sha256, cards)


def to_json(tree: Mapping[str, Any]) -> str:
    """A catalogue file with one line for each offer, so that a change is one line of a diff."""
    head = {name: value for name, value in tree.items() if name != "offers"}
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in tree["offers"])
    return f'{opening},\n "offers": [\n{rows}\n ]\n}}\n'


def read(engine: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads((FOLDER / f"{engine}.json").read_text(encoding="utf-8"))
    return tree


def write(engine: str, tree: Mapping[str, Any]) -> None:
    (FOLDER / f"{engine}.json").write_text(to_json(tree), encoding="utf-8", newline="\n")


def _get(url: str) -> requests.Response:
    answer = requests.get(url, timeout=60)
    answer.raise_for_status()
    return answer


def main() -> None:
    spec = find_spec("hibari")
    if spec is None or spec.origin is None:
        sys.exit("hibari-tts is not installed: its list cannot be read")
    listed = json.loads((Path(spec.origin).parent / "assets" / "voices.json").read_text())
    write("natural", {**read("natural"), "offers": hibari_offers(listed)})
    kokoro = read("kokoro")
    with_release(kokoro["offers"], _get(KOKORO_RELEASE).json())
    write("kokoro", kokoro)
    piper = read("piper")
    licences = {offer["name"]: offer["licence"] for offer in piper["offers"]}
    piper["offers"] = piper_offers(fetch_piper(_get, licences))
    write("piper", {**piper, "source": PIPER_VOICES})


if __name__ == "__main__":
    main()
