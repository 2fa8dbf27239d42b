"""Thanks: a tap that says thank you, or that a track was of use. Left with one's name, and taken back with a tap."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain.notifications import notify, withdraw
from app.errors import Invalid
from app.models import Membership, NotificationKind, Thanks, ThanksKind, Track
from app.models.base import loaded

TEXT_MAX_CHARS = 500
TOLD_AS = {ThanksKind.THANKS: NotificationKind.THANKS, ThanksKind.USED: NotificationKind.USED}


@dataclass
class Gathered:
    """Everybody's thanks of one kind for a track, the first one first. `mine` is the reader's own."""

    given: list[Thanks] = field(default_factory=list)
    mine: Thanks | None = None

    @property
    def members(self) -> list[Membership]:
        return [one.member for one in self.given]


def of(session: Session, actor: Membership, track: Track) -> dict[ThanksKind, Gathered]:
    """What listeners gave back to a track, which the caller has checked may be heard. Both kinds are always there."""
    gathered = {kind: Gathered() for kind in ThanksKind}
    rows = select(Thanks).where(col(Thanks.track_id) == track.id).options(joinedload(loaded(Thanks.member)))
    for one in session.scalars(rows.order_by(col(Thanks.created_at), col(Thanks.id))):
        gathered[ThanksKind(one.kind)].given.append(one)
        if one.membership_id == actor.id:
            gathered[ThanksKind(one.kind)].mine = one
    return gathered


def leave(session: Session, actor: Membership, track: Track, kind: ThanksKind, *, text: str = "") -> None:
    """Thank for a track, or say it was of use and, in a sentence, for what. Repeating it replaces the sentence."""
    if track.author_id == actor.id:
        raise Invalid("This is your own track: thanks come from others.", field="kind")
    row = {"workspace_id": actor.workspace_id, "track_id": track.id, "membership_id": actor.id, "kind": kind}
    said = _checked_text(text) if kind == ThanksKind.USED else ""
    written = insert(Thanks).values(id=uuid.uuid4(), text=said, **row)
    session.execute(
        written.on_conflict_do_update(index_elements=["track_id", "membership_id", "kind"], set_={"text": said})
    )
    notify(session, [track.author_id], TOLD_AS[kind], by=actor, track_id=track.id)


def take_back(session: Session, actor: Membership, track: Track, kind: ThanksKind) -> None:
    """Undo one's own; its author is no longer told. Repeating it changes nothing."""
    mine = select(Thanks).where(col(Thanks.track_id) == track.id, col(Thanks.membership_id) == actor.id)
    for one in session.scalars(mine.where(col(Thanks.kind) == kind)):
        session.delete(one)
    withdraw(session, TOLD_AS[kind], by=actor, track_id=track.id)


def _checked_text(text: str) -> str:
    text = text.strip()
    if len(text) > TEXT_MAX_CHARS:
        raise Invalid(f"Please keep this under {TEXT_MAX_CHARS} characters.", field="text")
    return text
