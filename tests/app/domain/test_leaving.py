"""What becomes of somebody who goes, and of what they said."""

import pytest
from sqlalchemy import text
from sqlmodel import select

from app.db import transaction
from app.domain import accounts, leaving, memberships, people, tokens, tracks, workspaces
from app.domain.leaving import Fate
from app.errors import Forbidden, Invalid
from app.models import Listen, Membership, Note, Person, Role, Track
from tests.cast import PASSWORD, Cast, Player
from tests.tracks import make_track


@pytest.fixture
def said(ada: Player, ben: Player, within) -> Track:
    """Ben recorded a track, wrote a note on one of Ada's, and has heard some of it."""
    with within(ben) as session:
        hers = make_track(session, ada, title="The first call")
        his = make_track(session, ben, title="What Ben knows")
        session.add(Listen(**_ids(ben), track_id=hers.id, position_ms=5))
        session.add(Note(workspace_id=ben.member.workspace_id, author_id=ben.member.id, track_id=hers.id, text="Ben's"))
        return his


def _ids(player: Player) -> dict:
    return {"workspace_id": player.member.workspace_id, "membership_id": player.member.id}


def gone(session, actor: Player, leaver: Player, fate: Fate) -> Membership:
    me, other = (session.get_one(Membership, player.member.id) for player in (actor, leaver))
    leaving.remove(session, me, other, fate)
    return other


@pytest.mark.parametrize("fate", Fate)
def test_nobody_gets_in_after_leaving(ada: Player, ben: Player, said: Track, within, fate: Fate) -> None:
    with within(ada) as session:
        gone(session, ada, ben, fate)
    assert ben.browser.get("/").status_code == 303
    assert ben.browser.get("/api/me", headers=ben.bearer).status_code == 401
    with transaction() as session:
        assert tokens.find(session, ben.token) is None


def test_kept_tracks_bear_the_name(ada: Player, ben: Player, said: Track, within) -> None:
    with within(ada) as session:
        assert gone(session, ada, ben, Fate.KEEP).person.name == "Ben Okri"
        assert session.get_one(Track, said.id).deleted_at is None


def test_nameless_tracks_are_those_of_a_former_member(ada: Player, ben: Player, said: Track, within) -> None:
    with within(ada) as session:
        left = gone(session, ada, ben, Fate.NAMELESS)
        assert (left.person.name, left.person.password_hash) == ("A former member", None)
        assert session.get_one(Track, said.id).deleted_at is None
        assert session.exec(select(Note).where(Note.author_id == left.id)).one().text == "Ben's"
        assert session.exec(select(Listen).where(Listen.membership_id == left.id)).all() == []
    with transaction() as session:
        assert people.find(session, ben.email) is None, "he was in no other workspace"


def test_erased_means_silent_at_once(ada: Player, ben: Player, said: Track, within) -> None:
    with within(ada) as session:
        left = gone(session, ada, ben, Fate.ERASE)
        assert session.get_one(Track, said.id).deleted_at is not None
        assert session.exec(select(Note).where(Note.author_id == left.id)).all() == []
        assert left.erased_at is not None


def test_person_with_another_place_keeps_it(ada: Player, ben: Player, said: Track, cleo: Player, within) -> None:
    with within(cleo) as session:
        elsewhere = memberships.join(
            session, cleo.member.workspace_id, session.get_one(Person, ben.member.person_id), Role.MEMBER
        )
    with within(ada) as session:
        gone(session, ada, ben, Fate.ERASE)
    with within(cleo) as session:
        assert session.get_one(Membership, elsewhere.id).person.email == ben.email


def test_members_remove_nobody(ada: Player, ben: Player, within) -> None:
    with within(ben) as session, pytest.raises(Forbidden):
        gone(session, ben, ada, Fate.ERASE)


def test_account_is_closed_in_every_workspace(cast: Cast, said: Track, within) -> None:
    ben, cleo = cast.ben, cast.cleo
    with within(cleo) as session:
        person = session.get_one(Person, ben.member.person_id)
        people.set_password(person, PASSWORD)
        memberships.join(session, cleo.member.workspace_id, person, Role.MEMBER)
    with within(ben) as session:
        person = session.get_one(Person, ben.member.person_id)
        with pytest.raises(Invalid, match="password"):
            accounts.close(session, person, password="another long one", fate=Fate.NAMELESS)
    with within(ben) as session:
        person = session.get_one(Person, ben.member.person_id)
        accounts.close(session, person, password=PASSWORD, fate=Fate.NAMELESS)
    with transaction() as session:
        assert people.find(session, ben.email) is None
        assert (
            session.execute(text("select 1 from login_session where person_id = :id"), {"id": person.id}).first()
            is None
        )
    for player in (cast.ada, cleo):
        with within(player) as session:
            names = [one.person.name for one in session.exec(select(Membership))]
            assert "A former member" in names
            assert "Ben Okri" not in names


def test_only_owner_stays(ada: Player, within) -> None:
    with within(ada) as session, pytest.raises(Invalid, match="needs an owner"):
        accounts.close(session, session.get_one(Person, ada.member.person_id), password="", fate=Fate.NAMELESS)
    with within(ada) as session:
        assert session.get_one(Membership, ada.member.id).deactivated_at is None
        assert workspaces.get(session, ada.member).name == "Windmill Ltd"
        assert tracks.library(session, ada.member).items == []
