"""Doubtful words: which are marked, for whom, and when a mark goes away."""

import uuid

import pytest
from sqlmodel import Session

from app.domain import corrections, doubtful_words, transcripts
from app.errors import Conflict, Forbidden
from app.models import Segment, Track, Transcript
from tests.cast import Player
from tests.tracks import make_track

SURE, UNSURE = 0.9, 0.3


def segment_of(*words: tuple[str, float], text: str = "", corrected: bool = False) -> Segment:
    heard = [[place * 500, place * 500 + 400, word, sure] for place, (word, sure) in enumerate(words)]
    whole = text or " ".join(word for word, _ in words)
    made = Segment(id=uuid.uuid4(), number=0, start_ms=0, end_ms=9_000, text=whole, words=heard)
    made.corrected_at = made.created_at if corrected else None
    return made


def unsure(segment: Segment) -> list[str]:
    return [segment.text[slice(*place)] for place in _places(segment)]


def _places(segment: Segment) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in doubtful_words._standing(segment, set())]


def test_what_the_model_was_unsure_of_is_doubtful_without_its_punctuation() -> None:
    assert unsure(segment_of(("We", SURE), ("use", SURE), ("cuba", 0.59), ("netties,", 0.2), ("always.", 0.6))) == [
        "cuba",
        "netties",
    ]


def test_the_first_word_of_a_sentence_may_be_less_certain() -> None:
    assert unsure(segment_of(("And", 0.5), ("so", SURE))) == []
    assert unsure(segment_of(("And", 0.39), ("so", SURE))) == ["And"]


def test_the_same_word_twice_is_marked_where_it_is_doubtful() -> None:
    assert _places(segment_of(("one", SURE), ("by", SURE), ("one", UNSURE))) == [(7, 10)]


def test_what_a_correction_rewrote_is_settled_and_the_rest_stays_doubtful() -> None:
    said = [("We", SURE), ("met", SURE), ("preeya", UNSURE), ("at", SURE), ("noon", UNSURE)]
    assert unsure(segment_of(*said, text="We met Priya at noon", corrected=True)) == ["noon"]
    assert unsure(segment_of(*said, text="We met noon today", corrected=True)) == ["noon"]


def test_sounds_that_are_no_words_and_old_words_without_confidence_are_left_out() -> None:
    assert unsure(segment_of(("We", SURE), ("—", 0.1))) == []
    old = segment_of(("We", SURE))
    old.words = [[0, 400, "We"]]
    assert unsure(old) == []


@pytest.fixture
def track(ada: Player, within) -> Track:
    with within(ada) as session:
        return make_track(session, ada, says=("we use post grass", "every day"))


def doubted(session: Session, track: Track) -> tuple[Transcript, Segment]:
    """The first sentence, of which "post" and "grass" are doubtful."""
    transcript = transcripts.of(session, track)
    assert transcript is not None
    segment = transcript.segments[0]
    segment.words = [[*word[:3], UNSURE if place > 1 else SURE] for place, word in enumerate(segment.words)]
    session.flush()
    return transcript, segment


def left(session: Session, transcript: Transcript) -> list[str]:
    return [word.heard for word in doubtful_words.of(session, transcript)]


def test_it_is_right_takes_the_mark_away_for_everybody_and_can_be_taken_back(ada: Player, within, track: Track) -> None:
    with within(ada) as session:
        transcript, segment = doubted(session, track)
        assert left(session, transcript) == ["post", "grass"]
        for _ in range(2):
            doubtful_words.confirm(session, ada.member, segment, "post")
        assert left(session, transcript) == ["grass"]
        doubtful_words.withdraw(session, ada.member, segment, "post")
        assert left(session, transcript) == ["post", "grass"]


def test_saving_a_sentence_settles_the_word_it_was_opened_for(ada: Player, within, track: Track) -> None:
    with within(ada) as session:
        transcript, segment = doubted(session, track)
        corrections.correct(session, ada.member, segment, text="we use post glass")
        doubtful_words.settle(session, ada.member, segment, "post")
        assert left(session, transcript) == []


def test_a_word_that_is_not_there_any_more_is_a_conflict(ada: Player, within, track: Track) -> None:
    with within(ada) as session, pytest.raises(Conflict):
        doubtful_words.confirm(session, ada.member, doubted(session, track)[1], "elsewhere")


def test_only_those_who_may_correct_see_and_settle_them(ada: Player, ben: Player, within) -> None:
    from app.domain import playlists

    with within(ada) as session:
        track = make_track(
            session, ada, says=("we use post grass",), playlist=playlists.create(session, ada.member, title="Open")
        )
        transcript, segment = doubted(session, track)
        assert [*doubtful_words.marked(session, ada.member, track, transcript)] == [segment.id]
    with within(ben) as session:
        transcript, segment = doubted(session, track)
        assert doubtful_words.marked(session, ben.member, track, transcript) == {}
        with pytest.raises(Forbidden):
            doubtful_words.confirm(session, ben.member, segment, "post")
