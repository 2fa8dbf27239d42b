"""Request: somebody asked to record something. RequestStep: what those who were asked did with it.

    open ⇄ accepted → answered(track)
      │ ↖ passed on: open again, for another member
      ├→ declined(reason) → open, when whoever declined thinks again
      └→ withdrawn → open, when the asker undoes it

A group's request is open for all its members: the first to accept, or to answer, takes it; it is declined once each of
them has declined. An open one may be answered without accepting it first. Only domain/requests.py moves it.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.group import Group
from app.models.workspace import Membership


class RequestState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def _somebody(column: str) -> Membership | None:
    found: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": f"Request.{column} == Membership.id",
            "foreign_keys": f"Request.{column}",
            "viewonly": True,
        }
    )
    return found


class Request(WorkspaceRow, table=True):
    """`holder_id` is who is to answer now; None while a group has not decided. `cards`: an outline, one title each.

    `asked_id` or `group_id` is whom it was asked first; `due_on` is a wish and never a deadline.
    """

    __table_args__ = (
        addressable(),
        neighbour("asked_by", "membership"),
        neighbour("asked_id", "membership"),
        neighbour("group_id", "group"),
        neighbour("holder_id", "membership"),
        neighbour("playlist_id", "playlist", ondelete="SET NULL (playlist_id)"),
        neighbour("track_id", "track", ondelete="SET NULL (track_id)"),
        CheckConstraint("(asked_id is null) <> (group_id is null)", name="asked"),
        CheckConstraint("accepted_at is null or holder_id is not null", name="accepted_by"),
        CheckConstraint("num_nonnulls(answered_at, declined_at, withdrawn_at) <= 1", name="ended_once"),
    )

    asked_by: uuid.UUID = Field(index=True)
    asked_id: uuid.UUID | None = Field(default=None, index=True)
    group_id: uuid.UUID | None = Field(default=None, index=True)
    holder_id: uuid.UUID | None = Field(default=None, index=True)
    question: str = Field(max_length=500)
    cards: list[str] = Field(default_factory=list, sa_type=JSONB)
    playlist_id: uuid.UUID | None = Field(default=None, index=True)
    due_on: date | None = None
    track_id: uuid.UUID | None = Field(default=None, index=True)
    accepted_at: datetime | None = timestamp()
    answered_at: datetime | None = timestamp()
    declined_at: datetime | None = timestamp()
    withdrawn_at: datetime | None = timestamp()

    asker: Membership | None = _somebody("asked_by")
    asked: Membership | None = _somebody("asked_id")
    holder: Membership | None = _somebody("holder_id")
    group: Group | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Request.group_id == Group.id",
            "foreign_keys": "Request.group_id",
            "viewonly": True,
        }
    )

    @property
    def state(self) -> RequestState:
        if self.withdrawn_at:
            return RequestState.WITHDRAWN
        if self.answered_at:
            return RequestState.ANSWERED
        if self.declined_at:
            return RequestState.DECLINED
        return RequestState.ACCEPTED if self.accepted_at else RequestState.OPEN


class RequestStepKind(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


class RequestStep(WorkspaceRow, table=True):
    """Who did what, in order, so that everybody concerned sees the way it took. `passed_to` belongs to passing on."""

    __tablename__ = "request_step"
    __table_args__ = (
        neighbour("request_id", "request"),
        neighbour("taken_by", "membership"),
        neighbour("passed_to", "membership"),
        CheckConstraint("kind in ('accepted', 'declined', 'passed_on', 'answered')", name="kind"),
        CheckConstraint("(kind = 'passed_on') = (passed_to is not null)", name="passed_to"),
    )

    request_id: uuid.UUID = Field(index=True)
    kind: RequestStepKind = Field(sa_type=String)
    taken_by: uuid.UUID = Field(index=True)
    passed_to: uuid.UUID | None = Field(default=None, index=True)
    words: str = Field(default="", max_length=500)

    taker: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "RequestStep.taken_by == Membership.id",
            "foreign_keys": "RequestStep.taken_by",
            "viewonly": True,
        }
    )
    receiver: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "RequestStep.passed_to == Membership.id",
            "foreign_keys": "RequestStep.passed_to",
            "viewonly": True,
        }
    )
