"""Logs: every line is JSON, a phone's requests and the work they lead to share an id, and nobody's words are in it."""

import json
import logging
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import logs, problems
from app.db import transaction
from app.models import Recording, StageName
from app.routes.pages import library
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run, place, run  # noqa: F401 - fixtures
from tests.worker.recorded import stage_of

DRAFT = "0b9f6a52-0c3b-4b8e-9d0a-0d7c1f4f9a11-0"


def lines(printed: str) -> list[dict]:
    return [json.loads(line) for line in printed.splitlines() if line]


def test_libraries_write_the_same_lines(parts: object, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    logging.getLogger("uvicorn.error").error("cannot %s", "bind")
    logging.getLogger("botocore.auth").info("a secret of every request")
    (line,) = lines(capsys.readouterr().out)
    assert (line["event"], line["level"], line["logger"]) == ("cannot bind", "error", "uvicorn.error")


def test_nobodys_words_are_in_an_error(ada: Player, capsys: pytest.CaptureFixture[str]) -> None:
    """PostgreSQL quotes what it refuses, SQLAlchemy what it sent."""
    twice = "insert into workspace (id, name) values (:id, :name), (:id, :name)"
    sent = {"id": ada.member.workspace_id, "name": "Hush"}
    with pytest.raises(DBAPIError) as refused, transaction() as session:
        session.execute(text(twice), sent)
    problems.log.exception("unexpected", exc_info=refused.value)
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=refused.value)
    printed = capsys.readouterr().out
    assert printed.count("UniqueViolation") >= 2
    assert "Hush" not in printed
    assert str(ada.member.workspace_id) not in printed


def test_one_id_follows_a_recording_from_the_phone_to_the_worker(
    ada: Player,
    run: Run,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    ada.browser.headers["X-Request-ID"] = DRAFT
    begun = ada.browser.post("/api/recordings", json={"mime_type": "audio/wav", "title": "Hush"}).json()
    address = f"/api/recordings/{begun['recording_id']}"
    ada.browser.put(f"{address}/takes/0/parts/0", content=sounds.wav(sounds.buzz(1)))
    ada.browser.post(f"{address}/complete", json={"takes": [{"parts": 1}]})
    recording = _found(ada, begun["recording_id"])
    assert stage_of(recording, StageName.NORMALISE).trace_id == DRAFT
    run(recording)
    told = [line for line in lines(capsys.readouterr().out) if line.get("request_id") == DRAFT]
    assert [line["stage"] for line in told if line["event"] == "stage done"] == [*StageName]
    sent = [line for line in told if line["event"] == "request"]
    assert len(sent) == 3
    assert {line.get("recording_id") for line in sent[1:]} == {begun["recording_id"]}
    assert "Hush" not in json.dumps(told)


def _found(player: Player, id: str) -> Recording:
    with transaction(player.member.workspace_id) as session:
        return session.get_one(Recording, UUID(id))


def test_a_page_about_our_own_mistake_names_the_request(ada: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "render", lambda *_, **__: 1 / 0)
    answer = ada.browser.get("/library", headers={"X-Request-ID": "tell-me-this-one"})
    assert answer.status_code == 500
    assert "tell-me-this-one" in answer.text
    assert ada.browser.get("/nowhere", headers={"X-Request-ID": "tell-me-this-one"}).text.count("tell-me") == 0
