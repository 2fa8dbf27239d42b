"""Sessions: none is planted, none outlives its end, and nothing in the database is one."""

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlmodel import SQLModel, col

from app.auth import digest
from app.config import settings
from app.db import engine, transaction
from app.domain import login_sessions, people
from app.models import LoginSession, Person
from app.models.base import now
from app.security import PLAIN_COOKIE
from tests import proof
from tests.cast import PASSWORD, Cast, Player, browser


@pytest.fixture
def with_password(ada: Player, within) -> Player:
    with within(ada) as session:
        people.set_password(session.merge(ada.member.person), PASSWORD)
    return ada


def is_in(cookie: str) -> bool:
    asking = browser()
    asking.cookies.set(PLAIN_COOKIE, cookie)
    return asking.get("/api/me").status_code == 200


def signed_in_over(cookie: str, email: str) -> str:
    """The cookie that signing in hands to a browser which came with another one."""
    asking = browser()
    answer = asking.post(
        "/sign-in", data={"email": email, "password": PASSWORD}, headers={"Cookie": f"{PLAIN_COOKIE}={cookie}"}
    )
    assert answer.status_code == 303
    return str(answer.cookies[PLAIN_COOKIE])


def test_a_planted_cookie_is_not_the_one_that_is_signed_in(with_password: Player, cleo: Player) -> None:
    mallorys = cleo.browser.cookies[PLAIN_COOKIE]
    given = [
        signed_in_over(planted, with_password.email) for planted in ("planted", secrets.token_urlsafe(32), mallorys)
    ]
    assert not is_in("planted")
    assert len({*given, "planted", mallorys}) == 5
    assert all(map(is_in, given))
    proof.note("A11", "3 planted cookies replaced", holds=not is_in(mallorys))


def test_signing_in_anew_ends_the_session_before(with_password: Player) -> None:
    before = with_password.browser.cookies[PLAIN_COOKIE]
    after = signed_in_over(before, with_password.email)
    assert (is_in(before), is_in(after)) == (False, True)


def test_a_session_ends_with_signing_out(ada: Player) -> None:
    cookie = ada.browser.cookies[PLAIN_COOKIE]
    assert is_in(cookie)
    assert ada.browser.post("/sign-out").status_code == 303
    assert not is_in(cookie)


@pytest.mark.parametrize("moved", ["expires_at", "last_seen_at"])
def test_a_session_ends_after_its_time_and_after_a_long_absence(ada: Player, moved: str) -> None:
    cookie = ada.browser.cookies[PLAIN_COOKIE]
    long_ago = now() - timedelta(days=settings().session_idle_days, minutes=1)
    with transaction() as session:
        mine = col(LoginSession.token_hash) == digest(cookie)
        session.execute(update(LoginSession).where(mine).values({moved: long_ago}))
    assert not is_in(cookie)
    with transaction() as session:
        assert login_sessions.of(session, session.get_one(Person, ada.member.person_id)) == []


def test_nothing_in_the_database_opens_anything(cast: Cast, with_password: Player) -> None:
    """Every value of every row, tried as a cookie's or a token's owner would see it: none of them is stored."""
    kept = [cast.ada.browser.cookies[PLAIN_COOKIE], cast.ada.token, PASSWORD]
    with engine().connect() as connection:
        connection.execute(
            text("select set_config('lorecast.workspace', :id, true)"), {"id": str(cast.ada.member.workspace_id)}
        )
        rows = [
            str(row)
            for table in SQLModel.metadata.tables
            for row in connection.execute(text(f'select t::text from "{table}" t'))
        ]
    assert any(digest(cast.ada.token) in row for row in rows), "the rows are the right ones"
    found = sum(secret in row for secret in kept for row in rows)
    proof.note("A11", f"{found} of {len(kept)} secrets found in the rows of the database", holds=found == 0)
