"""Ids of another workspace, and of a private playlist, wherever a request can hold one: they are as good as made up.

Everything is asked twice, inside a transaction that is undone: once with an id of Ada's, once with one of nobody's. The
two answers must be the same byte for byte, their request's id aside.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection
from starlette.responses import Response

from app.db import engine
from app.models import Role
from app.page_flash import FLASH_COOKIE
from tests import proof
from tests.cast import Cast, Player, application, join
from tests.security.belongings import FORM, JSON, QUERIES, Belongings
from tests.security.full import some
from tests.security.rights_table import undone
from tests.security.test_access_matrix import OPEN, addresses

# A new thing has a new id, time, link and hash in every answer, and a link its picture.
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
UUID = re.compile(ID)
NEW = re.compile(rf'{ID}|\d{{4}}-\d\d-\d\d[T ][\d:.]+(?:Z|\+00:00)?|[\w-]{{43,}}|\bd="[^"]+"')
ADAS = "Secret"
# What an id is asked for by its name.
IN_QUERIES = {
    "author": "members", "person": "members", "playlist": "playlists", "group": "groups", "track_id": "tracks",
    "template": "templates", "cursor": "tracks", "back": "playlists",
}  # fmt: skip
pytestmark = pytest.mark.timeout(1800)


@dataclass
class Slot:
    """One place for an id in a request: `filled(id)` asks with that id there."""

    name: str
    theirs: str
    filled: Callable[[str], Response]


@dataclass
class Intruder:
    """Somebody with things of their own, who puts an id of Ada's among them."""

    player: Player
    own: Belongings
    adas: Belongings
    # Ids of Ada's that this intruder may know.
    open_to_them: set[str]

    def slots(self, method: str, path: str) -> Iterator[Slot]:
        elsewhere = self._in_query(path) if method == "GET" else self._in_body(method, path)
        yield from (slot for slot in (*self._in_path(method, path), *elsewhere) if slot.theirs not in self.open_to_them)

    def _in_path(self, method: str, path: str) -> Iterator[Slot]:
        """Every id of the address by itself, beside own ones: another's item in one's own playlist."""
        mine, theirs = self.own.fill(path), self.adas.fill(path)
        for number, (own, foreign) in enumerate(zip(UUID.finditer(mine), UUID.findall(theirs), strict=True)):

            def filled(id: str, at: tuple[int, int] = own.span()) -> Response:
                return self._ask(method, path, mine[: at[0]] + id + mine[at[1] :])

            yield Slot(f"path {number}", foreign, filled)

    def _in_query(self, path: str) -> Iterator[Slot]:
        for name in asked_with(path) & IN_QUERIES.keys():
            params = {"q": "said"} | QUERIES.get(path, {})

            def filled(id: str, name: str = name, params: dict[str, str] = params) -> Response:
                return self.player.browser.get(self.own.fill(path), params={**params, name: id})

            yield Slot(f"query {name}", self.adas.ids[IN_QUERIES[name]], filled)

    def _in_body(self, method: str, path: str) -> Iterator[Slot]:
        mine, theirs = (sent_with(each, path) for each in (self.own, self.adas))
        for name, foreign in theirs.items():
            for id in UUID.findall(json.dumps(foreign)):

                def filled(put: str, name: str = name, foreign: Any = foreign, id: str = id) -> Response:
                    changed = json.loads(json.dumps(foreign).replace(id, put))
                    return self._ask(method, path, self.own.fill(path), mine | {name: changed})

                yield Slot(f"body {name}", id, filled)

    def _ask(self, method: str, path: str, address: str, body: dict[str, Any] | None = None) -> Response:
        body = sent_with(self.own, path) if body is None else body
        kind = "json" if path.startswith("/api/") else "data"
        options: dict[str, Any] = {} if method in ("GET", "HEAD") else {kind: body}
        return self.player.browser.request(method, address, **options)


def asked_with(path: str) -> set[str]:
    """The names of what an address can be asked with."""
    routes = application().routes[-1].effective_route_contexts()
    return {one.alias for route in routes if route.path == path for one in route.dependant.query_params}


def sent_with(belongings: Belongings, path: str) -> dict[str, Any]:
    return (JSON if path.startswith("/api/") else FORM) | belongings._ids() | belongings._fitting().get(path, {})


def same(one: Response, other: Response, theirs: str, made_up: str) -> bool:
    """Whether the answers differ in nothing but what every two answers differ in."""
    shapes = [(one, theirs), (other, made_up)]
    bodies = [NEW.sub("·", answer.text.replace(id, "·")) for answer, id in shapes]
    kinds = [
        (answer.status_code, answer.headers.get("content-type"), answer.headers.get("location", "").replace(id, "·"))
        for answer, id in shapes
    ]
    return bodies[0] == bodies[1] and UUID.sub("·", str(kinds[0])) == UUID.sub("·", str(kinds[1]))


@pytest.fixture
def adas(cast: Cast, within) -> Belongings:
    with within(cast.ada) as session:
        return Belongings(session, cast.ada)


def undisturbed(intruder: Intruder, connection: Connection, slot: Slot, id: str) -> Response:
    """Asked with this id, as if nothing had been asked before."""
    intruder.player.browser.cookies.delete(FLASH_COOKIE)
    with undone(connection):
        return slot.filled(id)


def compared(intruder: Intruder, asked: list[tuple[str, str]]) -> Iterator[tuple[str, bool, bool]]:
    """For each slot what it was, whether absent and foreign look the same, and whether anything of Ada's shows."""
    with engine().connect() as connection:
        for method, path in asked:
            for slot in intruder.slots(method, path):
                made_up = str(uuid.uuid4())
                there, nowhere = (undisturbed(intruder, connection, slot, id) for id in (slot.theirs, made_up))
                what = f"{method} {path}, {slot.name}: {there.status_code} {nowhere.status_code}"
                yield what, same(there, nowhere, slot.theirs, made_up), ADAS in there.text


@pytest.fixture(params=["Cleo of another workspace", "Olga, an owner beside her"])
def intruder(request: pytest.FixtureRequest, cast: Cast, adas: Belongings, within) -> Intruder:
    """Both own a workspace; being an owner opens no private playlist."""
    is_outside = request.param.startswith("Cleo")
    with within(cast.cleo if is_outside else cast.ada) as session:
        player = cast.cleo if is_outside else join(session, "Olga Tokarczuk", Role.OWNER)
        return Intruder(player, Belongings(session, player, word="Own"), adas, set() if is_outside else shared(adas))


def shared(adas: Belongings) -> set[str]:
    """What every owner of a workspace sees and changes, whoever made it."""
    everybodys = {adas.ids[noun] for noun in ("members", "people", "groups", "invitations", "vocabulary", "templates")}
    return everybodys | {adas.tess, adas.named["member_id"]}


def test_an_id_of_adas_is_as_good_as_a_made_up_one(intruder: Intruder) -> None:
    asked = some([one for one in sorted(addresses()) if one[1] not in OPEN], 12)
    found = list(compared(intruder, asked))
    different, leaks = [what for what, alike, _ in found if not alike], [what for what, _, shows in found if shows]
    assert not different, "\n".join(different)
    assert not leaks, "\n".join(leaks)
    who = intruder.player.member.person.name.split()[0]
    figure = f"{who}: {len(leaks)} leaks, {len(different)} telling answers in {len(found):,} pairs"
    proof.note("A2", figure, holds=not different and not leaks)
