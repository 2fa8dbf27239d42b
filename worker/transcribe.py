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
from app.domain.timelines import Span, length_ms
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
    """A transcript being written. `unheard`: what is still to be listened to, in ms; `said`: what is saved already."""

    transcript_id: UUID
    rendition_key: str
    vocabulary: list[str]
    unheard: list[Span] = field(default_factory=list)
    said: list[tuple[int, str | None]] = field(default_factory=list)


def transcribe(place: Workplace, lease: Lease, folder: Path) -> None:
    """Writes what is not written yet: all of it, what an interruption left, or what was recorded again."""
    script = lease.save(lambda session: _open(session, lease.claim, place.transcriber.model))
    writer = Writer(lease, script)
    if script.unheard:
        place.storage.download(script.rendition_key, folder / "listen.m4a")
        samples = _mapped(speech_16k(folder / "listen.m4a", folder / "speech.pcm"))
        for stretch in script.unheard:
            _listen(place, writer, samples, stretch)
    lease.save(writer.finish)


def _listen(place: Workplace, writer: "Writer", samples: Samples, stretch: Span) -> None:
    start, end = (at_ms * SAMPLE_RATE // 1000 for at_ms in stretch)
    writer.turn_to(stretch)
    words = place.transcriber.transcribe(samples[start:end], vocabulary=writer.script.vocabulary, progress=writer.save)
    for spoken in words:
        writer.add(spoken)


class Writer:
    """Gathers sentences, and saves them whenever the model pauses to report its progress."""

    def __init__(self, lease: Lease, script: Script) -> None:
        self._lease, self.script = lease, script
        self._stretch: Span = (0, 0)
        self._unsaved: list[Spoken] = []
        self._done_ms, self._all_ms = 0, max(length_ms(script.unheard), 1)
        self._started = monotonic()

    def turn_to(self, stretch: Span) -> None:
        """What is added from now on was said here."""
        self._done_ms += length_ms([self._stretch])
        self._stretch = stretch

    def add(self, spoken: Spoken) -> None:
        self._unsaved.append(_moved(spoken, self._stretch[0]))

    def save(self, share: float) -> None:
        """What was gathered, and the share of this stretch that was listened to."""
        self._lease.check()
        self._lease.save(lambda session: self._progress(session, share))
        self._saved()

    def finish(self, session: Session) -> None:
        """The rest, and the language most spoken. To be run by `Lease.save`."""
        recording, transcript = self._append(session)
        for start_ms, end_ms in self.script.unheard:
            transcripts.listened_to(session, recording, transcript, start_ms, end_ms)
        said = [*self.script.said, *map(_span, self._unsaved)]
        transcripts.finish(session, transcript, language=main_language(said))
        recordings.mark_transcribed(session, recording)
        stages.finish(session, self._lease.claim)

    def _progress(self, session: Session, share: float) -> None:
        recording, _ = self._append(session)
        done = (self._done_ms + share * length_ms([self._stretch])) / self._all_ms
        seconds_left = (monotonic() - self._started) * (1 - done) / max(done, 0.01)
        known = 1 - self._all_ms / max(recording.duration_ms or 0, self._all_ms)
        recordings.mark_progress(
            session, recording, known + (1 - known) * done, now() + timedelta(seconds=seconds_left)
        )

    def _append(self, session: Session) -> tuple[Recording, Transcript]:
        recording = session.get_one(Recording, self._lease.claim.recording_id)
        transcript = session.get_one(Transcript, self.script.transcript_id)
        if self._unsaved and _count(session, transcript) == len(self.script.said):
            if not self.script.said:
                first_words = " ".join(spoken.text for spoken in self._unsaved)
                tracks.title_from_speech(session.get_one(Track, recording.track_id), first_words)
            transcripts.append(session, transcript, recording, self._unsaved)
            transcripts.listened_to(session, recording, transcript, self._stretch[0], self._unsaved[-1].end_ms)
            stages.got_on(session, self._lease.claim)
        return recording, transcript

    def _saved(self) -> None:
        self.script.said += map(_span, self._unsaved)
        self._unsaved = []


def _open(session: Session, claim: Claim, model: str) -> Script:
    """The transcript as far as it is written."""
    recording = recordings.find(session, claim.recording_id)
    if recording is None or recording.rendition is None:
        raise ObjectMissing("rendition")
    found = transcripts.begin(session, recording, model=model)
    segments = session.exec(select(Segment).where(Segment.transcript_id == found.id)).all()
    return Script(
        found.id,
        recording.rendition.key,
        workspaces.vocabulary(session, claim.workspace_id),
        unheard=transcripts.unheard(session, recording, found),
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
