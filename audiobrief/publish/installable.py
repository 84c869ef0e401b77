"""The files by which a browser installs the library as an app, and plays its queue offline.

https://www.w3.org/TR/appmanifest/ and https://www.w3.org/TR/service-workers/: both work only
where the site is served over https, or from the same machine.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

from audiobrief.publish.names import COVER
from audiobrief.publish.theme import Theme

MANIFEST = "manifest.webmanifest"
WORKER = "worker.js"
ICON = "icon-{side}.png"
ICON_SIDES = (192, 512)
"""Pixels; those that Chromium asks for before it offers to install an app."""
PAPER = "#fcfbf8"
"""The page's background in light colours, as in page.css."""
APP_FILES = frozenset([MANIFEST, WORKER, *(ICON.format(side=side) for side in ICON_SIDES)])


def list_app_files(title: str, language: str, theme: Theme) -> Iterator[tuple[str, str]]:
    """Path and text of the manifest and of the script that keeps the queue."""
    yield MANIFEST, make_manifest(title, language)
    yield WORKER, theme.text(WORKER)


def make_manifest(title: str, language: str, **members: Any) -> str:
    """The text of the manifest, with further `members` of it."""
    manifest = {
        "name": title,
        "short_name": title,
        "lang": language,
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": ICON.format(side=side), "sizes": f"{side}x{side}", "type": "image/png"}
            for side in ICON_SIDES
        ],
        **members,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def make_icon(cover: bytes, side: int) -> bytes:
    """The library's cover as a PNG of `side` pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(cover)) as image:
        target = io.BytesIO()
        # a home screen shows few colours, and a palette takes a third of the bytes
        image.convert("RGB").resize((side, side)).quantize(64).save(
            target, "PNG", optimize=True
        )
        return target.getvalue()


def digest_of_icon(cover_digest: str, side: int) -> str:
    """The same digest means the same icon."""
    return hashlib.sha256(f"{cover_digest} {side} {COVER}".encode()).hexdigest()
