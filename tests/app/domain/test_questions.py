"""Questions without a name: where they may be asked, and that nothing in the database leads to who asked."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, SQLModel, col

from app.domain import notes, playlist_grants, playlists, questions, tracks
from app.errors import Forbidden, Invalid
from app.models import Note, Notification, Playlist, Right, Track
from app.models.base import now
from tests.cast import Cast, Player
from tests.tracks import make_track


def shared(session: Session, cast: Cast, *, nameless: bool = True) -> tuple[Playlist, Track]:
    """A playlist of Ada's with a track of Ben's, which Gus hears too."""
    playlist = playlists.create(session, cast.ada.member, title="Billing")
    playlist.anonymous_at = now() if nameless else None
    playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.gus.member)
    track = make_track(session, cast.ben, playlist=playlist)
    return playlist, tracks.get(session, cast.ben.member, track.id)


def asked(session: Session, track: Track) -> Note:
    return session.scalars(select(Note).where(col(Note.track_id) == track.id)).one()


def test_questions_are_open_where_a_playlist_says_so(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        assert questions.are_open(session, cast.gus.member, shared(session, cast)[1])
        _, track = shared(session, cast, nameless=False)
        assert not questions.are_open(session, cast.gus.member, track)
        with pytest.raises(Forbidden):
            questions.ask(session, cast.gus.member, track, text="Why?")


def test_a_playlist_that_one_cannot_see_opens_no_questions(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist, track = shared(session, cast)
        playlist_grants.set_audience(session, playlist, "only_me")
        assert questions.are_open(session, cast.gus.member, track), "named in it"
        assert not questions.are_open(session, cast.ben.member, track), "hears the track, as its author only"
        playlists.delete(session, playlist)
        session.flush()
        assert not questions.are_open(session, cast.gus.member, track)


def ask_as(cast: Cast, within, player: Player, words: str) -> Track:
    with within(cast.ada) as session:
        _, track = shared(session, cast)
    with within(player) as session:
        questions.ask(session, player.member, track, text=words, at_ms=3_000)
    return track


def test_the_row_knows_nobody_and_no_time_but_the_day(cast: Cast, within) -> None:
    track = ask_as(cast, within, cast.gus, "What is an invoice?")
    with within(cast.ada) as session:
        note = asked(session, track)
        today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        assert (note.author_id, note.edited_at, note.at_ms, note.text) == (None, None, 3_000, "What is an invoice?")
        assert abs((note.created_at - today).days) <= 1
        assert note.created_at.time() == today.time()


@pytest.mark.parametrize("who", ["ada", "ben", "gus"])
def test_everybody_concerned_is_told_whoever_asked(cast: Cast, within, who: str) -> None:
    """An exception for the one who asked would point at them."""
    track = ask_as(cast, within, getattr(cast, who), "Why?")
    with within(cast.ada) as session:
        rows = session.scalars(select(Notification).where(col(Notification.note_id) == asked(session, track).id)).all()
        told = {row.membership_id for row in rows}
        assert told == {cast.ada.member.id, cast.ben.member.id}
        assert all(row.by_id is None and row.created_at.time() == row.created_at.min.time() for row in rows)


def test_nobody_edits_such_a_question_and_admins_delete_it(cast: Cast, within) -> None:
    track = ask_as(cast, within, cast.gus, "Why?")
    with within(cast.ada) as session:
        note = notes.get(session, cast.gus.member, asked(session, track).id)
        for player in (cast.gus, cast.ada, cast.ben):
            with pytest.raises(Forbidden):
                notes.edit(player.member, note, text="Another")
        with pytest.raises(Forbidden):
            notes.delete(cast.gus.member, track, note)
        notes.delete(cast.ada.member, track, note)


def test_a_question_says_something_within_the_track(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        _, track = shared(session, cast)
        for words, at_ms in ((" ", 1), ("x" * 5_001, 1), ("late", 60_001)):
            with pytest.raises(Invalid):
                questions.ask(session, cast.gus.member, track, text=words, at_ms=at_ms)


def test_no_transaction_ties_the_question_to_its_author(cast: Cast, within) -> None:
    """PostgreSQL keeps with each row which transaction wrote it: the question's has written nothing about anybody."""
    with within(cast.ada) as session:
        _, track = shared(session, cast)
    with within(cast.gus) as session:
        playlists.addable(session, cast.gus.member)
        session.execute(text("update membership set title = 'here' where id = :id"), {"id": cast.gus.member.id})
        questions.ask(session, cast.gus.member, track, text="Why?")
    with within(cast.ada) as session:
        written_by = session.execute(text("select xmin::text from note")).scalar()
        for name in SQLModel.metadata.tables:
            rows = session.execute(text(f'select t::text from "{name}" t where xmin::text = :it'), {"it": written_by})
            assert all(str(cast.gus.member.id) not in row for row in rows.scalars()), name
