"""A cache of speech that machines share: this machine's own cache, backed by a store.

What one machine of a cluster has spoken, no other has to speak again. Entries have the
same names and checksums as on a disk, and damaged ones are not used.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.errors import AudiobriefError
from audiobrief.model import Speech
from audiobrief.secret_texts import hide
from audiobrief.speech.cache import (
    DEFAULT_LIMIT_BYTES,
    FRAMES_SUFFIX,
    SUFFIX,
    Named,
    SpeechCache,
    digest_of,
)
from audiobrief.speech.entries import pack, seal, unpack, unseal
from audiobrief.system.storage import open_filesystem, put_whole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LOG = logging.getLogger(__name__)


class SharedCache(SpeechCache):
    """A `SpeechCache` in a folder of this machine, backed by a store at an fsspec address.

    Only what a withdrawn story used is removed from the store: let its own rules expire old
    entries. A store that fails is not used again in this run, and never fails an episode.
    """

    def __init__(
        self, folder: Path | None, address: str, *, limit_bytes: int = DEFAULT_LIMIT_BYTES
    ) -> None:
        super().__init__(folder, limit_bytes=limit_bytes)
        self._address = address.rstrip("/")
        self._files: Any = None
        self._root = ""
        try:
            self._files, self._root = open_filesystem(self._address)
        except AudiobriefError as error:
            self._leave(error)

    def get(self, engine: Named, text: str, delivery: DataclassInstance) -> Speech | None:
        """The speech of `engine` for `text` from this cache or the store, or None."""
        found = super().get(engine, text, delivery)
        if found is not None:
            return found
        content = self._fetch(digest_of(engine, text, delivery), SUFFIX)
        speech = unpack(content, len(text)) if content else None
        if speech is not None:
            super().put(engine, text, delivery, speech)
        return speech

    def holds(self, engine: Named, text: str, delivery: DataclassInstance) -> bool:
        """Whether there is an entry here or in the store; `get` may still find it damaged."""
        if super().holds(engine, text, delivery):
            return True
        try:
            name = self._name_of(digest_of(engine, text, delivery), SUFFIX)
            return self._files is not None and bool(self._files.exists(name))
        except Exception as error:  # noqa: BLE001 -- each kind of store raises its own errors
            self._leave(error)
            return False

    def put(
        self, engine: Named, text: str, delivery: DataclassInstance, speech: Speech
    ) -> None:
        """Store `speech`, here and in the store."""
        super().put(engine, text, delivery, speech)
        if content := pack(speech):
            self._store(digest_of(engine, text, delivery), SUFFIX, content)

    def get_frames(self, digest: str) -> bytes | None:
        """The bytes stored under a digest, here or in the store, or None."""
        found = super().get_frames(digest)
        if found is not None:
            return found
        content = self._fetch(digest, FRAMES_SUFFIX)
        kept = unseal(content) if content else None
        if kept:
            super().put_frames(digest, kept)
        return kept or None

    def put_frames(self, digest: str, content: bytes) -> None:
        """Store bytes under a digest, here and in the store."""
        super().put_frames(digest, content)
        self._store(digest, FRAMES_SUFFIX, seal(content))

    def _remove(self, digest: str, suffix: str) -> None:
        super()._remove(digest, suffix)
        if self._files is None:
            return
        try:
            self._files.rm_file(self._name_of(digest, f".{suffix}"))
        except FileNotFoundError:
            return
        except Exception as error:  # noqa: BLE001 -- each kind of store raises its own errors
            self._leave(error)

    def _fetch(self, digest: str, suffix: str) -> bytes | None:
        if self._files is None:
            return None
        try:
            return bytes(self._files.cat_file(self._name_of(digest, suffix)))
        except FileNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 -- each kind of store raises its own errors
            self._leave(error)
            return None

    def _store(self, digest: str, suffix: str, content: bytes) -> None:
        if self._files is None:
            return
        try:
            put_whole(self._files, self._name_of(digest, suffix), content)
        except Exception as error:  # noqa: BLE001 -- each kind of store raises its own errors
            self._leave(error)

    def _name_of(self, digest: str, suffix: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest[2:]}{suffix}"

    def _leave(self, error: Exception) -> None:
        self._files = None
        told = hide(f"the shared cache {self._address} cannot be used: {error}")
        LOG.warning("%s", told)
