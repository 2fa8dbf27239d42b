"""Signing in: guessing is slow, and tells nothing about who exists."""

import secrets

import pytest

from app.db import transaction
from app.domain import people
from app.errors import Invalid, Locked, SignInRefused
from runtime.parts import Parts
from tests.cast import PASSWORD


def address() -> str:
    return f"dora-{secrets.token_hex(6)}@example.org"


def test_password_opens_and_another_does_not(parts: Parts) -> None:
    email = address()
    with transaction() as session:
        people.register(session, email=email.upper(), name=" Dora ", password=PASSWORD)
    with transaction() as session:
        assert people.verify(session, email=f" {email} ", password=PASSWORD).name == "Dora"
    with pytest.raises(SignInRefused), transaction() as session:
        people.verify(session, email=email, password=PASSWORD + "x")


@pytest.mark.parametrize("known", [True, False])
def test_ten_wrong_tries_lock_an_address_known_or_not(parts: Parts, known: bool) -> None:
    email = address()
    if known:
        with transaction() as session:
            people.register(session, email=email, name="Dora", password=PASSWORD)
    for _ in range(10):
        with pytest.raises(SignInRefused), transaction() as session:
            people.verify(session, email=email, password="wrong wrong wrong")
    with pytest.raises(Locked), transaction() as session:
        people.verify(session, email=email, password=PASSWORD)


def test_somebody_without_a_password_cannot_sign_in_with_an_empty_one(parts: Parts) -> None:
    email = address()
    with transaction() as session:
        people.register(session, email=email, name="Dora", password=None)
    with pytest.raises(SignInRefused), transaction() as session:
        people.verify(session, email=email, password="")


@pytest.mark.parametrize(
    ("email", "name", "password", "field"),
    [
        ("nonsense", "Dora", PASSWORD, "email"),
        ("dora@example.org", " ", PASSWORD, "name"),
        ("dora@example.org", "Dora", "short", "password"),
    ],
)
def test_bad_registration_names_the_field(parts: Parts, email: str, name: str, password: str, field: str) -> None:
    with pytest.raises(Invalid) as refused, transaction() as session:
        people.register(session, email=email.replace("@", f"{secrets.token_hex(4)}@"), name=name, password=password)
    assert refused.value.field == field
