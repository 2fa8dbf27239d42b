"""A path for tests: Ada made two onboarding playlists; Ben looks after Gus, a guest, and Dora, a new member."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from app.domain import assigning, listening, playlist_grants, playlists, tracks
from app.models import Assignment, Membership, Notification, Playlist, PlaylistKind, Right, Role, Track
from tests.cast import Cast, Player, join
from tests.tracks import make_track


@dataclass
class Welcome:
    """`first` has three tracks of 10 minutes each, `second` one."""

    cast: Cast
    dora: Player
    first: Playlist
    second: Playlist
    tracks: list[Track]
    within: Callable

    @property
    def ada(self) -> Player:
        return self.cast.ada

    @property
    def ben(self) -> Player:
        return self.cast.ben

    @property
    def gus(self) -> Player:
        return self.cast.gus

    def assign(self, *hires: Player, playlist: Playlist | None = None, **fields) -> list[Assignment]:
        """Ada asks them to hear it; Ben is the mentor."""
        with self.within(self.ada) as session:
            whose: list[Membership] = [hire.member for hire in hires]
            given = playlists.get(session, self.ada.member, (playlist or self.first).id)
            asked = {"mentor": self.ben.member, "let_listen": True, **fields}
            return assigning.assign(session, self.ada.member, given, whose, **asked).made

    def hear(self, player: Player, track: Track, position_ms: int = 600_000) -> None:
        with self.within(player) as session:
            heard = tracks.get(session, player.member, track.id)
            at = datetime.now(UTC) - timedelta(seconds=1)
            listening.note_position(session, player.member, heard, position_ms=position_ms, client_time=at)

    def told(self, player: Player) -> list[str]:
        """The kinds of what somebody was told, oldest first."""
        with self.within(player) as session:
            mine = select(Notification).where(Notification.membership_id == player.member.id)
            return [str(one.kind) for one in session.exec(mine.order_by(Notification.created_at))]


def prepare(cast: Cast, within: Callable) -> Welcome:
    """The two playlists, closed to everybody but Ada and Ben."""
    ada = cast.ada
    with within(ada) as session:
        dora = join(session, "Dora Maar", Role.MEMBER)
        kind, closed = PlaylistKind.ONBOARDING, "only_me"
        first = playlists.create(session, ada.member, title="Your first week", kind=kind, audience=closed)
        second = playlists.create(session, ada.member, title="Your second week", kind=kind, audience=closed)
        for playlist in (first, second):
            playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.ben.member)
        names = ["Where things are", "Who to ask", "How we bill"]
        made = [make_track(session, ada, title=name, playlist=first, duration_ms=600_000) for name in names]
        made.append(make_track(session, ada, title="What comes next", playlist=second, duration_ms=600_000))
    return Welcome(cast, dora, first, second, made, within)
