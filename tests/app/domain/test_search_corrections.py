"""What search knows follows what is said: corrections, new titles, deletions."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select, text
from sqlmodel import Session, col

from app import meaning
from app.domain import corrections, passages, search, tracks, transcripts
from app.models import Passage, SearchSize, Segment, Track, Vocabulary, Workspace
from tests.cast import Player
from tests.tracks import make_track

Within = Callable[[Player], AbstractContextManager[Session]]


@pytest.fixture
def track(ada: Player, within: Within) -> Track:
    with within(ada) as session:
        return make_track(session, ada, title="Databases", says=("we use post grass", "every day of the week"))


def segments(session: Session, track: Track) -> list[Segment]:
    transcript = transcripts.of(session, track)
    assert transcript is not None
    return transcript.segments


def words(session: Session) -> set[str]:
    return set(session.scalars(select(col(Vocabulary.word))))


def test_correction_is_searchable_at_once(ada: Player, within: Within, track: Track) -> None:
    with within(ada) as session:
        corrections.correct(session, ada.member, segments(session, track)[0], text="we use PostgreSQL")
        [hit] = search.find(session, ada.member, "postgresql").hits
        assert (hit.track.id, hit.start_ms) == (track.id, 2 * 1125)
        assert search.find(session, ada.member, "grass").total == 0
        assert {"postgresql"} <= words(session)
        assert "grass" not in words(session)


def test_new_title_is_searchable_at_once(ada: Player, within: Within, track: Track) -> None:
    with within(ada) as session:
        tracks.retitle(session, ada.member, session.get_one(Track, track.id), title="Elephants")
        assert search.find(session, ada.member, "elephant").total == 1
        assert search.find(session, ada.member, "databases").total == 0


def test_building_twice_changes_nothing(ada: Player, within: Within, track: Track) -> None:
    with within(ada) as session:
        before = session.execute(select(col(Passage.id)).where(col(Passage.is_title).is_(False))).all()
        counts = session.execute(select(Vocabulary).order_by(col(Vocabulary.word))).all()
        passages.build(session, track, {})
        assert session.execute(select(col(Passage.id)).where(col(Passage.is_title).is_(False))).all() == before
        assert session.execute(select(Vocabulary).order_by(col(Vocabulary.word))).all() == counts
        assert session.scalars(select(col(SearchSize.passages_count))).one() == 2


def test_vectors_come_late_and_are_kept(ada: Player, within: Within, track: Track) -> None:
    with within(ada) as session:
        vectors = meaning.vectors_of(passages.texts(segments(session, track)))
        passages.build(session, track, vectors)
        for segment in segments(session, track):
            segment.start_ms, segment.end_ms, segment.words = segment.start_ms + 7, segment.end_ms + 7, []
        session.flush()
        passages.build(session, track, {})
        kept = session.scalars(select(Passage).where(col(Passage.is_title).is_(False))).one()
        assert kept.embedding is not None


def test_another_way_to_say_it_is_found(ada: Player, within: Within) -> None:
    says = {
        "Leave": "Everybody may be away for five weeks each summer.",
        "Tax": "The invoice shows the value added tax.",
    }
    with within(ada) as session:
        for title, said in says.items():
            track = make_track(session, ada, title=title, says=(said,))
            passages.refresh(session, track)
        found = search.find(session, ada.member, "how long is our annual vacation")
    assert [hit.track.title for hit in found.hits][:1] == ["Leave"]


def test_without_the_model_words_still_find(
    ada: Player, within: Within, track: Track, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "_load", lambda: None)
    with within(ada) as session:
        passages.refresh(session, track)
        assert search.find(session, ada.member, "which grass do we use").total == 1


def test_a_deleted_workspace_takes_its_words_along(ada: Player, within: Within, track: Track) -> None:
    with within(ada) as session:
        session.execute(text("delete from track where id = :id"), {"id": track.id})
        assert session.scalars(select(func.count()).select_from(Passage)).one() == 0
        assert words(session) == set()
        assert session.scalars(select(col(SearchSize.passages_count))).one() == 0
        make_track(session, ada, says=("words again",))
        session.delete(session.get_one(Workspace, ada.member.workspace_id))
        session.flush()
        assert words(session) == set()
