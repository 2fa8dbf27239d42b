"""Brings an export into a workspace, new or there already. Repeated, or after an interruption, nothing comes twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlmodel import Session, func, select

from app import db
from app.domain import workspaces
from app.errors import DomainError, Invalid
from app.export import bring_people, bring_playlist, bring_track
from app.export.bring_people import Team
from app.export.reading import Reading
from app.export.track_documents import TrackDoc
from app.models import Track, Workspace
from media.storage import Storage

# How many of how many files are dealt with.
Tell = Callable[[int, int], None]


@dataclass
class Brought:
    """What came; the rest was here before. `invited`: name, address and link of everybody who needs one to come in."""

    workspace: str
    tracks: int = 0
    playlists: int = 0
    notes: int = 0
    left_out: list[str] = field(default_factory=list)
    invited: list[tuple[str, str, str]] = field(default_factory=list)


def bring(export: Reading, storage: Storage, tell: Tell, *, workspace: str | None = None) -> Brought:
    """Into the workspace of that name, else of the export's own. Raises Invalid before anything is changed."""
    export.verify()
    team = _team(export, workspace or export.manifest.workspace.name)
    done = Brought(team.place.name, invited=team.invited)
    _tracks(export, team, storage, done, tell)
    for playlist in export.playlists():
        with _inside(team) as session:
            done.playlists += bring_playlist.bring(session, team, playlist)
    return done


def _team(export: Reading, name: str) -> Team:
    with db.transaction() as session:
        same = select(Workspace).where(func.lower(Workspace.name) == name.strip().lower())
        place = session.exec(same.order_by(Workspace.created_at)).first()  # type: ignore[arg-type]
        place = place or workspaces.found(session, name=name)
        db.enter(session, workspace_id=place.id)
        team = Team(place, export.manifest.workspace.id)
        bring_people.bring(session, team, export)
    return team


def _tracks(export: Reading, team: Team, storage: Storage, done: Brought, tell: Tell) -> None:
    """Each in a transaction of its own; notes when all are there, for they may be spoken."""
    for number, (folder, track) in enumerate(export.tracks(), 1):
        try:
            with _inside(team) as session:
                _require_subject(session, team, track)
                done.tracks += bring_track.bring(session, team, export, folder, track, storage)
        except DomainError as problem:
            done.left_out.append(f"“{track.title}”: {problem}")
        tell(number, export.tracks_count)
    for _, track in export.tracks():
        with _inside(team) as session:
            if session.get(Track, team.id(track.id)):
                done.notes += bring_track.bring_notes(session, team, track)


def _require_subject(session: Session, team: Team, track: TrackDoc) -> None:
    if track.about and session.get(Track, team.id(track.about)) is None:
        raise Invalid("what this voice note is about is not here.")


def _inside(team: Team) -> AbstractContextManager[Session]:
    return db.transaction(team.place.id)
