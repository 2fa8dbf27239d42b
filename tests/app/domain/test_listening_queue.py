"""The listening queue: what one is asked to hear, what one has begun, what is new; within the time, at one's speed."""

import uuid

import pytest
from sqlmodel import select

from app.domain import listening_queue, playlist_grants, playlists, tracks
from app.domain.listening_queue import MINUTES_MAX, ListeningQueue, QueuedTrack, Source
from app.errors import Invalid
from app.models import Listen, Membership, PlaylistGrant, Recording, Right, Role, Track
from tests.cast import Player, join
from tests.paths import Welcome
from tests.tracks import make_track

MINUTE_MS = 60_000


def queued(minutes: float, track: Track | None = None) -> QueuedTrack:
    recording = Recording(duration_ms=int(minutes * MINUTE_MS))
    return QueuedTrack(track or Track(id=uuid.uuid4(), recording=recording), Source.NEW, None, None)


def lengths(wanted: list[QueuedTrack], minutes: int) -> list[float]:
    return [each.left_ms / MINUTE_MS for each in listening_queue.fit(wanted, minutes * MINUTE_MS)]


def queue_of(welcome: Welcome, player: Player, minutes: int = 600, speed: float = 1.0) -> ListeningQueue:
    with welcome.within(player) as session:
        member = session.get_one(Membership, player.member.id)
        member.person.playback_speed = speed
        return listening_queue.build(session, member, minutes=minutes)


def titles(queue: ListeningQueue) -> list[str]:
    return [each.track.title for each in queue.tracks]


def make(welcome: Welcome, title: str, minutes: float = 2, *, by: Player | None = None, **given) -> Track:
    by = by or welcome.ada
    with welcome.within(by) as session:
        return make_track(session, by, title=title, duration_ms=int(minutes * MINUTE_MS), **given)


def make_open(welcome: Welcome, title: str, minutes: float = 2, **given) -> Track:
    """In a playlist of its own that everybody listens to, guests by name."""
    with welcome.within(welcome.ada) as session:
        playlist = playlists.create(session, welcome.ada.member, title=f"On {title}")
        playlist_grants.grant(session, playlist, Right.LISTEN, to=welcome.gus.member)
    return make(welcome, title, minutes, playlist=playlist, **given)


@pytest.mark.parametrize(
    ("wanted", "fitting"),
    [
        ([7, 6, 5, 4], [7, 5]),
        ([12], [12]),
        ([12.1], []),
        ([20, 3, 20, 8, 2, 1], [3, 8, 1]),
        ([0, 5], [5]),
        ([], []),
    ],
)
def test_it_is_filled_in_order_and_then_with_what_still_fits(wanted: list[float], fitting: list[float]) -> None:
    assert lengths([queued(minutes) for minutes in wanted], 12) == fitting


def test_a_track_stands_in_it_once() -> None:
    twice = queued(2)
    assert listening_queue.fit([twice, queued(3), twice], 60 * MINUTE_MS).count(twice) == 1


def test_the_path_comes_first_then_what_was_begun_then_what_is_new(welcome: Welcome) -> None:
    begun = make_open(welcome, "Begun")
    with welcome.within(welcome.ada) as session:
        playlist = tracks.playlists_of(session, welcome.ada.member, tracks.get(session, welcome.ada.member, begun.id))[
            0
        ]
        make_track(session, welcome.ada, title="Goes on", playlist=playlist)
    make_open(welcome, "Older")
    make_open(welcome, "Newer")
    welcome.hear(welcome.gus, begun)
    welcome.assign(welcome.gus, playlist=welcome.second)
    welcome.assign(welcome.gus)
    queue = queue_of(welcome, welcome.gus)
    expected = ["What comes next", "Where things are", "Who to ask", "How we bill", "Goes on", "Newer", "Older"]
    assert titles(queue) == expected
    assert [each.source for each in queue.tracks] == [Source.PATH] * 4 + [Source.BEGUN] + [Source.NEW] * 2
    assert [each.playlist.title for each in queue.of(Source.BEGUN) if each.playlist] == ["On Begun"]


