"""What Prometheus is told, what it is never told, and what makes /ready say no."""

import re
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import create_engine, text

from app import db, metrics, readiness
from app.config import settings
from runtime.parts import Parts
from tests.cast import Cast, Player
from tests.tracks import make_track
from worker import metrics as worker_metrics

ROOT = Path(__file__).parents[3]
Disk = namedtuple("Disk", "total used free")


def told(player: Player) -> str:
    answer = player.browser.get("/metrics")
    assert answer.status_code == 200
    return answer.text


def value(whole: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", whole, re.MULTILINE)
    assert found, name
    return float(found[1])


def test_requests_are_counted_by_pattern_and_never_by_address(ada: Player) -> None:
    ada.browser.get(f"/api/tracks/{ada.member.id}")
    ada.browser.request("BREW", "/api/tracks")
    whole = told(ada)
    assert value(whole, 'lorecast_requests_total{method="GET",route="/api/tracks/{id}",status="404"}') >= 1
    assert 'method="other"' in whole
    assert "BREW" not in whole
    assert str(ada.member.id) not in whole


def test_listeners_uploads_and_connections_are_counted(ada: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada).id
    before = value(told(ada), "lorecast_uploaded_bytes_total")
    place = {"position_ms": 5, "client_time": "2026-01-01T00:00:00Z"}
    assert ada.browser.put(f"/api/tracks/{track}/listen", json=place).status_code == 200
    begun = ada.browser.post("/api/recordings", json={}).json()["recording_id"]
    ada.browser.put(f"/api/recordings/{begun}/takes/0/parts/0", content=b"12345")
    whole = told(ada)
    assert value(whole, "lorecast_uploaded_bytes_total") == before + 5
    assert value(whole, "lorecast_listeners") >= 1
    assert value(whole, 'lorecast_database_connections{state="most"}') >= 10


def test_listeners_are_forgotten_after_two_minutes(ada: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    metrics.listened(ada.member.id)
    monkeypatch.setattr(metrics, "LISTENING_SECONDS", -1.0)
    assert metrics.count_listeners() == 0


def test_question_without_a_name_is_counted_nowhere(ada: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada).id
    ada.browser.post(f"/api/tracks/{track}/questions", json={"text": "Why?"})
    assert 'route="/api/tracks/{id}/questions"' not in told(ada)


def test_token_keeps_strangers_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "metrics_token", "s3same")
    for headers in ({}, {"Authorization": "Bearer other"}):
        assert cast.stranger.get("/metrics", headers=headers).status_code == 401
    assert cast.stranger.get("/metrics", headers={"Authorization": "Bearer s3same"}).status_code == 200


def test_ready_names_every_part(cast: Cast) -> None:
    assert cast.stranger.get("/ready").json() == {"status": "ok", **dict.fromkeys(readiness.PARTS, "ok")}


def part_of(cast: Cast) -> str:
    answer = cast.stranger.get("/ready")
    assert answer.status_code == 503
    return str(answer.json()["part"])


def test_full_disk_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**9, 10**9, 10**6))
    assert part_of(cast) == "disk"


def test_database_of_an_older_version_is_named(parts: Parts, cast: Cast) -> None:
    def set_version(to: str) -> None:
        owner = create_engine(db.driver_url(parts.database_url or ""))
        with owner.begin() as connection:
            connection.execute(text("update alembic_version set version_num = :to"), {"to": to})
        owner.dispose()

    set_version("0001")
    try:
        assert part_of(cast) == "migrations"
    finally:
        set_version(db.newest_revision())
    assert cast.stranger.get("/ready").status_code == 200


def test_every_metric_is_documented_and_every_documented_one_exists(ada: Player) -> None:
    families = {family.name for family in text_string_to_metric_families(told(ada))}
    told_here = {name for name in families if not name.endswith("_created")}
    told_there = {family.name for family in worker_metrics.registry.collect()}
    named = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "metrics.md").read_text(), re.MULTILINE))
    assert {name.removesuffix("_total") for name in named} == told_here | told_there
