"""Certificates made on the spot: for a phone in the same network, and between the parts of the object store.

Each is signed by itself and kept in the data folder until it no longer fits.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from runtime.folder import write_private

RENEW_BEFORE = timedelta(days=30)
# Phones refuse certificates that are valid for longer than this.
PHONE_DAYS = 397


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key, as two PEM files."""

    chain: Path
    key: Path


def certificate(stem: Path, names: Sequence[str], *, days: int = PHONE_DAYS, authority: bool = False) -> Certificate:
    """The certificate at `stem` for these host names and IP addresses; made anew when they change or it ends."""
    found = Certificate(stem.with_suffix(".crt"), stem.with_suffix(".key"))
    if not (found.key.exists() and _fits(found.chain, names)):
        stem.parent.mkdir(mode=0o700, exist_ok=True)
        _make(found, names, days, authority)
    return found


def names_of(chain: Path) -> set[str]:
    """The host names and IP addresses that a certificate speaks for."""
    loaded = x509.load_pem_x509_certificate(chain.read_bytes())
    extension = loaded.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = {str(address) for address in extension.get_values_for_type(x509.IPAddress)}
    return addresses | set(extension.get_values_for_type(x509.DNSName))


def _fits(chain: Path, names: Sequence[str]) -> bool:
    if not chain.exists():
        return False
    loaded = x509.load_pem_x509_certificate(chain.read_bytes())
    return names_of(chain) == set(names) and loaded.not_valid_after_utc - datetime.now(UTC) > RENEW_BEFORE


def _make(files: Certificate, names: Sequence[str], days: int, authority: bool) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lorecast")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=days - 1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_private(files.key, private.decode())
    write_private(files.chain, made.public_bytes(Encoding.PEM).decode())


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
