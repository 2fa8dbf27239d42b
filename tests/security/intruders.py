"""Who tries to get at Ada's things without a right to: each as the headers that go with every request."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from app.auth import digest
from app.domain import login_sessions, memberships, tokens
from app.models import LoginSession, Role
from app.models.base import now
from app.security import PLAIN_COOKIE
from tests.cast import Cast, join

Headers = dict[str, str]


def without_a_session(session: Session, cast: Cast) -> dict[str, Headers]:
    """Nobody at all, and people whose session or token is over, or never was one."""
    ada = cast.ada.member
    somebody = {"workspace_id": ada.workspace_id, "user_agent": ""}
    expired = login_sessions.open(session, ada.person, **somebody)
    ended = login_sessions.open(session, ada.person, **somebody)
    _set(session, expired, expires_at=now() - timedelta(seconds=1))
    _set(session, ended, revoked_at=now())
    revoked = tokens.issue(session, ada, name="revoked")
    tokens.revoke(session, ada, tokens.of(session, ada)[0].id)
    gone = join(session, "Gwen Verdon", Role.ADMIN)
    memberships.deactivate(session, ada, gone.member)
    return {
        "nobody": {},
        "expired session": _cookie(expired),
        "ended session": _cookie(ended),
        "made-up session": _cookie("nonsense"),
        "revoked token": _bearer(revoked),
        "made-up token": _bearer("lorecast_nonsense"),
        "made-up token of this workspace": _bearer(f"lorecast_{ada.workspace_id.hex}.{'x' * 43}"),
        "member who left": _cookie(gone.browser.cookies[PLAIN_COOKIE]),
        "token of a member who left": gone.bearer,
    }


def of_another_workspace(cast: Cast) -> dict[str, Headers]:
    return {
        "session of another workspace": _cookie(cast.cleo.browser.cookies[PLAIN_COOKIE]),
        "token of another workspace": cast.cleo.bearer,
    }


def _set(session: Session, cookie: str, **values: object) -> None:
    session.execute(update(LoginSession).where(col(LoginSession.token_hash) == digest(cookie)).values(**values))


def _cookie(value: str) -> Headers:
    return {"Cookie": f"{PLAIN_COOKIE}={value}"}


def _bearer(token: str) -> Headers:
    return {"Authorization": f"Bearer {token}"}
