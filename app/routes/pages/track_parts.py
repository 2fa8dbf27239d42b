"""Live parts of a track's page: they ask for themselves every two seconds while the recording is on its way."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.deps import Actor, Db, Id
from app.domain import doubtful_words, rights, tracks, transcripts
from app.pages import fragment

router = APIRouter(prefix="/tracks/{id}")


@router.get("/status")
def status(id: Id, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    may_edit = rights.may_edit_track(actor, track)
    return fragment("tracks/_status.html", track=track, may_edit=may_edit, was_moving=True)


@router.get("/row")
def row(id: Id, session: Db, actor: Actor) -> Response:
    return fragment("tracks/_live_row.html", track=tracks.get(session, actor, id))


@router.get("/transcript")
def transcript(id: Id, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    said = transcripts.of(session, track)
    shown = {
        "may_edit": rights.may_edit_track(actor, track),
        "doubts": doubtful_words.marked(session, actor, track, said),
    }
    return fragment("tracks/_transcript.html", track=track, transcript=said, actor=actor, **shown)
