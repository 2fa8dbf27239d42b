"""A question without a name leads nobody to who asked: not by the API, the pages, the logs, the times or the tables."""

import uuid

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel
from structlog.testing import capture_logs

from app.domain import playlists
from app.models.base import now
from tests.cast import Cast, Player
from tests.tracks import make_track

WORDS = "What is an invoice, please?"


@pytest.fixture
def track(cast: Cast, within) -> str:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing")
        playlist.anonymous_at = now()
        return str(make_track(session, cast.ada, playlist=playlist).id)


@pytest.fixture(params=["page", "session", "token"])
def ask(request: pytest.FixtureRequest, cast: Cast):
    """Ben asks: by the form of the page, through the API with his browser's session, or with a token."""

    def asked(track: str) -> int:
        if request.param == "page":
            return cast.ben.browser.post(f"/tracks/{track}/questions", data={"text": WORDS, "at": "0:03"}).status_code
        keyed = {"Idempotency-Key": "ask-once", "X-Request-ID": "chosen-by-the-asker"}
        sent, address = {"text": WORDS, "at_ms": 3_000}, f"/api/tracks/{track}/questions"
        if request.param == "session":
            return cast.ben.browser.post(address, json=sent, headers=keyed).status_code
        return cast.stranger.post(address, json=sent, headers=keyed | cast.ben.bearer).status_code

    return asked


def tables(session: Session) -> dict[str, set[str]]:
    """Every row of every table as text, with the transaction that wrote it."""
    found = {}
    for name in SQLModel.metadata.tables:
        found[name] = set(session.execute(text(f'select xmin::text || t::text from "{name}" t')).scalars())
    return found


def test_no_row_of_any_table_ties_the_question_to_its_author(cast: Cast, within, track: str, ask) -> None:
    long_ago = "now() - interval '1 hour'"
    with within(cast.ben) as session:
        session.execute(text(f"update login_session set last_seen_at = {long_ago}"))
        session.execute(text(f"update api_token set last_used_at = {long_ago}"))
    with within(cast.ada) as session:
        before = tables(session)
    assert ask(track) in (204, 303)
    with within(cast.ada) as session:
        after = tables(session)
    written = {name: rows - before[name] for name, rows in after.items() if rows - before[name]}
    assert written.keys() == {"note", "notification"}, "nothing else may be written with it"
    (question,) = written["note"]
    assert WORDS in question
    for rows in written.values():
        for row in rows:
            assert str(cast.ben.member.id) not in row
            assert str(cast.ben.member.person_id) not in row
            assert "00:00:00+00" in row, "the day and no time"


def test_no_line_of_the_log_tells_that_it_was_asked(cast: Cast, track: str, ask) -> None:
    with capture_logs() as lines:
        assert ask(track) in (204, 303)
    assert [line for line in lines if "questions" in str(line) or line.get("method") == "POST"] == []


def test_refusals_are_not_logged_either(cast: Cast, track: str) -> None:
    with capture_logs() as lines:
        assert cast.ben.browser.post(f"/api/tracks/{track}/questions", json={"text": " "}).status_code == 422
        assert cast.gus.browser.post(f"/tracks/{track}/questions", data={"text": WORDS}).status_code == 404
    assert lines == []


def shown(player: Player, track: str) -> str:
    listed = player.browser.get(f"/api/notes?track_id={track}").text
    return listed + player.browser.get(f"/tracks/{track}").text + player.browser.get("/notifications").text


@pytest.mark.parametrize("reader", ["ada", "ben"])
def test_pages_and_api_show_the_question_and_nobody(cast: Cast, track: str, ask, reader: str) -> None:
    player: Player = getattr(cast, reader)
    ask(track)
    (note,) = player.browser.get(f"/api/notes?track_id={track}").json()["items"]
    assert (note["text"], note["author"], note["created_at"][10:19]) == (WORDS, None, "T00:00:00")
    assert WORDS in shown(player, track)
    if reader == "ada":
        assert "Ben Okri" not in shown(player, track)


def test_who_asked_is_treated_as_everybody_else(cast: Cast, track: str, ask) -> None:
    """Nothing that only its author could do is possible with the question, so nothing gives the author away."""
    ask(track)
    (note,) = cast.ben.browser.get(f"/api/notes?track_id={track}").json()["items"]
    address = f"/api/notes/{uuid.UUID(note['id'])}"
    assert cast.ben.browser.patch(address, json={"text": "Never mind"}).status_code == 403
    assert cast.ben.browser.delete(address).status_code == 403
    assert f'href="/notes/{note["id"]}"' not in cast.ben.browser.get(f"/tracks/{track}").text
