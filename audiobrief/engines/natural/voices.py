"""The natural engine's voices, and what is known of each."""

from __future__ import annotations

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
"""A graph of hibari's has 8 MB; what is smaller is no voice, or was cut off."""
VARIANT_MARK = "+"


class Move(NamedTuple):
    """How a voice is moved to become another speaker."""

    pitch: float
    """Factor on the pitch."""
    size: float
    """Factor on the size of the speaker's head, and so on the length of all resonances."""
    gain_db: float
    """Makes it as loud as the voice itself: measured over five articles, each within 0.1 LU."""
    about: str
    makes: str = ""
    """The sex that is heard of any voice that is moved so; empty for the voice's own."""


VARIANTS = {
    # name behind the "+" -> how the voice is moved. A grid of 16 moves was judged by Distill-MOS
    # and Whisper tiny.en on four sentences of news: heart itself 4.67, pitch 0.75 and size 1.08
    # 4.52, 0.70 and 1.10 4.31, 0.66 and 1.12 4.17, 0.62 and 1.16 3.91; upwards 1.10 and 0.95 3.85,
    # 1.15 and 0.92 3.67. Word errors were 2.9 % for each of them. The pitch of men and women differs
    # by a factor of 0.55 to 0.6 and their resonances by 1.15 to 1.2.
    "low": Move(0.70, 1.10, 1.77, "lower, a larger speaker", "male"),
    "mild": Move(0.85, 1.06, 1.06, "a little lower"),
}  # fmt: skip

LOUDNESS_LUFS = {
    # voice -> integrated loudness, dual mono, of whole articles at its own speed and pitch: five
    # pages, four of them within 0.1 LU, one of half a minute 0.6 below
    "heart": -23.06,
}


@dataclass(frozen=True, slots=True)
class Known:
    """A voice that its makers have published."""

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
"""For a graph of somebody's own."""


def find_graphs(folder: Path) -> dict[str, Path]:
    """Name of each voice that is here -> its graph: the one of the package, then the folder's."""
    import hibari

    found = {DEFAULT: Path(hibari.__file__).parent / "assets" / BUNDLED}
    if folder.is_dir():
        for path in sorted(folder.glob(f"[!.]*{SUFFIX}")):
            # a sentence may be given to any voice that is here: what can be none is left out
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
    """What a user is told of a voice."""
    known = KNOWN.get(name, UNKNOWN)
    return Voice(name, known.language, "natural, 24 kHz", known.sex)


def describe_variant(name: str, variant: str) -> Voice:
    """What a user is told of a voice that is moved; its sex where it can still be told."""
    voice, move = describe(name), VARIANTS[variant]
    sex = move.makes or voice.sex
    return Voice(
        f"{name}{VARIANT_MARK}{variant}",
        voice.language,
        f"{voice.description}, {move.about}",
        sex,
    )


def split_name(name: str) -> tuple[str, str]:
    """A voice and its variant: "heart+low" gives "heart" and "low"."""
    voice, _, variant = name.partition(VARIANT_MARK)
    return voice, variant
