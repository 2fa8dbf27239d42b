"""Playlists: making, finding and changing them. Order, covers and grants are files of their own beside this one."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Session, col

from app.domain import playlist_grants, rights
from app.domain.playlist_grants import Audience
from app.domain.tracks import checked_title
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound, StaleVersion
from app.models import Membership, Playlist, PlaylistItem, PlaylistKind, Recording, Right, Track
from app.models.base import loaded, now

TEXT_MAX_CHARS = 5_000
# Nobody reads on in a longer list to choose from; whoever looks for an older playlist adds to it on its own page.
CHOICES_MAX = 100
# One voice, or a named few, explain; everybody answers a problem; what a newcomer hears is chosen by their mentor.
FITTING_AUDIENCE: dict[PlaylistKind, Audience] = {
    PlaylistKind.EXPERT: "everyone_listens",
    PlaylistKind.COLLABORATIVE: "everyone_adds",
    PlaylistKind.ONBOARDING: "everyone_listens",
}


def create(
    session: Session,
    actor: Membership,
    *,
    title: str,
    description: str = "",
    guidelines: str = "",
    kind: PlaylistKind = PlaylistKind.COLLABORATIVE,
    audience: Audience | None = None,
) -> Playlist:
    """A new, empty playlist that its creator may edit; without `audience` for whom its kind is. Guests make none."""
    if actor.is_guest:
        raise Forbidden("Guests listen and answer; they do not make playlists.")
    playlist = Playlist(
        workspace_id=actor.workspace_id,
        kind=kind,
        title=checked_title(title),
        description=checked_text(description, "description"),
        guidelines=checked_text(guidelines, "guidelines"),
        created_by=actor.id,
    )
    session.add(playlist)
    session.flush()
    playlist_grants.grant(session, playlist, Right.EDIT, to=actor)
    playlist_grants.set_audience(session, playlist, audience or FITTING_AUDIENCE[kind])
    return playlist


def get(session: Session, actor: Membership, id: uuid.UUID, right: Right = Right.LISTEN) -> Playlist:
    """A playlist with its items, tracks, authors and recordings; tracks that were deleted are left out.

    Raises NotFound when the actor may not even see it, Forbidden when they see it and the right is too small.
    """
    found = whole(session, id, col(Playlist.id).in_(rights.visible_playlist_ids(actor)))
    if not rights.includes(rights.right_on(session, actor, found), right):
        raise Forbidden
    return found


def whole(session: Session, id: uuid.UUID, *conditions: ColumnElement[bool]) -> Playlist:
    """The playlist as `get` gives it, for whoever has settled the rights otherwise. Raises NotFound."""
    found = session.scalars(
        select(Playlist)
        .where(col(Playlist.id) == id, col(Playlist.deleted_at).is_(None), *conditions)
        .options(joinedload(loaded(Playlist.creator)), *_items_whole())
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound
    return found


def addable(session: Session, actor: Membership, chosen: uuid.UUID | None = None) -> list[Playlist]:
    """Playlists to choose from that the actor may add a track to: the last changed, and the chosen one, however old."""
    return _to_choose(session, rights.visible(actor, Right.ADD), chosen)


def choosable(session: Session, actor: Membership, chosen: uuid.UUID | None = None) -> list[Playlist]:
    """Likewise those the actor may hear."""
    return _to_choose(session, rights.visible(actor), chosen)


def named(session: Session, actor: Membership, title: str) -> Playlist | None:
    """The last changed playlist with this title, in any letter case, that the actor can see."""
    same = func.lower(col(Playlist.title)) == title.strip().lower()
    return next(iter(_last_changed(session, and_(rights.visible(actor), same))), None)


def _to_choose(session: Session, condition: ColumnElement[bool], chosen: uuid.UUID | None) -> list[Playlist]:
    found = _last_changed(session, condition)
    if chosen is None or any(one.id == chosen for one in found):
        return found
    return found + _last_changed(session, and_(condition, col(Playlist.id) == chosen))


def _last_changed(session: Session, condition: ColumnElement[bool]) -> list[Playlist]:
    newest = select(Playlist).where(condition).order_by(col(Playlist.updated_at).desc(), col(Playlist.id).desc())
    return list(session.scalars(newest.limit(CHOICES_MAX)))


def edit(
    session: Session,
    playlist: Playlist,
    *,
    title: str | None = None,
    description: str | None = None,
    guidelines: str | None = None,
    version: int | None = None,
) -> None:
    """Rename and describe; what is None stays. Raises StaleVersion when somebody else saved in between."""
    session.refresh(playlist, ["version", "title", "description", "guidelines"], with_for_update={"of": Playlist})
    if version is not None and version != playlist.version:
        raise StaleVersion(current=playlist.title)
    playlist.title = checked_title(playlist.title if title is None else title)
    playlist.description = checked_text(playlist.description if description is None else description, "description")
    playlist.guidelines = checked_text(playlist.guidelines if guidelines is None else guidelines, "guidelines")
    playlist.version, playlist.updated_at = playlist.version + 1, now()


def delete(session: Session, playlist: Playlist) -> None:
    """Take the playlist away; its tracks stay in the library. It can be restored for 30 days."""
    playlist.deleted_at = playlist.deleted_at or now()


def restore(session: Session, actor: Membership, id: uuid.UUID) -> Playlist:
    """Bring a deleted playlist back, for whoever could edit it."""
    playlist = session.get(Playlist, id)
    if playlist is None or playlist.workspace_id != actor.workspace_id:
        raise NotFound
    if not rights.includes(rights.right_on(session, actor, playlist), Right.EDIT):
        raise NotFound
    if not is_restorable(playlist.deleted_at):
        raise NotFound
    playlist.deleted_at = None
    return playlist


def _items_whole() -> list[Any]:
    """Load a playlist's living items with all that a page shows of them, in two queries."""
    living = loaded(Playlist.items).and_(
        col(PlaylistItem.track_id).in_(select(col(Track.id)).where(col(Track.deleted_at).is_(None)))
    )
    track = selectinload(living).joinedload(loaded(PlaylistItem.track), innerjoin=True)
    recording = track.joinedload(loaded(Track.recording))
    return [
        track.joinedload(loaded(Track.author)),
        recording.joinedload(loaded(Recording.rendition)),
        recording.joinedload(loaded(Recording.waveform)),
    ]


def checked_text(text: str, field: str) -> str:
    """A long text without surrounding space. Raises Invalid for `field` when it is too long."""
    text = text.strip()
    if len(text) > TEXT_MAX_CHARS:
        raise Invalid(f"Please keep this under {TEXT_MAX_CHARS} characters.", field=field)
    return text
