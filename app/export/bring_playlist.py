"""One playlist of an export becomes a playlist again: order, rights, outline, contributions and what came of them."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from app.export.bring_people import Team
from app.export.documents import PlaylistDoc
from app.models import Outcome, OutlineCard, Playlist, PlaylistGrant, PlaylistItem, Track


def bring(session: Session, team: Team, told: PlaylistDoc) -> bool:
    """False when it is here already, as it is or deleted. Tracks that did not come leave no hole in the order."""
    id = team.id(told.id)
    if session.get(Playlist, id) is not None:
        return False
    wanted = {team.id(track) for track in _tracks_of(told) if track}
    here = set(session.exec(select(Track.id).where(Track.id.in_(wanted))))  # type: ignore[attr-defined]
    _playlist(session, team, told, here)
    own = {"workspace_id": team.place.id, "playlist_id": id}
    _grants(session, team, told, own)
    _items(session, team, told, own, here)
    _outline(session, team, told, own, here)
    _outcomes(session, team, told, own, here)
    return True


def _playlist(session: Session, team: Team, told: PlaylistDoc, here: set[UUID]) -> None:
    same = {"kind", "title", "description", "guidelines", "due_at", "created_at", "updated_at"}
    session.add(
        Playlist(
            **told.model_dump(include=same),
            id=team.id(told.id),
            workspace_id=team.place.id,
            anonymous_at=told.nameless_questions_since,
            created_by=team.member(told.created_by),
            problem_track_id=_among(here, team.id_or_none(told.problem_track)),
        )
    )
    session.flush()


def _grants(session: Session, team: Team, told: PlaylistDoc, own: dict[str, Any]) -> None:
    for one in told.rights:
        group = team.group(one.group) if one.group else None
        member = team.member_or_none(one.member)
        session.add(PlaylistGrant(**own, right=one.right, membership_id=member, group_id=group))
        session.flush()


def _items(session: Session, team: Team, told: PlaylistDoc, own: dict[str, Any], here: set[UUID]) -> None:
    came = [item for item in told.items if team.id(item.track) in here]
    for position, item in enumerate(came):
        people: dict[str, Any] = {"added_by": team.member(item.added_by)}
        people["accepted_by"] = team.member_or_none(item.accepted_by)
        same = item.model_dump(include={"contribution", "accepted_at"})
        session.add(PlaylistItem(**own, **people, **same, track_id=team.id(item.track), position=position))
    session.flush()


def _outline(session: Session, team: Team, told: PlaylistDoc, own: dict[str, Any], here: set[UUID]) -> None:
    for position, card in enumerate(told.cards):
        track_id = _among(here, team.id_or_none(card.track))
        session.add(OutlineCard(**own, position=position, title=card.title, prompt=card.prompt, track_id=track_id))
    session.flush()


def _outcomes(session: Session, team: Team, told: PlaylistDoc, own: dict[str, Any], here: set[UUID]) -> None:
    for one in told.outcomes:
        if team.id(one.track) in here:
            same = one.model_dump(include={"result", "sentence", "created_at", "updated_at"})
            ids: dict[str, Any] = {"track_id": team.id(one.track), "tried_by": team.member(one.by)}
            ids["voice_track_id"] = _among(here, team.id_or_none(one.voice_track))
            session.add(Outcome(**own, **ids, **same))
    session.flush()


def _tracks_of(told: PlaylistDoc) -> list[UUID | None]:
    """Every track that it names."""
    items, cards = [one.track for one in told.items], [one.track for one in told.cards]
    outcomes = [track for one in told.outcomes for track in (one.track, one.voice_track)]
    return [*items, *cards, *outcomes, told.problem_track]


def _among(here: set[UUID], id: UUID | None) -> UUID | None:
    return id if id in here else None
