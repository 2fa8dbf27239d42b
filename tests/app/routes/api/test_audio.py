"""The sound over HTTP: whole, in ranges, not at all when nothing changed."""

import pytest

from app.deps import objects
from tests.cast import Player
from tests.tracks import SOUND, make_track

NONSENSE = ["bytes=0-1,5-6", "lines=0-1", "bytes=x", "bytes=-", "bytes=9-3", "bytes=" + "0-1," * 9999]


@pytest.fixture
def address(ada: Player, within) -> str:
    with within(ada) as session:
        return f"/api/tracks/{make_track(session, ada, storage=objects()).id}/audio"


def test_whole_sound_is_what_was_stored(ada: Player, address: str) -> None:
    answer = ada.browser.get(address)
    assert (answer.status_code, answer.content) == (200, SOUND)
    assert answer.headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("range", "start", "end"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=100-", 100, len(SOUND) - 1),
        ("bytes=-7", len(SOUND) - 7, len(SOUND) - 1),
        ("bytes=5-999999999", 5, len(SOUND) - 1),
    ],
)
def test_range_gives_206_with_exactly_those_bytes(ada: Player, address: str, range: str, start: int, end: int) -> None:
    answer = ada.browser.get(address, headers={"Range": range})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {start}-{end}/{len(SOUND)}"
    assert answer.content == SOUND[start : end + 1]


@pytest.mark.parametrize("range", NONSENSE, ids=range(len(NONSENSE)))
def test_several_ranges_or_nonsense_mean_the_whole(ada: Player, address: str, range: str) -> None:
    answer = ada.browser.get(address, headers={"Range": range})
    assert (answer.status_code, len(answer.content)) == (200, len(SOUND))


def test_range_beyond_the_end_is_416(ada: Player, address: str) -> None:
    assert ada.browser.get(address, headers={"Range": f"bytes={len(SOUND)}-"}).status_code == 416


def test_head_and_etag(ada: Player, address: str) -> None:
    head = ada.browser.head(address)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(SOUND)), b"")
    assert ada.browser.get(address, headers={"If-None-Match": head.headers["etag"]}).status_code == 304
    changed = ada.browser.get(address, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert changed.status_code == 200
