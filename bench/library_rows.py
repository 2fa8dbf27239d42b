"""The rows of a generated library: a hundred voices, twenty tracks a playlist, one playlist in ten private."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from psycopg.types.json import Jsonb

from bench.library_shape import PEOPLE, TRACKS_A_PLAYLIST, Shape, Table, key
from bench.library_speech import speech

LISTENS = 300
PEAKS = bytes(range(200)) * 4
PERSON = "id uuid, email varchar, name varchar, playback_speed float8"
MEMBERSHIP = "id uuid, workspace_id uuid, person_id uuid, role varchar, title varchar, superpowers varchar"
PLAYLIST = (
    "id uuid, workspace_id uuid, kind varchar, title varchar, description varchar, guidelines varchar,"
    " created_by uuid, version int4, updated_at timestamptz"
)
GRANT = "id uuid, workspace_id uuid, playlist_id uuid, membership_id uuid, right varchar"
ITEM = "id uuid, workspace_id uuid, playlist_id uuid, track_id uuid, added_by uuid, position int4"
TRACK = (
    "id uuid, workspace_id uuid, created_at timestamptz, author_id uuid, title varchar, titled_at timestamptz,"
    " version int4, updated_at timestamptz"
)
RECORDING = (
    "id uuid, workspace_id uuid, track_id uuid, status varchar, mime_type varchar, size_bytes int8, duration_ms int4,"
    " progress float8, uploaded_at timestamptz, playable_at timestamptz, ready_at timestamptz"
)
RENDITION = (
    "id uuid, workspace_id uuid, recording_id uuid, key varchar, mime_type varchar, size_bytes int8, sha256 varchar,"
    " duration_ms int4, timeline jsonb"
)
WAVEFORM = "id uuid, workspace_id uuid, recording_id uuid, peaks bytea, silences jsonb"
LISTEN = (
    "id uuid, workspace_id uuid, membership_id uuid, track_id uuid, position_ms int4, session_id varchar,"
    " updated_at timestamptz"
)
Row = tuple[Any, ...]


def tables(shape: Shape) -> Iterator[Table]:
    """Every table with its rows."""
    return chain(_people(shape), _playlists(shape), _tracks(shape), speech(shape))


def _people(shape: Shape) -> Iterator[Table]:
    space, numbers = shape.workspace_id, range(1, PEOPLE)
    yield Table(
        "person", PERSON, ((key("person", n), f"member{n}@example.org", f"Member {n:02}", 1.0) for n in numbers)
    )
    members = ((shape.members[n], space, key("person", n), "member", "", "") for n in numbers)
    yield Table("membership", MEMBERSHIP, members)


def _playlists(shape: Shape) -> Iterator[Table]:
    yield Table("playlist", PLAYLIST, (_playlist(shape, n) for n in range(shape.playlists)))
    yield Table("playlist_grant", GRANT, _grants(shape))
    yield Table("playlist_item", ITEM, _items(shape))


def _playlist(shape: Shape, n: int) -> Row:
    named = (key("playlist", n), shape.workspace_id, "expert", f"Playlist {n}", "", "")
    return *named, shape.author(n), 1, shape.made_at(n)


def _grants(shape: Shape) -> Iterator[Row]:
    for n in range(shape.playlists):
        playlist = key("playlist", n)
        yield key("edit", n), shape.workspace_id, playlist, shape.author(n), "edit"
        if n % 10 != 3:
            yield key("add", n), shape.workspace_id, playlist, None, "add"


def _items(shape: Shape) -> Iterator[Row]:
    for n in range(min(shape.playlists * TRACKS_A_PLAYLIST, shape.tracks)):
        number, position = n % shape.playlists, n // shape.playlists
        ids = (key("item", n), shape.workspace_id, key("playlist", number), key("track", n))
        yield *ids, shape.author(n), position


def _tracks(shape: Shape) -> Iterator[Table]:
    numbers, space = range(shape.tracks), shape.workspace_id
    yield Table("track", TRACK, (_track(shape, n) for n in numbers))
    yield Table("recording", RECORDING, (_recording(shape, n) for n in numbers))
    yield Table("rendition", RENDITION, (_rendition(shape, n) for n in numbers))
    drawn = ((key("waveform", n), space, key("recording", n), PEAKS, Jsonb([])) for n in numbers)
    yield Table("waveform", WAVEFORM, drawn)
    newest = range(shape.tracks - 1, max(shape.tracks - LISTENS, 0), -1)
    heard = ((key("listen", n), space, shape.owner_id, key("track", n), 2_000, "", shape.made_at(n)) for n in newest)
    yield Table("listen", LISTEN, heard)


def _track(shape: Shape, n: int) -> Row:
    at = shape.made_at(n)
    return key("track", n), shape.workspace_id, at, shape.author(n), f"Talk {n}", at, 1, at


def _recording(shape: Shape, n: int) -> Row:
    at, ms = shape.made_at(n), shape.duration_ms(n)
    ids = (key("recording", n), shape.workspace_id, key("track", n))
    return *ids, "ready", "audio/webm", 8 * ms, ms, 1.0, at, at, at


def _rendition(shape: Shape, n: int) -> Row:
    recording, ms = key("recording", n), shape.duration_ms(n)
    ids = (key("rendition", n), shape.workspace_id, recording, f"renditions/{recording}/1.m4a")
    return *ids, "audio/mp4", 8 * ms, f"{n:064x}", ms, Jsonb([[0, ms]])
