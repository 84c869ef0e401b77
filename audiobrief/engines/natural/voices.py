"""The natural engine's voices and their properties."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from audiobrief.engines import Voice

DEFAULT = "heart"
BUNDLED = "hibari.onnx"
"""The file of `DEFAULT` in hibari-tts."""
BUNDLED_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
SUFFIX = ".onnx"
LEAST_BYTES = 1_000_000
"""The smallest file that counts as a voice. hibari's graphs have 8 MB; a smaller file is no
voice, or was cut off."""
VARIANT_MARK = "+"


class Move(NamedTuple):
    """How a voice is changed into another speaker."""

    pitch: float
    """Factor on the pitch."""
    size: float
    """Factor on the size of the speaker's head; it lowers all resonances by as much."""
    gain_db: float
    """Makes the variant as loud as the voice; over five articles, each within 0.1 LU."""
    about: str
    makes: str = ""
    """The sex that any voice with this change is heard as; empty for the voice's own."""


VARIANTS = {
    # name after the "+" -> how the voice is changed. Distill-MOS and Whisper tiny.en judged a
    # grid of 16 moves on four sentences of news. Distill-MOS for (pitch, size): heart itself
    # 4.67, (0.75, 1.08) 4.52, (0.70, 1.10) 4.31, (0.66, 1.12) 4.17, (0.62, 1.16) 3.91; upwards
    # (1.10, 0.95) 3.85, (1.15, 0.92) 3.67. Word errors were 2.9 % for each of them. The pitch
    # of men and women differs by a factor of 0.55 to 0.6, and their resonances by 1.15 to 1.2.
    "low": Move(0.70, 1.10, 1.77, "lower, a larger speaker", "male"),
    "mild": Move(0.85, 1.06, 1.06, "a little lower"),
}  # fmt: skip

LOUDNESS_LUFS = {
    # voice -> integrated loudness (dual mono) of whole articles at its natural speed and pitch:
    # of five pages, four were within 0.1 LU, and one of half a minute was 0.6 LU softer
    "heart": -23.06,
}


@dataclass(frozen=True, slots=True)
class Known:
    """A voice that hibari's makers have published."""

    language: str
    sex: str
    british: bool


KNOWN = {
    # hibari-tts 0.2.1, assets/voices.json
    "heart": Known("en-US", "female", british=False),
    "kore": Known("en-US", "female", british=False),
    "fenrir": Known("en-US", "male", british=False),
    "emma": Known("en-GB", "female", british=True),
    "fable": Known("en-GB", "male", british=True),
}
UNKNOWN = Known("en-US", "", british=False)
"""Assumed for a graph from anybody else."""


def find_graphs(folder: Path) -> dict[str, Path]:
    """Name of each present voice -> its graph: the package's own, then those of the folder."""
    import hibari

    found = {DEFAULT: Path(hibari.__file__).parent / "assets" / BUNDLED}
    # Path.is_dir raises if the folder above it cannot be entered (Python 3.11)
    if os.path.isdir(folder):  # noqa: PTH112 -- Path.is_dir raises for a folder that cannot be entered
        for path in sorted(folder.glob(f"[!.]*{SUFFIX}")):
            # a sentence may go to any voice found here, so files that are no voice are left out
            if (
                path.stem not in found
                and VARIANT_MARK not in path.stem
                and path.stem.isprintable()
                and path.is_file()
                and path.stat().st_size >= LEAST_BYTES
            ):
                found[path.stem] = path
    return found


def describe(name: str) -> Voice:
    """The description of a voice for users."""
    known = KNOWN.get(name, UNKNOWN)
    return Voice(name, known.language, "natural, 24 kHz", known.sex)


def describe_variant(name: str, variant: str) -> Voice:
    """The description of a voice with a variant, for users."""
    voice, move = describe(name), VARIANTS[variant]
    sex = move.makes or voice.sex
    return Voice(
        f"{name}{VARIANT_MARK}{variant}",
        voice.language,
        f"{voice.description}, {move.about}",
        sex,
    )


def split_name(name: str) -> tuple[str, str]:
    """Split a name into voice and variant: "heart+low" gives "heart" and "low"."""
    voice, _, variant = name.partition(VARIANT_MARK)
    return voice, variant
