"""The second lock: whatever a query forgets, PostgreSQL shows no other workspace's rows."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, SQLModel

from app.db import enter, transaction
from app.domain import playlists
from app.models import Playlist
from app.models.base import WorkspaceRow
from tests.cast import Cast, Player

Within = Callable[[Player], AbstractContextManager[Session]]

# Tables without a workspace, and those that hold ids and codes only and are swept across workspaces.
OPEN = {"person", "login_session", "sign_in_attempt", "workspace", "stage", "object_deletion"}


def test_every_workspace_table_forces_row_security(cast: Cast) -> None:
    with transaction() as session:
        rows = session.execute(
            text("select relname, relrowsecurity and relforcerowsecurity from pg_class where relkind = 'r'")
        )
        forced = {name: bool(forced) for name, forced in rows}
    for table in SQLModel.metadata.tables:
        assert forced[table] == (table not in OPEN), table


def test_models_and_migrations_agree_on_what_is_protected() -> None:
    for mapper in SQLModel._sa_registry.mappers:  # type: ignore[attr-defined]
        if issubclass(mapper.class_, WorkspaceRow):
            assert mapper.class_.row_security == (mapper.local_table.name not in OPEN)


def test_the_application_is_not_the_owner_and_cannot_bypass(cast: Cast) -> None:
    with transaction() as session:
        role = session.execute(
            text("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        ).one()
        owners = session.scalars(text("select distinct tableowner from pg_tables where schemaname = 'public'")).all()
    assert tuple(role) == ("lorecast_app", False, False)
    assert "lorecast_app" not in owners


def test_without_a_workspace_there_is_nothing(ada: Player, within: Within) -> None:
    with within(ada) as session:
        playlists.create(session, ada.member, title="Ours")
    with transaction() as session:
        for table in SQLModel.metadata.tables:
            if table not in OPEN:
                assert session.execute(text(f'select count(*) from "{table}"')).scalar() == 0, table


def test_writing_into_another_workspace_is_refused(ada: Player, cleo: Player, within: Within) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), within(ada) as session:
        session.add(Playlist(workspace_id=cleo.member.workspace_id, title="Mine now", created_by=cleo.member.id))
        session.flush()


def test_a_pooled_connection_forgets_the_workspace(ada: Player, cleo: Player, within: Within) -> None:
    """Many short transactions of two workspaces on few connections, some of them failing half-way."""
    for player in (ada, cleo):
        with within(player) as session:
            playlists.create(session, player.member, title=f"Of {player.member.person.name}")

    def look(turn: int) -> set[uuid.UUID]:
        player = (ada, cleo)[turn % 2]
        with suppress(ZeroDivisionError), within(player) as session:
            if turn % 7 == 0:
                raise ZeroDivisionError
            seen = set(session.scalars(text("select workspace_id from playlist")).all())
            assert seen == {player.member.workspace_id}
        with transaction() as session:
            return set(session.scalars(text("select workspace_id from playlist")).all())

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(look, range(400))) == set()


def test_entering_another_workspace_leaves_the_first(ada: Player, cleo: Player, within: Within) -> None:
    with within(ada) as session:
        playlists.create(session, ada.member, title="Ours")
        session.flush()
        enter(session, workspace_id=cleo.member.workspace_id)
        assert session.execute(text("select count(*) from playlist")).scalar() == 0
