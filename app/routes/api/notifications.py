"""Notifications: what happened that concerns the member, and what they wish to be told."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel
from sqlmodel import Session

from app.deps import Actor, Db
from app.domain import mutes, news
from app.models import Membership, Notification, NotificationKind
from app.notification_words import address, sentence
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/notifications", tags=["notifications"])


class NotificationShape(BaseModel):
    """`by` is null when nobody did it, or nobody may know; `path` is the page it leads to."""

    id: uuid.UUID
    kind: str
    sentence: str
    path: str
    by: MemberShape | None
    track_id: uuid.UUID | None
    playlist_id: uuid.UUID | None
    request_id: uuid.UUID | None
    note_id: uuid.UUID | None
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: Notification) -> "NotificationShape":
        one = news.News([row], by=[row.by] if row.by else [])
        by = MemberShape.of(row.by) if row.by else None
        stored = {name: getattr(row, name) for name in cls.model_fields if name not in ("sentence", "path", "by")}
        return cls(**stored, sentence=sentence(one), path=address(one), by=by)


class NotificationPage(BaseModel):
    items: list[NotificationShape]
    next_cursor: str | None
    unread_count: int


class Read(BaseModel):
    """`until`: the newest one that was seen; null means all."""

    until: AwareDatetime | None = None


class Choices(BaseModel):
    """`kinds` are those the member is told about; `digest` is the daily email."""

    kinds: list[NotificationKind]
    digest: bool


@router.get("")
def index(
    session: Db,
    actor: Actor,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=news.PAGE_MAX)] = 50,
) -> NotificationPage:
    """Newest first; what the member can no longer see is left out and not counted."""
    page = news.latest(session, actor, cursor=cursor, limit=limit)
    items = [NotificationShape.of(row) for row in page.items]
    unread = news.unread_count(session, actor)
    return NotificationPage(items=items, next_cursor=page.next_cursor, unread_count=unread)


@router.post("/read", status_code=204)
def read(sent: Read, session: Db, actor: Actor) -> None:
    """They have been seen. Repeating it changes nothing."""
    news.mark_read(session, actor, until=sent.until)


@router.get("/choices")
def choices(session: Db, actor: Actor) -> Choices:
    """Which kinds the member wishes to be told about, and whether by email."""
    return _choices(session, actor)


@router.put("/choices")
def choose(sent: Choices, session: Db, actor: Actor) -> Choices:
    mutes.choose(session, actor, wanted=sent.kinds)
    mutes.switch_digest(actor, on=sent.digest)
    return _choices(session, actor)


def _choices(session: Session, actor: Membership) -> Choices:
    off = mutes.of(session, actor)
    return Choices(kinds=[kind for kind in NotificationKind if kind not in off], digest=actor.digest_off_at is None)
