"""Cutting and recording again, through the whole worker: what is heard, read and found afterwards, and undone."""

import numpy as np
import pytest

from app.db import transaction
from app.domain import corrections, edits, listening, notes, parts, recordings, search, tracks, transcripts
from app.errors import Conflict, DifferentBytes, Forbidden, Invalid
from app.models import Edit, Recording, RecordingStatus, Segment, StageName, Track
from app.models.base import now
from app.objects import objects
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import found, record
from tests.worker.scripted import ScriptedTranscriber
from worker.workplace import Workplace

BILL, WAIT, BEN = ScriptedTranscriber.lines


@pytest.fixture
def recording(ada: Player, run: Run) -> Recording:
    """Three sentences of four seconds each."""
    made = record(ada, sounds.wav(sounds.buzz(12)))
    run(made)
    return made


def cut(player: Player, recording: Recording, start_ms: int, end_ms: int) -> Edit:
    with transaction(recording.workspace_id) as session:
        track = tracks.get(session, player.member, recording.track_id)
        return edits.cut(session, player.member, track, start_ms=start_ms, end_ms=end_ms)


def undo(player: Player, recording: Recording) -> None:
    with transaction(recording.workspace_id) as session:
        edits.undo(session, player.member, tracks.get(session, player.member, recording.track_id))


def redo(player: Player, recording: Recording) -> None:
    with transaction(recording.workspace_id) as session:
        edits.redo(session, player.member, tracks.get(session, player.member, recording.track_id))


def retake(player: Player, recording: Recording, body: bytes, start_ms: int, end_ms: int | None = None) -> Edit:
    with transaction(recording.workspace_id) as session:
        track = tracks.get(session, player.member, recording.track_id)
        edit = edits.begin_retake(session, player.member, track, start_ms=start_ms, end_ms=end_ms)
        same = session.get_one(Recording, recording.id)
        parts.receive(session, objects(), same, take=edit.first_take or 0, number=0, body=body, sha256=None)
        edits.arrive(session, same, first_take=edit.first_take or 0, part_counts=[1])
        return edit


def segments(recording: Recording) -> list[Segment]:
    with transaction(recording.workspace_id) as session:
        transcript = transcripts.of_recording(session, recording.id)
        assert transcript is not None
        return list(transcript.segments)


def said(recording: Recording) -> list[str]:
    return [segment.text for segment in segments(recording)]


def originals(recording: Recording) -> list[str]:
    with transaction(recording.workspace_id) as session:
        return [part.sha256 for part in parts.of(session, session.get_one(Recording, recording.id))]


def test_a_cut_sentence_is_neither_heard_nor_read_nor_found(ada: Player, recording: Recording, run: Run) -> None:
    before = found(recording).duration_ms or 0
    cut(ada, recording, 4_000, 7_800)
    run(recording)
    assert found(recording).status == RecordingStatus.READY
    assert found(recording).duration_ms == pytest.approx(before - 3_800, abs=150)
    assert said(recording) == [BILL, BEN]
    assert segments(recording)[1].start_ms == pytest.approx(4_200, abs=150)
    with transaction(recording.workspace_id) as session:
        assert search.find(session, ada.member, "wait a week").total == 0


def test_until_it_is_made_the_earlier_sound_and_words_stay(ada: Player, recording: Recording) -> None:
    cut(ada, recording, 4_000, 7_800)
    waiting = found(recording)
    assert waiting.is_playable
    assert waiting.rendition is not None
    assert said(recording) == [BILL, WAIT, BEN]
    with pytest.raises(Conflict):
        cut(ada, recording, 0, 1_000)


def test_undone_and_done_again_without_listening_twice(
    ada: Player, recording: Recording, run: Run, place: Workplace
) -> None:
    transcriber: ScriptedTranscriber = place.transcriber  # type: ignore[assignment]
    cut(ada, recording, 4_000, 7_800)
    run(recording)
    undo(ada, recording)
    run(recording)
    assert said(recording) == [BILL, WAIT, BEN]
    redo(ada, recording)
    run(recording)
    assert said(recording) == [BILL, BEN]
    assert len(transcriber.asked) == 1


def test_cut_words_leave_the_rest_of_their_sentence_and_come_back(ada: Player, recording: Recording, run: Run) -> None:
    words = segments(recording)[1].words
    cut(ada, recording, words[1][0], words[3][0])
    run(recording)
    assert said(recording)[1] == "Then a week."
    undo(ada, recording)
    run(recording)
    assert said(recording)[1] == WAIT
    assert segments(recording)[1].words == words


def test_a_correction_survives_being_cut_and_brought_back(ada: Player, recording: Recording, run: Run) -> None:
    with transaction(recording.workspace_id) as session:
        segment = corrections.get_segment(session, ada.member, segments(recording)[1].id)
        corrections.correct(session, ada.member, segment, text="Then we wait ten days.")
    cut(ada, recording, 4_000, 7_800)
    run(recording)
    undo(ada, recording)
    run(recording)
    assert said(recording)[1] == "Then we wait ten days."
    with transaction(recording.workspace_id) as session:
        assert len(corrections.history(session, segments(recording)[1])) == 1


