"""A problem that Ada asks about, with Ben's solution in it."""

from dataclasses import dataclass

from sqlmodel import Session

from app.domain import playlist_order, playlists
from app.models import Contribution, Playlist, PlaylistItem
from tests.cast import Player
from tests.tracks import make_track


@dataclass
class Problem:
    playlist: Playlist
    solution: PlaylistItem


def ask(session: Session, ada: Player, ben: Player, *, audience: str = "everyone_adds") -> Problem:
    """The playlist as `playlists.get` gives it to Ada."""
    made = playlists.create(session, ada.member, title="Why do they leave?", description="They go.", audience=audience)
    contribute(session, ben, made, Contribution.SOLUTION)
    whole = playlists.get(session, ada.member, made.id)
    return Problem(whole, whole.items[0])


def contribute(
    session: Session, player: Player, playlist: Playlist, contribution: Contribution | None, *, title: str = "Call them"
) -> PlaylistItem:
    says = ("We should call every shop in May.", "It takes half an hour.")
    track = make_track(session, player, title=title, says=says)
    return playlist_order.add(session, player.member, playlist, track, contribution=contribution)
