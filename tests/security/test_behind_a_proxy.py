"""Behind a proxy that ends TLS, the settings say that people come over HTTPS; what a header claims is not asked."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.config import settings
from app.security import SecurityMiddleware, set_session_cookie


def sign_in(request: Request) -> Response:
    answer = PlainTextResponse("in")
    set_session_cookie(request, answer, "secret")
    return answer


@pytest.fixture
def browser() -> TestClient:
    return TestClient(SecurityMiddleware(Starlette(routes=[Route("/", sign_in)])), base_url="http://inside")


@pytest.fixture
def https_in_front(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LORECAST_BASE_URL", "https://lorecast.example.org")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.usefixtures("https_in_front")
def test_cookie_is_secure_when_the_public_address_is_https(browser: TestClient) -> None:
    answer = browser.get("/")
    assert answer.headers["set-cookie"].startswith("__Host-lorecast=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "Strict-Transport-Security" in answer.headers


def test_a_header_alone_changes_nothing(browser: TestClient) -> None:
    answer = browser.get("/", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["set-cookie"].startswith("lorecast=")
    assert "Strict-Transport-Security" not in answer.headers
