"""Runs the shared scorers of the evaluation sets on `read_aloud`."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import espeakng_loader

from tests.places import CHECKOUT, SHARED

SETS = SHARED / "spoken"
NOT_PLAIN = re.compile(
    # a figure, a sign, a run of capitals, a stop inside the sentence, an abbreviated title,
    # Latin
    r"[^A-Za-zÀ-ÿ\s’'‘“”\",.;:?!()…—–-]|--|\b[A-Z]{2,}|\.(?=\s?[^\s”\"’)])|\b(?:Mr|Mrs|Ms|Dr|St|Prof|st|etc|aka|vs)\b"
)


def digest_of_sets() -> str:
    """SHA-256 over all cases, since the floors hold only for the cases they were measured
    on."""
    digest = hashlib.sha256()
    for path in sorted((SETS / "data").rglob("*.t[sx][vt]")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def heard(suite: str, folder: Path) -> float:
    """Share of a suite's cases that eSpeak's en-us voice pronounces like the reference."""
    out = folder / f"{suite}.json"
    subprocess.run(
        [
            sys.executable, SETS / "eval_tn_espeak.py", "audiobrief.spoken:read_aloud",
            "--suite", suite, "--voice", "en-us", "--json", out,
        ],
        check=True, capture_output=True, cwd=CHECKOUT,
        env={
            **os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1",
            "ESPEAK_LIB": espeakng_loader.get_library_path(),
            "ESPEAK_DATA": espeakng_loader.get_data_path(),
        },
    )  # fmt: skip
    equal: float = json.loads(out.read_text(encoding="utf-8"))[f"{suite}/ALL"]["equal"]
    return equal


def article_paragraphs() -> list[str]:
    """Paragraphs of the hand-made English news bodies."""
    truth = json.loads((SHARED / "pages/news/ground-truth.json").read_text(encoding="utf-8"))
    bodies = [page["articleBody"] for page in truth.values()]
    paragraphs = [line for body in bodies for line in body.split("\n") if len(line) > 80]
    return [text for text in paragraphs if " the " in text]
