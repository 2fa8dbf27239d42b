"""Secrets that go around the whole application, rightly and wrongly used, and are looked for where none belongs."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain import invitations, people, playlists, shares, tracks
from app.models import Role
from app.security import PLAIN_COOKIE
from runtime.child import Child
from runtime.parts import Parts
from tests import proof
from tests.cast import PASSWORD, Cast
from tests.security.belongings import Belongings
from tests.security.full import FULL, some
from tests.security.test_access_matrix import addresses
from tests.security.wire import Answer, Wire
from tests.web import Web, web_process

# What the mail server would be told; nothing listens there.
SMTP = f"canary-{secrets.token_hex(8)}"
ENVIRONMENT = {
    "SMTP_URL": f"smtp+plain://lorecast:{SMTP}@127.0.0.1:9",
    "SMTP_FROM": "Lorecast <lorecast@example.org>",
    "LORECAST_BASE_URL": "http://lorecast.example.org",
    "LORECAST_DIGEST_HOUR": "0",
    "LORECAST_LOG_LEVEL": "DEBUG",
}
# A form leads back to the address that it stands at, and a search says what it was asked.
REPEATED = {422: {"invitation", "share"}, 200: {"invitation", "share", "password", "wrong password"}}
NO_TELLING = {"same-origin", "no-referrer"}
Secrets = dict[str, str]


@pytest.fixture(scope="module")
def talking(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A web process that logs as much as it can, and has a mail server to keep secret."""
    with web_process(tmp_path_factory.mktemp("talking"), **ENVIRONMENT) as web:
        yield web


@pytest.fixture
def known(cast: Cast, within) -> Secrets:
    """Everything that opens something."""
    with within(cast.ada) as session:
        people.set_password(session.merge(cast.ada.member.person), PASSWORD)
        playlist = playlists.create(session, cast.ada.member, title="Given away")
        _, share = shares.make(session, cast.ada.member, playlist, password=f"link-{PASSWORD}")
        invitation = invitations.invite(session, cast.ada.member, role=Role.MEMBER)
    return {
        "session": str(cast.ada.browser.cookies[PLAIN_COOKIE]),
        "token": cast.ada.token,
        "share": share,
        "invitation": invitation,
        "password": PASSWORD,
        "wrong password": f"wrong-{secrets.token_hex(8)}",
        "SMTP": SMTP,
        "S3": os.environ["S3_SECRET_ACCESS_KEY"],
    }


def used(web: Web, cast: Cast, known: Secrets, belongings: Belongings) -> Iterator[Answer]:
    """Each secret where it belongs, and where somebody in a hurry has put one."""
    everywhere = some(sorted(addresses()), 15)
    cookie, bearer = {"Cookie": f"{PLAIN_COOKIE}={known['session']}"}, {"Authorization": f"Bearer {known['token']}"}
    for headers in (cookie, bearer):
        with Wire(web.port, headers) as wire:
            yield from (belongings.ask(wire, method, path) for method, path in everywhere if path != "/you/tokens")
    with Wire(web.port) as wire:
        for secret in known.values():
            yield wire.request("GET", f"/api/tracks/{secret.replace(' ', '+')}")
            yield wire.request("GET", "/api/search", params={"q": secret, "token": secret}, headers=bearer)
            yield wire.request("POST", "/api/playlists", json={"title": 7, "token": secret}, headers=bearer)
            yield wire.request("POST", "/sign-in", data={"email": cast.ada.email, "password": secret})
        for path in (f"/invitations/{known['invitation']}", f"/shares/{known['share']}"):
            yield wire.request("GET", path)
            yield wire.request("POST", path, data={"email": "x", "name": "x", "password": known["wrong password"]})


def found_in(text: str, known: Secrets) -> list[str]:
    return [name for name, secret in known.items() if secret in text]


def test_no_secret_stands_where_others_read(talking: Web, cast: Cast, known: Secrets, within) -> None:
    with within(cast.ada) as session:
        belongings = Belongings(session, cast.ada)
    leaks, answers, policies = list[str](), 0, set[str | None]()
    for answer in used(talking, cast, known, belongings):
        answers += 1
        policies.add(answer.headers.get("referrer-policy"))
        sought = {name: known[name] for name in known.keys() - REPEATED.get(answer.status_code, set())}
        leaks += [f"answer {answer.status_code}: {name}" for name in found_in(answer.text, sought)]
    with Wire(talking.port) as wire:
        for path in ("/api/openapi.json", "/metrics", "/ready", "/health"):
            leaks += [f"{path}: {name}" for name in found_in(wire.request("GET", path).text, known)]
    log = talking.log.read_text()
    leaks += [f"log: {name}" for name in found_in(log, known)]
    assert log.count("\n") > answers, "it has told what it did"
    assert leaks == []
    where = f"{answers} answers, {log.count(chr(10)):,} lines of the log, Referer, OpenAPI, metrics"
    figure = f"{len(leaks)} of {len(known)} secrets in {where}"
    proof.note("A12", figure, holds=not leaks and policies <= NO_TELLING)


def test_an_accident_tells_nothing_of_what_was_sent(
    cast: Cast, known: Secrets, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """PostgreSQL and its driver repeat the values that they refuse."""

    def refused(session, *_args, **_options):
        session.execute(text("insert into person (id, email, name) values (null, :email, :name)"), known_row)

    known_row = {"email": known["token"], "name": known["password"]}
    monkeypatch.setattr(tracks, "library", refused)
    answer = cast.ada.browser.get("/api/tracks")
    told = capfd.readouterr()
    assert answer.status_code == 500
    assert "person" in told.out + told.err, "the accident is told"
    assert found_in(answer.text + told.out + told.err, known) == []


@pytest.mark.skipif(not FULL, reason="starts a worker and doctor")
def test_worker_and_doctor_tell_no_secret(cast: Cast, known: Secrets, within, tmp_path: Path) -> None:
    with within(cast.ada) as session:
        Belongings(session, cast.ada)
    environment = {**os.environ, **ENVIRONMENT}
    command, log = [sys.executable, "-m", "worker"], tmp_path / "log"
    worker = Child("worker", command, log=log, lock=tmp_path / "lock", environment=environment)
    worker.start()
    try:
        worker.wait_until(lambda: "worker ready" in log.read_text(), seconds=60)
        # The post looks once a minute.
        deadline = time.monotonic() + 75
        while "digest" not in log.read_text() and time.monotonic() < deadline:
            time.sleep(0.5)
    finally:
        worker.stop()
    ask_doctor = [sys.executable, "-m", "app.cli", "doctor"]
    doctor = subprocess.run(ask_doctor, env=environment, capture_output=True, text=True)
    told = log.read_text()
    assert "digest" in told
    assert doctor.stdout
    leaks = found_in(told + doctor.stdout + doctor.stderr, known)
    proof.note("A12", f"{len(leaks)} in the worker's log and doctor's words", holds=not leaks)
