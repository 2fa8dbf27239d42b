"""What people left behind: places where they stopped listening, and a sentence that its author put right."""

import difflib
import uuid
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from app.demo.team import Team
from app.domain import corrections, listening, tracks, transcripts
from app.errors import NotFound
from app.models import Membership, Track
from app.models.base import now

# How alike what was heard and what was meant must be, so that no other sentence is overwritten.
ALIKE = 0.6


def leave(session: Session, team: Team, traces: dict[str, Any], ids: dict[str, uuid.UUID]) -> None:
    """Leave what is not there yet; `ids` gives tracks by title. Tracks without sound or words are left alone."""
    for ago, listen in enumerate(traces["listens"]):
        if listen["track"] in ids:
            _listen(session, team[listen["who"]], ids[listen["track"]], listen["share"], hours_ago=ago)
    told = traces["correction"]
    if told["track"] in ids:
        _correct(session, team, ids[told["track"]], told["sentence"])


def _listen(session: Session, who: Membership, track_id: uuid.UUID, share: float, *, hours_ago: int) -> None:
    track = _audible(session, who, track_id)
    if track is None or not track.recording.is_playable or listening.positions(session, who, [track_id]):
        return
    position_ms = round((track.recording.duration_ms or 0) * share)
    when = now() - timedelta(hours=hours_ago)
    listening.note_position(session, who, track, position_ms=position_ms, client_time=when)


def _correct(session: Session, team: Team, track_id: uuid.UUID, sentence: str) -> None:
    track = session.get_one(Track, track_id)
    author = next(member for member in team.values() if member.id == track.author_id)
    heard = transcripts.of(session, track)
    if heard is None or any(segment.corrected_at for segment in heard.segments):
        return
    likest = difflib.get_close_matches(sentence, [segment.text for segment in heard.segments], n=1, cutoff=ALIKE)
    for segment in heard.segments:
        if segment.text in likest:
            corrections.correct(session, author, segment, text=sentence)
            return


def _audible(session: Session, who: Membership, track_id: uuid.UUID) -> Track | None:
    try:
        return tracks.get(session, who, track_id)
    except NotFound:
        return None
