"""Numbers and strings beyond all bounds, in fields of every address: a refusal, and never an accident."""

from collections import Counter
from collections.abc import Iterator

import pytest
from starlette.responses import Response

from app.db import engine
from tests import proof
from tests.cast import Cast, Player
from tests.security.belongings import FORM, JSON, Belongings
from tests.security.full import some
from tests.security.rights_table import undone
from tests.security.test_access_matrix import OPEN, addresses

pytestmark = pytest.mark.timeout(1800)
# As they stand in JSON; Python reads whole numbers of at most 4,300 digits.
WHOLE = ["1" + "0" * 30, "-1" + "0" * 30, "9" * 5_000, "9223372036854775808"]
BODIES = [*WHOLE, "1e999", "-1e999", "NaN", '"' + "x" * 100_000 + '"', "[" * 20_000, '"\\ud800"', '"\\u0000"']
TEXTS = ["9" * 30, "-" + "9" * 30, "9" * 5_000, "1e999", "NaN", "x" * 100_000, "\x00", "²"]
TITLES = ["x" * 201, "x" * 500_000]


def questions(belongings: Belongings, player: Player, method: str, path: str) -> Iterator[Response]:
    """One for each field and value, all other fields as they should be."""
    is_api, address = path.startswith("/api/"), belongings.fill(path)
    fields = sorted((JSON if is_api else FORM) | belongings._ids() | belongings._fitting().get(path, {}))
    for name in some(fields, 2, at_length=5):
        for value in some(BODIES if is_api else TEXTS, 2, seed=len(path + name), at_length=4):
            if is_api:
                body = f'{{"{name}": {value}}}'.encode()
                yield player.browser.request(
                    method, address, content=body, headers={"Content-Type": "application/json"}
                )
            else:
                yield player.browser.request(method, address, data={**FORM, name: value})


def in_addresses(belongings: Belongings, player: Player, method: str, path: str) -> Iterator[Response]:
    names = ("limit", "minutes", "cursor", "t", "take", "since", "q", "word")
    for value in some(TEXTS[:5] + TEXTS[6:], 1):
        yield player.browser.request(method, belongings.fill(path), params=dict.fromkeys(names, value))


def test_nothing_is_too_large_to_be_refused(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        belongings = Belongings(session, cast.ada)
    seen, accidents = Counter[int](), list[str]()
    asked = some([one for one in sorted(addresses()) if one[1] not in OPEN], 6)
    with engine().connect() as connection:
        for method, path in asked:
            ask = in_addresses if method in ("GET", "HEAD") else questions
            with undone(connection):
                for answer in ask(belongings, cast.ada, method, path):
                    seen[answer.status_code] += 1
                    accidents += [f"{method} {path}: {answer.text[:200]}"] * (answer.status_code >= 500)
    assert accidents[:10] == []
    figure = f"{len(accidents)} accidents in {seen.total():,} oversize numbers and strings, {seen[422]:,} × 422"
    proof.note("A10", figure, holds=not accidents)


def test_a_title_too_long_is_refused_with_a_sentence(ada: Player) -> None:
    for title in TITLES:
        answer = ada.browser.post("/api/playlists", json={"title": title})
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert ada.browser.get("/api/playlists").json()["items"] == []
