"""Where web listens: on loopback, or with HTTPS in the whole network, and which parts are embedded."""

import socket
from pathlib import Path

import pytest

from app.config import Settings
from runtime import address, lan
from runtime.address import listen_at
from runtime.certificate import names_of
from runtime.folder import folder
from runtime.screen import Screen
from runtime.up import Up


def test_default_is_loopback_and_no_phone(tmp_path: Path) -> None:
    found = listen_at(Settings(port=0), folder(tmp_path).prepare(), network=False)
    with found.listener:
        assert found.url == f"http://127.0.0.1:{found.listener.getsockname()[1]}"
        assert (found.phone_url, found.tls) == (None, None)


def test_network_gets_https_under_an_address_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lan, "addresses", lambda: ["192.168.1.7"])
    found = listen_at(Settings(port=0), folder(tmp_path).prepare(), network=True)
    with found.listener:
        assert found.phone_url == f"https://192.168.1.7:{found.listener.getsockname()[1]}"
        assert found.tls
        assert {"192.168.1.7", "localhost", "127.0.0.1", socket.gethostname()} <= names_of(found.tls.chain)


def test_public_address_is_what_people_are_told(tmp_path: Path) -> None:
    settings = Settings(port=0, base_url="https://lorecast.example.org")
    found = listen_at(settings, folder(tmp_path).prepare(), network=False)
    with found.listener:
        assert found.url == found.phone_url == "https://lorecast.example.org"


def test_nobody_answers_before_web_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "ANSWER_SECONDS", 0.1)
    found = listen_at(Settings(port=0), folder(tmp_path).prepare(), network=False)
    with found.listener:
        assert not found.is_answered()


@pytest.mark.parametrize(
    ("replaced", "embedded"),
    [
        ({}, (True, True)),
        ({"DATABASE_URL": "postgresql://elsewhere/lorecast"}, (False, True)),
        ({"S3_ENDPOINT_URL": "http://elsewhere:9000"}, (True, False)),
    ],
    ids=["nothing", "database", "objects"],
)
def test_what_the_environment_names_is_not_started(
    replaced: dict[str, str], embedded: tuple[bool, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "S3_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in replaced.items():
        monkeypatch.setenv(name, value)
    up = Up(Settings(data=tmp_path), folder(tmp_path).prepare(), Screen())
    assert (up.parts.postgres is not None, up.parts.seaweed is not None) == embedded
    assert up.environment | replaced == up.environment
