"""The demo: a story that holds together, told through the real recording way, once and not twice."""

import io
import re
import uuid
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from app.db import transaction
from app.demo import sounds
from app.demo.show import Show
from app.demo.story import story
from app.domain import check_ins, hires, memberships, paths, people, playlists, recordings, workspaces
from app.domain.overviews import overview
from app.errors import Invalid
from app.models import Person, Playlist, PlaylistItem, Recording, RecordingStatus, Role, Stage, Take, Track
from runtime.parts import Parts

PASSWORD = "a long enough password"


@pytest.fixture
def name(parts: Parts) -> str:
    return f"Brightwater {uuid.uuid4().hex[:8]}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files that are no sound: the demo sends whatever it is given."""
    for name in ("one.wav", "two.flac"):
        (tmp_path / name).write_bytes(name.encode() * 100_000)
    (tmp_path / "notes.txt").write_text("not a track")
    return tmp_path


def tell(name: str, folder: Path, *, tracks: int = 3) -> Show:
    show = Show(story().shortened(tracks))
    show.assemble(name, PASSWORD)
    show.record(lambda: sounds.from_folder(folder), lambda _: None)
    show.leave_traces()
    return show


def titles() -> Iterator[str]:
    yield from (piece.title for piece in story().pieces())


def test_every_track_of_the_story_is_known_and_named_once() -> None:
    named = [*titles(), story().traces["broken"]["title"], story().traces["unfinished"]["title"]]
    assert len(named) == len(set(named))
    keys = {person.key for person in story().people}
    for shelf in story().shelves:
        assert set(shelf.titles) <= set(named), shelf.title
        assert {shelf.by, *shelf.guests, *(piece.by for piece in shelf.pieces)} <= keys
        pieces = {piece.title: piece.contribution for piece in shelf.pieces}
        assert {pieces[told["track"]] for told in shelf.outcomes} <= {"solution"}
        assert {pieces[title] for title in shelf.accepted} <= {"solution"}
        assert {told["by"] for told in shelf.outcomes} <= keys
        assert not shelf.problem or shelf.problem in pieces
    for listen in story().traces["listens"]:
        assert listen["track"] in named
        assert listen["who"] in keys


def test_everybody_of_the_story_is_in_a_department() -> None:
    insiders = {person.key for person in story().people if person.role != Role.GUEST}
    departments = [set(group.people) for group in story().groups if group.kind == "department"]
    assert set().union(*departments) == insiders
    assert all(set(group.people) <= insiders for group in story().groups)


def test_the_story_shows_every_kind_role_and_length() -> None:
    assert {person.role for person in story().people} == {role.value for role in Role}
    assert {shelf.kind for shelf in story().shelves} == {"expert", "collaborative", "onboarding"}
    lengths = [len(shelf.titles) for shelf in story().shelves]
    assert {0, 1, 12} <= set(lengths)


def test_no_track_is_too_long_or_too_short_to_say() -> None:
    """At the pace of the voice, about 2.7 words a second, 5–60 s."""
    for piece in story().pieces():
        assert 14 <= len(re.findall(r"\w+", piece.text)) <= 160, piece.title


def test_a_shortened_story_takes_from_every_playlist_in_turn() -> None:
    short = story().shortened(9)
    assert len(short.pieces()) == 9
    assert all(len(shelf.pieces) == 1 for shelf in short.shelves if shelf.titles)
    assert story().shortened(0).pieces() == []


def test_tracks_go_the_way_of_a_recording(name: str, folder: Path) -> None:
    show = tell(name, folder)
    with transaction(show.owner.workspace_id, person_id=show.owner.person_id) as session:
        found = {title: recordings.find(session, id) for title, id in show.recordings.items()}
        queued = set(session.scalars(select(Stage.recording_id)))
        takes = list(session.scalars(select(Take)))
    assert len(found) == 4
    assert all(recording is not None and recording.status == RecordingStatus.UPLOADED for recording in found.values())
    assert {recording.id for recording in found.values() if recording} <= queued
    assert {take.parts_count for take in takes} >= {3}


def test_one_track_is_left_uploading(name: str, folder: Path) -> None:
    show = tell(name, folder, tracks=0)
    milo = show.cast["milo"]
    with transaction(milo.workspace_id, person_id=milo.person_id) as session:
        mine = select(Recording).join(Track, Track.id == Recording.track_id).where(Track.author_id == milo.id)
        (left,) = session.scalars(mine)
    assert left.status == RecordingStatus.UPLOADING
    assert left.size_bytes > 0


