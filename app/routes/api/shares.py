"""Shares: links by which outsiders listen to a playlist."""

import uuid
from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import playlists, shares
from app.models import Right, Share
from app.page_addresses import absolute

router = APIRouter(prefix="/playlists/{id}/shares", tags=["playlists"])


class NewShare(BaseModel):
    """Without `days` the link works until it is revoked."""

    days: int | None = Field(default=None, ge=1, le=shares.DAYS_MAX)
    password: str | None = Field(default=None, max_length=1_000)


class ShareShape(BaseModel):
    id: uuid.UUID
    created_at: datetime
    expires_at: datetime | None
    has_password: bool

    @classmethod
    def of(cls, share: Share) -> "ShareShape":
        return cls(
            id=share.id,
            created_at=share.created_at,
            expires_at=share.expires_at,
            has_password=share.password_hash is not None,
        )


class MadeShare(ShareShape):
    """`url` is shown only now; later nobody can look it up."""

    url: str


class Shares(BaseModel):
    items: list[ShareShape]
    next_cursor: str | None = None


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> Shares:
    """The links that still work."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    return Shares(items=[ShareShape.of(share) for share in shares.of(session, playlist)])


@router.post("", status_code=201)
def create(id: Id, sent: NewShare, request: Request, session: Db, actor: Actor) -> MadeShare:
    """A link for outsiders, to listen only. There is no Idempotency-Key: its kept reply would hold the link."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    share, token = shares.make(session, actor, playlist, days=sent.days, password=sent.password)
    return MadeShare(**ShareShape.of(share).model_dump(), url=absolute(request, f"/shares/{token}"))


@router.delete("/{share_id}", status_code=204)
def revoke(id: Id, share_id: uuid.UUID, session: Db, actor: Actor) -> None:
    """Take the link back; it stops at once."""
    shares.revoke(session, playlists.get(session, actor, id, Right.EDIT), share_id)
