"""What is due goes for good, with its objects; what is not stays; and whoever is killed in between goes on."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app.config import settings
from app.db import transaction
from app.domain import groups, notes, playlists, recordings, requests, tracks, workspaces
from app.domain.requests import Wish
from app.models import Group, GroupKind, Note, ObjectDeletion, Playlist, PlaylistItem, Recording, Track
from app.models.base import now
from app.objects import objects
from media import keys
from tests.cast import Player
from tests.tracks import make_track
from worker import purge as purging
from worker.purge import purge

LONG_AGO = timedelta(days=31)
_all = workspaces.ids


@pytest.fixture(autouse=True)
def only_here(ada: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the hundreds of workspaces that other tests have left, Ada's; and no grace for objects."""
    here = ada.member.workspace_id
    monkeypatch.setattr(workspaces, "ids", lambda session: [one for one in _all(session) if one == here])
    monkeypatch.setattr(settings(), "objects_grace_hours", 0.0)


def spoken(within: Callable, player: Player, **fields: Any) -> tuple[UUID, str]:
    """A track whose sound is in the store: its id, and the folder of its recording."""
    with within(player) as session:
        track = make_track(session, player, storage=objects(), **fields)
        recording = session.exec(select(Recording).where(Recording.track_id == track.id)).one()
        return track.id, keys.recording_prefix(recording.workspace_id, recording.id)


def age(within: Callable, player: Player, table: type, id: UUID, **fields: Any) -> None:
    with within(player) as session:
        row = session.get_one(table, id)
        for name, value in (fields or {"deleted_at": now() - LONG_AGO}).items():
            setattr(row, name, value)


def there(within: Callable, player: Player, table: type, id: UUID) -> bool:
    with within(player) as session:
        return session.get(table, id) is not None


def test_what_was_deleted_long_ago_goes_with_its_objects_and_the_rest_stays(ada: Player, within) -> None:
    kept, kept_folder = spoken(within, ada)
    lately, lately_folder = spoken(within, ada)
    gone, gone_folder = spoken(within, ada, says=("A word that nobody says again.",))
    age(within, ada, Track, lately, deleted_at=now() - timedelta(days=29))
    age(within, ada, Track, gone)
    assert purge(objects()) >= 1
    assert [there(within, ada, Track, id) for id in (kept, lately, gone)] == [True, True, False]
    folders = [len([*objects().list(folder)]) for folder in (kept_folder, lately_folder, gone_folder)]
    assert folders == [1, 1, 0]


def test_playlist_has_no_hole_where_a_track_was(ada: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Winning back clients")
        made = [make_track(session, ada, title=str(number), playlist=playlist) for number in range(4)]
        made[1].deleted_at = now() - LONG_AGO
    purge(objects())
    with within(ada) as session:
        mine = select(PlaylistItem).where(PlaylistItem.playlist_id == playlist.id).order_by("position")
        assert [item.position for item in session.exec(mine)] == [0, 1, 2]


def test_objects_wait_for_the_grace_so_that_a_backup_finds_them(ada: Player, within, monkeypatch) -> None:
    monkeypatch.setattr(settings(), "objects_grace_hours", 24.0)
    gone, folder = spoken(within, ada)
    age(within, ada, Track, gone)
    purge(objects())
    assert not there(within, ada, Track, gone)
    assert [*objects().list(folder)]
    monkeypatch.setattr(settings(), "objects_grace_hours", 0.0)
    purge(objects())
    assert not [*objects().list(folder)]


def test_folder_is_emptied_once_more_for_what_a_frozen_worker_writes_late(ada: Player, within) -> None:
    gone, folder = spoken(within, ada)
    age(within, ada, Track, gone)
    purge(objects())
    objects().put(f"{folder}renditions/9/listen.m4a", b"late", "audio/mp4")
    with transaction() as session:
        noted = session.exec(select(ObjectDeletion).where(ObjectDeletion.prefix == folder)).one()
        assert noted.emptied_at is not None
        noted.emptied_at = now() - timedelta(days=2)
    purge(objects())
    assert not [*objects().list(folder)]
    with transaction() as session:
        assert session.exec(select(ObjectDeletion).where(ObjectDeletion.prefix == folder)).first() is None


def test_killed_between_rows_and_objects_it_goes_on(ada: Player, within, monkeypatch) -> None:
    gone, folder = spoken(within, ada)
    age(within, ada, Track, gone)
    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(purging, "empty_folders", _killed)
        purge(objects())
    assert not there(within, ada, Track, gone)
    assert [*objects().list(folder)]
    purge(objects())
    assert not [*objects().list(folder)]


def _killed(storage: object) -> int:
    raise KeyboardInterrupt


def test_upload_that_nobody_completes_goes_and_one_that_still_comes_stays(ada: Player, within) -> None:
    with within(ada) as session:
        begun = [recordings.begin(session, ada.member, mime_type="audio/webm") for _ in range(2)]
        for recording in begun:
            recording.created_at = now() - LONG_AGO
    sent = ada.browser.put(f"/api/recordings/{begun[1].id}/takes/0/parts/0", content=b"sound")
    assert sent.status_code == 200
    purge(objects())
    assert [there(within, ada, Recording, one.id) for one in begun] == [False, True]


def test_group_that_was_asked_stays_without_its_name(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        made = [groups.create(session, ada.member, name=name, kind=GroupKind.PEERS) for name in ("Asked", "Idle")]
        asked, idle = made
        groups.add(session, ada.member, asked, ben.member)
        wish = requests.ask(session, ada.member, asked, Wish("How do you bill?"))
    for group in (asked, idle):
        age(within, ada, Group, group.id)
    purge(objects())
    with within(ada) as session:
        left = session.get(Group, asked.id)
        assert left is not None
        assert left.name == "Former group"
        assert session.get(Group, idle.id) is None
        assert requests.get(session, ada.member, wish.id).question == "How do you bill?"


def test_playlists_and_notes_go_and_their_tracks_stay(ada: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Over")
        track = make_track(session, ada, playlist=playlist)
        note = notes.write(session, ada.member, tracks.get(session, ada.member, track.id), text="Gone too")
    age(within, ada, Playlist, playlist.id)
    age(within, ada, Note, note.id)
    purge(objects())
    found = [there(within, ada, *one) for one in ((Playlist, playlist.id), (Note, note.id), (Track, track.id))]
    assert found == [False, False, True]


def test_two_workers_purge_at_once(ada: Player, within) -> None:
    from concurrent.futures import ThreadPoolExecutor

    made = [spoken(within, ada) for _ in range(6)]
    for id, _ in made:
        age(within, ada, Track, id)
    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(lambda _: purge(objects()), range(2))) >= 6
    assert not any(there(within, ada, Track, id) for id, _ in made)
    assert not any([*objects().list(folder)] for _, folder in made)


def test_keys_of_the_trigger_are_those_of_the_store(ada: Player, within) -> None:
    gone, folder = spoken(within, ada)
    with within(ada) as session:
        session.delete(session.get_one(Track, gone))
    with transaction() as session:
        assert session.exec(select(ObjectDeletion).where(ObjectDeletion.prefix == folder)).one()
