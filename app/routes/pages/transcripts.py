"""A whole transcript: what was corrected in it and by whom, and which words are still doubtful."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.deps import Actor, Db, Id
from app.domain import correction_log, doubtful_words, recordings, rights, tracks, transcripts
from app.pages import redirect, render

router = APIRouter(prefix="/tracks/{id}")


@router.post("/transcript")
def write_again(id: Id, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    recordings.transcribe_again(session, track.recording)
    return redirect(f"/tracks/{id}")


@router.get("/corrections")
def corrections(id: Id, request: Request, session: Db, actor: Actor, cursor: str | None = None) -> Response:
    track = tracks.get(session, actor, id)
    shown: dict[str, Any] = {
        "track": track,
        "page": correction_log.changes(session, track, cursor=cursor),
        "confirmed": [] if cursor else correction_log.confirmed(session, track),
        "may_edit": rights.may_edit_track(actor, track),
    }
    return render(request, "tracks/corrections.html", actor, section="library", **shown)


@router.get("/doubtful-words")
def doubtful(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    transcript = transcripts.of(session, track)
    words = doubtful_words.of(session, transcript) if transcript else []
    return render(request, "tracks/doubtful_words.html", actor, section="library", track=track, words=words)
