"""Makes certificates for the tests of content credentials: an issuer, and a newsroom it names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
PASSPHRASE = "correct-horse-battery-marl"
ORGANISATION, NAME = "The Marl Courier", "Courier audio desk"
PEM = serialization.Encoding.PEM
PKCS8 = serialization.PrivateFormat.PKCS8


@dataclass(frozen=True)
class Papers:
    """Files of a newsroom that signs."""

    certificate: Path
    """The newsroom's certificate, then its issuer's."""
    key: Path
    locked_key: Path
    """The same key, encrypted with `PASSPHRASE`."""
    issuer: Path


def make_papers(
    folder: Path, key: Any = None, *, expires: dt.datetime = NOW + 30 * DAY
) -> Papers:
    """The certificates as C2PA asks for them (C2PA 2.2, 14.5.1), and the key of the first."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    issuing = ec.generate_private_key(ec.SECP256R1())
    issuer_name, name = _name("Marl Certificates"), _name(NAME)
    issuer = (
        _begin(issuer_name, issuer_name, issuing.public_key(), NOW + 400 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(issuing.public_key()), critical=False
        )
        .sign(issuing, hashes.SHA256())
    )
    newsroom = (
        _begin(name, issuer_name, key.public_key(), expires)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key()),
            critical=False,
        )
        .sign(issuing, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    papers = Papers(
        folder / "newsroom.pem",
        folder / "key.pem",
        folder / "locked.pem",
        folder / "issuer.pem",
    )
    papers.certificate.write_bytes(newsroom.public_bytes(PEM) + issuer.public_bytes(PEM))
    papers.issuer.write_bytes(issuer.public_bytes(PEM))
    papers.key.write_bytes(key.private_bytes(PEM, PKCS8, serialization.NoEncryption()))
    locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    papers.locked_key.write_bytes(key.private_bytes(PEM, PKCS8, locked))
    return papers


def _name(common: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ])  # fmt: skip


def _begin(
    subject: x509.Name, issuer: x509.Name, key: Any, expires: dt.datetime
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer, subject, key, x509.random_serial_number(), NOW - 400 * DAY, expires
    )


def _usage(*wanted: str) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{name: name in wanted for name in names})
