"""Certificates: they name what is asked for, last as long as it fits, and their keys are private."""

from pathlib import Path

import pytest

from runtime import certificate as module
from runtime.certificate import certificate, names_of

NAMES = ["192.168.1.7", "fe80::1", "localhost", "workshop.local"]


def test_certificate_speaks_for_every_name_and_address(tmp_path: Path) -> None:
    made = certificate(tmp_path / "web", NAMES)
    assert names_of(made.chain) == set(NAMES)
    assert made.key.stat().st_mode & 0o777 == 0o600


def test_certificate_is_kept_while_it_fits(tmp_path: Path) -> None:
    before = certificate(tmp_path / "web", NAMES).chain.read_bytes()
    assert certificate(tmp_path / "web", NAMES).chain.read_bytes() == before


def test_certificate_is_made_anew_when_addresses_change(tmp_path: Path) -> None:
    before = certificate(tmp_path / "web", NAMES).chain.read_bytes()
    after = certificate(tmp_path / "web", [*NAMES, "10.0.0.2"])
    assert after.chain.read_bytes() != before
    assert "10.0.0.2" in names_of(after.chain)


def test_certificate_is_made_anew_near_its_end(tmp_path: Path) -> None:
    before = certificate(tmp_path / "web", NAMES, days=module.RENEW_BEFORE.days).chain.read_bytes()
    assert certificate(tmp_path / "web", NAMES).chain.read_bytes() != before


def test_phones_accept_the_length(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from cryptography import x509

    made = x509.load_pem_x509_certificate(certificate(tmp_path / "web", NAMES).chain.read_bytes())
    assert (made.not_valid_after_utc - made.not_valid_before_utc).days <= 397
