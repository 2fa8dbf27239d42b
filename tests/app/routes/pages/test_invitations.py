"""Invitations: an admin makes a link, looking at it changes nothing, the form uses it up."""

import re

import pytest

from app.db import transaction
from app.domain import invitations, workspaces
from app.models import Role
from tests.cast import PASSWORD, Cast, Player

JOINING = {"name": "Dora Maar", "email": "dora@example.org", "password": PASSWORD}


@pytest.fixture
def link(ada: Player) -> str:
    page = ada.browser.post("/invitations", data={"role": "member"}).text
    found = re.search(r"/invitations/[\w.-]+", page)
    assert found
    return found[0]


def joining(cast: Cast) -> dict[str, str]:
    return JOINING | {"email": f"dora-{cast.ada.member.id}@example.org"}


def test_link_is_shown_once_with_a_code_to_scan(ada: Player) -> None:
    page = ada.browser.post("/invitations", data={"role": "guest", "email": "dora@example.org"}).text
    assert "http://testserver/invitations/" in page
    assert "<svg" in page[page.index('class="qr__code"') :]
    assert "/invitations/" not in re.findall(r'value="([^"]*)"', ada.browser.get("/people").text)


def test_looking_at_a_link_does_not_use_it_up(cast: Cast, link: str) -> None:
    for _ in range(3):
        assert cast.stranger.get(link).status_code == 200
    assert cast.stranger.head(link).status_code in (200, 405)
    assert cast.stranger.post(link, data=joining(cast)).status_code == 303


def test_accepting_signs_in_and_the_link_is_gone(cast: Cast, link: str) -> None:
    assert "Windmill Ltd" in cast.stranger.get(link).text
    assert cast.stranger.post(link, data=joining(cast)).headers["location"] == "/"
    assert "Hello, Dora" in cast.stranger.get("/").text
    assert cast.stranger.post(link, data=joining(cast)).status_code == 404
    assert cast.stranger.get(link).status_code == 404


@pytest.mark.parametrize(("field", "value"), [("password", "short"), ("email", "no address"), ("name", " ")])
def test_mistake_is_told_at_the_field_and_the_rest_is_kept(cast: Cast, link: str, field: str, value: str) -> None:
    form = joining(cast)
    answer = cast.stranger.post(link, data=form | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    kept = next(one for one in ("name", "email") if one != field)
    assert f'value="{form[kept]}"' in answer.text
    assert form["password"] not in answer.text
    assert cast.stranger.get(link).status_code == 200


def test_invitation_for_an_address_is_for_that_address(ada: Player, cast: Cast) -> None:
    page = ada.browser.post("/invitations", data={"role": "member", "email": "only@example.org"}).text
    link = re.search(r"/invitations/[\w.-]+", page)
    assert link
    assert cast.stranger.post(link[0], data=joining(cast)).status_code == 422


def test_bad_address_is_told_on_the_page_of_people(ada: Player) -> None:
    answer = ada.browser.post("/invitations", data={"role": "member", "email": "nonsense"})
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert ">\nnonsense</textarea>" in answer.text


def test_taking_an_invitation_back_closes_its_link(ada: Player, cast: Cast, link: str) -> None:
    revoke = re.search(r'action="(/invitations/[\w-]+/revoke)"', ada.browser.get("/people").text)
    assert revoke
    assert ada.browser.post(revoke[1]).status_code == 303
    assert cast.stranger.get(link).status_code == 404


def test_member_neither_invites_nor_sees_the_form(ben: Player) -> None:
    assert 'action="/invitations"' not in ben.browser.get("/people").text
    assert ben.browser.post("/invitations", data={"role": "member"}).status_code == 403


@pytest.fixture
def first_owners_link(cast: Cast) -> str:
    """The link that the very first start prints: to a workspace that nobody is in yet."""
    with transaction() as session:
        workspace = workspaces.found(session, name=invitations.FIRST_WORKSPACE)
        offer = {"role": Role.OWNER, "email": None, "invited_by": None}
        return "/invitations/" + invitations._offer(session, workspace.id, **offer)


def test_first_owner_names_the_workspace(cast: Cast, first_owners_link: str) -> None:
    assert "Start your workspace" in cast.stranger.get(first_owners_link).text
    answer = cast.stranger.post(first_owners_link, data=joining(cast) | {"workspace_name": "Mill & Co"})
    assert answer.status_code == 303
    assert 'value="Mill &amp; Co"' in cast.stranger.get("/workspace").text


def test_mistake_changes_nothing(cast: Cast, first_owners_link: str) -> None:
    form = joining(cast) | {"workspace_name": "Mill & Co"}
    assert cast.stranger.post(first_owners_link, data=form | {"password": "short"}).status_code == 422
    with transaction() as session:
        found = invitations.find(session, first_owners_link.removeprefix("/invitations/"))
        assert found
        assert invitations.workspace_of(session, found).name == invitations.FIRST_WORKSPACE
