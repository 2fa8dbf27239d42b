"""Shared progress: what a hire lets a mentor see, and nothing beyond it. See docs/decisions/0015.

The only place that reads what somebody else has heard. Which tracks: yes. When, how often, how far: never.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import progress
from app.models import Assignment, Listen, Membership, Track
from app.models.base import now


@dataclass(frozen=True)
class SharedProgress:
    """The playlist's tracks in order, and which of them the hire has heard."""

    tracks: list[Track]
    heard_ids: frozenset[uuid.UUID]

    @property
    def heard_count(self) -> int:
        return len(self.heard_ids)

    @property
    def tracks_count(self) -> int:
        return len(self.tracks)


def share(assignment: Assignment) -> None:
    """The hire lets the mentor see it, from now until `keep`."""
    assignment.progress_shared_at = assignment.progress_shared_at or now()


def keep(assignment: Assignment) -> None:
    """The hire takes it back; the mentor sees nothing from this moment on."""
    assignment.progress_shared_at = None


def of(session: Session, mentor: Membership, asked: Sequence[Assignment]) -> dict[uuid.UUID, SharedProgress]:
    """The progress shared with this mentor, by assignment. What is not shared with them is absent."""
    shared = [each for each in asked if each.mentor_id == mentor.id and each.progress_shared_at and not each.removed_at]
    if not shared:
        return {}
    found = progress.tracks_of(session, mentor, [each.playlist_id for each in shared])
    playable = {id: [track for track in tracks if track.recording.is_playable] for id, tracks in found.items()}
    heard = _heard(session, {each.hire_id for each in shared}, [track for each in playable.values() for track in each])
    return {
        each.id: SharedProgress(
            tracks := playable.get(each.playlist_id, []),
            frozenset(track.id for track in tracks) & heard[each.hire_id],
        )
        for each in shared
    }


def _heard(session: Session, hire_ids: set[uuid.UUID], among: list[Track]) -> dict[uuid.UUID, set[uuid.UUID]]:
    rows = session.execute(
        select(col(Listen.membership_id), col(Listen.track_id)).where(
            col(Listen.membership_id).in_(hire_ids),
            col(Listen.track_id).in_([track.id for track in among]),
            col(Listen.heard_at).is_not(None),
        )
    )
    heard: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for hire_id, track_id in rows:
        heard[hire_id].add(track_id)
    return heard
