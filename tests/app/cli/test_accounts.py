"""Owner, token and invitation by command line: what the pages do, without a browser."""

import secrets

import pytest

from app.db import transaction
from app.domain import invitations, people, tokens
from app.models import Role
from tests.app.cli.terminal import Terminal


@pytest.fixture
def email() -> str:
    return f"ada-{secrets.token_hex(6)}@example.org"


def test_owner_gets_a_workspace_and_a_password_that_works(lorecast: Terminal, email: str) -> None:
    told = lorecast("owner", "--email", email, "--name", "Ada", "--workspace", f"Mill {email}")
    assert f"Ada <{email}> owns “Mill {email}”." in told
    password = told.split("Password: ")[1].strip()
    with transaction() as session:
        assert people.verify(session, email=email, password=password).name == "Ada"


def test_second_owner_joins_the_workspace_of_that_name(lorecast: Terminal, email: str) -> None:
    place = f"Mill {email}"
    lorecast("owner", "--email", email, "--name", "Ada", "--workspace", place)
    lorecast("owner", "--email", f"b{email}", "--name", "Ben", "--workspace", place.upper())
    assert lorecast("token", "--email", f"b{email}").startswith("lorecast_")


def test_known_person_keeps_their_name_and_password(lorecast: Terminal, email: str) -> None:
    lorecast("owner", "--email", email, "--name", "Ada", "--password", "the first password")
    told = lorecast(
        "owner", "--email", email, "--name", "Eve", "--workspace", f"Other {email}", "--password", "another one"
    )
    assert told.startswith("Ada")
    with transaction() as session:
        assert people.verify(session, email=email, password="the first password")


def test_token_stands_alone_on_stdout_and_acts_as_the_member(lorecast: Terminal, email: str) -> None:
    lorecast("owner", "--email", email, "--name", "Ada", "--workspace", f"Mill {email}")
    printed = lorecast("token", "--email", email)
    with transaction() as session:
        member = tokens.find(session, printed.removesuffix("\n"))
        assert member
        assert member.person.email == email


def test_token_for_a_stranger_is_refused_in_a_sentence(lorecast: Terminal, email: str) -> None:
    assert email in lorecast("token", "--email", email, fails=True)


def test_several_workspaces_must_be_told_apart(lorecast: Terminal, email: str) -> None:
    for place in (f"Mill {email}", f"Pond {email}"):
        lorecast("owner", "--email", email, "--name", "Ada", "--workspace", place)
    refusal = lorecast("token", "--email", email, fails=True)
    assert f"“Mill {email}”, “Pond {email}”" in refusal
    assert lorecast("token", "--email", email, "--workspace", f"pond {email}")


def test_invitation_link_offers_the_role(lorecast: Terminal, email: str) -> None:
    place = f"Mill {email}"
    lorecast("owner", "--email", email, "--name", "Ada", "--workspace", place)
    link = lorecast("invite", "--role", "guest", "--workspace", place)
    with transaction() as session:
        found = invitations.find(session, link.strip().rsplit("/", 1)[1])
        assert found
        assert found.role == Role.GUEST
