"""Kokoro's files, and the voices in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines import Voice
from audiobrief.errors import EngineUnavailable

ACCENTS = {"a": "en-US", "b": "en-GB"}
"""First letter of a voice's name -> language. The file's other voices are not listed, since
they would be given English phonemes."""
SEXES = {"f": "female", "m": "male"}
"""Second letter of a voice's name -> sex."""
BEST = (
    # in the order of their maker's grades (VOICES.md of hexgrad/Kokoro-82M): A to C+
    "af_heart", "af_bella", "af_nicole", "bf_emma", "af_aoede", "af_kore", "af_sarah",
    "am_fenrir", "am_michael", "am_puck", "bm_fable", "bm_george", "bf_isabella",
)  # fmt: skip
GRAPHS = ("kokoro-v1.0.onnx", "kokoro-v1.0.int8.onnx")
"""Files that are preferred if there are several graphs."""
STYLES = "voices-v1.0.bin"
STYLE_SIZE = 256


def find_graph(folder: Path, name: str = "") -> Path:
    """The graph with that file name, else the best graph of the folder.

    Raises:
        EngineUnavailable: there is no such graph.
    """
    found = (
        {path.name: path for path in sorted(folder.glob("*.onnx"))} if folder.is_dir() else {}
    )
    for wanted in [name] if name else [*GRAPHS, *found]:
        if wanted in found:
            return found[wanted]
    missing = f"no {name}" if name else "no graph"
    raise EngineUnavailable(
        f"engine 'kokoro' has {missing} in {folder}; run `audiobrief voices add kokoro`"
    )


def find_styles(folder: Path) -> Path:
    """The file with the voices.

    Raises:
        EngineUnavailable: it is missing.
    """
    for path in (folder / STYLES, *sorted(folder.glob("*.bin"))):
        if path.is_file():
            return path
    raise EngineUnavailable(
        f"engine 'kokoro' has no {STYLES} in {folder}; run `audiobrief voices add kokoro`"
    )


def list_voices(path: Path) -> list[Voice]:
    """The English voices of a file, the best first.

    Raises:
        EngineUnavailable: the file is damaged, or holds no English voice.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist()]
    except (OSError, zipfile.BadZipFile) as error:
        raise EngineUnavailable(f"{path} is not a file of Kokoro voices: {error}") from error
    english = [name for name in names if name[:1] in ACCENTS]
    if not english:
        raise EngineUnavailable(f"{path} has no English Kokoro voice")
    ranks = {name: rank for rank, name in enumerate(BEST)}
    return [
        Voice(name, ACCENTS[name[0]], "neural, 24 kHz", SEXES.get(name[1:2], ""))
        for name in sorted(english, key=lambda name: (ranks.get(name, len(ranks)), name))
    ]


def read_style(path: Path, name: str) -> NDArray[np.float32]:
    """A voice: float32 of shape (rows, 256), with a row for each number of phonemes.

    Raises:
        EngineUnavailable: the file is damaged, or does not hold the voice.
    """
    try:
        with np.load(path) as archive:
            style = np.asarray(archive[name], dtype=np.float32)
        return style.reshape(len(style), STYLE_SIZE)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise EngineUnavailable(
            f"{path} has no usable Kokoro voice {name!r}: {error}"
        ) from error
