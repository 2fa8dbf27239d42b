"""The doctor: names what is wrong and what to do, and its exit code tells scripts."""

import re

import pytest

from app.cli import checks, checks_running
from app.config import settings
from runtime.parts import Parts
from tests.app.cli.terminal import Terminal


def line(told: str, name: str) -> str:
    found = re.search(rf"^. {name}\b.*$", told, re.MULTILINE)
    assert found, told
    return found.group()


def test_healthy_parts_are_fine_and_a_missing_worker_is_a_failure(lorecast: Terminal) -> None:
    told = lorecast("doctor", fails=True)
    for name in ("Python", "Data folder", "PostgreSQL", "Extensions", "Migrations", "Row security", "Object store"):
        assert line(told, name).startswith("✓"), told
    assert line(told, "Worker").startswith("✗")
    assert "lorecast worker" in line(told, "Worker")


def test_unreachable_database_is_one_failure_with_advice(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "database_url", "postgresql://nobody@127.0.0.1:1/none")
    (check,) = checks_running.database()
    assert check.verdict == "failure"
    assert "DATABASE_URL" in check.sentence


def test_wrong_key_of_the_object_store_is_a_failure(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    from media.storage import Storage

    wrong = Storage(
        "lorecast",
        endpoint_url=parts.s3_endpoint_url,
        access_key_id="nobody",
        secret_access_key="nothing",
        region="us-east-1",
    )
    monkeypatch.setattr(checks_running, "objects", lambda: wrong)
    assert checks_running.storage().verdict == "failure"


def test_little_room_is_told(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "ROOM_NEEDED_BYTES", 10**18)
    check = checks.disk_space()
    assert check.verdict == "failure"
    assert "Free some space" in check.sentence


def test_nothing_running_is_told_with_the_command_to_start(
    lorecast: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("LORECAST_DATA", str(tmp_path))
    settings.cache_clear()
    try:
        assert f"lorecast up --data {tmp_path}" in lorecast("token", "--email", "ada@example.org", fails=True)
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize(
    ("url", "sender", "verdict", "words"),
    [
        (None, "", "fine", "off"),
        ("smtps://mail.example.org", "", "warning", "SMTP_FROM and LORECAST_BASE_URL"),
        ("smtps://mail.example.org", "lorecast@example.org", "warning", "LORECAST_BASE_URL"),
    ],
)
def test_email_that_is_half_set_up_is_told(monkeypatch, url: str | None, sender: str, verdict: str, words: str) -> None:
    for name, value in (("smtp_url", url), ("smtp_from", sender), ("base_url", None)):
        monkeypatch.setattr(settings(), name, value)
    check = checks.email()
    assert (check.verdict, words in check.sentence) == (verdict, True)
