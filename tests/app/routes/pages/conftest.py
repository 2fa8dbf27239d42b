"""A workspace with something to look at: Ada's playlist with a track of hers and one of Ben's."""

from dataclasses import dataclass

import pytest

from app.domain import playlists
from tests.cast import Cast, Player
from tests.tracks import make_track


@dataclass
class Scene:
    playlist_id: str
    track_id: str
    bens_track_id: str
    item_ids: list[str]


@pytest.fixture
def scene(ada: Player, ben: Player, within) -> Scene:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Winning back clients", description="Start here.")
        hers = make_track(session, ada, title="The first call", says=("You ask what broke.",), playlist=playlist)
        his = make_track(session, ben, title="The second call", playlist=playlist)
        items = [str(item.id) for item in playlists.get(session, ada.member, playlist.id).items]
        return Scene(str(playlist.id), str(hers.id), str(his.id), items)


@pytest.fixture
def everybody(cast: Cast) -> list[Player]:
    return [cast.ada, cast.ben, cast.gus, cast.cleo]


def addresses(scene: Scene, member_id: str) -> list[str]:
    """Every page there is to look at for somebody who is signed in and owns the workspace."""
    playlist, track = f"/playlists/{scene.playlist_id}", f"/tracks/{scene.track_id}"
    return [
        *(
            "/",
            "/record",
            "/import",
            "/downloads",
            "/library",
            "/library?mine=1",
            "/queue",
            "/queue?minutes=1",
            "/search",
            "/search?q=call",
            "/people",
        ),
        *(
            "/playlists",
            "/playlists/new",
            playlist,
            f"{playlist}/edit",
            f"{playlist}/arrange",
            f"{playlist}/outline",
            f"{track}/edits",
            "/playlists/new?kind=expert",
            f"{playlist}/items",
            f"{playlist}/overview",
            f"{playlist}/sharing",
            f"{playlist}/assignments",
        ),
        "/groups",
        *("/path", "/hires", "/check-ins", "/check-ins/new"),
        *("/notifications", "/you/notifications"),
        *("/requests", "/requests/new", "/questions"),
        *(track, f"{track}?t=83", f"{track}/edit", f"{track}/status", f"{track}/row", f"{track}/transcript"),
        *(f"{track}/corrections", f"{track}/doubtful-words", "/vocabulary"),
        *(f"/people/{member_id}", "/you", "/workspace", "/style"),
        *(f"{track}/purge", "/you/leaving", "/workspace/deletion"),
    ]
