"""One's place in a track: the newest device wins, whatever arrives late."""

from datetime import UTC, datetime, timedelta

from tests.cast import Player
from tests.tracks import make_track


def put(player: Player, track: str, position_ms: int, at: datetime) -> dict:
    sent = {"position_ms": position_ms, "client_time": at.isoformat(), "session_id": "phone"}
    return player.browser.put(f"/api/tracks/{track}/listen", json=sent).json()


def test_a_late_write_changes_nothing(ada: Player, within) -> None:
    with within(ada) as session:
        track = str(make_track(session, ada, duration_ms=600_000).id)
    now = datetime.now(UTC)
    assert put(ada, track, 300_000, now - timedelta(seconds=10))["accepted"]
    late = put(ada, track, 10_000, now - timedelta(minutes=5))
    assert (late["accepted"], late["position_ms"]) == (False, 300_000)
    assert ada.browser.get(f"/api/tracks/{track}/listen").json()["position_ms"] == 300_000


def test_a_clock_that_runs_ahead_does_not_lock_others_out(ada: Player, within) -> None:
    with within(ada) as session:
        track = str(make_track(session, ada, duration_ms=600_000).id)
    put(ada, track, 100_000, datetime.now(UTC) + timedelta(days=1))
    assert put(ada, track, 200_000, datetime.now(UTC))["accepted"]


def test_heard_at_95_percent_and_it_stays_heard(ada: Player, within) -> None:
    with within(ada) as session:
        track = str(make_track(session, ada, duration_ms=600_000).id)
    start = datetime.now(UTC) - timedelta(minutes=1)
    assert put(ada, track, 560_000, start)["heard_at"] is None
    assert put(ada, track, 571_000, start + timedelta(seconds=1))["heard_at"]
    assert put(ada, track, 0, start + timedelta(seconds=2))["heard_at"]


def test_places_are_ones_own(ada: Player, ben: Player, within) -> None:
    from app.domain import playlists

    with within(ada) as session:
        shared = playlists.create(session, ada.member, title="Shared")
        track = str(make_track(session, ada, playlist=shared).id)
    put(ada, track, 30_000, datetime.now(UTC))
    assert ben.browser.get(f"/api/tracks/{track}/listen").json()["position_ms"] == 0
