"""Shared progress: nothing before the hire shares it, only what is heard afterwards, nothing once it is taken back."""

import re
from pathlib import Path

import pytest

from app.domain import assignments, listening, shared_progress
from app.domain.shared_progress import SharedProgress
from app.errors import Forbidden
from app.models import Assignment
from tests.cast import Player
from tests.paths import Welcome


def seen(welcome: Welcome, player: Player, made: Assignment) -> SharedProgress | None:
    with welcome.within(player) as session:
        asked = session.get_one(Assignment, made.id)
        return shared_progress.of(session, player.member, [asked]).get(made.id)


def choose(welcome: Welcome, made: Assignment, *, share: bool) -> None:
    with welcome.within(welcome.gus) as session:
        mine = assignments.get_as_hire(session, welcome.gus.member, made.id)
        (shared_progress.share if share else shared_progress.keep)(mine)


@pytest.fixture
def made(welcome: Welcome) -> Assignment:
    (assignment,) = welcome.assign(welcome.gus)
    welcome.hear(welcome.gus, welcome.tracks[1])
    welcome.hear(welcome.gus, welcome.tracks[0], 300_000)
    return assignment


def test_mentor_sees_nothing_until_it_is_shared_and_nothing_after(welcome: Welcome, made: Assignment) -> None:
    assert seen(welcome, welcome.ben, made) is None
    choose(welcome, made, share=True)
    shown = seen(welcome, welcome.ben, made)
    assert shown
    assert shown.heard_ids == {welcome.tracks[1].id}
    assert (shown.heard_count, shown.tracks_count) == (1, 3)
    choose(welcome, made, share=False)
    assert seen(welcome, welcome.ben, made) is None


def test_what_is_shared_with_the_mentor_is_shared_with_nobody_else(welcome: Welcome, made: Assignment) -> None:
    choose(welcome, made, share=True)
    for player in (welcome.ada, welcome.dora):
        assert seen(welcome, player, made) is None


def test_sharing_one_playlist_shares_no_other(welcome: Welcome, made: Assignment) -> None:
    (other,) = welcome.assign(welcome.gus, playlist=welcome.second)
    choose(welcome, made, share=True)
    assert seen(welcome, welcome.ben, other) is None


def test_only_the_hire_shares(welcome: Welcome, made: Assignment) -> None:
    with welcome.within(welcome.ben) as session, pytest.raises(Forbidden):
        assignments.get_as_hire(session, welcome.ben.member, made.id)


def test_taking_it_off_the_path_ends_the_sharing_for_good(welcome: Welcome, made: Assignment) -> None:
    choose(welcome, made, share=True)
    with welcome.within(welcome.ben) as session:
        assignments.remove(session, welcome.ben.member, made.id)
    assert seen(welcome, welcome.ben, made) is None
    with welcome.within(welcome.ben) as session:
        assignments.restore(session, welcome.ben.member, made.id)
    assert seen(welcome, welcome.ben, made) is None


def test_what_is_shown_holds_no_time_and_no_place(welcome: Welcome, made: Assignment) -> None:
    choose(welcome, made, share=True)
    assert set(SharedProgress.__dataclass_fields__) == {"tracks", "heard_ids"}


def test_nothing_else_in_the_domain_reads_what_somebody_has_heard() -> None:
    """Listening belongs to the listener: whatever reads a Listen might show it to others."""
    domain = Path(listening.__file__).parent
    readers = {path.stem for path in domain.glob("*.py") if re.search(r"\bListen\b", path.read_text())}
    # `moves` takes places along when a track is cut, `leaving` deletes them with whoever leaves; neither tells anybody.
    assert readers == {"leaving", "listening", "listening_queue", "moves", "paths", "progress", "shared_progress"}
