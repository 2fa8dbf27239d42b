"""A backup is whole or not there; what it names cannot vanish meanwhile; what is there is not copied twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select, update

from app import db
from app.backup import database, make, sources, sums
from app.backup.errors import BackupProblem, SeesTooLittle
from app.backup.make import Made
from app.backup.prune import prune
from app.backup.sums import Tell
from app.config import settings
from app.domain import object_hold
from app.models import Rendition, Track
from app.objects import objects
from media.errors import StorageUnavailable
from media.storage import Storage
from tests.app.backup.conftest import Backup, silent
from tests.cast import Player
from tests.tracks import SOUND, make_track

Within = Callable[[Player], AbstractContextManager[Session]]


@pytest.fixture
def track(ada: Player, within: Within) -> Track:
    with within(ada) as session:
        return make_track(session, ada, storage=objects())


def keys_of(made: Made, place: Path) -> dict[str, str]:
    source = sources.find(place)
    return {one.key: one.sha256 for one in sums.stored(source, made.manifest)}


def rendition_key(track: Track) -> str:
    (info,) = objects().list(f"workspaces/{track.workspace_id}/")
    return info.key


def test_objects_are_in_it_under_their_sums(backup: Backup, track: Track, tmp_path: Path, tell: Tell) -> None:
    made = backup(tmp_path / "b")
    sha256 = keys_of(made, tmp_path / "b")[rendition_key(track)]
    assert (tmp_path / "b" / "objects" / sha256[:2] / sha256).read_bytes() == SOUND
    assert sums.verify(sources.find(tmp_path / "b"), tell) == made.manifest
    assert made.manifest.tables["track"] > 0


def test_it_is_for_its_owners_eyes_only(backup: Backup, track: Track, tmp_path: Path) -> None:
    folder, file = backup(tmp_path / "b").where, backup(tmp_path / "b.tar").where
    assert [oct(path.stat().st_mode & 0o077) for path in (folder, folder.parent, file)] == ["0o0"] * 3


def test_a_tar_holds_the_same(backup: Backup, track: Track, tmp_path: Path, tell: Tell) -> None:
    backup(tmp_path / "b.tar")
    with sources.find(tmp_path / "b.tar") as source:
        found = sums.verify(source, tell)
    assert found.objects_count > 0
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]
    with pytest.raises(BackupProblem, match="already there"):
        backup(tmp_path / "b.tar")


def test_a_second_one_copies_only_what_is_new(
    backup: Backup, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(tmp_path / "b")
    asked: list[str] = []
    monkeypatch.setattr(Storage, "download", lambda self, key, path: asked.append(key) or path.write_bytes(b""))
    again = backup(tmp_path / "b")
    assert rendition_key(track) not in asked
    assert len([*tmp_path.glob("b/*/manifest.json")]) == 2
    assert sources.find(tmp_path / "b").stamp == again.where.name


def test_forgetting_earlier_ones_takes_their_objects_along(backup: Backup, track: Track, tmp_path: Path) -> None:
    backup(tmp_path / "b")
    extra = tmp_path / "b" / "objects" / "00" / ("00" * 32)
    extra.parent.mkdir(exist_ok=True)
    extra.touch()
    newest = backup(tmp_path / "b")
    assert (prune(tmp_path / "b", keep=2), extra.exists()) == (0, True)
    assert (prune(tmp_path / "b", keep=1), extra.exists()) == (1, False)
    with sources.find(tmp_path / "b") as source:
        assert sums.verify(source, silent) == newest.manifest


def test_an_object_that_is_not_as_its_row_says_is_told(
    backup: Backup, track: Track, ada: Player, within: Within, tmp_path: Path
) -> None:
    with within(ada) as session:
        session.execute(update(Rendition).values(sha256="0" * 64))
    made = backup(tmp_path / "b")
    assert rendition_key(track) in made.manifest.lost
    assert rendition_key(track) not in keys_of(made, tmp_path / "b")


@pytest.mark.parametrize("gone", [0, 1])
def test_the_same_bytes_under_another_key_stand_in_for_an_object_that_is_gone(
    backup: Backup, track: Track, ada: Player, within: Within, tmp_path: Path, gone: int
) -> None:
    with within(ada) as session:
        make_track(session, ada, storage=objects())
        keys = sorted(session.exec(select(Rendition.key)))
    objects().delete([keys[gone]])
    assert not {*keys} & {*backup(tmp_path / "b").manifest.lost}


@pytest.mark.parametrize("name", ["b", "b.tar"])
def test_an_interrupted_one_leaves_nothing_that_looks_whole(
    backup: Backup, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def away(self: Storage, key: str, path: Path) -> int:
        raise StorageUnavailable

    monkeypatch.setattr(Storage, "download", away)
    monkeypatch.setattr("app.backup.objects.TRIES", 1)
    with pytest.raises(StorageUnavailable):
        backup(tmp_path / name)
    with pytest.raises(BackupProblem, match="no complete backup"):
        sources.find(tmp_path / name)
    assert [*tmp_path.rglob("*.partial*")] == []


def test_a_store_that_is_away_for_a_moment_is_waited_for(
    backup: Backup, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    download, refused = Storage.download, set[str]()

    def away_once(self: Storage, key: str, path: Path) -> int:
        if key not in refused:
            refused.add(key)
            raise StorageUnavailable
        return download(self, key, path)

    monkeypatch.setattr(Storage, "download", away_once)
    monkeypatch.setattr("app.backup.objects.PAUSE_SECONDS", 0)
    assert rendition_key(track) not in backup(tmp_path / "b").manifest.lost


def test_no_object_is_deleted_while_it_copies(
    backup: Backup, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[bool] = []
    copy = make.objects.copy

    def looking(*arguments: object) -> list[str]:
        with db.transaction() as session:
            allowed.append(object_hold.allowed(session))
        return copy(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(make.objects, "copy", looking)
    backup(tmp_path / "b")
    with db.transaction() as session:
        assert [*allowed, object_hold.allowed(session)] == [False, True]


def test_whoever_sees_too_little_is_told(
    backup: Backup, track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "admin_database_url", settings().database_url)
    with pytest.raises(SeesTooLittle, match="ADMIN_DATABASE_URL"):
        backup(tmp_path / "b")


def test_every_column_that_names_an_object_is_known() -> None:
    named = {(table.name, "key") for table in SQLModel.metadata.tables.values() if "key" in table.columns}
    assert named - {("idempotent_reply", "key")} == database.POINTERS
