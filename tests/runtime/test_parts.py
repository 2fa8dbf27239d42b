"""The embedded parts: reachable, kept across restarts and kills, and gone afterwards."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from media.storage import Storage
from runtime.parts import Parts, make_parts, parts


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with parts(tmp_path_factory.mktemp("parts"), durable=False) as started:
        yield started


def storage(started: Parts) -> Storage:
    chosen = started.environment()
    return Storage(
        chosen["S3_BUCKET"],
        endpoint_url=chosen["S3_ENDPOINT_URL"],
        access_key_id=chosen["S3_ACCESS_KEY_ID"],
        secret_access_key=chosen["S3_SECRET_ACCESS_KEY"],
        region="us-east-1",
    )


def test_database_role_is_no_superuser_and_has_the_extensions(started: Parts) -> None:
    with psycopg.connect(started.database_url or "") as connection:
        role = connection.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user").fetchone()
        names = {name for (name,) in connection.execute("select extname from pg_extension")}
    assert role == (False, False)
    assert {"vector", "pg_trgm", "unaccent", "btree_gin"} <= names


def test_killed_database_comes_back_with_what_was_committed(started: Parts) -> None:
    assert started.postgres
    with psycopg.connect(started.postgres.url) as connection:
        connection.execute("create table kept (word text)")
        connection.execute("insert into kept values ('saved')")
    started.postgres.child.kill()
    started.postgres.start()
    with psycopg.connect(started.postgres.url) as connection:
        assert connection.execute("select word from kept").fetchall() == [("saved",)]


def test_killed_object_store_comes_back_with_what_was_acknowledged(started: Parts) -> None:
    assert started.seaweed
    store = storage(started)
    store.put("kept", b"saved", "application/octet-stream")
    started.seaweed.child.kill()
    started.seaweed.start()
    assert store.read("kept") == b"saved"


def test_strangers_reach_no_inner_door_of_the_object_store(started: Parts) -> None:
    import http.client

    assert started.seaweed
    storage(started).put("private", b"whisper", "application/octet-stream")
    for door in ("filer.port", "master.port", "volume.port"):
        connection = http.client.HTTPConnection("127.0.0.1", started.seaweed.ports[door], timeout=5)
        connection.request("GET", "/buckets/lorecast/private")
        answer = connection.getresponse()
        assert answer.status == 400, door
        assert b"whisper" not in answer.read()
        connection.close()


def test_second_start_keeps_addresses_and_data_and_leaves_nothing(tmp_path: Path) -> None:
    with parts(tmp_path, database=False, durable=False) as first:
        before, pid = first.environment(), first.seaweed.child.pid if first.seaweed else None
        storage(first).put("kept", b"saved", "application/octet-stream")
    assert pid
    assert not psutil.pid_exists(pid)
    with parts(tmp_path, database=False, durable=False) as second:
        assert second.environment() == before
        assert storage(second).read("kept") == b"saved"


def test_parts_leave_out_what_is_replaced(tmp_path: Path) -> None:
    without = make_parts(tmp_path, database=False, objects=False)
    assert without.environment() == {}
    assert without.database_url is None


def test_secrets_are_for_the_owners_eyes_only(started: Parts) -> None:
    assert started.postgres
    secrets = started.postgres.folder.root / "secrets.json"
    assert secrets.stat().st_mode & 0o777 == 0o600
