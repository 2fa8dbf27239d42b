"""A recording's way through the worker, stage by stage, on the real database and the real store."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app import meaning
from app.db import transaction
from app.domain import search, vocabulary
from app.models import Recording, RecordingStatus, Stage, StageName, Track
from app.objects import objects
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import found, record, rendition_keys, stage_of, transcript_of
from tests.worker.scripted import ScriptedTranscriber
from worker.workplace import Workplace


@pytest.fixture
def recording(ada: Player) -> Recording:
    return record(ada, sounds.wav(sounds.buzz(6)), sounds.wav(sounds.buzz(6)))


def test_recording_becomes_playable_then_ready(recording: Recording, run: Run) -> None:
    run(recording, StageName.NORMALISE)
    playable = found(recording)
    assert playable.status == RecordingStatus.PLAYABLE
    assert playable.rendition is not None
    assert playable.duration_ms == playable.rendition.duration_ms == pytest.approx(12_000, abs=300)
    stored = objects().head(playable.rendition.key)
    assert stored is not None
    assert (stored.size_bytes, stored.mime_type) == (playable.rendition.size_bytes, "audio/mp4")
    assert playable.rendition.loudness_lufs == pytest.approx(-16, abs=1)
    run(recording, StageName.TRANSCRIBE, StageName.INDEX)
    ready = found(recording)
    assert (ready.status, ready.progress, ready.reason) == (RecordingStatus.READY, 1.0, None)


def test_transcript_is_saved_with_its_words_and_its_language(recording: Recording, run: Run) -> None:
    run(recording)
    transcript, segments = transcript_of(recording)
    assert (transcript.language, transcript.model) == ("en", "scripted")
    assert transcript.finished_at is not None
    assert [segment.text for segment in segments] == [*ScriptedTranscriber.lines]
    assert segments[1].words[0][2] == "Then"


def test_untitled_track_is_named_after_what_is_said_first(ada: Player, recording: Recording, run: Run) -> None:
    run(recording)
    with transaction(recording.workspace_id) as session:
        assert session.get_one(Track, recording.track_id).title.startswith("We send the bill on the first.")


def test_what_was_said_is_found(ada: Player, recording: Recording, run: Run) -> None:
    run(recording)
    with transaction(recording.workspace_id) as session:
        hits = search.find(session, ada.member, "wait a week").hits
    assert [hit.track.id for hit in hits] == [recording.track_id]


def test_vocabulary_reaches_the_model(ada: Player, recording: Recording, run: Run, place: Workplace) -> None:
    with transaction(recording.workspace_id) as session:
        vocabulary.write_down(session, ada.member, lines="OKR\nLorecast")
    run(recording)
    assert place.transcriber.asked == [["Lorecast", "OKR"]]  # type: ignore[attr-defined]


def test_silence_is_ready_with_an_empty_transcript(ada: Player, run: Run) -> None:
    recording = record(ada, sounds.wav(sounds.silence(5)), title="Nothing")
    run(recording)
    transcript, segments = transcript_of(recording)
    assert found(recording).status == RecordingStatus.READY
    assert (segments, transcript.language) == ([], None)


def test_missing_meaning_model_holds_nobody_up(recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "vectors_of", lambda texts: 1 / 0)
    run(recording)
    assert found(recording).status == RecordingStatus.READY


def test_every_stage_may_run_twice(recording: Recording, run: Run) -> None:
    for name in StageName:
        run(recording, name, name)
    assert found(recording).status == RecordingStatus.READY
    assert len(transcript_of(recording)[1]) == 3
    assert len(rendition_keys(recording)) == 1
    assert [stage_of(recording, name).attempt for name in StageName] == [1, 1, 1]


def test_only_declared_parts_are_used(ada: Player, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone may have sent a take that it then left out of the recording."""
    from app.domain import recordings

    whole = recordings.complete
    monkeypatch.setattr(recordings, "complete", lambda session, one, counts: whole(session, one, counts[:1]))
    recording = record(ada, sounds.wav(sounds.buzz(4)), sounds.wav(sounds.buzz(8)))
    run(recording, StageName.NORMALISE)
    assert found(recording).duration_ms == pytest.approx(4_000, abs=300)


def test_interrupted_transcription_goes_on_where_it_was(recording: Recording, run: Run, place: Workplace) -> None:
    run(recording, StageName.NORMALISE)
    heard_before: list[int] = []

    def stop_at_third(number: int) -> None:
        if number == 2:
            place.stopping.set()

    with transaction(recording.workspace_id) as session:
        session.get_one(Stage, stage_of(recording, StageName.TRANSCRIBE).id).interruptions = 9
    run(recording, StageName.TRANSCRIBE, at=replace(place, transcriber=ScriptedTranscriber(before=stop_at_third)))
    assert stage_of(recording, StageName.TRANSCRIBE).interruptions == 0, "it got on"
    assert len(transcript_of(recording)[1]) == 2
    assert stage_of(recording, StageName.TRANSCRIBE).leased_until is None
    place.stopping.clear()
    rest = ScriptedTranscriber(before=heard_before.append)
    run(recording, StageName.TRANSCRIBE, at=replace(place, transcriber=rest))
    segments = transcript_of(recording)[1]
    assert len(heard_before) == 2
    assert [segment.number for segment in segments] == [*range(len(segments))]
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(segments))
