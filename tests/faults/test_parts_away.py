"""PostgreSQL or SeaweedFS is gone for a while: a clear answer meanwhile, nothing lost, and all well afterwards."""

import hashlib

import pytest
from psycopg.errors import DiskFull
from sqlalchemy.exc import OperationalError
from starlette.requests import Request

from app import problems
from app.deps import objects
from runtime.parts import Parts
from tests.cast import Player
from tests.tracks import SOUND, make_track


@pytest.fixture
def track(ada: Player, within) -> str:
    with within(ada) as session:
        return str(make_track(session, ada, storage=objects()).id)


def put(player: Player, recording: str, body: bytes) -> int:
    headers = {"X-Content-SHA256": hashlib.sha256(body).hexdigest()}
    address = f"/api/recordings/{recording}/takes/0/parts/0"
    return player.browser.put(address, content=body, headers=headers).status_code


def test_objects_away(parts: Parts, ada: Player, track: str) -> None:
    assert parts.seaweed
    recording = ada.browser.post("/api/recordings", json={}).json()["recording_id"]
    parts.seaweed.child.kill()
    try:
        assert put(ada, recording, b"sound") == 503
        assert ada.browser.get(f"/api/recordings/{recording}").json()["parts"] == {}
        away = ada.browser.get(f"/api/tracks/{track}/audio")
        assert (away.status_code, away.headers["content-type"]) == (503, "application/problem+json")
        assert ada.browser.get("/ready").json()["part"] == "objects"
        assert ada.browser.get(f"/tracks/{track}").status_code == 200
    finally:
        parts.seaweed.start()
    assert put(ada, recording, b"sound") == 200
    assert ada.browser.get(f"/api/tracks/{track}/audio").content == SOUND


def test_database_away(parts: Parts, ada: Player, track: str) -> None:
    assert parts.postgres
    parts.postgres.child.kill()
    try:
        for address in ("/api/tracks", f"/tracks/{track}", "/ready"):
            away = ada.browser.get(address)
            assert away.status_code == 503, address
            assert "Nothing is lost" in away.text
        assert ada.browser.get("/health").status_code == 200
    finally:
        parts.postgres.start()
    assert ada.browser.get(f"/api/tracks/{track}").status_code == 200


def test_a_full_database_disk_is_said_as_such() -> None:
    request = Request({"type": "http", "path": "/api/recordings", "method": "POST", "headers": []})
    error = OperationalError("insert", {}, DiskFull("no space left on device"))
    assert problems.answer_database(request, error).status_code == 507
