"""The playlists of the demo: made, opened to whom the story says, and brought into the story's order."""

import uuid
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import select
from sqlmodel import Session, col

from app.demo.story import Shelf, Story
from app.demo.team import Team
from app.domain import playlist_grants, playlist_order, playlists, problems
from app.domain.playlist_grants import Audience
from app.models import Membership, Playlist, PlaylistKind, Right, Track
from app.models.base import now


def make(session: Session, team: Team, shelf: Shelf) -> tuple[Playlist, bool]:
    """The playlist of this title, and whether it is new."""
    creator = team[shelf.by]
    same = select(Playlist).where(col(Playlist.created_by) == creator.id, col(Playlist.title) == shelf.title)
    if (found := session.scalars(same).first()) is not None:
        return found, False
    kind, audience = PlaylistKind(shelf.kind), cast("Audience", shelf.audience)
    texts = {"title": shelf.title, "description": shelf.description, "guidelines": shelf.guidelines}
    made = playlists.create(session, creator, **texts, kind=kind, audience=audience)
    if shelf.due_in_days:
        problems.set_due(made, problems.end_of((now() + timedelta(days=shelf.due_in_days)).date()))
    for guest in shelf.guests:
        playlist_grants.grant(session, made, Right.ADD if shelf.guests_add else Right.LISTEN, to=team[guest])
    made.updated_at = _last_changed(shelf)
    return made, True


def arrange(session: Session, team: Team, story: Story, tracks: dict[str, uuid.UUID]) -> None:
    """Put the tracks, given by title, into their playlists in the story's order. What is there already stays."""
    for shelf in story.shelves:
        playlist, _ = make(session, team, shelf)
        before = playlist.updated_at
        for title in filter(tracks.get, shelf.titles):
            track = session.get_one(Track, tracks[title])
            by, contribution = _adder(team, shelf, track), shelf.contribution(title)
            playlist_order.add(session, by, playlist, track, contribution=contribution)
        if shelf.problem in tracks and playlist.problem_track_id is None:
            problems.say(session, team[shelf.by], playlist, session.get_one(Track, tracks[shelf.problem]))
        if playlist.updated_at != before:
            playlist.updated_at = _last_changed(shelf)


def _last_changed(shelf: Shelf) -> datetime:
    return now() - timedelta(days=shelf.days_ago)


def _adder(team: Team, shelf: Shelf, track: Track) -> Membership:
    """Where everyone adds, the author did; else whoever made the playlist."""
    if shelf.audience != "everyone_adds":
        return team[shelf.by]
    return next(member for member in team.values() if member.id == track.author_id)
