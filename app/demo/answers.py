"""What came of the story's problems: who tried which solution, and what the asker accepted. Left once, not twice."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.demo.story import Shelf, Story
from app.demo.team import Team
from app.domain import acceptances, outcomes, playlists
from app.models import Contribution, OutcomeResult, Playlist, PlaylistItem


def leave(session: Session, team: Team, story: Story) -> None:
    """Leave what is not there yet, on the solutions that stand in their playlists by now."""
    for shelf in story.shelves:
        if shelf.outcomes or shelf.accepted:
            _leave(session, team, shelf)


def _leave(session: Session, team: Team, shelf: Shelf) -> None:
    same = select(col(Playlist.id)).where(
        col(Playlist.created_by) == team[shelf.by].id, col(Playlist.title) == shelf.title
    )
    playlist = playlists.get(session, team[shelf.by], session.scalars(same).one())
    solutions = {item.track.title: item for item in playlist.items if item.contribution == Contribution.SOLUTION}
    _try(session, team, shelf, playlist, solutions)
    for title in shelf.accepted:
        if title in solutions:
            acceptances.accept(session, team[shelf.by], playlist, solutions[title])


def _try(session: Session, team: Team, shelf: Shelf, playlist: Playlist, solutions: dict[str, PlaylistItem]) -> None:
    tried = {(one.track_id, one.tried_by) for found in outcomes.of(session, playlist).values() for one in found}
    for told in shelf.outcomes:
        item, who = solutions.get(told["track"]), team[told["by"]]
        if item is not None and (item.track_id, who.id) not in tried:
            result = OutcomeResult(told["result"])
            outcomes.leave(session, who, playlist, item, result=result, sentence=told["sentence"])
