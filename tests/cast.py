"""The cast of every test: Ada owns, Ben is a member, Gus is a guest, Cleo is an outsider who owns elsewhere."""

import secrets
import uuid
from dataclasses import dataclass
from functools import cache

from fastapi.testclient import TestClient
from sqlmodel import Session

from app.db import transaction
from app.domain import login_sessions, memberships, people, tokens, workspaces
from app.main import create_app
from app.models import Membership, Role
from app.security import PLAIN_COOKIE

PASSWORD = "a long enough password"


@dataclass
class Player:
    """Somebody with a browser that is signed in, and a token."""

    member: Membership
    browser: TestClient
    token: str

    @property
    def email(self) -> str:
        return self.member.person.email

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class Cast:
    ada: Player
    ben: Player
    gus: Player
    cleo: Player
    stranger: TestClient


application = cache(create_app)


def browser() -> TestClient:
    """A browser that nobody is signed in with."""
    return TestClient(application(), follow_redirects=False, raise_server_exceptions=False)


def assemble() -> Cast:
    """Two workspaces and the people in them, new for each test."""
    with transaction() as session:
        workspaces.found(session, name="Windmill Ltd")
        ada = join(session, "Ada Lovelace", Role.OWNER)
        ben = join(session, "Ben Okri", Role.MEMBER)
        gus = join(session, "Gus Grissom", Role.GUEST)
    with transaction() as session:
        workspaces.found(session, name="Rival Ltd")
        cleo = join(session, "Cleo Patra", Role.OWNER)
    return Cast(ada, ben, gus, cleo, browser())


def join(session: Session, name: str, role: Role) -> Player:
    """A new person in the workspace the session is in."""
    workspace_id = uuid.UUID(session.info["scope"]["workspace"])
    email = f"{name.split()[0].lower()}-{secrets.token_hex(6)}@example.org"
    person = people.register(session, email=email, name=name, password=None)
    member = memberships.join(session, workspace_id, person, role)
    cookie = login_sessions.open(session, person, workspace_id=workspace_id, user_agent="test")
    signed_in = browser()
    signed_in.cookies.set(PLAIN_COOKIE, cookie)
    return Player(member, signed_in, tokens.issue(session, member, name="test"))
