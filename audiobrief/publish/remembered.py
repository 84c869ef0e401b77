"""How a site was last made, for commands that change it later, such as a withdrawal."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from pathlib import Path

import msgspec

from audiobrief.errors import ConfigError, PublishError
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
    body = msgspec.json.encode(settings, enc_hook=str)
    content = body + b"\n" + _checksum(body) + b"\n"
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
    """The settings with which the site in `root` was last made; None if it never was.

    Raises:
        PublishError: their file is damaged, or cannot be read.
    """
    path = root / REMEMBERED
    try:
        content = read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _damaged(str(path), (error.strerror or str(error)).lower()) from error
    return parse_settings(content, str(path))


def parse_settings(content: bytes, name: str) -> PublishSettings | None:
    """The settings in the content of the file with this name; None if the file is empty.

    A checksum follows them, except in files of 1.0.0rc2 and older: a bit that flips in the address,
    or in the token of a private site, leaves settings that mean something else.

    Raises:
        PublishError: it is damaged.
    """
    if not content:
        return None
    body, _, checksum = content.rstrip(b"\n").partition(b"\n")
    if checksum and checksum != _checksum(body):
        raise _damaged(name, "its checksum is another one")
    try:
        return decode_json(body, PublishSettings, hook=lambda kind, value: kind(value))
    except (WrongJson, ConfigError) as error:
        raise _damaged(name, str(error)) from error


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _damaged(name: str, reason: str) -> PublishError:
    return PublishError(
        f"{name}, which says how the site was made, is damaged: {reason}; put a copy of it in its "
        "place, or remove it and run `audiobrief publish` with the address and the settings of the "
        "site",
        path=name,
    )
