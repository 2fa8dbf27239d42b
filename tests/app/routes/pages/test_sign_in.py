"""Signing in and out through the page."""

import pytest

from app.domain import people
from app.security import PLAIN_COOKIE
from tests.cast import PASSWORD, Cast, Player


@pytest.fixture
def with_password(ada: Player, within) -> Player:
    with within(ada) as session:
        people.set_password(session.merge(ada.member.person), PASSWORD)
    return ada


def test_signing_in_opens_a_session_and_goes_where_one_wanted(cast: Cast, with_password: Player) -> None:
    form = {"email": with_password.email.upper(), "password": PASSWORD, "next": "/library?mine=1"}
    answer = cast.stranger.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/library?mine=1")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{PLAIN_COOKIE}=")
    assert {"httponly", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
    assert cast.stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(cast: Cast, with_password: Player, elsewhere: str) -> None:
    form = {"email": with_password.email, "password": PASSWORD, "next": elsewhere}
    assert cast.stranger.post("/sign-in", data=form).headers["location"] == "/"


def test_refusal_keeps_the_address_and_not_the_password(cast: Cast, with_password: Player) -> None:
    answer = cast.stranger.post("/sign-in", data={"email": with_password.email, "password": "a wrong password"})
    assert answer.status_code == 401
    assert f'value="{with_password.email}"' in answer.text
    assert "a wrong password" not in answer.text
    assert "do not belong together" in answer.text


def test_signing_out_ends_the_session_itself(ada: Player) -> None:
    cookie = ada.browser.cookies[PLAIN_COOKIE]
    assert ada.browser.post("/sign-out").status_code == 303
    ada.browser.cookies.set(PLAIN_COOKIE, cookie)
    assert ada.browser.get("/").headers["location"] == "/sign-in"
