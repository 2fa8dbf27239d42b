"""A workspace in which there is one of everything that an export holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlmodel import Session, select

from app.domain import corrections, outlines, playlist_grants, playlist_order, playlists, templates, vocabulary
from app.domain.outlines import Line
from app.models import (
    Contribution,
    Edit,
    Group,
    GroupKind,
    GroupMember,
    Note,
    Outcome,
    OutcomeResult,
    Playlist,
    PlaylistKind,
    Recording,
    RecordingStatus,
    Right,
    Segment,
    Thanks,
    ThanksKind,
    Track,
)
from app.models.base import now
from app.objects import objects
from tests.cast import Cast
from tests.tracks import make_track
from tests.worker import sounds
from tests.worker.recorded import record

Within = Callable[..., AbstractContextManager[Session]]
MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC)


def furnish(cast: Cast, within: Within) -> None:
    """Ada's workspace, with Ben and Gus in it."""
    ready, problem, waiting, broken = _tracks(cast, within)
    with within(cast.ada) as session:
        ready, problem = session.get_one(Track, ready.id), session.get_one(Track, problem.id)
        session.get_one(Recording, broken.id).status = RecordingStatus.FAILED
        session.get_one(Recording, broken.id).reason = "not_audio"
        _talk(session, cast, ready)
        _history(session, cast, ready)
        playlist = _problem(session, cast, ready, problem)
        session.add(_thanks(cast, ready))
        playlist_order.add(session, cast.ada.member, playlist, session.get_one(Track, waiting.track_id))
        vocabulary.write_down(session, cast.ada.member, lines="Brightwater\nKubernetes")
        templates.save(session, cast.ada.member, playlist)
        gone = playlists.create(session, cast.ada.member, title="Deleted and not to be seen")
        gone.deleted_at = now()


def _tracks(cast: Cast, within: Within) -> tuple[Track, Track, Recording, Recording]:
    waiting, broken = (record(cast.ben, sounds.wav(sounds.buzz(1)), title=title) for title in ("Waiting", "Broken"))
    with within(cast.ada) as session:
        says = ("We send the bill on the first.", "Then we wait a week & more.")
        ready = make_track(session, cast.ben, title="Bills: 3/4 <done>", says=says, storage=objects())
        problem = make_track(session, cast.ada, title="Nobody pays", says=("Nobody pays.",), storage=objects())
        deleted = make_track(session, cast.ada, title="Deleted", says=("A phrase not to be seen.",), storage=objects())
        deleted.deleted_at = now()
    return ready, problem, waiting, broken


def _talk(session: Session, cast: Cast, track: Track) -> None:
    """A note, an answer to it by voice, and a question without a name."""
    own = {"workspace_id": track.workspace_id, "track_id": track.id}
    voice = make_track(session, cast.ben, title="An answer", says=("On Friday.",), storage=objects())
    voice.about_track_id = track.id
    note = Note(**own, author_id=cast.ada.member.id, at_ms=1_200, text="Which Friday?")
    session.add(note)
    session.flush()
    session.add(Note(**own, author_id=cast.ben.member.id, parent_id=note.id, voice_track_id=voice.id))
    session.add(Note(**own, text="What is a bill?", created_at=MIDNIGHT))
    session.add(Note(**own, author_id=cast.ada.member.id, text="Taken back", deleted_at=now()))
    session.flush()


def _history(session: Session, cast: Cast, track: Track) -> None:
    """A corrected sentence, and a cut that is there to be undone."""
    first = session.exec(select(Segment).where(Segment.track_id == track.id, Segment.number == 0)).one()
    corrections.correct(session, cast.ben.member, first, text="We send the invoice on the first.")
    recording = session.exec(select(Recording).where(Recording.track_id == track.id)).one()
    cut = {"number": 0, "kind": "cut", "without": [[10_000, 12_000]], "said": "well", "arrived_at": now()}
    session.add(Edit(workspace_id=track.workspace_id, recording_id=recording.id, edited_by=cast.ben.member.id, **cut))
    session.flush()


def _problem(session: Session, cast: Cast, solution: Track, problem: Track) -> Playlist:
    """A collaborative playlist, open to a group and to a person, with an outline and an outcome."""
    ada = cast.ada.member
    group = Group(workspace_id=ada.workspace_id, name="Finance", kind=GroupKind.DEPARTMENT)
    session.add(group)
    session.flush()
    session.add(GroupMember(workspace_id=ada.workspace_id, group_id=group.id, membership_id=cast.ben.member.id))
    made = playlists.create(session, ada, title="Who pays when?", description="<b>", kind=PlaylistKind.COLLABORATIVE)
    made.problem_track_id, made.anonymous_at = problem.id, now()
    playlist_grants.grant(session, made, Right.ADD, to=group)
    playlist_grants.grant(session, made, Right.LISTEN, to=cast.gus.member)
    item = playlist_order.add(session, ada, made, solution, contribution=Contribution.SOLUTION)
    item.accepted_at, item.accepted_by = now(), ada.id
    outlines.write(session, made, [Line(id=None, title="When", prompt="On which day?")])
    own = {"workspace_id": ada.workspace_id, "playlist_id": made.id, "track_id": solution.id}
    session.add(Outcome(**own, tried_by=ada.id, result=OutcomeResult.WORKED, sentence="At once."))
    session.flush()
    return made


def _thanks(cast: Cast, track: Track) -> Thanks:
    own = {"workspace_id": track.workspace_id, "track_id": track.id, "membership_id": cast.ada.member.id}
    return Thanks(**own, kind=ThanksKind.USED, text="for the books")
