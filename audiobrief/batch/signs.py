"""How it is known that nothing changed: marks of pages, digests of settings."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from audiobrief.batch.items import Item
from audiobrief.config import Settings, VoiceSettings
from audiobrief.engines import facts_of
from audiobrief.places import user_folder
from audiobrief.reader import LEXICON
from audiobrief.storage import is_remote


def mark_of(item: Item) -> str:
    """What tells a page's state without reading it; empty where only reading tells.

    Of a file: size, time of its last change (ns) and inode, and those of the
    lexicons beside it. Of a page that the list brought: its digest. Of an
    address: what the list says of its last change.
    """
    if item.page is not None:
        text = item.page.text.encode("utf-8", "replace")
        return hashlib.blake2b(text, digest_size=16).hexdigest()
    if not item.path or is_remote(item.path):
        return item.mark
    folder, name = os.path.split(item.path)
    stem = os.path.splitext(name)[0]  # noqa: PTH122 -- ten thousand files: no Path for each
    beside = f"{folder}{os.sep}{LEXICON}", f"{folder}{os.sep}{stem}.{LEXICON}"
    return " ".join([_mark_of_file(item.path), *map(_mark_of_file, beside)]).rstrip()


def _mark_of_file(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 -- three a page of ten thousand: no Path for each
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


class SettingsSigns:
    """Digests of all in the settings that an episode depends on, by profile."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._digests: dict[int, str] = {}
        self._plain = "" if settings.profiles else self._digest(settings)

    def digest_for(self, url: str) -> str:
        """For a page at `url`: script, voice, sound, music, page, and the files that they name.

        How pages are fetched, how many are made at once and what the feed says
        changes no episode.
        """
        if self._plain:
            return self._plain
        chosen = self._settings.for_url(url)
        if id(chosen) not in self._digests:
            self._digests[id(chosen)] = self._digest(chosen)
        return self._digests[id(chosen)]

    @staticmethod
    def _digest(settings: Settings) -> str:
        parts: list[Any] = [
            settings.script, _heard(settings.voice), settings.sound, settings.music,
            settings.publish.templates, settings.publish.url, settings.publish.waveform,
        ]  # fmt: skip
        plain = msgspec.json.encode(parts, order="deterministic", enc_hook=str)
        found = hashlib.blake2b(plain, digest_size=16)
        folder = user_folder()
        music = settings.music
        files = [
            *([folder / LEXICON] if folder else []), *settings.lexicons, *settings.rules,
            *(Path(p) for p in (music.intro, music.outro, music.bed, settings.cover) if p),
        ]  # fmt: skip
        if settings.publish.templates:
            files += sorted(
                p for p in Path(settings.publish.templates).rglob("*") if p.is_file()
            )
        for path in files:
            with contextlib.suppress(OSError):
                content = path.read_bytes()
                found.update(len(content).to_bytes(8, "little") + content)
        return found.hexdigest()


def _heard(voice: VoiceSettings) -> VoiceSettings:
    """The settings without those that change no sound."""
    options = {
        engine: {
            key: value for key, value in own.items() if key not in facts_of(engine).unheard
        }
        for engine, own in voice.options.items()
    }
    return replace(voice, options=options)