def test_it_goes_on_with_the_first_unheard_one_and_a_begun_track_counts_with_its_rest(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.hear(welcome.gus, welcome.tracks[0])
    welcome.hear(welcome.gus, welcome.tracks[1], 8 * MINUTE_MS)
    queue = queue_of(welcome, welcome.gus, 12)
    assert titles(queue) == ["Who to ask", "How we bill"]
    assert queue.left_ms == 12 * MINUTE_MS


@pytest.mark.parametrize(("speed", "count"), [(0.5, 0), (1.0, 1), (1.5, 1), (2.0, 2), (3.0, 3)])
def test_the_faster_one_listens_the_more_fits(welcome: Welcome, speed: float, count: int) -> None:
    welcome.assign(welcome.gus)
    queue = queue_of(welcome, welcome.gus, 10, speed)
    assert len(queue.tracks) == count
    assert queue.left_at(speed) <= 10 * MINUTE_MS


def test_only_what_one_may_hear_and_has_not_said_oneself(welcome: Welcome) -> None:
    make_open(welcome, "For everybody")
    make(welcome, "Ada's own", by=welcome.ada)
    make(welcome, "Ben's own", by=welcome.ben)
    # Ben hears the two onboarding playlists; nobody put Gus on them.
    assert titles(queue_of(welcome, welcome.gus)) == ["For everybody"]
    assert titles(queue_of(welcome, welcome.cast.cleo)) == []
    assert set(titles(queue_of(welcome, welcome.ben))) == {"For everybody", *(track.title for track in welcome.tracks)}
    assert titles(queue_of(welcome, welcome.ada)) == []


def test_what_was_taken_away_is_gone_from_it_even_where_it_was_begun(welcome: Welcome) -> None:
    welcome.hear(welcome.ben, welcome.tracks[0])
    assert titles(queue_of(welcome, welcome.ben))[:2] == ["Who to ask", "How we bill"]
    with welcome.within(welcome.ada) as session:
        bens = select(PlaylistGrant).where(PlaylistGrant.membership_id == welcome.ben.member.id)
        for grant in session.exec(bens).all():
            session.delete(grant)
    assert titles(queue_of(welcome, welcome.ben)) == []


def test_nobody_elses_listening_counts(welcome: Welcome) -> None:
    track = make_open(welcome, "For everybody")
    welcome.hear(welcome.ben, track)
    assert titles(queue_of(welcome, welcome.gus)) == ["For everybody"]


def test_what_has_no_sound_yet_waits_and_so_do_voice_notes(welcome: Welcome) -> None:
    late = make_open(welcome, "Still on its way")
    about = make_open(welcome, "Told")
    note = make_open(welcome, "A note on it")
    with welcome.within(welcome.ada) as session:
        session.exec(select(Recording).where(Recording.track_id == late.id)).one().playable_at = None
        session.get_one(Track, note.id).about_track_id = about.id
    assert titles(queue_of(welcome, welcome.gus)) == ["Told"]


def test_heard_once_is_heard_even_when_one_went_back(welcome: Welcome) -> None:
    track = make_open(welcome, "Heard")
    welcome.hear(welcome.gus, track, 2 * MINUTE_MS)
    with welcome.within(welcome.gus) as session:
        session.exec(select(Listen).where(Listen.track_id == track.id)).one().position_ms = 1_000
    assert titles(queue_of(welcome, welcome.gus)) == []


def test_a_new_member_has_only_new_tracks(welcome: Welcome) -> None:
    make_open(welcome, "For everybody")
    with welcome.within(welcome.ada) as session:
        eve = join(session, "Eve Arden", Role.MEMBER)
    assert [each.source for each in queue_of(welcome, eve).tracks] == [Source.NEW]


@pytest.mark.parametrize("minutes", [0, -3, MINUTES_MAX + 1])
def test_no_time_and_endless_time_are_refused(welcome: Welcome, minutes: int) -> None:
    with pytest.raises(Invalid, match="number of minutes"):
        queue_of(welcome, welcome.gus, minutes)
