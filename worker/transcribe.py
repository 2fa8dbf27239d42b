"""Transcribe: what was said, saved sentence by sentence while the model still listens."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic
from uuid import UUID

import numpy as np
from sqlmodel import Session, func, select

from app.domain import recordings, stages, tracks, transcripts, workspaces
from app.domain.stages import Claim
from app.domain.transcripts import Spoken
from app.models import Recording, Segment, Track, Transcript
from app.models.base import now
from media.errors import ObjectMissing
from media.renditions import speech_16k
from worker.languages import main_language
from worker.lease import Lease
from worker.windows import SAMPLE_RATE, Samples
from worker.workplace import Workplace


@dataclass
class Script:
    """A transcript being written. `heard_ms` is where an interrupted worker got to, `said` what it had saved."""

    transcript_id: UUID
    rendition_key: str
    vocabulary: list[str]
    heard_ms: int = 0
    said: list[tuple[int, str | None]] = field(default_factory=list)


def transcribe(place: Workplace, lease: Lease, folder: Path) -> None:
    """Writes the transcript. After an interruption it goes on behind the last saved sentence."""
    script = lease.save(lambda session: _open(session, lease.claim, place.transcriber.model))
    place.storage.download(script.rendition_key, folder / "listen.m4a")
    samples = _mapped(speech_16k(folder / "listen.m4a", folder / "speech.pcm"))
    writer = Writer(lease, script, len(samples))
    unheard = samples[script.heard_ms * SAMPLE_RATE // 1000 :]
    for spoken in place.transcriber.transcribe(unheard, vocabulary=script.vocabulary, progress=writer.save):
        writer.add(spoken)
    lease.save(writer.finish)


class Writer:
    """Gathers sentences, and saves them whenever the model pauses to report its progress."""

    def __init__(self, lease: Lease, script: Script, samples_count: int) -> None:
        self._lease, self._script = lease, script
        self._before = script.heard_ms * SAMPLE_RATE / 1000 / max(samples_count, 1)
        self._offset_ms = script.heard_ms
        self._unsaved: list[Spoken] = []
        self._started = monotonic()

    def add(self, spoken: Spoken) -> None:
        self._unsaved.append(_moved(spoken, self._offset_ms))

    def save(self, share: float) -> None:
        """What was gathered, and the share of the sound that was heard in this attempt."""
        self._lease.check()
        self._lease.save(lambda session: self._progress(session, share))
        self._saved()

    def finish(self, session: Session) -> None:
        """The rest, and the language most spoken. To be run by `Lease.save`."""
        recording, transcript = self._append(session)
        said = [*self._script.said, *map(_span, self._unsaved)]
        transcripts.finish(session, transcript, language=main_language(said))
        recordings.mark_transcribed(session, recording)
        stages.finish(session, self._lease.claim)

    def _progress(self, session: Session, share: float) -> None:
        recording, _ = self._append(session)
        seconds_left = (monotonic() - self._started) * (1 - share) / max(share, 0.01)
        whole = self._before + (1 - self._before) * share
        recordings.mark_progress(session, recording, whole, now() + timedelta(seconds=seconds_left))

    def _append(self, session: Session) -> tuple[Recording, Transcript]:
        recording = session.get_one(Recording, self._lease.claim.recording_id)
        transcript = session.get_one(Transcript, self._script.transcript_id)
        if self._unsaved and _count(session, transcript) == len(self._script.said):
            if not self._script.said:
                first_words = " ".join(spoken.text for spoken in self._unsaved)
                tracks.title_from_speech(session.get_one(Track, recording.track_id), first_words)
            transcripts.append(session, transcript, recording, self._unsaved)
            stages.got_on(session, self._lease.claim)
        return recording, transcript

    def _saved(self) -> None:
        self._script.said += map(_span, self._unsaved)
        self._unsaved = []


def _open(session: Session, claim: Claim, model: str) -> Script:
    """The transcript that an interrupted attempt of the same model left unfinished, or a new one."""
    recording = recordings.find(session, claim.recording_id)
    if recording is None or recording.rendition is None:
        raise ObjectMissing("rendition")
    found = transcripts.of_recording(session, recording.id)
    if found is None or found.finished_at or found.model != model:
        found = transcripts.begin(session, recording, model=model)
    segments = session.exec(select(Segment).where(Segment.transcript_id == found.id).order_by("number")).all()
    return Script(
        found.id,
        recording.rendition.key,
        workspaces.vocabulary(session, claim.workspace_id),
        heard_ms=segments[-1].end_ms if segments else 0,
        said=[(segment.end_ms - segment.start_ms, segment.language) for segment in segments],
    )


def _count(session: Session, transcript: Transcript) -> int:
    """How many segments are there: a save whose answer got lost must not be saved twice."""
    return session.exec(select(func.count()).where(Segment.transcript_id == transcript.id)).one()


def _mapped(pcm: Path) -> Samples:
    """Samples in a file, read only where they are looked at."""
    return np.memmap(pcm, "<i2", mode="r") if pcm.stat().st_size else np.zeros(0, np.int16)


def _moved(spoken: Spoken, by_ms: int) -> Spoken:
    words = [[int(start) + by_ms, int(end) + by_ms, text, sure] for start, end, text, sure in spoken.words]
    return Spoken(spoken.start_ms + by_ms, spoken.end_ms + by_ms, spoken.text, spoken.language, words)


def _span(spoken: Spoken) -> tuple[int, str | None]:
    return spoken.end_ms - spoken.start_ms, spoken.language
