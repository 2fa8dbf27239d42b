"""The object store against a real SeaweedFS."""

import hashlib
import os
import subprocess
import urllib.error
import urllib.request
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from media.errors import ObjectMissing, RangeNotSatisfiable, StorageFull, StorageUnavailable
from media.storage import Storage

DATA = bytes(range(256)) * 4096


@pytest.fixture
def key() -> str:
    return f"workspaces/{uuid4()}/one"


def test_what_was_put_is_read_again(storage: Storage, key: str) -> None:
    storage.put(key, DATA, "audio/webm")
    info = storage.head(key)
    assert storage.read(key) == DATA
    assert info
    assert (info.size_bytes, info.mime_type) == (len(DATA), "audio/webm")


def test_putting_again_replaces_and_the_etag_tells(storage: Storage, key: str) -> None:
    first, same, other = (storage.put(key, data, "text/plain") for data in (b"a", b"a", b"b"))
    assert first == same != other
    assert storage.read(key) == b"b"


def test_file_survives_the_way_there_and_back(storage: Storage, key: str, tmp_path: Path) -> None:
    (tmp_path / "up").write_bytes(os.urandom(20_000_000))
    storage.put_file(key, tmp_path / "up", "audio/mp4")
    assert storage.download(key, tmp_path / "down") == 20_000_000
    assert _sha256(tmp_path / "up") == _sha256(tmp_path / "down")


def test_parts_are_joined_in_the_order_given(storage: Storage, key: str, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        storage.put(f"{key}/{name}", name.encode() * 3, "audio/webm")
    assert storage.join([f"{key}/{name}" for name in "abc"], tmp_path / "take") == 9
    assert (tmp_path / "take").read_bytes() == b"aaabbbccc"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (0, None), (100, 199), (len(DATA) - 1, None), (None, 50)])
def test_range_is_streamed_with_both_ends_included(
    storage: Storage, key: str, start: int | None, end: int | None
) -> None:
    storage.put(key, DATA, "audio/mp4")
    wanted = DATA[-end:] if start is None and end else DATA[start : None if end is None else end + 1]
    with storage.open(key, start, end) as stream:
        assert (stream.total_bytes, stream.size_bytes) == (len(DATA), len(wanted))
        assert stream.start == (len(DATA) - 50 if start is None else start)
        assert b"".join(stream.chunks) == wanted


def test_range_past_the_end_is_refused(storage: Storage, key: str) -> None:
    storage.put(key, b"abc", "audio/mp4")
    with pytest.raises(RangeNotSatisfiable):
        storage.open(key, 3, 9)


def test_stream_frees_its_connection_when_the_listener_leaves(storage: Storage, key: str) -> None:
    storage.put(key, DATA * 8, "audio/mp4")
    for _ in range(80):  # more than the pool holds
        chunks = storage.open(key).chunks
        next(chunks)
        del chunks
    assert storage.read(key) == DATA * 8


def test_absent_object_is_none_or_missing(storage: Storage, key: str) -> None:
    assert storage.head(key) is None
    assert not storage.exists(key)
    with pytest.raises(ObjectMissing) as missing:
        storage.read(key)
    assert missing.value.permanent


def test_delete_prefix_takes_everything_below_and_nothing_beside(storage: Storage, key: str) -> None:
    for name in ("/x/1", "/x/2", "/xx", ""):
        storage.put(key + name, b"1", "text/plain")
    assert storage.delete_prefix(f"{key}/x/") == 2
    assert {info.key for info in storage.list(key)} == {f"{key}/xx", key}
    with pytest.raises(ValueError, match="not a folder"):
        storage.delete_prefix(key)


def test_deleting_what_is_not_there_is_no_error(storage: Storage, key: str) -> None:
    storage.put(key, b"1", "text/plain")
    storage.delete([key, f"{key}/never"])
    assert not storage.exists(key)


def test_list_passes_the_page_limit_of_the_store(storage: Storage, key: str) -> None:
    names = [f"{key}/{number:06d}" for number in range(1005)]
    with ThreadPoolExecutor(8) as threads:
        deque(threads.map(lambda name: storage.put(name, b"", "audio/webm"), names), maxlen=0)
    assert [info.key for info in storage.list(f"{key}/")] == names
    assert storage.delete_prefix(f"{key}/") == 1005
    assert not [*storage.list(f"{key}/")]


def test_presigned_url_reads_that_object_and_no_other(storage: Storage, key: str) -> None:
    storage.put(key, b"voice", "audio/mp4")
    url = storage.presigned_url(key, 60, mime_type="audio/mp4", file_name="Grüße.m4a")
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"voice"
        assert "Gr%C3%BC%C3%9Fe.m4a" in answer.headers["Content-Disposition"]
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(url.replace(key, f"{key}2")):
        pass
    refused.value.close()
    assert refused.value.code == 403


def test_bucket_is_made_once(storage: Storage) -> None:
    storage.ensure_bucket()
    storage.ping()


def test_unreachable_store_is_unavailable_for_now() -> None:
    nowhere = Storage(
        "lorecast", endpoint_url="http://127.0.0.1:9", access_key_id="a", secret_access_key="b", region="x"
    )
    for attempt in (
        nowhere.ping,
        nowhere.ensure_bucket,
        lambda: nowhere.put("k", b"", "a/b"),
        lambda: [*nowhere.list("")],
    ):
        with pytest.raises(StorageUnavailable) as unavailable:
            attempt()
        assert not unavailable.value.permanent


def test_full_disk_refuses_writes_keeps_reads_and_recovers(full_storage: tuple[Storage, Path]) -> None:
    storage, disk = full_storage
    storage.put("kept", DATA, "audio/webm")
    with pytest.raises(StorageFull):
        _fill(storage)
    assert storage.read("kept") == DATA
    subprocess.run(["mount", "-o", "remount,size=400m", disk], check=True)
    storage.put("after", DATA, "audio/webm")
    assert storage.read("after") == DATA


def _fill(storage: Storage) -> None:
    for number in range(60):
        storage.put(f"filler/{number}", os.urandom(1_000_000), "audio/webm")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
