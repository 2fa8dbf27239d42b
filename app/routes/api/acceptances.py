"""Acceptances as a program sees them: which solutions helped."""

from fastapi import APIRouter

from app.deps import Actor, Db, Id
from app.domain import acceptances, contributions, playlists
from app.models import Right
from app.routes.api.playlist_items import ItemId
from app.routes.api.playlists import ItemShape

router = APIRouter(prefix="/playlists/{id}/items/{item}/acceptance", tags=["playlists"])


@router.post("", status_code=201)
def accept(id: Id, item: ItemId, session: Db, actor: Actor) -> ItemShape:
    """Count this solution among those that help; its author is told. The same again is harmless."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    found = contributions.item_of(playlist, item)
    acceptances.accept(session, actor, playlist, found)
    return ItemShape.of(found, playlist.items.index(found))


@router.delete("", status_code=204)
def withdraw(id: Id, item: ItemId, session: Db, actor: Actor) -> None:
    """Not after all; repeating it changes nothing."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    acceptances.withdraw(session, contributions.item_of(playlist, item))
