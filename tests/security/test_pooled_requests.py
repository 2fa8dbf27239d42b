"""Row security under load: two workspaces ask by turns over the same few connections, and things go wrong in between.

The application's own conditions are asked for everything there is; PostgreSQL itself is asked behind its back.
"""

import asyncio
import random
import re
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from app.db import engine, transaction
from app.domain import playlists, tracks
from app.security import PLAIN_COOKIE
from tests import proof
from tests.cast import Cast, Player, application
from tests.security.full import FULL, SEED
from tests.security.test_row_security import OPEN
from tests.tracks import make_track

OF_EACH = 10_000 if FULL else 60
AT_ONCE = 24
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ASKED = [
    "/api/tracks",
    "/api/playlists",
    "/api/members",
    "/api/search?q=zebra",
    "/api/notifications",
    "/api/queue?minutes=9",
]
WRONG = ["/api/search?q=a%00b", "/api/tracks/nonsense", "/api/tracks?cursor=nonsense"]
pytestmark = pytest.mark.timeout(1800)


class Broken(Exception):
    """Our own mistake, in the middle of a transaction."""


@pytest.fixture
def two(cast: Cast, within, monkeypatch: pytest.MonkeyPatch) -> list[Player]:
    """Ada and Cleo, each with something that answers to the same words; one question in nine breaks."""
    for player in (cast.ada, cast.cleo):
        with within(player) as session:
            playlist = playlists.create(session, player.member, title="The zebra")
            for number in range(5):
                make_track(session, player, title=f"Zebra {number}", says=("the zebra is striped",), playlist=playlist)
    chance, library = random.Random(SEED), tracks.library

    def breaking(*args, **options):
        found = library(*args, **options)
        if chance.random() < 1 / 9:
            raise Broken
        return found

    monkeypatch.setattr(tracks, "library", breaking)
    return [cast.ada, cast.cleo]


def ids_of(player: Player, within) -> set[str]:
    """Every id of everything in the player's workspace."""
    with within(player) as session:
        rows = [session.execute(text(f'select t::text from "{table}" t')).scalars() for table in closed()]
        return {id for table in rows for row in table for id in UUID.findall(row)}


def closed() -> list[str]:
    return [table for table in SQLModel.metadata.tables if table not in OPEN]


class Asking:
    """Many questions at once to the application itself; some are hung up on before their answer comes."""

    def __init__(self, foreign: dict[str, set[str]]) -> None:
        self.foreign, self.seen = foreign, Counter[str]()
        self.leaks: list[str] = []
        self._chance = random.Random(SEED)

    async def everything(self, players: list[Player], of_each: int) -> None:
        transport = httpx.ASGITransport(application(), raise_app_exceptions=False)
        turns = [player for player in players for _ in range(of_each)]
        self._chance.shuffle(turns)
        gate = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            await asyncio.gather(*(self._one(client, player, gate) for player in turns))

    async def _one(self, client: httpx.AsyncClient, player: Player, gate: asyncio.Semaphore) -> None:
        address = self._chance.choice(WRONG if self._chance.random() < 0.1 else ASKED)
        patience = self._chance.choice([0.001, 0.01]) if self._chance.random() < 0.1 else None
        cookie = {"Cookie": f"{PLAIN_COOKIE}={player.browser.cookies[PLAIN_COOKIE]}"}
        async with gate:
            try:
                answer = await asyncio.wait_for(client.get(address, headers=cookie), patience)
            except TimeoutError:
                self.seen["hung up"] += 1
                return
        self.seen[str(answer.status_code)] += 1
        if self.foreign[player.email] & set(UUID.findall(answer.text)):
            self.leaks.append(f"{player.email} {address}")


def rows_without_a_workspace() -> int:
    """On every connection that the requests have used."""
    statement = " union all ".join(f'select count(*) from "{table}"' for table in closed())

    def counted(_: int) -> int:
        with engine().connect() as connection:
            return sum(connection.execute(text(statement)).scalars())

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(counted, range(4 * AT_ONCE)))


def test_no_request_sees_a_row_of_another_workspace(two: list[Player], within) -> None:
    theirs = {player.email: ids_of(player, within) for player in two}
    ada, cleo = (player.email for player in two)
    asking = Asking({ada: theirs[cleo] - theirs[ada], cleo: theirs[ada] - theirs[cleo]})
    # In a thread of its own: a browser's test before this one leaves its loop in the main thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asking.everything(two, OF_EACH))).result()
    assert asking.seen["200"] > OF_EACH
    assert asking.seen["500"], "some break"
    assert asking.seen["hung up"], "some are hung up on"
    rows, seen = (
        rows_without_a_workspace(),
        ", ".join(f"{count} × {what}" for what, count in sorted(asking.seen.items())),
    )
    figure = f"{len(asking.leaks)} foreign rows in 2 × {OF_EACH:,} requests ({seen}); {rows} rows without a setting"
    proof.note("A3", figure, holds=not asking.leaks and not rows)


def test_every_table_with_a_workspace_forces_row_security(cast: Cast) -> None:
    """Asked of the catalogue, so that a table without a model counts too."""
    with transaction() as session:
        tables = session.execute(
            text(
                "select c.relname, c.relrowsecurity and c.relforcerowsecurity from pg_class c join pg_attribute a on"
                " a.attrelid = c.oid where a.attname = 'workspace_id' and c.relkind in ('r', 'p') and"
                " c.relnamespace = 'public'::regnamespace"
            )
        ).all()
    unforced = {name for name, forced in tables if not forced}
    assert unforced <= OPEN
    proof.note("A3", f"{len(tables) - len(unforced)} tables force it", holds=len(tables) > 30)


def test_a_workspace_that_does_not_exist_has_no_rows(cast: Cast) -> None:
    with transaction(uuid.uuid4()) as session:
        assert [session.execute(text(f'select count(*) from "{table}"')).scalar() for table in closed()] == [0] * len(
            closed()
        )
