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
    return f"""<!-- Written out of the packages' metadata by `make reference`. -->

# Licences

audiobrief is under the MIT licence. What `pip install audiobrief` brings, on Linux; versions
stand in `tests/requirements.lock`.

| package | licence | brought by |
|---|---|---|
{table}

## Programs under the GPL

Two packages carry programs under the GNU General Public License. audiobrief calls them and
does not contain them:

- `espeakng-loader` carries the library of eSpeak NG (GPL-3.0-or-later) and its data. It is loaded by
  a worker in a process of its own, through the bindings of pyttsx3, and what is exchanged is text and samples.
- `imageio-ffmpeg` is BSD-2-Clause itself and carries an ffmpeg program that was built with GPL
  parts (GPL-3.0-or-later). It runs where PATH has no ffmpeg.

To use audiobrief, to install it from a package index, and to publish episodes asks nothing of you: what
these programs make is yours. Whoever passes audiobrief on **together with them** (an
installer, a container image, an appliance) passes on those programs, too, and owes whoever
gets them the licence's text and their source. An ffmpeg on
PATH is taken before the package's own, so that `imageio-ffmpeg` may be left out where there is one.

## Voices

`audiobrief voices add` brings voices that audiobrief does not contain. Their licences are those of
their publishers:

| voices | licence | published by |
|---|---|---|
{voices}

The licence of one of Piper's voices is that of the recordings it was trained on, and stands in its
card; `audiobrief voices add` says it before it fetches the voice.

## Others

`pebble` and `soxr` are under the LGPL: they are separate packages that anyone can replace, which
is what it asks for. `piper-tts` is under the GPL-3.0 and is not used: the engine `piper` runs the
voices with onnxruntime (MIT) by code of its own.
"""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
