"""Every address × nobody, an outsider, a guest without rights, a removed member: nothing but 401, 403 and 404.

The list of addresses is taken from the application itself, so a new one is tested the day it is written.
"""

import uuid
from collections.abc import Iterator

import pytest

from app.domain import (
    corrections,
)
from tests.cast import Cast, Player, application
from tests.security.belongings import Belongings

# Addresses that anybody may look at, by design.
OPEN = {"/health", "/ready", "/metrics", "/sign-in", "/sign-out", "/invitations/{token}", "/style"}
OPEN |= {"/manifest.webmanifest", "/sw.js", "/offline"}
MUTATIONS = [
    "/api//tracks/{0}",
    "/api/tracks/../tracks/{0}",
    "/API/tracks/{0}",
    "/api/tracks/{0}/",
    "/api/tracks%2f{0}",
]
REFUSED = {401, 403, 404}
VISIBLE_TO_MEMBERS = {"/api/members/{id}", "/people/{id}", "/groups/{id}", "/api/groups/{id}"}


def addresses() -> Iterator[tuple[str, str]]:
    for route in application().routes[-1].effective_route_contexts():
        for method in sorted(route.methods):
            if route.path not in OPEN:
                yield method, route.path


@pytest.fixture
def belongings(cast: Cast, within) -> Belongings:
    with within(cast.ada) as session:
        return Belongings(session, cast.ada)


def shown(player: Player, belongings: Belongings) -> dict:
    """What Ada sees of her things: it must be the same after everybody has tried."""
    got = {path: belongings.ask(player.browser, "GET", path) for path in ("/api/tracks/{id}", "/api/playlists/{id}")}
    return {path: answer.json() for path, answer in got.items()}


def test_nobody_and_revoked_get_in_nowhere(cast: Cast, belongings: Belongings) -> None:
    for method, path in addresses():
        for headers in ({}, {"Authorization": "Bearer lorecast_nonsense"}, {"Cookie": "lorecast=nonsense"}):
            answer = belongings.ask(cast.stranger, method, path, headers=headers)
            at_the_door = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
            assert answer.status_code in REFUSED or at_the_door, f"{method} {path}: {answer.status_code}"


@pytest.mark.parametrize("who", ["cleo", "gus", "ben"])
def test_others_reach_nothing_that_is_not_theirs(cast: Cast, belongings: Belongings, who: str) -> None:
    """An outsider, a guest without rights, and a member before a private playlist."""
    player: Player = getattr(cast, who)
    before = shown(cast.ada, belongings)
    visible_to_members = (
        {"/api/members/{id}", "/people/{id}", "/groups/{id}", "/api/groups/{id}"} if who == "ben" else set()
    )
    for method, path in addresses():
        if "{id}" in path and not (method == "GET" and path in visible_to_members):
            answer = belongings.ask(player.browser, method, path)
            assert answer.status_code in REFUSED, f"{who} {method} {path}: {answer.status_code} {answer.text[:200]}"
    assert shown(cast.ada, belongings) == before


def test_owner_reaches_everything(cast: Cast, belongings: Belongings) -> None:
    """The matrix is worth nothing if its addresses lead nowhere even for their owner."""
    for method, path in addresses():
        if method == "GET" and "{id}" in path and not path.endswith("/original"):
            answer = belongings.ask(cast.ada.browser, method, path)
            assert answer.status_code == 200, f"{method} {path}: {answer.status_code} {answer.text[:300]}"


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutated_addresses_open_nothing(cast: Cast, belongings: Belongings, mutation: str) -> None:
    for browser in (cast.stranger, cast.cleo.browser):
        answer = browser.get(mutation.replace("{0}", belongings.track))
        assert answer.status_code in {*REFUSED, 307}, answer.status_code
        assert "Secret" not in answer.text


def test_undo_is_not_a_way_in(cast: Cast, belongings: Belongings, within) -> None:
    """A segment that has been corrected still refuses strangers."""
    with within(cast.ada) as session:
        segment = corrections.get_segment(session, cast.ada.member, uuid.UUID(belongings.segment))
        corrections.correct(session, cast.ada.member, segment, text="corrected")
    answer = belongings.ask(cast.cleo.browser, "POST", "/segments/{id}/undo")
    assert answer.status_code == 404
