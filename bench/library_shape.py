"""The shape of a generated library: how many of what, whose, when. All follows from the numbers of its tracks."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from bench.made_up import WORDS_A_SEGMENT

PEOPLE, TRACKS_A_PLAYLIST = 100, 20
NEWEST, NEWEST_SEGMENTS = 100, 20
MS_A_WORD = 400
SEGMENT_MS = WORDS_A_SEGMENT * MS_A_WORD
BEGAN_AT, MINUTES = datetime(2024, 1, 1, tzinfo=UTC), 7
SPACE = uuid.UUID("6c6f7265-6361-4374-8000-000000000000")


@dataclass(frozen=True)
class Table:
    """What goes into one table; `columns` with what PostgreSQL reads them as: "id uuid, title varchar"."""

    name: str
    columns: str
    rows: Iterable[tuple[Any, ...]]

    @property
    def names(self) -> list[str]:
        return [column.split()[0] for column in self.columns.split(", ")]

    @property
    def types(self) -> list[str]:
        return [column.split()[1] for column in self.columns.split(", ")]


@dataclass(frozen=True)
class Shape:
    """Whose library, and how large: the same every time."""

    workspace_id: uuid.UUID
    owner_id: uuid.UUID
    tracks: int
    segments_each: int

    @cached_property
    def members(self) -> list[uuid.UUID]:
        return [self.owner_id, *(key("member", number) for number in range(1, PEOPLE))]

    @property
    def playlists(self) -> int:
        return max(self.tracks // TRACKS_A_PLAYLIST, 1)

    def author(self, number: int) -> uuid.UUID:
        """Whose a track or a playlist is."""
        return self.members[number % PEOPLE]

    def segments_of(self, track: int) -> int:
        """The newest tracks, which pages show, are alike in every library."""
        return NEWEST_SEGMENTS if track >= self.tracks - NEWEST else self.segments_each

    def duration_ms(self, track: int) -> int:
        return self.segments_of(track) * SEGMENT_MS

    def made_at(self, number: int) -> datetime:
        """The newest at the end."""
        return BEGAN_AT + timedelta(minutes=MINUTES * number)


def key(kind: str, number: int) -> uuid.UUID:
    """Random-looking, and the same every time."""
    return uuid.uuid5(SPACE, f"{kind} {number}")
