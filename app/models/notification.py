"""Notification: something happened that concerns a member. Mute: a kind of them that somebody has switched off."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.workspace import Membership


class NotificationKind(StrEnum):
    """What happened, from the receiver's side. The sentences are in app/notification_words.py."""

    # About a track of mine.
    NOTE = "note"  # somebody left a note on it
    QUESTION = "question"  # somebody asked without a name
    REPLY = "reply"  # somebody answered a note in whose talk I take part
    THANKS = "thanks"  # somebody thanked me
    USED = "used"  # somebody used it
    # Requests.
    ASKED = "asked"  # I, or a group of mine, am asked to record something
    ANSWERED = "answered"  # what I asked for was recorded
    DECLINED = "declined"  # somebody I asked said no
    PASSED_ON = "passed_on"  # somebody I asked handed it on
    # Onboarding.
    ASSIGNED = "assigned"  # I am asked to hear a playlist
    HELP_WANTED = "help_wanted"  # somebody whose mentor I am wants help
    HELPED = "helped"  # my mentor answered where I wanted help
    CHECK_IN = "check_in"  # a check-in with me was set, moved or answered
    INTRODUCED = "introduced"  # a new colleague's playlist on what they know
    # Problems.
    CONTRIBUTION = "contribution"  # a track was added to a problem of mine
    OUTCOME = "outcome"  # somebody tried a solution of mine
    ACCEPTED = "accepted"  # a solution of mine was accepted
    # Rights.
    PLAYLIST_OPENED = "playlist_opened"  # a playlist was opened to me


class Notification(WorkspaceRow, table=True):
    """One event for one receiver. Titles and texts are not kept: rights are asked again whenever it is read.

    `by_id` is who did it; None when nobody did, or nobody may know. `mailed_at`: since when a digest has told it.
    """

    __table_args__ = (
        addressable(),
        neighbour("membership_id", "membership"),
        neighbour("by_id", "membership"),
        neighbour("track_id", "track"),
        neighbour("playlist_id", "playlist"),
        neighbour("request_id", "request"),
        neighbour("note_id", "note"),
        Index("ix_notification_list", "membership_id", "created_at", "id"),
        # An anonymous question has no time but its day, or the time would point at who was here.
        CheckConstraint(
            "kind <> 'question' or (by_id is null and mod(extract(epoch from created_at), 86400) = 0)", name="nameless"
        ),
    )

    membership_id: uuid.UUID
    kind: NotificationKind = Field(sa_type=String)
    by_id: uuid.UUID | None = Field(default=None, index=True)
    track_id: uuid.UUID | None = Field(default=None, index=True)
    playlist_id: uuid.UUID | None = Field(default=None, index=True)
    request_id: uuid.UUID | None = Field(default=None, index=True)
    note_id: uuid.UUID | None = Field(default=None, index=True)
    read_at: datetime | None = timestamp()
    mailed_at: datetime | None = timestamp()

    by: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Notification.by_id == Membership.id",
            "foreign_keys": "Notification.by_id",
            "viewonly": True,
        }
    )


class Mute(WorkspaceRow, table=True):
    """While it is there, the member is not told about this kind."""

    __table_args__ = (neighbour("membership_id", "membership"), UniqueConstraint("membership_id", "kind"))

    membership_id: uuid.UUID
    kind: NotificationKind = Field(sa_type=String)
