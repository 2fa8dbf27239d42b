"""Playlists as the choices of a list: the last changed, and the one that is chosen already."""

import uuid

from sqlmodel import Session

from app.domain import playlists
from app.models import Membership


def playlist_choices(
    session: Session, actor: Membership, chosen: str | uuid.UUID | None = None
) -> list[tuple[str, str]]:
    """Ids and titles of playlists the actor may add a track to. A choice that is no id of ours is simply not there."""
    try:
        known = uuid.UUID(str(chosen)) if chosen else None
    except ValueError:
        known = None
    return [(str(one.id), one.title) for one in playlists.addable(session, actor, known)]
