"""Invitations: looking changes nothing, accepting happens once."""

import secrets

import pytest

from app.db import transaction
from app.domain import invitations
from app.errors import Forbidden, Invalid, NotFound
from app.models import Role
from tests.cast import PASSWORD, Player


def email() -> str:
    return f"eve-{secrets.token_hex(6)}@example.org"


def accept(token: str, address: str, password: str = PASSWORD):
    with transaction() as session:
        found = invitations.find(session, token)
        assert found is not None
        return invitations.accept(session, found, email=address, name="Eve", password=password)


def test_an_invited_person_becomes_a_member_once(ada: Player, within) -> None:
    with within(ada) as session:
        token = invitations.invite(session, ada.member, role=Role.MEMBER)
    for _ in range(3):
        with transaction() as session:
            assert invitations.find(session, token) is not None
    member = accept(token, email())
    assert (member.workspace_id, member.role) == (ada.member.workspace_id, Role.MEMBER)
    with transaction() as session:
        assert invitations.find(session, token) is None


def test_invitation_for_an_address_is_for_that_address(ada: Player, within) -> None:
    wanted = email()
    with within(ada) as session:
        token = invitations.invite(session, ada.member, role=Role.GUEST, email=wanted)
    with pytest.raises(Invalid):
        accept(token, email())
    assert accept(token, wanted).role == Role.GUEST


def test_somebody_registered_proves_it_with_their_password(ada: Player, cleo: Player, within) -> None:
    address = email()
    for owner in (ada, cleo):
        with within(owner) as session:
            token = invitations.invite(session, owner.member, role=Role.MEMBER)
        if owner is cleo:
            with pytest.raises(Invalid):
                accept(token, address, password="not the password")
        assert accept(token, address).workspace_id == owner.member.workspace_id


def test_only_admins_invite_and_only_owners_invite_owners(ada: Player, ben: Player, within) -> None:
    with pytest.raises(Forbidden), within(ben) as session:
        invitations.invite(session, ben.member, role=Role.GUEST)
    with within(ada) as session:
        ben.member.role = Role.ADMIN
        with pytest.raises(Forbidden):
            invitations.invite(session, ben.member, role=Role.OWNER)


def test_revoked_invitation_leads_nowhere(ada: Player, within) -> None:
    with within(ada) as session:
        token = invitations.invite(session, ada.member, role=Role.MEMBER)
        [pending] = invitations.pending(session, ada.member)
        invitations.revoke(session, ada.member, pending.id)
    with transaction() as session:
        assert invitations.find(session, token) is None


def test_an_outsider_cannot_revoke(ada: Player, cleo: Player, within) -> None:
    with within(ada) as session:
        invitations.invite(session, ada.member, role=Role.MEMBER)
        [pending] = invitations.pending(session, ada.member)
    with pytest.raises(NotFound), within(cleo) as session:
        invitations.revoke(session, cleo.member, pending.id)


def test_first_owners_link_dies_when_somebody_became_owner_another_way(ada: Player, within) -> None:
    with within(ada) as session:
        token = invitations._offer(session, ada.member.workspace_id, role=Role.OWNER, email=None, invited_by=None)
    with transaction() as session:
        assert invitations.find(session, token) is None
