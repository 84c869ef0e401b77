"""How a site was last made, for commands that change it later, such as a withdrawal."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import msgspec

from audiobrief.errors import ConfigError
from audiobrief.publish.settings import PublishSettings
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.locations import INTERNAL

REMEMBERED = f"{INTERNAL}/site.json"
"""The settings with which the site was last made; they may name files of this machine."""
TOKEN_BYTES = 18
"""144 random bits, which nobody can guess."""


def remember_settings(root: Path, settings: PublishSettings) -> PublishSettings:
    """The settings as the site is made with, with its address and a private feed's token.

    They are kept in `root`, so a command that changes the site later, such as a withdrawal,
    makes it as it was. Settings without an address take the one that the site had.

    Raises:
        OutputError: they cannot be written.
    """
    settings = _keep_address(root, settings)
    if settings.is_private and not settings.token:
        kept = recall_settings(root)
        token = (kept.token if kept else "") or secrets.token_urlsafe(TOKEN_BYTES)
        settings = replace(settings, token=token)
    content = msgspec.json.encode(settings, enc_hook=str) + b"\n"
    path = root / REMEMBERED
    if not path.is_file() or read_regular(path) != content:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, content)
    return settings


def _keep_address(root: Path, settings: PublishSettings) -> PublishSettings:
    """The settings with the address that the site in `root` had, if they name none.

    Without an address there are no feeds, and whoever subscribed to one would lose it. A private
    site whose settings were not given either stays private, since its feeds would be public.
    """
    kept = None if settings.url else recall_settings(root)
    if kept is None or not kept.url:
        return settings
    settings = replace(settings, url=kept.url)
    return keep_private(root, settings)


def keep_private(root: Path, settings: PublishSettings) -> PublishSettings:
    """The settings for the site in `root`, private and with its token if it was private.

    A preview is often started without the settings file that the site was made with.
    """
    kept = recall_settings(root)
    if kept is None or not kept.is_private:
        return settings
    token = settings.token or kept.token
    return replace(settings, visibility=kept.visibility, token=token)


def recall_settings(root: Path) -> PublishSettings | None:
    """The settings with which the site in `root` was last made; None if it never was."""
    try:
        return parse_settings(read_regular(root / REMEMBERED))
    except OSError:
        return None


def parse_settings(content: bytes) -> PublishSettings | None:
    """The settings in the content of their file; None if there are none in it."""
    try:
        return decode_json(content, PublishSettings, hook=lambda kind, value: kind(value))
    except (WrongJson, ConfigError):
        return None
