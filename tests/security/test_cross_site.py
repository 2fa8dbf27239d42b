"""Browsers say where a request comes from; what another site starts changes nothing here."""

import pytest

from app.security import SAFE_METHODS
from tests import proof
from tests.cast import Cast, Player, application
from tests.security.belongings import Belongings
from tests.security.full import some

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_unsafe_request_of_another_site_is_refused(ada: Player, headers: dict[str, str]) -> None:
    answer = ada.browser.post("/api/playlists", json={"title": "Planted"}, headers=headers)
    assert answer.status_code == 403
    assert ada.browser.get("/api/playlists").json()["items"] == []


def unsafe() -> list[tuple[str, str]]:
    """Every address that changes something, those that anybody may ask for too."""
    routes = application().routes[-1].effective_route_contexts()
    return [(method, route.path) for route in routes for method in sorted(route.methods - SAFE_METHODS)]


def test_every_unsafe_address_refuses_every_other_site(cast: Cast, within) -> None:
    """With Ada's own cookie; a form of another site could send no token, so none is sent."""
    with within(cast.ada) as session:
        belongings = Belongings(session, cast.ada)
    tried = [
        (method, path, belongings.ask(cast.ada.browser, method, path, headers=headers).status_code)
        for method, path in some(unsafe(), 60)
        for headers in FOREIGN
    ]
    through = [one for one in tried if one[2] != 403]
    proof.note("A11", f"{len(through)} of {len(tried)} requests of other sites got through", holds=not through)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}], ids=str)
def test_own_pages_and_programs_get_through(ada: Player, headers: dict[str, str]) -> None:
    assert ada.browser.post("/api/playlists", json={"title": "Ours"}, headers=headers).status_code == 201


def test_bearer_tokens_carry_no_ambient_authority(cast: Cast) -> None:
    headers = {**cast.ada.bearer, "Sec-Fetch-Site": "cross-site"}
    assert cast.stranger.post("/api/playlists", json={"title": "By program"}, headers=headers).status_code == 201


def test_every_answer_carries_the_security_headers(ada: Player) -> None:
    for address in ("/health", "/api/me", "/api/nothing-here", "/nothing-here"):
        headers = ada.browser.get(address).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-request-id"]
        assert headers["cache-control"] in ("private, no-cache", "no-store")


def test_chunked_body_beyond_the_limit_is_refused(ada: Player) -> None:
    def chunks():
        for _ in range(40):
            yield b"x" * 65_536

    answer = ada.browser.post("/api/playlists", content=chunks(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
