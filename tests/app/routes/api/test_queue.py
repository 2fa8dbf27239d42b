"""The listening queue over the API: one's own, at one's speed."""

import pytest

from tests.paths import Welcome


def test_the_queue_is_the_members_own_and_fits(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.hear(welcome.gus, welcome.tracks[0], 300_000)
    welcome.gus.browser.put("/api/me/preferences", json={"playback_speed": 2.0})
    queue = welcome.gus.browser.get("/api/queue?minutes=8", headers=welcome.gus.bearer).json()
    assert (queue["minutes"], queue["left_ms"], queue["left_at_my_speed_ms"]) == (8, 900_000, 450_000)
    told = [(item["track"]["title"], item["source"], item["position_ms"], item["left_ms"]) for item in queue["items"]]
    assert told == [("Where things are", "path", 300_000, 300_000), ("Who to ask", "path", 0, 600_000)]
    assert {item["playlist_id"] for item in queue["items"]} == {str(welcome.first.id)}
    assert welcome.dora.browser.get("/api/queue?minutes=8").json()["items"] == []


@pytest.mark.parametrize("minutes", ["0", "601", "soon", ""])
def test_what_is_no_time_is_refused(welcome: Welcome, minutes: str) -> None:
    answer = welcome.gus.browser.get(f"/api/queue?minutes={minutes}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert welcome.gus.browser.get("/api/queue").status_code == 422
