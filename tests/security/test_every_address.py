"""Every address × everybody without a right to it × every way to write it, sent as it stands to a real web process.

Refused is 401, 403, 404 and 405, and a page's way of saying 401: on to the sign-in. An answer that moves on to the same
address without its slash behind is none yet: that one is asked as well. Nonsense that is no HTTP is a 400, and an
address that names a kind of thanks nobody knows a 422, whoever asks.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests import proof
from tests.cast import Cast
from tests.security import intruders
from tests.security.belongings import Belongings
from tests.security.full import SEED, some
from tests.security.mutations import MUTATIONS
from tests.security.test_access_matrix import OPEN, addresses, shown
from tests.security.wire import Answer, Wire
from tests.web import Web

REFUSED = {400, 401, 403, 404, 405}
SECRET = "Secret"
# At full length these two try every way to write each address, the others some of them, chosen by the seed.
THOROUGH, MUTATIONS_OF_OTHERS = {"nobody", "session of another workspace"}, 6
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def belongings(cast: Cast, within) -> Belongings:
    with within(cast.ada) as session:
        return Belongings(session, cast.ada)


def is_refused(answer: Answer) -> bool:
    location = answer.headers.get("location", "")
    at_the_door = answer.status_code in (303, 307) and urlsplit(location).path == "/sign-in"
    moved_on = answer.status_code == 307 and "/sign-in" not in location
    no_kind = answer.status_code == 422 and '"field":"kind"' in answer.text
    return (answer.status_code in REFUSED or at_the_door or moved_on or no_kind) and SECRET not in answer.text


def through(wire: Wire, belongings: Belongings, asked: list[tuple[str, str]], who: str) -> Iterator[tuple[str, bool]]:
    """For each request what it was, and whether it got through."""
    at_length = len(MUTATIONS) if who in THOROUGH else MUTATIONS_OF_OTHERS
    for method, path in asked:
        for name, mutation in some(MUTATIONS.items(), 2, seed=SEED + hash_of(who, method, path), at_length=at_length):
            wire.mutation = mutation
            answer = belongings.ask(wire, method, path)
            yield f"{method} {path}, {name}: {answer.status_code}", not is_refused(answer)


def hash_of(*words: str) -> int:
    """The same in every process."""
    return sum(place * ord(letter) for place, letter in enumerate("".join(words), 1))


def test_nobody_gets_in_however_the_address_is_written(web: Web, cast: Cast, belongings: Belongings, within) -> None:
    with within(cast.ada) as session:
        visitors = intruders.without_a_session(session, cast)
    everything = sorted(addresses())
    with_ids = [one for one in everything if "{id}" in one[1]]
    before, tried, got_in = shown(cast.ada, belongings), Counter[str](), list[str]()
    for name, headers in (visitors | intruders.of_another_workspace(cast)).items():
        asked = everything if name in visitors else with_ids
        with Wire(web.port, headers) as wire:
            for what, is_through in through(wire, belongings, some(asked, 12), name):
                tried[name] += 1
                got_in += [f"{name}: {what}"] * is_through
    assert shown(cast.ada, belongings) == before
    figure = (
        f"{len(got_in)} of {tried.total():,} requests got in ({len(everything)} addresses, {len(tried)} intruders, "
        f"{len(MUTATIONS)} ways to write each; {len(OPEN)} addresses are public)"
    )
    assert got_in[:20] == [], [line for line in web.log.read_text().splitlines() if "exception" in line][:2]
    proof.note("A1", figure, holds=not got_in)


def test_a_header_does_not_say_which_address_is_meant(web: Web, belongings: Belongings) -> None:
    address = belongings.fill("/api/tracks/{id}")
    with Wire(web.port) as wire:
        for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Uri"):
            assert wire.request("GET", "/health", headers={name: address}).content == b'{"status":"ok"}'


def test_the_owner_gets_in_by_the_same_wire(web: Web, cast: Cast, belongings: Belongings) -> None:
    """Refusals are worth nothing if nothing ever gets through."""
    with Wire(web.port, cast.ada.bearer) as wire:
        assert not is_refused(belongings.ask(wire, "GET", "/api/tracks/{id}"))
