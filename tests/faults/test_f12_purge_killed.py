"""F12: the purge is killed again and again: no row points at an absent object, and nothing stays behind."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from app.config import settings
from app.db import transaction
from app.domain import workspaces
from app.models import ObjectDeletion, Rendition, Track
from app.models.base import now
from app.objects import objects
from media import keys
from runtime.parts import Parts
from tests.cast import Player
from tests.faults.length import chance, full_only
from tests.proof import note
from tests.tracks import make_track
from worker.purge import purge

KILLS, TRACKS_EACH, PATIENCE_SECONDS = 20, 60, 60


class Deleted:
    """Tracks of one workspace that are due, and where their sound lies."""

    def __init__(self, within: Callable, player: Player) -> None:
        self.within, self.player = within, player
        self.folders: set[str] = set()

    def add(self, count: int) -> None:
        with self.within(self.player) as session:
            for _ in range(count):
                track = make_track(session, self.player, storage=objects(), says=("What nobody may hear again.",))
                track.deleted_at = now() - timedelta(days=31)
        self.folders |= {key.split("renditions/")[0] for key in self.pointed_at()}

    def pointed_at(self) -> set[str]:
        with self.within(self.player) as session:
            return set(session.exec(select(Rendition.key)))

    def stored(self) -> set[str]:
        return {info.key for info in objects().list(keys.workspace_prefix(self.player.member.workspace_id))}

    def noted(self) -> set[str]:
        with transaction() as session:
            return set(session.exec(select(ObjectDeletion.prefix)))


def kill_once(workspace_id: UUID, look: Callable[[], set[str]], left: int) -> None:
    """As soon as no more than `left` are seen: rows, or objects."""
    command = [sys.executable, "-m", "tests.faults.purging_worker", str(workspace_id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while "ready" not in process.stdout.readline():
            assert process.poll() is None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(look()) > left and time.monotonic() < deadline:
            assert process.poll() is None
        process.kill()


@full_only
@pytest.mark.timeout(1_200)
def test_killed_purge_leaves_neither_dangling_rows_nor_orphans(
    parts: Parts, ada: Player, within, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, dice = ada.member.workspace_id, chance("purge killed")
    deleted, dangling, forgotten, half_way = Deleted(within, ada), 0, 0, 0
    for _ in range(KILLS):
        deleted.add(TRACKS_EACH)
        kill_once(here, dice.choice([deleted.pointed_at, deleted.stored]), dice.randrange(TRACKS_EACH))
        pointed_at, stored, noted = deleted.pointed_at(), deleted.stored(), deleted.noted()
        dangling += len(pointed_at - stored)
        forgotten += sum(key.split("renditions/")[0] not in noted for key in stored - pointed_at)
        half_way += bool(stored)
    monkeypatch.setattr(settings(), "objects_grace_hours", 0.0)
    monkeypatch.setattr(workspaces, "ids", lambda session: [here])
    purge(objects())
    with within(ada) as session:
        left = len(session.exec(select(Track)).all())
    figure = (
        f"purge killed {KILLS} times, {half_way} of them half-way: {dangling} rows without object, "
        f"{forgotten} objects forgotten, {left} rows and {len(deleted.stored())} objects left"
    )
    note("F12", figure, holds=not (dangling or forgotten or left or deleted.stored()))
