"""Roles, and the one thing a workspace cannot be without: an owner."""

import pytest

from app.domain import memberships, workspaces
from app.errors import Forbidden, Invalid, NotFound
from app.models import Role
from tests.cast import Cast, Player


def test_last_owner_cannot_leave_or_step_down(ada: Player, within) -> None:
    with within(ada) as session:
        me = memberships.get(session, ada.member, ada.member.id)
        for refused in (
            lambda: memberships.change_role(session, me, me, Role.MEMBER),
            lambda: memberships.deactivate(session, me, me),
        ):
            with pytest.raises(Invalid, match="owner"):
                refused()


def test_a_second_owner_may_take_over(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        me, other = (memberships.get(session, ada.member, player.member.id) for player in (ada, ben))
        memberships.change_role(session, me, other, Role.OWNER)
        session.flush()
        memberships.change_role(session, other, me, Role.MEMBER)
        assert (me.role, other.role) == (Role.MEMBER, Role.OWNER)


def test_members_change_no_roles_and_admins_make_no_owners(ada: Player, ben: Player, gus: Player, within) -> None:
    with within(ada) as session:
        me, other, guest = (memberships.get(session, ada.member, player.member.id) for player in (ada, ben, gus))
        with pytest.raises(Forbidden):
            memberships.change_role(session, other, guest, Role.MEMBER)
        memberships.change_role(session, me, other, Role.ADMIN)
        memberships.change_role(session, other, guest, Role.MEMBER)
        with pytest.raises(Forbidden):
            memberships.change_role(session, other, guest, Role.OWNER)


def test_somebody_who_comes_back_is_the_same_member(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        me, other = (memberships.get(session, ada.member, player.member.id) for player in (ada, ben))
        memberships.deactivate(session, me, other)
        session.flush()
        again = memberships.join(session, me.workspace_id, other.person, Role.GUEST)
        assert (again.id, again.role, again.deactivated_at) == (other.id, Role.GUEST, None)


def test_nobody_sees_members_of_another_workspace(cast: Cast, within) -> None:
    with within(cast.cleo) as session, pytest.raises(NotFound):
        memberships.get(session, cast.cleo.member, cast.ada.member.id)


def test_only_admins_rename_the_workspace(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        assert workspaces.rename(session, ada.member, name=" Windmill ").name == "Windmill"
    with pytest.raises(Forbidden), within(ben) as session:
        workspaces.rename(session, ben.member, name="Mine")
