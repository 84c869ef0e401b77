"""The units of the International System, each with the prefixes that are printed before it."""

from __future__ import annotations

from collections.abc import Iterator

PREFIXES = {
    "n": "nano", "µ": "micro", "μ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "Ki": "kibi", "Mi": "mebi", "Gi": "gibi", "Ti": "tebi",
}  # fmt: skip
"""The sign of a prefix -> its name; both signs for micro are in use (U+00B5, U+03BC)."""
BASES = {
    # sign -> name, and the prefixes it is printed with; "" is the unit by itself
    "m": ("meter", "nµμ"), "g": ("gram", "nµμ"), "L": ("liter", "µμcdkMG"), "l": ("liter", "µμcdk"), "s": ("second", "nµμ"),
    "W": ("watt", "µμmkMGT"), "Wh": ("watt hour", "kMGT"), "Wp": ("watt", "kMG"), "V": ("volt", "µμmkM"), "VA": ("volt amp", "kM"),
    "VAr": ("volt amp reactive", "kM"), "Ah": ("amp hour", "mk"), "Hz": ("hertz", "mkMGT"), "J": ("joule", "mkMGTP"), "Pa": ("pascal", "hkMG"),
    "bar": ("bar", "m"), "N": ("newton", "mkM"), "Nm": ("newton meter", "k"), "eV": ("electron volt", "kMGT"), "Sv": ("sievert", "nµμm"),
    "Gy": ("gray", "mµμ"), "Bq": ("becquerel", "kMGTP"), "mol": ("mole", "nµμm"), "lx": ("lux", "k"), "B": ("byte", "kMGTPKiMiGiTi"),
    "Ω": ("ohm", "kM"), "T": ("tesla", "mµμ"), "cal": ("calorie", "k"), "t": ("ton", "kMG"),
}  # fmt: skip
ALONE = frozenset({"Sv", "Bq", "Gy", "lx", "Hz", "Ω", "mol", "Wp"})
"""Units that mean nothing else without a prefix."""
UNCHANGED = frozenset({"hertz", "lux"})
"""Names whose plural is the same."""


def _signs(prefixes: str) -> Iterator[str]:
    at = 0
    while at < len(prefixes):
        size = 2 if prefixes[at + 1 : at + 2] == "i" else 1
        yield prefixes[at : at + size]
        at += size


def units() -> dict[str, tuple[str, str]]:
    """Sign -> the unit's name in singular and plural: "µSv" is microsieverts."""
    found = {}
    for base, (name, prefixes) in BASES.items():
        for sign in (*_signs(prefixes), *([""] if base in ALONE else [])):
            one = PREFIXES.get(sign, "") + name
            found[sign + base] = (one, one if name in UNCHANGED else f"{one}s")
    return found
