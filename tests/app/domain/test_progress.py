"""Progress: n of m, the next one, the time left at one's own speed, over one playlist and over a path."""

import pytest
from sqlmodel import select

from app.domain import listening, paths, progress
from app.domain.progress import Progress
from app.models import Recording
from tests.paths import Welcome
from tests.tracks import make_track


def path_of(welcome: Welcome) -> list[paths.Step]:
    with welcome.within(welcome.gus) as session:
        return paths.of(session, welcome.gus.member)


def test_path_counts_what_is_heard_and_names_the_next(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.assign(welcome.gus, playlist=welcome.second)
    welcome.hear(welcome.gus, welcome.tracks[0])
    first, second = path_of(welcome)
    assert (first.progress.heard_count, first.progress.tracks_count) == (1, 3)
    assert first.progress.next
    assert first.progress.next.title == "Who to ask"
    assert (second.progress.heard_count, second.progress.tracks_count) == (0, 1)
    whole = paths.whole([first, second])
    assert (whole.heard_count, whole.tracks_count, whole.left_ms) == (1, 4, 3 * 600_000)


def test_time_left_is_told_at_ones_own_speed(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.hear(welcome.gus, welcome.tracks[0], 300_000)
    (step,) = path_of(welcome)
    assert step.progress.left_ms == 1_500_000
    assert [step.progress.left_at(speed) for speed in (1.0, 1.5, 2.0)] == [1_500_000, 1_000_000, 750_000]


def test_heard_at_95_percent(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.hear(welcome.gus, welcome.tracks[0], 569_000)
    welcome.hear(welcome.gus, welcome.tracks[1], 571_000)
    (step,) = path_of(welcome)
    assert step.progress.heard_count == 1


def test_whole_path_heard_leaves_nothing(welcome: Welcome) -> None:
    welcome.assign(welcome.gus, playlist=welcome.second)
    welcome.hear(welcome.gus, welcome.tracks[3])
    assert paths.whole(path_of(welcome)) == Progress(1, 1, None, 0)
    assert paths.whole(path_of(welcome)).is_complete


def test_what_has_no_sound_yet_does_not_count(welcome: Welcome) -> None:
    welcome.assign(welcome.gus, playlist=welcome.second)
    with welcome.within(welcome.ada) as session:
        late = make_track(session, welcome.ada, title="Still on its way", playlist=welcome.second)
        session.exec(select(Recording).where(Recording.track_id == late.id)).one().playable_at = None
    (step,) = path_of(welcome)
    assert (len(step.tracks), step.progress.tracks_count) == (2, 1)


def test_path_shows_the_hires_own_places_and_nobody_elses(welcome: Welcome) -> None:
    welcome.assign(welcome.gus, welcome.dora)
    welcome.hear(welcome.dora, welcome.tracks[0])
    (step,) = path_of(welcome)
    assert step.progress.heard_count == 0


@pytest.mark.parametrize("parts", [[], [Progress(0, 0, None, 0)]])
def test_nothing_to_hear_is_complete(parts: list[Progress]) -> None:
    assert progress.together(parts) == Progress(0, 0, None, 0)


def test_tracks_come_in_the_order_of_the_playlist_and_only_if_audible(welcome: Welcome) -> None:
    with welcome.within(welcome.gus) as session:
        assert progress.tracks_of(session, welcome.gus.member, [welcome.first.id]) == {}
    with welcome.within(welcome.ben) as session:
        found = progress.tracks_of(session, welcome.ben.member, [welcome.first.id])
        assert [track.id for track in found[welcome.first.id]] == [track.id for track in welcome.tracks[:3]]
        assert listening.positions(session, welcome.ben.member, []) == {}
