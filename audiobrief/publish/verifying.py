"""Read an audio file's content credentials: what is claimed, by whom, and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

from audiobrief.errors import ConfigError, PublishError, SigningError
from audiobrief.publish import read_episode, read_label
from audiobrief.publish.claims import ACTIONS, BESIDE, METADATA, digest_of_text, signed_type
from audiobrief.publish.declared import IPTC
from audiobrief.publish.media import is_audio
from audiobrief.publish.signed_texts import TextState, compare_texts
from audiobrief.publish.signer import INSTALL
from audiobrief.publish.signing import OFFLINE, read_record
from audiobrief.system.files import opened_regular


class Verdict(StrEnum):
    """What became of a file's credentials, the gravest first."""

    CHANGED = "changed"
    """The file is not the one that was signed."""
    ALTERED = "altered"
    """The claims themselves are not those that were signed."""
    BROKEN = "broken"
    """The credentials do not hold for another reason, which the codes tell."""
    EXPIRED = "expired"
    """The certificate has expired, and no time stamp proves that it was valid when it signed."""
    UNTRUSTED = "untrusted"
    """No issuer that was asked for stands behind the certificate."""
    STRIPPED = "stripped"
    """There are no credentials, but the record beside the file says that it was signed."""
    UNSIGNED = "unsigned"
    """There are no credentials, and nothing says that there ever were."""
    GENUINE = "genuine"
    """The file is byte for byte what was signed."""


WORDS = {
    # verdict -> the sentence for people
    Verdict.CHANGED: "changed after it was signed",
    Verdict.ALTERED: "the claims in it were altered after they were signed",
    Verdict.BROKEN: "its credentials do not hold",
    Verdict.EXPIRED: "the sound is what was signed, but the certificate has expired",
    Verdict.UNTRUSTED: "the sound is what was signed, but by nobody on the list of trust",
    Verdict.STRIPPED: "its credentials were removed: it was signed when it was published",
    Verdict.UNSIGNED: "not signed",
    Verdict.GENUINE: "the sound is what was signed",
}
NO_PLACE = ", and cannot be: C2PA defines no place for credentials in this format"
VERDICTS = {
    # C2PA's code of a failure (C2PA 2.2, 15.2.2) -> verdict; other codes are BROKEN
    "assertion.dataHash.mismatch": Verdict.CHANGED,
    "assertion.bmffHash.mismatch": Verdict.CHANGED,
    "assertion.boxesHash.mismatch": Verdict.CHANGED,
    "assertion.hashedURI.mismatch": Verdict.ALTERED,
    "claimSignature.mismatch": Verdict.ALTERED,
    "claimSignature.outsideValidity": Verdict.EXPIRED,
    "signingCredential.expired": Verdict.EXPIRED,
    "signingCredential.untrusted": Verdict.UNTRUSTED,
}


class Outcome(IntEnum):
    """What became of a sound and its texts together; the values are exit codes."""

    WHOLE = 0
    """All of it is what was signed."""
    CHANGED = 1
    """The sound or a text is another one, or the credentials do not hold."""
    MISSING = 5
    """A text that was signed is not there."""
    UNSIGNED = 6
    """The sound or a text beside it was never signed."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a file's credentials say, and whether they hold. Texts are empty if nothing says it."""

    file: str
    """Name of the file."""
    verdict: Verdict
    codes: tuple[str, ...] = ()
    """C2PA's codes of what failed."""
    organisation: str = ""
    """Who signed, as the certificate names them."""
    name: str = ""
    """Common name of the certificate."""
    trusted: bool | None = None
    """Whether an issuer on the list of trust stands behind it; None without a list."""
    signed_at: str = ""
    """When it was signed, as a time stamp server says (ISO 8601)."""
    title: str = ""
    generator: str = ""
    """Program that made the claim."""
    declaration: str = ""
    """What is claimed of the voice, for people."""
    source: str = ""
    """IPTC's digital source type: "trainedAlgorithmicMedia"."""
    article: str = ""
    """Address of the article that was read."""
    text_sha256: str = ""
    """Digest of the article's text (`claims.digest_of_text`)."""
    text_matches: bool | None = None
    """Whether the article in `episode.json` beside the file has this text; None without one."""
    texts: Mapping[str, TextState] = field(default_factory=dict)
    """Name of each text that belongs beside the file -> what became of it; empty if none is."""
    has_place: bool = True
    """Whether C2PA defines a place for credentials in files of this format."""

    @property
    def outcome(self) -> Outcome:
        """What became of the sound and of its texts together, the gravest first."""
        states = set(self.texts.values())
        if self.verdict not in {Verdict.GENUINE, Verdict.UNSIGNED}:
            return Outcome.CHANGED
        if self.text_matches is False or TextState.CHANGED in states:
            return Outcome.CHANGED
        if TextState.MISSING in states:
            return Outcome.MISSING
        if self.verdict is Verdict.UNSIGNED or TextState.UNSIGNED in states:
            return Outcome.UNSIGNED
        return Outcome.WHOLE

    @property
    def sentence(self) -> str:
        """The verdict for people."""
        codes = f" ({', '.join(self.codes)})" if self.verdict is Verdict.BROKEN else ""
        reason = "" if self.has_place else NO_PLACE
        return WORDS[self.verdict] + codes + reason


