"""Generates the page of licences from the metadata of the installed packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from audiobrief.catalogue import read_catalogue
from tests.places import CHECKOUT

PAGE = CHECKOUT / "docs" / "pages" / "reference" / "licences.md"
UNSTATED = {
    # package whose metadata names no licence, or no version of it -> licence in its repository
    "espeakng-loader": "GPL-3.0-or-later",
    "pebble": "LGPL-3.0-or-later",
}
SHORT = {
    # classifier or free text -> SPDX identifier
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
}
MAX_IDENTIFIER = 60
"""The longest licence identifier, in characters; some packages put the whole text in the
field."""


def runtime_packages() -> dict[str, list[str]]:
    """Canonical name of each installed dependency of audiobrief -> the packages that require
    it."""
    found: dict[str, list[str]] = {}
    waiting = [("audiobrief", "")]
    while waiting:
        name, _ = waiting.pop()
        for text in metadata.requires(name) or []:
            wanted = Requirement(text)
            if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
                continue
            below = canonicalize_name(wanted.name)
            if below not in found:
                waiting.append((below, name))
            found.setdefault(below, []).append(name)
    return dict(sorted(found.items()))


def licence_of(name: str) -> str:
    """The SPDX expression, or the package's own words."""
    if name in UNSTATED:
        return UNSTATED[name]
    about = metadata.metadata(name)
    stated = _said(about, "License-Expression") or _said(about, "License")
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    if not stated or len(stated) > MAX_IDENTIFIER or "\n" in stated:
        stated = " or ".join(classifiers)
    return SHORT.get(stated, stated)


def home_of(name: str) -> str:
    """The web address of a package, or an empty string."""
    about = metadata.metadata(name)
    links = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [])
    homes = (
        links[key]
        for key in links
        if re.match(r"home|source|repository|github", key, re.IGNORECASE)
    )
    return _said(about, "Home-page") or next(homes, "") or next(iter(links.values()), "")


def _said(about: metadata.PackageMetadata, field: str) -> str:
    return next(iter(about.get_all(field) or []), "")


def rows() -> Iterator[str]:
    for name, askers in runtime_packages().items():
        link = f"[{name}]({home_of(name)})" if home_of(name) else name
        by = "" if "audiobrief" in askers else ", ".join(sorted(set(askers)))
        yield f"| {link} | {licence_of(name)} | {by} |"


def voice_rows() -> Iterator[str]:
    """Rows of the table of voices: offers of an engine with the same licence and publisher
    share one."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for offer in read_catalogue():
        publisher = "/".join(offer.address.split("/")[:5])
        key = (offer.engine, offer.licence or "in its card", publisher)
        groups.setdefault(key, []).append(offer.name)
    for (engine, licence, publisher), names in groups.items():
        shown = ", ".join(names) if len(names) <= 5 else f"{len(names)} voices"
        yield f"| `{engine}`: {shown} | {licence} | <{publisher}> |"


def page() -> str:
    table = "\n".join(rows())
    voices = "\n".join(voice_rows())
    return f"""<!-- Generated from the packages' metadata by `make reference`. -->

# Licences

audiobrief is under the MIT licence. The table lists the packages that `pip install audiobrief` installs
on Linux; their versions are in `tests/requirements.lock`.

| package | licence | required by |
|---|---|---|
{table}

## Programs under the GPL

Two packages contain programs under the GNU General Public License. audiobrief calls these programs but
does not contain them:

- `espeakng-loader` contains the library of eSpeak NG (GPL-3.0-or-later) and its data. A worker in a
  process of its own loads it through the bindings of pyttsx3 and exchanges only text and samples.
- `imageio-ffmpeg` is BSD-2-Clause itself, but contains an ffmpeg program that was built with GPL parts
  (GPL-3.0-or-later). The extra `ffmpeg` brings it, and it is used if there is no ffmpeg on PATH.

You have no obligations if you use audiobrief, install it from a package index or publish episodes: what
these programs make is yours. If you distribute audiobrief **together with them** (in an installer, a
container image or an appliance), you distribute these programs too, and must give the recipients the
text of the licence and the source. mp3 needs no ffmpeg, and an ffmpeg on PATH takes precedence, so you can leave out
`imageio-ffmpeg`.

## Voices

`audiobrief voices add` downloads voices that are not part of audiobrief. They have their publishers'
licences:

| voices | licence | published by |
|---|---|---|
{voices}

Each Piper voice has the licence of the recordings that it was trained on. Its card states it, and
`audiobrief voices add` shows it before it downloads the voice.

## Others

`pebble` and `soxr` are under the LGPL. They are separate packages that anyone can replace, as the LGPL
requires. `piper-tts` is under the GPL-3.0 and is not used: the engine `piper` runs the voices with
onnxruntime (MIT) and code of its own.
"""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
