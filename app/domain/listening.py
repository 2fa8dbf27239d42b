"""Listening: each member's own place in each track, the same on every device. Nobody else sees it."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.domain import tracks
from app.models import Listen, Membership, Track
from app.models.base import now

HEARD_SHARE = 0.95
HEARD_LEFT_MS = 10_000


def note_position(
    session: Session, actor: Membership, track: Track, *, position_ms: int, client_time: datetime, session_id: str = ""
) -> tuple[Listen, bool]:
    """Remember the place. An older `client_time` never beats a newer one; then the second value is False.

    A device whose clock runs ahead counts as now, or it would lock the others out.
    """
    duration_ms = track.recording.duration_ms or 0
    position_ms = min(max(position_ms, 0), duration_ms)
    values = {
        "position_ms": position_ms,
        "client_time": min(client_time, now()),
        "session_id": session_id[:100],
        "updated_at": now(),
    }
    if _is_heard(position_ms, duration_ms):
        values["heard_at"] = now()
    key = {"workspace_id": actor.workspace_id, "membership_id": actor.id, "track_id": track.id}
    written = session.execute(
        insert(Listen)
        .values(id=uuid.uuid4(), **key, **values)
        .on_conflict_do_update(
            index_elements=["membership_id", "track_id"],
            set_=values,
            where=col(Listen.client_time) < values["client_time"],
        )
        .returning(col(Listen.id))
    ).first()
    return positions(session, actor, [track.id])[track.id], written is not None


def positions(session: Session, actor: Membership, track_ids: list[uuid.UUID]) -> dict[uuid.UUID, Listen]:
    """The member's own places in these tracks; tracks never begun are absent."""
    mine = select(Listen).where(col(Listen.membership_id) == actor.id, col(Listen.track_id).in_(track_ids))
    return {listen.track_id: listen for listen in session.scalars(mine.execution_options(populate_existing=True))}


def to_continue(session: Session, actor: Membership, *, limit: int = 5) -> list[tuple[Track, Listen]]:
    """Tracks begun and not heard to the end, the last first."""
    begun = select(Listen).where(
        col(Listen.membership_id) == actor.id, col(Listen.heard_at).is_(None), col(Listen.position_ms) > 0
    )
    listens = list(session.scalars(begun.order_by(col(Listen.updated_at).desc()).limit(limit * 2)))
    audible = tracks.among(session, actor, [listen.track_id for listen in listens])
    return [(audible[listen.track_id], listen) for listen in listens if listen.track_id in audible][:limit]


def _is_heard(position_ms: int, duration_ms: int) -> bool:
    left_ms = duration_ms - position_ms
    return duration_ms > 0 and (
        position_ms >= duration_ms * HEARD_SHARE or (left_ms <= HEARD_LEFT_MS < duration_ms / 2)
    )
