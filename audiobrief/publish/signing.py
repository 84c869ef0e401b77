"""Sign an episode's audio with content credentials (C2PA), once it is whole.

A signature has a random part, so the same sound signed twice gives other bytes. What was signed is
therefore recorded beside the audio, with the digest of the unsigned file: an audio that would be
signed again with the same claims and the same certificate keeps the signature that it has.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.errors import SigningError
from audiobrief.model import Episode
from audiobrief.publish.claims import MEDIA_TYPES, make_claims, signed_type
from audiobrief.publish.signer import Signer
from audiobrief.system.files import (
    copy_regular,
    opened_regular,
    read_regular,
    write_whole,
    written_whole,
)
from audiobrief.system.json_content import WrongJson, decode_json

if TYPE_CHECKING:
    from typing_extensions import Buffer

LOG = logging.getLogger(__name__)
RECORD = "credentials.json"
"""File beside the audio that records what was signed."""
OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
"""Settings of c2pa by which neither signing nor reading uses the network."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, with nothing secret in it."""

    audio: str
    """File name of the audio."""
    unsigned_sha256: str
    """Digest of the audio before it was signed: the same for the same input."""
    claims_sha256: str
    certificate_sha256: str
    signed_sha256: str
    """Digest of the audio as it was published."""
    texts: dict[str, str] = field(default_factory=dict)
    """Name of each text beside the audio -> its digest, as `signed_texts.digest_texts` has it; empty
    in records of former versions. The credentials themselves have them, too."""


def sign_audio(
    audio: Path, episode: Episode, signer: Signer, before: Path, texts: Mapping[str, str]
) -> bool:
    """Sign the file at `audio` in place, whole or not at all, and record it beside it.

    `texts` has the digests of the texts beside it, which are signed with it. If the folder
    `before` holds the same audio, signed with the same claims and certificate, that file is
    taken. Returns whether the audio is signed: False for a format that cannot be.

    Raises:
        SigningError: the signer gave no signature, or c2pa cannot read the audio.
        OutputError: the file cannot be written.
    """
    if not signed_type(audio.name):
        LOG.warning(
            "%s is not signed: content credentials cannot be written into %s; use %s",
            audio.name, audio.suffix.lstrip("."), ", ".join(MEDIA_TYPES),
        )  # fmt: skip
        return False
    claims = json.dumps(make_claims(episode, texts), ensure_ascii=False, sort_keys=True)
    wanted = Signed(
        audio.name,
        _digest(audio),
        hashlib.sha256(claims.encode("utf-8", "replace")).hexdigest(),
        signer.fingerprint,
        signed_sha256="",
        texts=dict(texts),
    )
    kept = read_record(before)
    if kept and _is_kept(before, kept, wanted):
        with written_whole(audio) as temporary:
            copy_regular(before / kept.audio, temporary)
    else:
        with written_whole(audio) as temporary:
            _embed(audio, temporary, claims, signer)
    record = Signed(**{**asdict(wanted), "signed_sha256": _digest(audio)})
    text = json.dumps(asdict(record), indent=1)
    write_whole(audio.parent / RECORD, f"{text}\n".encode())
    return True


def read_record(folder: Path) -> Signed | None:
    """What was signed in a folder; None if there is no record."""
    try:
        return decode_json(read_regular(folder / RECORD), Signed)
    except OSError:
        return None
    except WrongJson as error:
        LOG.warning("%s is no record of a signature: %s", folder / RECORD, error)
        return None


def digest_before_signing(folder: Path, audio: str, digest: str) -> str:
    """The digest that an audio with this digest had before it was signed, if it was."""
    kept = read_record(folder)
    if kept and (kept.audio, kept.signed_sha256) == (audio, digest):
        return kept.unsigned_sha256
    return digest


def _is_kept(folder: Path, kept: Signed, wanted: Signed) -> bool:
    """Whether the folder still holds the file that was signed as it would be now."""
    same = {**asdict(kept), "signed_sha256": ""} == asdict(wanted)
    try:
        return same and _digest(folder / kept.audio) == kept.signed_sha256
    except OSError:
        return False


class _Noted(io.FileIO):
    """A file that keeps the reason why it could not be written: c2pa answers with none."""

    failure: OSError | None = None

    def write(self, data: Buffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            self.failure = error
            raise


def _embed(source: Path, target: Path, claims: str, signer: Signer) -> None:
    import c2pa

    failures: list[SigningError] = []

    def sign(data: bytes) -> bytes:
        # c2pa logs what a callback raises; the reason is raised below instead
        try:
            return signer.sign(data)
        except SigningError as error:
            failures.append(error)
            return b""

    with _Noted(target, "w+b") as file:
        try:
            algorithm = c2pa.C2paSigningAlg[signer.algorithm.upper()]
            hand = c2pa.Signer.from_callback(
                sign, algorithm, signer.certificates, signer.timestamps or None
            )
            context = c2pa.Context(c2pa.Settings.from_dict(OFFLINE))
            with (
                hand,
                c2pa.Builder(claims, context) as builder,
                opened_regular(source) as unsigned,
                io.BufferedRandom(file) as signed,
            ):
                builder.sign(hand, signed_type(source.name), unsigned, signed)
        except c2pa.C2paError as error:
            if failures:
                raise failures[0] from None
            if file.failure is not None:
                raise file.failure from None
            raise SigningError(
                f"cannot sign {source.name}: {error}; check the certificates and their order "
                "with `openssl x509 -text`"
            ) from error


def _digest(path: Path) -> str:
    with opened_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
