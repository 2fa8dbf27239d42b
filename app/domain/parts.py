"""Parts: receiving the pieces of a recording, in any order, each as often as the network wants."""

import hashlib
from collections import defaultdict

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.config import settings
from app.errors import Conflict, DifferentBytes, Invalid, TooLarge
from app.models import Edit, Part, Recording, RecordingStatus
from media import keys
from media.storage import Storage

PARTS_MAX = 100_000
# A retake may be interrupted like any recording; so many take numbers are kept free for it.
RETAKE_TAKES_MAX = 8


def receive(
    session: Session, storage: Storage, recording: Recording, *, take: int, number: int, body: bytes, sha256: str | None
) -> Part:
    """Store one part. Idempotent: the same bytes again change nothing; other bytes raise DifferentBytes.

    The object is written before the row, so a row never points at nothing.
    """
    digest = _checked(body, sha256, take, number)
    session.refresh(recording, with_for_update={"of": Recording})
    if (before := _find(session, recording, take, number)) is not None:
        if before.sha256 != digest:
            raise DifferentBytes
        return before
    if recording.status != RecordingStatus.UPLOADING and not _is_of_retake(session, recording, take):
        raise Conflict("This recording is already complete.")
    _require_room(recording, len(body))
    key = keys.part_key(recording.workspace_id, recording.id, take, number)
    storage.put(key, body, "application/octet-stream")
    part = Part(
        workspace_id=recording.workspace_id,
        recording_id=recording.id,
        take=take,
        number=number,
        size_bytes=len(body),
        sha256=digest,
        key=key,
    )
    session.add(part)
    recording.size_bytes += len(body)
    return part


def of(session: Session, recording: Recording) -> list[Part]:
    """All parts, by take and number."""
    ordered = select(Part).where(col(Part.recording_id) == recording.id)
    return list(session.scalars(ordered.order_by(col(Part.take), col(Part.number))))


def held(session: Session, recording: Recording) -> dict[int, list[int]]:
    """Which part numbers of each take are safely stored."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for take, number in session.execute(
        select(Part.take, Part.number)  # type: ignore[call-overload]
        .where(col(Part.recording_id) == recording.id)
        .order_by(col(Part.take), col(Part.number))
    ):
        numbers[take].append(number)
    return dict(numbers)


def missing(
    session: Session, recording: Recording, part_counts: list[int], *, first_take: int = 0
) -> list[dict[str, int]]:
    """What a recording with these takes, from `first_take` on, still lacks: [{"take": 0, "part": 3}, …]."""
    stored = {take: set(numbers) for take, numbers in held(session, recording).items()}
    return [
        {"take": take, "part": number}
        for take, count in enumerate(part_counts, first_take)
        for number in range(min(count, PARTS_MAX))
        if number not in stored.get(take, set())
    ]


def take_sizes(session: Session, recording: Recording) -> dict[int, int]:
    """Bytes stored of each take."""
    rows = session.execute(
        select(Part.take, func.sum(Part.size_bytes))  # type: ignore[call-overload]
        .where(col(Part.recording_id) == recording.id)
        .group_by(col(Part.take))
    )
    return {take: int(size) for take, size in rows}


def _checked(body: bytes, sha256: str | None, take: int, number: int) -> str:
    if not body:
        raise Invalid("This part is empty.", field="body")
    if not (0 <= take < settings().takes_max and 0 <= number < PARTS_MAX):
        raise Invalid(
            f"Takes count from 0 to {settings().takes_max - 1}, parts from 0 to {PARTS_MAX - 1}.", field="part"
        )
    digest = hashlib.sha256(body).hexdigest()
    if sha256 and sha256.lower() != digest:
        raise Invalid("The bytes that arrived are not the ones that were sent. Send the part again.", field="sha256")
    return digest


def _find(session: Session, recording: Recording, take: int, number: int) -> Part | None:
    same = (col(Part.recording_id) == recording.id, col(Part.take) == take, col(Part.number) == number)
    return session.scalars(select(Part).where(*same)).first()


def _is_of_retake(session: Session, recording: Recording, take: int) -> bool:
    """Whether a retake that was begun, and has not arrived, expects this take."""
    waiting = select(Edit).where(col(Edit.recording_id) == recording.id, col(Edit.arrived_at).is_(None))
    expected = waiting.where(col(Edit.first_take) <= take, take < col(Edit.first_take) + RETAKE_TAKES_MAX)
    return session.scalars(expected).first() is not None


def _require_room(recording: Recording, size_bytes: int) -> None:
    largest = settings().recording_max_bytes
    if recording.size_bytes + size_bytes > largest:
        raise TooLarge(f"A recording may have {largest // 1024**2} MB at most.")
