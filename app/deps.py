"""What routes depend on: the transaction, who is asking, the object store."""

import uuid
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session

from app.db import engine, enter
from app.domain import login_sessions, memberships, news, tokens, workspaces
from app.errors import NotFound, SignedOut
from app.models import LoginSession, Membership, Person
from app.objects import objects
from app.security import SESSION_COOKIES
from media.storage import Storage


def get_session() -> Iterator[Session]:
    """One transaction a request. It commits before the answer leaves, so a redirect finds what was written."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


Db = Annotated[Session, Depends(get_session, scope="function")]

Objects = Annotated[Storage, Depends(objects)]


def signed(request: Request, session: Db) -> LoginSession | None:
    """The browser's session; None when nobody is signed in."""
    return _login(request, session)


Signed = Annotated[LoginSession | None, Depends(signed)]


Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


def actor(request: Request, session: Db, login: Signed, bearer: Bearer) -> Membership:
    """Who is asking: the bearer token's membership, else the browser's. Enters the workspace; raises SignedOut."""
    found = tokens.find(session, bearer.credentials) if bearer else visitor(session, login)
    if found is None:
        raise SignedOut
    # Asked only where a page is drawn.
    request.state.unread_count = partial(news.unread_count, session, found)
    return found


Actor = Annotated[Membership, Depends(actor)]


def unnoted_actor(request: Request, session: Db, bearer: Bearer) -> Membership:
    """Like `actor`, but nothing is written of when they were here: for questions without a name."""
    if bearer:
        found = tokens.find(session, bearer.credentials, is_noted=False)
    else:
        found = visitor(session, _login(request, session, is_noted=False))
    if found is None:
        raise SignedOut
    return found


UnnotedActor = Annotated[Membership, Depends(unnoted_actor)]


def visitor(session: Db, login: Signed) -> Membership | None:
    """Like `actor` for pages that strangers see too."""
    return _signed_member(session, login) if login else None


Visitor = Annotated[Membership | None, Depends(visitor)]


def opaque_id(value: str) -> uuid.UUID:
    """An id from an address. What is no id of ours is simply not there."""
    try:
        parsed = uuid.UUID(value)
    except ValueError:
        raise NotFound from None
    if str(parsed) != value:
        raise NotFound
    return parsed


def _path_id(id: Annotated[str, Path()]) -> uuid.UUID:
    return opaque_id(id)


Id = Annotated[uuid.UUID, Depends(_path_id)]


def _login(request: Request, session: Session, *, is_noted: bool = True) -> LoginSession | None:
    cookie = next((request.cookies[name] for name in SESSION_COOKIES if name in request.cookies), None)
    return login_sessions.find(session, cookie, is_noted=is_noted) if cookie else None


def _signed_member(session: Session, login: LoginSession) -> Membership | None:
    if login.workspace_id is None:
        person = session.get_one(Person, login.person_id)
        login.workspace_id = next((held.workspace_id for held, _ in workspaces.memberships_of(session, person)), None)
    if login.workspace_id is None:
        return None
    enter(session, workspace_id=login.workspace_id, person_id=login.person_id)
    return memberships.find(session, login.workspace_id, login.person_id)
