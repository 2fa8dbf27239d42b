"""Importing: every file's fate is told, nothing comes twice, and an interrupted import goes on."""

import secrets
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.cli import import_upload
from app.cli.import_upload import Imported
from app.cli.import_wait import wait_for
from app.config import settings
from app.db import transaction
from app.domain import failures, playlists, recordings
from app.domain import parts as recording_parts
from app.domain.playlist_shelf import shelf
from app.models import Recording, RecordingStatus
from tests.app.cli.terminal import Terminal
from tests.cast import Player


@pytest.fixture
def speech_file(tmp_path: Path) -> Path:
    path = tmp_path / "why_we_weigh_flour.flac"
    path.write_bytes(secrets.token_bytes(5_000))
    return path


def recordings_of(session: Session) -> list[Recording]:
    return list(session.exec(select(Recording)))


def test_file_becomes_a_track_named_after_it(lorecast: Terminal, ada: Player, speech_file: Path) -> None:
    told = lorecast("import", str(speech_file), "--email", ada.email, "--no-wait")
    assert "uploaded" in told
    with transaction(ada.member.workspace_id) as session:
        (recording,) = recordings_of(session)
        assert recording.status == RecordingStatus.UPLOADED
        assert recording.size_bytes == 5_000


def test_same_file_is_never_imported_twice(lorecast: Terminal, ada: Player, speech_file: Path) -> None:
    for _ in range(2):
        told = lorecast("import", str(speech_file), "--email", ada.email, "--no-wait")
    assert "was here before" in told
    with transaction(ada.member.workspace_id) as session:
        assert len(recordings_of(session)) == 1


def test_interrupted_import_goes_on_where_it_was(
    lorecast: Terminal, ada: Player, speech_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "part_max_bytes", 1_000)
    whole = recording_parts.receive

    def cut_off(*arguments: object, number: int, **options: object) -> object:
        if number == 3:
            raise KeyboardInterrupt
        return whole(*arguments, number=number, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(import_upload.parts, "receive", cut_off)
    assert "goes on from here" in lorecast("import", str(speech_file), "--email", ada.email, fails=True)
    monkeypatch.setattr(import_upload.parts, "receive", whole)
    assert "went on where it was" in lorecast("import", str(speech_file), "--email", ada.email, "--no-wait")
    with transaction(ada.member.workspace_id) as session:
        (recording,) = recordings_of(session)
        assert recording_parts.held(session, recording) == {0: [0, 1, 2, 3, 4]}
        assert recording.size_bytes == 5_000


def test_playlist_is_made_once_and_filled_in_order(lorecast: Terminal, ada: Player, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.wav").write_bytes(secrets.token_bytes(100))
        lorecast("import", str(tmp_path / f"{name}.wav"), "--playlist", "Flour", "--email", ada.email, "--no-wait")
    with transaction(ada.member.workspace_id, person_id=ada.member.person_id) as session:
        (card,) = shelf(session, ada.member).cards
        items = playlists.get(session, ada.member, card.playlist.id).items
        assert [item.track.title for item in items] == ["one", "two"]


def test_empty_file_fails_in_words_and_the_others_go_on(
    lorecast: Terminal, ada: Player, speech_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.mp3").touch()
    told = lorecast(
        "import", str(tmp_path / "empty.mp3"), str(speech_file), "--email", ada.email, "--no-wait", fails=True
    )
    assert "This file is empty." in told
    assert "uploaded" in told
    with transaction(ada.member.workspace_id) as session:
        assert len(recordings_of(session)) == 1


def test_waiting_ends_when_every_track_is_settled(lorecast: Terminal, ada: Player, speech_file: Path) -> None:
    lorecast("import", str(speech_file), "--email", ada.email, "--no-wait")
    with transaction(ada.member.workspace_id) as session:
        (recording,) = recordings_of(session)
        recordings.mark_ready(session, recording)
    told = lorecast("import", str(speech_file), "--email", ada.email)
    assert "✓" in told
    assert "ready" in told


def test_waiting_tells_in_words_why_a_recording_failed(lorecast: Terminal, ada: Player, speech_file: Path) -> None:
    lorecast("import", str(speech_file), "--email", ada.email, "--no-wait")
    with transaction(ada.member.workspace_id) as session:
        (recording,) = recordings_of(session)
        recordings.mark_failed(session, recording, "not_audio")
    imported = Imported(speech_file, recording.id, RecordingStatus.UPLOADED)
    wait_for(ada.member, [imported], lambda share, settled, total: None)
    assert imported.status == RecordingStatus.FAILED
    assert imported.problem == failures.sentence("not_audio")
