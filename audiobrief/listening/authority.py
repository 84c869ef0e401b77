"""A certificate authority of one machine, which its owners let their phones trust.

Browsers install an app, keep it offline and share to it only over https (Secure Contexts, W3C),
and no public authority signs the names and addresses of a network at home. So this machine has
an authority of its own. It is made once and lies in the user's data folder, for all libraries.
Name constraints (RFC 5280, 4.2.1.10) keep it to this machine's names and to private networks:
whoever steals its key cannot pretend to be a bank.

It needs the package `cryptography` (the extra `listen`).
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.errors import ListenError, OutputError
from audiobrief.system.files import read_regular
from audiobrief.system.host_names import write_host_name
from audiobrief.system.locks import folder_alone
from audiobrief.system.secret_files import write_secret

if TYPE_CHECKING:
    from cryptography import x509

FILE = "authority.pem"
"""The key and the certificate of the authority, which only their owner may read."""
INSTALL = "run `pip install 'audiobrief[listen]'`, or give --certificate and --key"
AUTHORITY_DAYS = 3_650
LEAF_DAYS = 397
"""Browsers refuse certificates of a public authority that are valid for longer (CA/Browser Forum,
6.3.2), and Apple those of a private one that are valid for more than 825 days."""
LEEWAY = timedelta(days=1)
"""The clock of a phone may be behind."""
LAST_DAYS = timedelta(days=400)
"""An authority that ends before a new certificate of it would is made anew."""
NETWORKS = (
    # RFC 1918, 6598 (also Tailscale's), 3927, 1122
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
    "127.0.0.0/8",
    # RFC 4193, 4291
    "fc00::/7", "fe80::/10", "::1/128",
)  # fmt: skip
DOMAINS = ("local", "localhost")
"""Names that end so belong to the own network or machine (RFC 6762, 6761)."""


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that signs certificates of this machine."""

    certificate: x509.Certificate
    key: Any
    """The private key, of the package `cryptography`."""

    @property
    def der(self) -> bytes:
        """The certificate as phones take it (X.690, DER)."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as phones show it: "3A 07 …"."""
        from cryptography.hazmat.primitives import hashes

        return self.certificate.fingerprint(hashes.SHA256()).hex(" ").upper()


def open_authority(folder: Path, names: Iterable[str]) -> Authority:
    """The authority in a folder; it is made if there is none, or if it ends soon.

    `names` are host names of this machine, which a new one may vouch for besides `DOMAINS`.

    Raises:
        ListenError: the package is missing, or the file is damaged or cannot be read.
        OutputError: it cannot be written.
    """
    try:
        import cryptography  # noqa: F401 -- only whether it is there
    except ImportError as error:
        raise ListenError(
            f"--https needs a package that is not installed ({error.name}); {INSTALL}"
        ) from error
    path = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # of two desks that start for the first time, the second one takes what the first one made
        with folder_alone(folder):
            return _open(path, names)
    except OSError as error:
        raise OutputError(
            f"cannot keep an authority in {folder}: {(error.strerror or str(error)).lower()}; "
            "set XDG_DATA_HOME to a folder that can be written to",
            path=folder,
        ) from error


def _open(path: Path, names: Iterable[str]) -> Authority:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        pem = read_regular(path)
        found = Authority(
            x509.load_pem_x509_certificate(pem),
            serialization.load_pem_private_key(pem, None),
        )
    except FileNotFoundError:
        return _make(path, names)
    except (OSError, ValueError, TypeError) as error:
        raise ListenError(
            f"{path} holds no authority: {error}; remove it, and a new one is made, which your "
            "phones must be told to trust",
            path=path,
        ) from error
    if found.certificate.not_valid_after_utc - datetime.now(UTC) < LAST_DAYS:
        return _make(path, names)
    return found


def _make(path: Path, names: Iterable[str]) -> Authority:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    own = sorted(names)
    permitted = [each for each in map(_general_name, sorted({*DOMAINS, *own})) if each]
    title = f"audiobrief on {own[0]}" if own else "audiobrief"
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, title[:64])])
    permitted += [x509.IPAddress(ipaddress.ip_network(each)) for each in NETWORKS]
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        _begin(name, name, key, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    content = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_secret(path, content + certificate.public_bytes(pem))
    return Authority(certificate, key)


def issue(authority: Authority, hosts: Iterable[str]) -> tuple[bytes, bytes]:
    """A certificate and its key in PEM, for those of the names and addresses that it may name.

    Raises:
        ListenError: it may name none of them.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    named = filter(None, map(_general_name, hosts))
    own = [each for each in named if _may_name(authority, each)]
    if not own:
        raise ListenError(
            "none of this machine's addresses is in a private network; give a certificate for "
            "its name with --certificate, --key and --name"
        )
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "audiobrief listen")])
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    certificate = (
        _begin(name, issuer.subject, key, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .add_extension(x509.SubjectAlternativeName(own), critical=False)
        .add_extension(identifier, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return (
        certificate.public_bytes(pem) + issuer.public_bytes(pem),
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
    )


def vouches_for(authority: Authority, host: str) -> bool:
    """Whether a certificate of the authority may name that host name or address."""
    name = _general_name(host)
    return name is not None and _may_name(authority, name)


def _general_name(host: str) -> x509.GeneralName | None:
    from cryptography import x509

    with contextlib.suppress(ValueError):
        return x509.IPAddress(ipaddress.ip_address(host))
    # a machine may have a name that no certificate can hold
    with contextlib.suppress(ValueError):
        return x509.DNSName(write_host_name(host))
    return None


def _may_name(authority: Authority, name: x509.GeneralName) -> bool:
    """Whether the name constraints permit a name (RFC 5280, 4.2.1.10)."""
    from cryptography import x509

    constraints = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    return any(
        _holds(permitted, name) for permitted in constraints.value.permitted_subtrees or ()
    )


def _holds(permitted: x509.GeneralName, name: x509.GeneralName) -> bool:
    wide, one = permitted.value, name.value
    if isinstance(wide, IPv4Network | IPv6Network):
        return isinstance(one, IPv4Address | IPv6Address) and one in wide
    return isinstance(one, str) and f".{one}".endswith(f".{wide}")


def _begin(
    subject: x509.Name, issuer: x509.Name, key: Any, days: int
) -> x509.CertificateBuilder:
    from cryptography import x509

    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer,
        subject,
        key.public_key(),
        x509.random_serial_number(),
        now - LEEWAY,
        now + timedelta(days=days) - LEEWAY,
    )


def _usage(*wanted: str) -> x509.KeyUsage:
    from cryptography import x509

    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: name in wanted for name in names})
