"""Normalise: the parts of a recording become one rendition that is as loud as every other, and its waveform."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app.config import settings
from app.domain import edits, parts, recordings, stages, timelines
from app.domain.stages import Claim
from app.domain.timelines import Span
from app.models import Edit, Recording, Rendition, Waveform
from media import keys, waveform
from media.decode import Decoded, decode
from media.limits import DecodeLimits
from media.loudness import Normalised
from media.loudness import normalise as even_out
from media.renditions import encode_m4a
from media.splice import splice
from media.storage import Storage
from worker import leftovers
from worker.lease import Lease
from worker.workplace import Workplace


@dataclass(frozen=True)
class Made:
    """What was made of a recording, ready to be saved."""

    rendition: Rendition
    waveform: Waveform
    is_repaired: bool


@dataclass(frozen=True)
class Order:
    """What to make: the number and the parts' keys of each take, in the order of source time, and all edits."""

    takes: list[tuple[int, list[str]]]
    edits: list[Edit]


def normalise(place: Workplace, lease: Lease, folder: Path) -> None:
    """Makes the recording playable."""
    order = lease.read(lambda session: _load(session, lease.claim))
    files = [_fetch(place.storage, names, folder / f"take{number}") for number, names in order.takes]
    made = _make(lease, order, files, folder)
    place.storage.put_file(made.rendition.key, folder / "listen.m4a", made.rendition.mime_type)
    try:
        lease.save(lambda session: _save(session, lease.claim, made))
    except stages.LeaseLost:
        leftovers.delete_own(place.storage, lease)
        raise
    leftovers.delete_earlier(place.storage, lease.claim)


def _load(session: Session, claim: Claim) -> Order:
    """Only takes and parts that were declared when they were completed."""
    recording = session.get_one(Recording, claim.recording_id)
    stored = parts.of(session, recording)
    takes = [
        (take.number, [part.key for part in stored if part.take == take.number and part.number < take.parts_count])
        for take in recordings.takes(session, recording)
    ]
    return Order(takes, edits.of(session, recording))


def _fetch(storage: Storage, names: list[str], take: Path) -> Path:
    """The parts of one take, joined."""
    storage.join(names, take)
    return take


def _make(lease: Lease, order: Order, takes: list[Path], folder: Path) -> Made:
    decoded = decode(takes, folder / "decoded.pcm", limits=_limits())
    lease.check()
    whole, timeline = _splice(order, decoded, folder)
    lease.check()
    even = even_out(whole, folder / "even.pcm")
    lease.check()
    encoded = encode_m4a(folder / "even.pcm", folder / "listen.m4a")
    owner: dict[str, Any] = {"workspace_id": lease.claim.workspace_id, "recording_id": lease.claim.recording_id}
    rendition = Rendition(
        **owner,
        key=keys.rendition_key(lease.claim.workspace_id, lease.claim.recording_id, lease.claim.attempt),
        mime_type=encoded.mime_type,
        size_bytes=encoded.size_bytes,
        sha256=_sha256(folder / "listen.m4a"),
        duration_ms=encoded.duration_ms,
        loudness_lufs=encoded.loudness_lufs,
        true_peak_dbtp=encoded.true_peak_dbtp,
        timeline=_trimmed(timeline, even),
    )
    drawn = Waveform(**owner, peaks=waveform.peaks(folder / "even.pcm"), silences=[*map(list, even.silences_ms)])
    return Made(rendition, drawn, decoded.repaired)


def _splice(order: Order, decoded: Decoded, folder: Path) -> tuple[Path, list[Span]]:
    """What is heard of the takes, and its timeline. One take that nobody has edited is left as it is."""
    numbered = [(number, span) for (number, _), span in zip(order.takes, decoded.takes, strict=True)]
    heard = edits.heard(numbered, order.edits)
    if len(decoded.takes) == 1 and heard == [*decoded.takes]:
        return folder / "decoded.pcm", heard
    takes = [span for _, span in numbered]
    return folder / "spliced.pcm", splice(folder / "decoded.pcm", folder / "spliced.pcm", takes=takes, heard=heard)


def _trimmed(timeline: list[Span], even: Normalised) -> list[list[int]]:
    """The timeline without the silence that was cut off at both ends."""
    begin = even.trimmed_start_ms
    return [list(span) for span in timelines.to_source(timeline, begin, begin + even.duration_ms)]


def _save(session: Session, claim: Claim, made: Made) -> None:
    recording = session.get_one(Recording, claim.recording_id)
    recordings.mark_playable(session, recording, made.rendition, made.waveform, repaired=made.is_repaired)
    stages.finish(session, claim)


def _limits() -> DecodeLimits:
    chosen = settings()
    return DecodeLimits(
        minutes_max=chosen.recording_max_minutes,
        cpu_seconds=chosen.decode_cpu_seconds,
        memory_mb=chosen.decode_memory_mb,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
