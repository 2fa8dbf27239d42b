"""The benches run: rows become a table and a page, a small library is made and searched, a row that fails says so."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from app import db
from app.domain import memberships, people, playlist_shelf, search, tracks, workspaces
from app.models import Membership, Role
from bench import __main__ as bench
from bench import library, table
from bench.figures import p95
from bench.kit import Kit
from bench.library import Library
from bench.made_up import queries, segments
from bench.row import Row
from bench.rows import pages
from runtime.parts import parts

ROW = Row("pages", "p95", "≤ 1.5", "≤ 1")
TINY = Library(120, 2)


def test_every_row_has_a_module_with_a_promise() -> None:
    for name in bench.ROWS:
        module = bench.import_module(f"bench.rows.{name}")
        assert callable(module.measure)
        assert module.ROW.must
        assert module.ROW.holds is None


def test_rows_become_a_table_a_file_and_a_page(tmp_path: Path) -> None:
    good = ROW.measured("1.2× | all", holds=True, reaches_goal=False, peers="tantivy 2 ms")
    rows = {"pages": good, "start": ROW.failed(RuntimeError("no\nport"))}
    shown = table.markdown(rows).splitlines()
    assert "| 1.2× / all | – | yes | no | tantivy 2 ms |" in shown[2]
    assert "not measured: RuntimeError: no port" in shown[3]
    table.write({"cores": "2"}, rows, tmp_path / "results.json")
    machine, read = table.read(tmp_path / "results.json")
    assert (machine, read) == ({"cores": "2"}, rows)
    page = table.page(f"before {table.BEGIN} old {table.END} after", machine, rows)
    assert page.startswith("before ")
    assert page.endswith(" after")
    assert "cores: 2" in page
    assert " old " not in page


def test_row_that_fails_does_not_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_kit: Kit) -> Row:
        raise ValueError("broken")

    monkeypatch.setattr(pages, "measure", broken)
    results = tmp_path / "results.json"
    given = ["pages", "pages", "--results", str(results), "--cache", str(tmp_path / "cache"), "--speech", str(tmp_path)]
    assert bench.main(given) == 1
    assert json.loads(results.read_text())["rows"]["pages"]["figure"] == "not measured: ValueError: broken"


def test_made_up_speech_is_the_same_every_time_and_queries_come_from_it() -> None:
    said = [" ".join(words) for words in segments(3_000)]
    assert said == [" ".join(words) for words in segments(3_000)]
    assert [len(some) for some in queries(said).values()] == [40] * 5


def test_p95_lies_between_the_slowest() -> None:
    assert p95([float(one) for one in range(101)]) == 95


def test_small_library_is_copied_in_and_searched(tmp_path: Path) -> None:
    with _filled(tmp_path) as (engine, actor):
        word = next(segments(1))[5]
        with db.transaction(actor.workspace_id, person_id=actor.person_id, bind=engine) as session:
            found = search.find(session, actor, word)
            shelf = playlist_shelf.shelf(session, actor, limit=3)
            page = tracks.library(session, actor, limit=200)
    assert found.total > 0
    assert word in found.hits[0].snippet_html
    assert [card.tracks_count for card in shelf.cards] == [20, 20, 20]
    assert 100 <= len(page.items) < TINY.tracks, "what stands in private playlists of others is not heard"


@contextmanager
def _filled(folder: Path) -> Iterator[tuple[Engine, Membership]]:
    """In a PostgreSQL of its own: what is copied in bulk passes by everything that keeps tests apart."""
    with parts(folder, objects=False, durable=False) as started:
        assert started.database_url
        db.migrate(started.database_url)
        engine = create_engine(db.driver_url(started.database_url), connect_args={"options": f"-c role={db.APP_ROLE}"})
        actor = _owner(engine)
        library.fill(library.superuser_url(folder), TINY)
        yield engine, actor
        engine.dispose()


def _owner(engine: Engine) -> Membership:
    with db.transaction(bind=engine) as session:
        workspace = workspaces.found(session, name="Bench")
        person = people.register(session, email="ada@example.org", name="Ada", password=None)
        db.enter(session, workspace_id=workspace.id, person_id=person.id)
        return memberships.join(session, workspace.id, person, Role.OWNER)
