"""What is left of a recording after the trouble, compared with what was said; one line of the table for each case."""

import hashlib
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.deps import objects
from app.domain import parts
from tests.browser.chaos import table
from tests.browser.recorder import Within, recording_of, titles
from tests.browser.sounds import RATE, read
from tests.cast import Player

# Every case of this run, for the figure of docs/trust.md.
CASES: list["Evidence"] = []
HEAD = ("case", "said, s", "kept, s", "parts said", "parts kept", "bytes identical", "tracks", "the page said")


@dataclass(frozen=True)
class Evidence:
    """One case. `said_s` is what the recorder's clock showed, `kept_s` what can be decoded of what was kept."""

    case: str
    said_s: int
    kept_s: float
    said: Sequence[str]
    kept: Sequence[str]
    tracks: int
    page: str = "saved"

    @property
    def is_identical(self) -> bool:
        """What was kept is what was said, from the beginning and without a hole."""
        return list(self.kept) == list(self.said[: len(self.kept)])

    def note(self) -> "Evidence":
        """Write it into the table, if there is to be one."""
        identical = "yes" if self.is_identical else "**no**"
        parts = (len(self.said), len(self.kept))
        CASES.append(self)
        table.note(HEAD, (self.case, self.said_s, f"{self.kept_s:.1f}", *parts, identical, self.tracks, self.page))
        return self


def takes_of(within: Within, player: Player, track_id: uuid.UUID) -> list[list[bytes]]:
    """The parts of each take, as the object store holds them."""
    takes: dict[int, list[bytes]] = defaultdict(list)
    with within(player) as session:
        recording = recording_of(session, track_id)
        assert recording.status != "uploading"
        for part in parts.of(session, recording):
            takes[part.take].append(objects().read(part.key))
    return [takes[take] for take in sorted(takes)]


def published(
    case: str,
    said_s: int,
    said: Sequence[str],
    within: Within,
    player: Player,
    track_id: uuid.UUID,
    page: str = "saved",
) -> Evidence:
    """What the server has. There must be one track, and what it holds must be what was said, up to some part."""
    takes = takes_of(within, player, track_id)
    kept = [hashlib.sha256(part).hexdigest() for take in takes for part in take]
    kept_s = sum(sounding_s(b"".join(take)) for take in takes)
    evidence = Evidence(case, said_s, kept_s, said, kept, len(titles(within, player)), page).note()
    assert evidence.is_identical, evidence
    assert evidence.tracks == 1, evidence
    return evidence


def whole(
    case: str,
    said_s: int,
    said: Sequence[str],
    within: Within,
    player: Player,
    track_id: uuid.UUID,
    page: str = "saved",
) -> Evidence:
    """The same, and not one part is missing."""
    evidence = published(case, said_s, said, within, player, track_id, page)
    assert len(evidence.kept) == len(said), evidence
    assert evidence.kept_s > said_s - 1, evidence
    return evidence


def sounding_s(data: bytes) -> float:
    """How long a file sounds when it is decoded to its end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take"
        path.write_bytes(data)
        return len(read(path)) / RATE
