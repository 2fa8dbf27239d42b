"""Questions without a name: notes whose author nobody can find out.

What is and what is not hidden: docs/anonymous-questions.md.
"""

import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import Session, col

from app.db import side_engine, transaction
from app.domain import notes, rights
from app.domain.notifications import day_of, notify
from app.errors import Forbidden
from app.models import Membership, Note, NotificationKind, Playlist, PlaylistItem, Track
from app.models.base import now


def are_open(session: Session, actor: Membership, track: Track) -> bool:
    """Whether a playlist that the track stands in, and that the actor can see, lets people ask without a name."""
    visible = col(Playlist.id).in_(rights.visible_playlist_ids(actor))
    return session.scalars(select(col(Playlist.id)).where(_lets_ask(track), visible).limit(1)).first() is not None


def allow(playlist: Playlist, *, on: bool) -> None:
    """Whether tracks of this playlist can be asked about without a name. What was asked before stays."""
    playlist.anonymous_at = (playlist.anonymous_at or now()) if on else None


def ask(session: Session, actor: Membership, track: Track, *, text: str, at_ms: int | None = None) -> None:
    """Ask without a name. `actor`'s rights are looked at, then it is forgotten: the row knows nobody, and only the day.

    It is written in a transaction of its own, so that no number of PostgreSQL's ties it to what else this member's
    request writes. Returns nothing, because who gets the row's id could later be asked for it.
    """
    if not are_open(session, actor, track):
        raise Forbidden("Here, questions are asked with a name.")
    question = Note(
        workspace_id=track.workspace_id,
        created_at=day_of(now()),
        track_id=track.id,
        at_ms=notes.checked_at_ms(track, at_ms),
        text=notes.checked_text(text),
    )
    with transaction(track.workspace_id, bind=side_engine()) as apart:
        apart.add(question)
        apart.flush()
        # Everybody concerned, the asker too if that is one of them: an exception would point at them.
        concerned = {track.author_id, *_who_let_people_ask(apart, track)}
        notify(apart, concerned, NotificationKind.QUESTION, by=None, track_id=track.id, note_id=question.id)


def _who_let_people_ask(session: Session, track: Track) -> Iterable[uuid.UUID]:
    return session.scalars(select(col(Playlist.created_by)).where(_lets_ask(track)))


def _lets_ask(track: Track) -> ColumnElement[bool]:
    holding = select(col(PlaylistItem.playlist_id)).where(col(PlaylistItem.track_id) == track.id)
    return and_(
        col(Playlist.id).in_(holding), col(Playlist.anonymous_at).is_not(None), col(Playlist.deleted_at).is_(None)
    )
