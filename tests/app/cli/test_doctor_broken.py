"""The doctor before setups that are really broken: each is named, with what to do."""

import os
import socket
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from app.cli import checks, checks_running, doctor
from app.cli.checks import Check
from app.config import settings
from app.db import APP_ROLE
from media import sandbox
from media.storage import Storage
from runtime import weights
from runtime.errors import WeightsProblem
from runtime.parts import Parts
from runtime.postgres import DATABASE, address


@pytest.fixture
def superuser(parts: Parts) -> Iterator[psycopg.Connection]:
    """What it changes is rolled back."""
    assert parts.postgres
    with psycopg.connect(address(parts.postgres.folder, "postgres", DATABASE)) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def bare(parts: Parts) -> Iterator[psycopg.Connection]:
    """A database that nobody has prepared."""
    assert parts.postgres
    name = f"bare_{uuid.uuid4().hex}"
    with psycopg.connect(address(parts.postgres.folder, "postgres", DATABASE), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
        with psycopg.connect(address(parts.postgres.folder, "postgres", name)) as inside:
            yield inside
        connection.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def named(found: Iterator[Check], name: str) -> Check:
    return next(check for check in found if check.name == name)


def test_database_without_pgvector_and_tables(bare: psycopg.Connection) -> None:
    found = {check.name: check for check in checks_running.database_checks(bare)}
    assert "vector" in found["Extensions"].sentence
    assert "lorecast migrate" in found["Migrations"].sentence
    assert {found[name].verdict for name in ("Extensions", "Migrations", "Worker")} == {"failure"}


def test_older_version(superuser: psycopg.Connection) -> None:
    superuser.execute("update alembic_version set version_num = '0003'")
    check = named(checks_running.database_checks(superuser), "Migrations")
    assert (check.verdict, "at 0003" in check.sentence) == ("failure", True)


def test_role_that_row_security_does_not_hold(superuser: psycopg.Connection) -> None:
    superuser.execute(sql.SQL("alter role {} bypassrls").format(sql.Identifier(APP_ROLE)))
    found = {check.name: check for check in checks_running.database_checks(superuser)}
    assert found["Row security"].verdict == "failure"
    assert (found["Login"].verdict, "role of its own" in found["Login"].sentence) == ("warning", True)


def test_clocks_that_differ(superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_running, "CLOCKS_MAY_DIFFER", timedelta(microseconds=-1))
    check = named(checks_running.database_checks(superuser), "Clock")
    assert (check.verdict, "NTP" in check.sentence) == ("failure", True)


def store(parts: Parts, **changed: str) -> Storage:
    chosen = parts.environment()
    keys = {"access_key_id": chosen["S3_ACCESS_KEY_ID"], "secret_access_key": chosen["S3_SECRET_ACCESS_KEY"]}
    bucket = changed.pop("bucket", chosen["S3_BUCKET"])
    return Storage(bucket, endpoint_url=chosen["S3_ENDPOINT_URL"], region="us-east-1", **keys | changed)


@pytest.mark.parametrize(
    ("changed", "advice"),
    [({"secret_access_key": "wrong"}, "S3_SECRET_ACCESS_KEY"), ({"bucket": "none-of-ours"}, "lorecast migrate")],
)
def test_store_with_a_wrong_secret_or_without_its_bucket(parts: Parts, monkeypatch, changed: dict, advice: str) -> None:
    monkeypatch.setattr(checks_running, "objects", lambda: store(parts, **changed))
    check = checks_running.storage()
    assert (check.verdict, advice in check.sentence) == ("failure", True), check.sentence


def test_mail_server_that_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        monkeypatch.setattr(settings(), "smtp_url", f"smtp+plain://127.0.0.1:{port}")
        assert checks.mail_server().verdict == "fine"
    check = checks.mail_server()
    assert (check.verdict, "SMTP_URL" in check.sentence) == ("failure", True)


def test_port_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(settings(), "port", taken.getsockname()[1])
        assert doctor._port().verdict == "warning"


def test_model_that_is_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings(), "whisper_model", str(tmp_path / "large"))
    assert checks.speech_model().verdict == "failure"
    monkeypatch.setattr(weights, "verify", _broken)
    assert checks.models().verdict == "failure"


def _broken(data: Path) -> None:
    raise WeightsProblem("model.bin is not the published file.")


def test_machine_without_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.landlock, "abi", lambda: 0)
    monkeypatch.setattr(sandbox.seccomp, "is_offered", lambda: False)
    assert (checks.decoder().verdict, "only" in checks.decoder().sentence) == ("warning", True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_data_folder_of_somebody_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setattr(settings(), "data", tmp_path)
    assert checks.data_folder().verdict == "failure"
