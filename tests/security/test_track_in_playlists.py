"""A track in three playlists, taken off one, then deleted from the library, then restored: what each reader sees."""

import pytest

from app.domain import playlist_grants, playlist_order, playlists
from app.models import Right
from tests.cast import Cast, Player
from tests.tracks import make_track


class Shelf:
    """Ada's track in three playlists: for everyone, for Gus by name, for Ada alone."""

    def __init__(self, session, cast: Cast) -> None:
        ada = cast.ada.member
        self.open = playlists.create(session, ada, title="For everyone", audience="everyone_listens")
        self.named = playlists.create(session, ada, title="For Gus", audience="only_me")
        self.own = playlists.create(session, ada, title="For myself", audience="only_me")
        playlist_grants.grant(session, self.named, Right.LISTEN, to=cast.gus.member)
        track = make_track(session, cast.ada, title="How we bill", says=("the zebra pays",), playlist=self.open)
        for playlist in (self.named, self.own):
            playlist_order.add(session, ada, playlist, track)
        self.track = f"/api/tracks/{track.id}"

    def readers(self, cast: Cast) -> dict[str, list[object]]:
        """For each: the track's status, how often search finds it, and in which playlists it stands."""
        return {name: self._seen_by(getattr(cast, name)) for name in ("ada", "ben", "gus", "cleo")}

    def _seen_by(self, player: Player) -> list[object]:
        shown = [player.browser.get(f"/api/playlists/{one.id}") for one in (self.open, self.named, self.own)]
        standing = [answer.json()["title"] for answer in shown if answer.status_code == 200 and answer.json()["items"]]
        found = player.browser.get("/api/search?q=zebra").json()["total"]
        return [player.browser.get(self.track).status_code, found, standing]


@pytest.fixture
def shelf(cast: Cast, within) -> Shelf:
    with within(cast.ada) as session:
        return Shelf(session, cast)


def test_readers_lose_a_track_with_the_last_playlist_they_hear_it_in(cast: Cast, shelf: Shelf, within) -> None:
    assert shelf.readers(cast) == {
        "ada": [200, 1, ["For everyone", "For Gus", "For myself"]],
        "ben": [200, 1, ["For everyone"]],
        "gus": [200, 1, ["For Gus"]],
        "cleo": [404, 0, []],
    }
    with within(cast.ada) as session:
        item = playlists.get(session, cast.ada.member, shelf.open.id).items[0]
    assert cast.ada.browser.delete(f"/api/playlists/{shelf.open.id}/items/{item.id}").status_code == 204
    after_removal = {
        "ada": [200, 1, ["For Gus", "For myself"]],
        "ben": [404, 0, []],
        "gus": [200, 1, ["For Gus"]],
        "cleo": [404, 0, []],
    }
    assert shelf.readers(cast) == after_removal
    assert cast.ada.browser.delete(shelf.track).status_code == 204
    assert shelf.readers(cast) == {name: [404, 0, []] for name in after_removal}
    assert cast.ada.browser.post(f"{shelf.track}/restore").status_code == 200
    assert shelf.readers(cast) == after_removal
