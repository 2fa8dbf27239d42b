"""The welcome of the demo: a path for the one who is new, a mentor, a call for help and a day to meet."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.demo.team import Team
from app.domain import assigning, assignments, check_ins, help_calls, paths, playlists, shared_progress
from app.models import Assignment, Membership, Playlist
from app.models.base import now


def leave(session: Session, team: Team, told: dict[str, Any], tracks: dict[str, uuid.UUID]) -> None:
    """Leave what is not there yet; `tracks` gives ids by title."""
    hire, mentor = team[told["hire"]], team[told["mentor"]]
    for step in told["path"]:
        _assign(session, team[told["by"]], hire, mentor, step)
    if told["help"]["track"] in tracks:
        _call(session, hire, tracks[told["help"]["track"]], told["help"]["sentence"])
    if not check_ins.page(session, hire).items:
        day = now().date() + timedelta(days=told["check_in"]["in_days"])
        check_ins.create(session, mentor, invited=hire, held_on=day, topics=told["check_in"]["topics"])


def _assign(session: Session, actor: Membership, hire: Membership, mentor: Membership, step: dict[str, Any]) -> None:
    named = select(col(Playlist.id)).where(col(Playlist.title) == step["playlist"], col(Playlist.deleted_at).is_(None))
    id = session.scalars(named).first()
    if id is None or _ever(session, hire, id):
        return
    due_on = now().date() + timedelta(days=step["in_days"])
    asked = assigning.assign(session, actor, playlists.get(session, actor, id), [hire], mentor=mentor, due_on=due_on)
    if step["shared"]:
        shared_progress.share(assignments.get_as_hire(session, hire, asked.made[0].id))


def _call(session: Session, hire: Membership, track_id: uuid.UUID, sentence: str) -> None:
    for step in paths.of(session, hire):
        if track_id in {track.id for track in step.tracks} and not step.help_calls:
            help_calls.call(session, hire, step.assignment, track_id, sentence=sentence)


def _ever(session: Session, hire: Membership, playlist_id: uuid.UUID) -> bool:
    """What somebody took off the path stays off."""
    same = (col(Assignment.hire_id) == hire.id, col(Assignment.playlist_id) == playlist_id)
    return session.scalars(select(col(Assignment.id)).where(*same)).first() is not None
