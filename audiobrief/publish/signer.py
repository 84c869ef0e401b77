"""Who signs: a certificate, and its private key or a program that holds the key.

A key is a secret. It is read from a file or the environment when it is needed and goes nowhere
else: no message, log or file has any of it, nor its passphrase.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.errors import ConfigError, SigningError
from audiobrief.publish.settings import CredentialSettings
from audiobrief.secret_texts import keep_secret
from audiobrief.system.secret_variables import (
    SIGNING_CERTIFICATE,
    SIGNING_KEY,
    SIGNING_PASSPHRASE,
)

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

INSTALL = "run `pip install 'audiobrief[c2pa]'`"
COMMAND_S = 60.0
"""Seconds that an external signer has: a hardware module answers in less than one."""
CURVES = {
    # bits of an elliptic curve's key -> algorithm (C2PA 2.2, 13.2.1) and its hash
    256: ("es256", "SHA256"), 384: ("es384", "SHA384"), 521: ("es512", "SHA512"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate, and a function that signs with its key."""

    certificates: str
    """PEM: the signer's certificate, then those of its issuers."""
    algorithm: str
    """C2PA's name of the algorithm, which the key decides: "es256"."""
    fingerprint: str
    """SHA-256 of the signer's certificate, in hex."""
    expires: datetime
    """When the certificate expires; timezone-aware."""
    sign: Callable[[bytes], bytes] = field(repr=False)
    """The signature of some bytes; raises SigningError."""
    timestamps: str = ""
    """Address of a time stamp server (RFC 3161); empty for none."""


def open_signer(settings: CredentialSettings) -> Signer | None:
    """The signer in the settings or the environment; None if there is no certificate.

    Raises:
        ConfigError: the certificate or key cannot be used; the message says why, without any of
            the key.
    """
    pem = _read(settings.certificate, SIGNING_CERTIFICATE, "certificate")
    if not pem:
        return None
    try:
        import c2pa  # noqa: F401 -- found out before an hour is spent on speaking
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
    except ImportError as error:
        raise ConfigError(
            f"credentials.certificate needs a package that is not installed ({error.name}); {INSTALL}"
        ) from error
    name = settings.certificate or SIGNING_CERTIFICATE
    try:
        first, *_ = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise ConfigError(
            f"certificate {name} holds no certificate in PEM: {error}; "
            "it begins with -----BEGIN CERTIFICATE-----"
        ) from error
    if first.not_valid_after_utc < datetime.now(UTC):
        raise ConfigError(
            f"certificate {name} expired on {first.not_valid_after_utc:%Y-%m-%d}; "
            "ask its issuer for a new one, or remove credentials.certificate"
        )
    return Signer(
        pem.decode("ascii", "replace"),
        _algorithm(first),
        first.fingerprint(hashes.SHA256()).hex(),
        first.not_valid_after_utc,
        _outside(settings.command, first) if settings.command else _inside(settings, first),
        settings.timestamps,
    )


def _read(path: Path | None, variable: str, kind: str) -> bytes:
    if path is None:
        return os.environ.get(variable, "").encode()
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot read the {kind} {path}: {reason}", path=path) from error


def _algorithm(certificate: Certificate) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size in CURVES:
        return CURVES[key.curve.key_size][0]
    if isinstance(key, rsa.RSAPublicKey):
        return "ps256"
    if isinstance(key, ed25519.Ed25519PublicKey):
        return "ed25519"
    raise ConfigError(
        "the certificate's key is of a kind that C2PA does not take; "
        "use one on the curves P-256, P-384 or P-521, RSA, or Ed25519"
    )


# ------------------------------------------------------------------- a key at hand


def _inside(settings: CredentialSettings, certificate: Certificate) -> Callable[[bytes], bytes]:
    """A function that signs with the private key in the settings or the environment."""
    from cryptography.hazmat.primitives import serialization

    pem = _read(settings.key, SIGNING_KEY, "key")
    name = f"key {settings.key}" if settings.key else f"the key in {SIGNING_KEY}"
    if not pem:
        raise ConfigError(
            f"the certificate has no key: set credentials.key, credentials.command or {SIGNING_KEY}"
        )
    keep_secret(os.environ.get(SIGNING_PASSPHRASE, ""))
    passphrase = os.environ.get(SIGNING_PASSPHRASE, "").encode() or None
    try:
        key: Any = serialization.load_pem_private_key(pem, passphrase)
    except TypeError as error:
        # cryptography raises it for a missing passphrase, and for one that is not needed
        flaw = "is not encrypted, but" if passphrase else "is encrypted:"
        do = "is set; unset it" if passphrase else "has no passphrase; set it"
        raise ConfigError(f"{name} {flaw} {SIGNING_PASSPHRASE} {do}") from error
    except ValueError:
        # `from None`: what the library says may quote what it read
        raise ConfigError(
            f"{name} is no private key in PKCS#8 and PEM, or its passphrase "
            f"({SIGNING_PASSPHRASE}) is wrong"
        ) from None
    form = serialization.PublicFormat.SubjectPublicKeyInfo, serialization.Encoding.DER
    if key.public_key().public_bytes(form[1], form[0]) != certificate.public_key().public_bytes(
        form[1], form[0]
    ):
        raise ConfigError(f"{name} does not belong to the certificate; give the pair")
    return lambda data: _sign(key, data)


def _sign(key: Any, data: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey):
        digest = getattr(hashes, CURVES[key.curve.key_size][1])()
        return _fixed(key.sign(data, ec.ECDSA(digest)), key.curve.key_size)
    if isinstance(key, rsa.RSAPrivateKey):
        # RFC 8230, 2: the salt is as long as the hash
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
        return key.sign(data, pss, hashes.SHA256())
    signed: bytes = key.sign(data)
    return signed


def _fixed(signature: bytes, bits: int) -> bytes:
    """An ECDSA signature as COSE has it (RFC 9053, 2.1): two numbers of a fixed length."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    length = (bits + 7) // 8
    first, second = decode_dss_signature(signature)
    return first.to_bytes(length, "big") + second.to_bytes(length, "big")


# --------------------------------------------------------------- a program that signs


def _outside(command: tuple[str, ...], certificate: Certificate) -> Callable[[bytes], bytes]:
    """A function that hands the bytes to a program and takes the signature from its output.

    ECDSA signatures may be in DER, as `openssl dgst -sign` writes them, or as COSE has them.
    """
    from cryptography.hazmat.primitives.asymmetric import ec

    key = certificate.public_key()
    bits = key.curve.key_size if isinstance(key, ec.EllipticCurvePublicKey) else 0

    def sign(data: bytes) -> bytes:
        program = Path(command[0]).name
        try:
            # what it prints is not quoted, since it may be about the key
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=COMMAND_S, check=False
            )
        except subprocess.TimeoutExpired:
            raise SigningError(
                f"the signer {program} gave no signature in {COMMAND_S:g} s; run it by itself"
            ) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SigningError(
                f"cannot run the signer {program}: {reason}; see credentials.command"
            ) from None
        if done.returncode or not done.stdout:
            raise SigningError(
                f"the signer {program} gave no signature (exit code {done.returncode}); "
                "run it by itself"
            )
        if bits and len(done.stdout) != 2 * ((bits + 7) // 8):
            try:
                return _fixed(done.stdout, bits)
            except (ValueError, OverflowError):
                raise SigningError(
                    f"the signer {program} printed no ECDSA signature; it must print the bytes alone"
                ) from None
        return done.stdout

    return sign
