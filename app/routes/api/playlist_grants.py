"""Who may do what with a playlist: the workspace, groups and persons."""

import uuid

from fastapi import APIRouter, Response
from pydantic import BaseModel, model_validator
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import groups, memberships, playlist_grants, playlists
from app.domain.playlist_grants import Audience, Granted
from app.models import Group, Membership, Playlist, Right
from app.routes.api.once import OnlyOnce

router = APIRouter(prefix="/playlists/{id}/grants", tags=["playlists"])


class NewGrant(BaseModel):
    """Exactly one of `member_id` and `group_id`."""

    right: Right
    member_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None

    @model_validator(mode="after")
    def names_one(self) -> "NewGrant":
        if (self.member_id is None) == (self.group_id is None):
            raise ValueError("Name either a member or a group.")
        return self


class AudienceChange(BaseModel):
    audience: Audience


class GrantShape(BaseModel):
    id: uuid.UUID
    right: Right
    member_id: uuid.UUID | None
    group_id: uuid.UUID | None

    @classmethod
    def of(cls, one: Granted) -> "GrantShape":
        whom = {"member_id": one.member.id if one.member else None, "group_id": one.group.id if one.group else None}
        return cls(id=one.id, right=one.right, **whom)


class Grants(BaseModel):
    """`audience` is what the whole workspace but its guests may do."""

    audience: Audience
    items: list[GrantShape]


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> Grants:
    return _shown(session, playlists.get(session, actor, id, Right.EDIT))


@router.put("/audience")
def open_to(id: Id, sent: AudienceChange, session: Db, actor: Actor) -> Grants:
    """Open the playlist to the workspace, or close it to all but those named."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    playlist_grants.set_audience(session, playlist, sent.audience)
    return _shown(session, playlist)


@router.post("", status_code=201, response_model=Grants)
def grant(id: Id, sent: NewGrant, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Give a right; it replaces the one this person or group had."""

    def make() -> Grants:
        playlist = playlists.get(session, actor, id, Right.EDIT)
        playlist_grants.grant(session, playlist, sent.right, to=_named(session, actor, sent))
        return _shown(session, playlist)

    return once(sent, make)


@router.delete("/{grant_id}", status_code=204)
def revoke(id: Id, grant_id: uuid.UUID, session: Db, actor: Actor) -> None:
    """Take a right back."""
    playlist_grants.revoke(session, playlists.get(session, actor, id, Right.EDIT), grant_id)


def _named(session: Session, actor: Membership, sent: NewGrant) -> Membership | Group:
    if sent.group_id:
        return groups.get(session, actor, sent.group_id)
    return memberships.active(session, actor, sent.member_id or actor.id)


def _shown(session: Session, playlist: Playlist) -> Grants:
    items = [GrantShape.of(one) for one in playlist_grants.granted(session, playlist)]
    return Grants(audience=playlist_grants.audience(session, playlist), items=items)