def test_playlists_stand_in_the_order_of_the_story(name: str, folder: Path) -> None:
    show = tell(name, folder, tracks=99)
    shelf = next(shelf for shelf in story().shelves if shelf.kind == "onboarding")
    tomas = show.cast[shelf.by]
    with transaction(tomas.workspace_id, person_id=tomas.person_id) as session:
        made = session.scalars(select(Playlist).where(Playlist.title == shelf.title)).one()
        items = playlists.get(session, tomas, made.id).items
        assert tuple(item.track.title for item in items) == shelf.titles


def test_a_problem_has_answers_and_what_came_of_them_once(name: str, folder: Path) -> None:
    show = tell(name, folder, tracks=99)
    show.leave_traces()
    shelf = next(shelf for shelf in story().shelves if shelf.outcomes)
    asker = show.cast[shelf.by]
    with transaction(asker.workspace_id, person_id=asker.person_id) as session:
        made = session.scalars(select(Playlist).where(Playlist.title == shelf.title)).one()
        playlist = playlists.get(session, asker, made.id)
        found = overview(session, playlist, with_sentences=False)
        assert playlist.due_at is not None
        assert playlist.problem_track_id == show.tracks[shelf.problem]
    assert tuple(one.item.track.title for one in found.solutions if one.item.accepted_at) == shelf.accepted
    assert sum(len(one.outcomes) for one in found.solutions) == len(shelf.outcomes)
    assert found.inputs
    assert found.opinions
    assert not found.others


def test_the_new_one_has_a_path_a_mentor_and_a_day_to_meet(name: str, folder: Path) -> None:
    """Told twice, they are there once."""
    show = [tell(name, folder, tracks=99) for _ in range(2)][-1]
    milo, yuki = show.cast["milo"], show.cast["yuki"]
    with transaction(milo.workspace_id, person_id=milo.person_id) as session:
        path = [step.assignment for step in paths.of(session, milo)]
        (looked_after,) = hires.of(session, yuki)
        meetings = check_ins.upcoming(session, milo)
    assert [each.playlist.title for each in path] == [step["playlist"] for step in story().welcome["path"]]
    assert [leg.shared is not None for leg in looked_after.legs] == [True, False]
    assert len(looked_after.calls) == len(meetings) == 1


def test_a_second_telling_makes_nothing(name: str, folder: Path) -> None:
    first, second = tell(name, folder), tell(name, folder)
    assert first.made > 0
    assert second.made == 0
    assert second.recordings == first.recordings


def test_an_interrupted_telling_goes_on(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.demo import recorder

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(recorder.recordings, "complete", cut)
        tell(name, folder)
    show = tell(name, folder)
    with transaction(show.owner.workspace_id, person_id=show.owner.person_id) as session:
        assert len(list(session.scalars(select(Recording)))) == 5


def test_playlists_are_filled_even_when_only_that_was_missing(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.demo import show as shows

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(shows.shelves, "arrange", cut)
        tell(name, folder)
    owner = tell(name, folder).owner
    with transaction(owner.workspace_id, person_id=owner.person_id) as session:
        assert len(list(session.scalars(select(PlaylistItem)))) >= 3


def test_anybody_of_the_demo_can_sign_in_with_the_password(name: str, folder: Path) -> None:
    show = Show(story())
    show.assemble(name, None)
    assert show.password
    with transaction() as session:
        assert people.verify(session, email=show.cast["amara"].person.email, password=show.password).name


def test_the_demo_refuses_a_workspace_of_real_people(name: str) -> None:
    with transaction() as session:
        place = workspaces.found(session, name=name)
        person = Person(email=f"{uuid.uuid4().hex}@example.org", name="Ada")
        session.add(person)
        session.flush()
        memberships.join(session, place.id, person, Role.OWNER)
    with pytest.raises(Invalid, match="not a demo"):
        Show(story()).assemble(name.upper(), PASSWORD)


def test_a_folder_without_audio_says_so(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no audio files"):
        sounds.from_folder(tmp_path)


@pytest.mark.model
def test_each_person_has_a_voice_of_their_own() -> None:
    """The same words, twice the same bytes from one person, other bytes and another sample rate from the next."""
    spoken, piece = sounds.from_voice(), story().pieces()[1]
    priya, kwame = story().person("priya"), story().person("kwame")
    first, again, other = spoken(piece, priya), spoken(piece, priya), spoken(piece, kwame)
    assert first.takes == again.takes
    with wave.open(io.BytesIO(first.takes[0])) as high, wave.open(io.BytesIO(other.takes[0])) as low:
        assert high.getframerate() > low.getframerate()
        assert 5 < high.getnframes() / high.getframerate() < 60


@pytest.mark.model
def test_an_interruption_in_the_text_becomes_a_second_take() -> None:
    piece = next(piece for piece in story().pieces() if len(piece.takes) == 2)
    assert len(sounds.from_voice()(piece, story().person(piece.by)).takes) == 2