def verify(path: Path, trust: Path | None = None) -> Verification:
    """What the credentials of the audio file at `path` claim, and whether they hold.

    Nothing is fetched from the network. With `trust`, a file of issuers' certificates in PEM, a
    signature that none of them stands behind is `UNTRUSTED`; without it, anybody's is taken.

    Raises:
        SigningError: the file cannot be read, is no audio, or c2pa is not installed.
        ConfigError: the file of issuers cannot be read.
    """
    kind = signed_type(path.name)
    if not kind and is_audio(path.name):
        _check_readable(path)
        return Verification(path.name, Verdict.UNSIGNED, has_place=False)
    if not kind:
        raise SigningError(f"{path} cannot hold credentials: not an mp3, m4a, m4b, flac or wav")
    try:
        import c2pa
    except ImportError as error:
        raise SigningError(f"to verify a file, {error.name} is needed; {INSTALL}") from error
    rules: dict[str, Any] = {**OFFLINE}
    if trust is not None:
        rules["trust"] = {"trust_anchors": _read_trust(trust)}
    try:
        with (
            opened_regular(path) as file,
            c2pa.Reader(
                kind, file, context=c2pa.Context(c2pa.Settings.from_dict(rules))
            ) as reader,
        ):
            told = json.loads(reader.json())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SigningError(f"cannot read {path}: {reason}", path=path) from error
    except c2pa.C2paError.ManifestNotFound:
        record = read_record(path.parent)
        stripped = record is not None and record.audio == path.name
        return Verification(path.name, Verdict.STRIPPED if stripped else Verdict.UNSIGNED)
    except c2pa.C2paError as error:
        # the container itself is damaged: a WAV that was cut off
        return Verification(path.name, Verdict.BROKEN, codes=(str(error),))
    return _judge(path, told, trust is not None)


def _check_readable(path: Path) -> None:
    try:
        with opened_regular(path):
            return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SigningError(f"cannot read {path}: {reason}", path=path) from error


def _read_trust(trust: Path) -> str:
    try:
        return trust.read_text("ascii")
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"cannot read the list of trust {trust}: {error}", path=trust
        ) from error


def _judge(path: Path, told: Mapping[str, Any], is_trust_asked: bool) -> Verification:
    manifest = told["manifests"][told["active_manifest"]]
    results = told.get("validation_results", {}).get("activeManifest", {})
    codes = [one["code"] for one in results.get("failure", ())]
    if not is_trust_asked:
        codes = [code for code in codes if VERDICTS.get(code) is not Verdict.UNTRUSTED]
    failed = {VERDICTS.get(code, Verdict.BROKEN) for code in codes}
    verdict = next((each for each in Verdict if each in failed), Verdict.GENUINE)
    assertions = {
        one.get("label"): one.get("data", {}) for one in manifest.get("assertions", ())
    }
    created: Mapping[str, Any] = next(
        (one for one in _actions(assertions) if one.get("action") == "c2pa.created"), {}
    )
    read = assertions.get(METADATA, {}).get("schema:isBasedOn", {})
    text = str(read.get("schema:encoding", {}).get("schema:sha256", ""))
    generator = (manifest.get("claim_generator_info") or [{}])[0]
    signature = manifest.get("signature_info") or {}
    return Verification(
        path.name,
        verdict,
        tuple(codes),
        organisation=str(signature.get("issuer") or ""),
        name=str(signature.get("common_name") or ""),
        trusted=(Verdict.UNTRUSTED not in failed) if is_trust_asked else None,
        signed_at=str(signature.get("time") or ""),
        title=str(manifest.get("title") or ""),
        generator=f"{generator.get('name', '')} {generator.get('version', '')}".strip(),
        declaration=str(created.get("description") or ""),
        source=str(created.get("digitalSourceType") or "").removeprefix(IPTC),
        article=str(read.get("schema:url") or ""),
        text_sha256=text,
        text_matches=_compare_text(path, text),
        texts=_compare_texts(path, assertions.get(METADATA, {})),
    )


def _actions(assertions: Mapping[Any, Any]) -> Iterator[Mapping[str, Any]]:
    yield from assertions.get(ACTIONS, {}).get("actions", ())


def _compare_texts(path: Path, metadata: Mapping[str, Any]) -> dict[str, TextState]:
    named = metadata.get(BESIDE, [])
    signed = {
        str(one.get("schema:name")): str(one.get("schema:sha256"))
        # JSON-LD has a single value without its list
        for one in (named if isinstance(named, list) else [named])
    }
    try:
        is_own = read_label(path.parent).audio == path.name
    except PublishError:
        is_own = True
    try:
        return compare_texts(path.parent, path.name, signed, is_own=is_own)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SigningError(
            f"cannot read {error.filename}: {reason}; make it readable, or copy the audio elsewhere "
            "to verify it alone",
            path=path,
        ) from error


def _compare_text(path: Path, digest: str) -> bool | None:
    try:
        episode = read_episode(path.parent)
    except PublishError:
        return None
    if episode.audio != path.name or not digest:
        return None
    return digest_of_text(episode.article) == digest
