"""Backup, export and import as they are typed; that everything comes back is proven in tests/faults/test_restore.py."""

import secrets
from pathlib import Path

import pytest
from sqlmodel import select

from app.backup import database
from app.db import transaction
from app.models import Workspace
from app.objects import objects
from tests.app.cli.terminal import Terminal
from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def mill(ada: Player, within) -> str:
    """Ada's workspace under a name of its own, with a track."""
    name = f"Mill {secrets.token_hex(6)}"
    with within(ada) as session:
        session.get_one(Workspace, ada.member.workspace_id).name = name
        make_track(session, ada, says=("We send the bill.",), storage=objects())
    return name


def test_a_backup_is_made_and_verified(
    lorecast: Terminal, mill: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without objects: other tests make rows whose objects were never there.
    monkeypatch.setattr(database, "OBJECTS", f"select * from ({database.OBJECTS}) as all_of_them where false")
    lorecast("backup", str(tmp_path / "b"))
    assert "is whole" in lorecast("backup", str(tmp_path / "b"), "--verify")
    (dump,) = tmp_path.glob("b/*/database.dump")
    dump.write_bytes(b"")
    assert "missing or changed: database.dump" in lorecast("backup", str(tmp_path / "b"), "--verify", fails=True)


def test_no_backup_is_said_in_words(lorecast: Terminal, tmp_path: Path) -> None:
    assert "no complete backup" in lorecast("restore", str(tmp_path), "--data", str(tmp_path / "new"), fails=True)


def test_a_workspace_goes_out_and_comes_in_again(lorecast: Terminal, mill: str, tmp_path: Path) -> None:
    assert "1 tracks, 0 playlists" in lorecast("export", mill.upper(), str(tmp_path / "e"))
    told = lorecast("import", str(tmp_path / "e"), "--workspace", f"{mill} again")
    assert "1 tracks" in told
    assert "/invitations/" in told
    with transaction() as session:
        assert len(session.exec(select(Workspace).where(Workspace.name == f"{mill} again")).all()) == 1


def test_what_cannot_be_exported_is_said_in_words(lorecast: Terminal, mill: str, tmp_path: Path) -> None:
    assert "no workspace “Nobody's”" in lorecast("export", "Nobody's", str(tmp_path / "e"), fails=True)
    assert "already there" in lorecast("export", mill, str(tmp_path), fails=True)
    assert "is a folder" in lorecast("import", str(tmp_path), fails=True)
