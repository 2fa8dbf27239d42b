"""The ground tests stand on: a real PostgreSQL, a real SeaweedFS, and the cast.

Every test gets workspaces of its own, so tests need no cleaning up and see nothing of each other.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlmodel import Session

from runtime.parts import Parts
from runtime.parts import parts as started_parts
from tests.cast import Cast, Player, assemble
from tests.paths import Welcome, prepare


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """PostgreSQL and SeaweedFS for this test process, with the settings pointing at them."""
    from app import db
    from app.config import settings

    folder = tmp_path_factory.mktemp("lorecast")
    with started_parts(folder, durable=False) as started:
        os.environ.update(started.environment() | {"LORECAST_DATA": str(folder)})
        settings.cache_clear()
        db.migrate()
        from app.deps import objects

        objects().ensure_bucket()
        yield started
        db.dispose()


@pytest.fixture
def cast(parts: Parts) -> Cast:
    """Ada owns a workspace, Ben is a member, Gus a guest; Cleo owns another one."""
    return assemble()


@pytest.fixture
def ada(cast: Cast) -> Player:
    return cast.ada


@pytest.fixture
def ben(cast: Cast) -> Player:
    return cast.ben


@pytest.fixture
def gus(cast: Cast) -> Player:
    return cast.gus


@pytest.fixture
def cleo(cast: Cast) -> Player:
    return cast.cleo


@pytest.fixture
def within(parts: Parts) -> Callable[[Player], AbstractContextManager[Session]]:
    """`with within(ada) as session:` is one transaction in Ada's workspace."""
    from app.db import transaction

    return lambda player: transaction(player.member.workspace_id, person_id=player.member.person_id)


@pytest.fixture
def welcome(cast: Cast, within: Callable[[Player], AbstractContextManager[Session]]) -> Welcome:
    """Two onboarding playlists of Ada's, Ben who is a mentor, Gus and Dora who arrive."""
    return prepare(cast, within)


@pytest.fixture(scope="session")
def speech() -> Path:
    """A folder of real speech, from LORECAST_SPEECH or beside the project; tests that need it are skipped without."""
    folder = Path(os.environ.get("LORECAST_SPEECH", Path(__file__).parent.parent.parent / "shared" / "speech"))
    if not folder.is_dir():
        pytest.skip("no folder of real speech")
    return folder
