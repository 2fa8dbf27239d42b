"""Paths: what a hire is asked to hear, playlist after playlist, with their own place in it. Only they see this."""

import uuid
from dataclasses import dataclass

from sqlmodel import Session

from app.domain import assignments, help_calls, listening, progress
from app.domain.progress import Progress
from app.models import Assignment, HelpCall, Listen, Membership, Track


@dataclass(frozen=True)
class Step:
    """One playlist of the path, its tracks with the hire's place in each, and where the hire asked for help."""

    assignment: Assignment
    tracks: list[Track]
    listens: dict[uuid.UUID, Listen]
    progress: Progress
    help_calls: list[HelpCall]


def of(session: Session, hire: Membership) -> list[Step]:
    """The path in order; empty for somebody who is asked to hear nothing."""
    asked = assignments.of_hire(session, hire)
    if not asked:
        return []
    found = progress.tracks_of(session, hire, [assignment.playlist_id for assignment in asked])
    listens = listening.positions(session, hire, [track.id for tracks in found.values() for track in tracks])
    calls = help_calls.of(session, hire, asked)
    return [_step(each, found.get(each.playlist_id, []), listens, calls.get(each.id, [])) for each in asked]


def whole(steps: list[Step]) -> Progress:
    """The progress through the whole path."""
    return progress.together([step.progress for step in steps])


def _step(assignment: Assignment, tracks: list[Track], listens: dict[uuid.UUID, Listen], calls: list[HelpCall]) -> Step:
    return Step(assignment, tracks, listens, progress.of(tracks, listens), calls)