def test_a_sentence_recorded_again_stands_in_the_place_of_the_first(
    ada: Player, recording: Recording, run: Run
) -> None:
    before = originals(recording)
    again = sounds.wav(np.concatenate([sounds.silence(1), sounds.buzz(3), sounds.silence(1)]))
    retake(ada, recording, again, 4_000, 7_800)
    run(recording)
    assert found(recording).status == RecordingStatus.READY
    texts = said(recording)
    assert (texts[0], texts[-1]) == (BILL, BEN)
    assert len(texts) == 3
    assert originals(recording)[: len(before)] == before
    assert found(recording).duration_ms == pytest.approx(12_000 - 3_800 + 3_400, abs=300)
    undo(ada, recording)
    run(recording)
    assert said(recording) == [BILL, WAIT, BEN]


def test_recorded_again_from_a_sentence_on_ends_with_the_new_voice(ada: Player, recording: Recording, run: Run) -> None:
    retake(ada, recording, sounds.wav(sounds.buzz(3)), 4_000)
    run(recording)
    assert found(recording).duration_ms == pytest.approx(7_000, abs=400)
    assert said(recording)[0] == BILL
    assert len(said(recording)) == 2


def test_places_and_notes_move_along(ada: Player, recording: Recording, run: Run) -> None:
    with transaction(recording.workspace_id) as session:
        track = tracks.get(session, ada.member, recording.track_id)
        notes.write(session, ada.member, track, text="here", at_ms=9_000)
        listening.note_position(session, ada.member, track, position_ms=9_500, client_time=now())
    cut(ada, recording, 4_000, 7_800)
    run(recording)
    with transaction(recording.workspace_id) as session:
        track = session.get_one(Track, recording.track_id)
        [talk] = notes.talks(session, track)
        assert talk.note.at_ms == pytest.approx(5_200, abs=150)
        assert listening.positions(session, ada.member, [track.id])[track.id].position_ms == pytest.approx(
            5_700, abs=150
        )


def test_what_arrives_twice_is_one_retake(ada: Player, recording: Recording) -> None:
    body = sounds.wav(sounds.buzz(3))
    edit = retake(ada, recording, body, 4_000)
    first = edit.first_take or 0
    with transaction(recording.workspace_id) as session:
        same = session.get_one(Recording, recording.id)
        parts.receive(session, objects(), same, take=first, number=0, body=body, sha256=None)
        edits.arrive(session, same, first_take=first, part_counts=[1])
        assert len(edits.of(session, same)) == 1
        with pytest.raises(DifferentBytes):
            parts.receive(session, objects(), same, take=first, number=0, body=b"other", sha256=None)
        with pytest.raises(Conflict):
            parts.receive(session, objects(), same, take=0, number=99, body=b"original", sha256=None)


def test_nobody_else_speaks_in_somebodys_place(ben: Player, ada: Player, recording: Recording) -> None:
    with transaction(recording.workspace_id) as session, pytest.raises(Forbidden):
        track = session.get_one(Track, recording.track_id)
        edits.begin_retake(session, ben.member, track, start_ms=0, end_ms=None)


def test_something_must_be_left(ada: Player, recording: Recording) -> None:
    with pytest.raises(Invalid):
        cut(ada, recording, 0, 60_000)
    with pytest.raises(Invalid):
        cut(ada, recording, 5_000, 5_000)


def test_nothing_to_undo_is_said(ada: Player, recording: Recording) -> None:
    with pytest.raises(Conflict):
        undo(ada, recording)
    with pytest.raises(Conflict):
        redo(ada, recording)


def test_corrections_survive_a_new_transcription(ada: Player, recording: Recording, run: Run, place: Workplace) -> None:
    with transaction(recording.workspace_id) as session:
        segment = corrections.get_segment(session, ada.member, segments(recording)[1].id)
        corrections.correct(session, ada.member, segment, text="Then we wait ten days.")
    transcriber: ScriptedTranscriber = place.transcriber  # type: ignore[assignment]
    transcriber.lines = ("Somebody else says this.",)
    with transaction(recording.workspace_id) as session:
        recordings.transcribe_again(session, session.get_one(Recording, recording.id))
    run(recording, StageName.TRANSCRIBE, StageName.INDEX)
    texts = said(recording)
    assert (texts[0], texts[1], texts[-1]) == (transcriber.lines[0], "Then we wait ten days.", transcriber.lines[0])
    assert found(recording).status == RecordingStatus.READY
    with transaction(recording.workspace_id) as session:
        assert len(corrections.history(session, segments(recording)[1])) == 1
