"""Tracks: listening to one, editing it, taking it away and back. Its live parts are track_parts.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import (
    doubtful_words,
    listening,
    notes,
    playlist_order,
    playlists,
    purges,
    questions,
    recordings,
    rights,
    thanks,
    tracks,
    transcripts,
)
from app.errors import Invalid, NotFound, StaleVersion
from app.models import Membership, Playlist, Right, Track
from app.page_addresses import absolute
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/tracks")
FORMATS = ("vtt", "srt", "txt")
Seconds = Annotated[float | None, Query(ge=0, le=1_000_000)]


class TrackForm(BaseModel):
    title: str = Field(default="", max_length=2_000)
    version: int | None = None


class PlaceForm(BaseModel):
    playlist_id: str


@router.get("/{id}")
def show(
    id: Id, request: Request, session: Db, actor: Actor, t: Seconds = None, playlist: str | None = None
) -> Response:
    track = tracks.get(session, actor, id)
    return render(
        request,
        "tracks/show.html",
        actor,
        section="library",
        base_url=absolute(request, ""),
        start_ms=None if t is None else int(t * 1000),
        playlist=_playlist(session, actor, playlist),
        formats=FORMATS,
        **whole(session, actor, track),
    )


@router.get("/{id}/edit")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    return _edit_page(request, actor, track, form=TrackForm(title=track.title))


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[TrackForm, Form()]) -> Response:
    track = tracks.get(session, actor, id)
    try:
        tracks.retitle(session, actor, track, title=form.title, version=form.version)
    except (Invalid, StaleVersion) as refusal:
        errors = {getattr(refusal, "field", "version"): refusal.sentence}
        return _edit_page(request, actor, track, status=refusal.status, form=form, errors=errors)
    return redirect(f"/tracks/{id}")


@router.post("/{id}/playlists")
def place(id: Id, session: Db, actor: Actor, form: Annotated[PlaceForm, Form()]) -> Response:
    track = tracks.get(session, actor, id)
    playlist = playlists.get(session, actor, opaque_id(form.playlist_id), Right.ADD)
    playlist_order.add(session, actor, playlist, track)
    response = redirect(f"/tracks/{id}")
    flash(response, _("Now also in “%s”.") % playlist.title)
    return response


@router.post("/{id}/retry")
def retry(id: Id, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    recordings.retry(session, track.recording)
    return redirect(f"/tracks/{id}")


@router.post("/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    track = tracks.get(session, actor, id)
    tracks.delete(session, actor, track)
    response = redirect("/library")
    flash(response, _("“%s” is deleted.") % track.title, undo=f"/tracks/{id}/restore")
    return response


@router.get("/{id}/purge")
def confirm_purge(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    track = purges.find(session, actor, id)
    return render(request, "tracks/purge.html", actor, section="library", track=track)


@router.post("/{id}/purge")
def purge(id: Id, session: Db, actor: Actor) -> Response:
    purges.purge(session, actor, purges.find(session, actor, id))
    response = redirect("/library")
    flash(response, _("The track is gone for good."))
    return response


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    tracks.restore(session, actor, id)
    return redirect(f"/tracks/{id}")


def whole(session: Session, actor: Membership, track: Track) -> dict[str, Any]:
    """What the page and its live parts show of a track."""
    standing_in = tracks.playlists_of(session, actor, track)
    transcript = transcripts.of(session, track)
    held = {playlist.id for playlist in standing_in}
    return {
        "track": track,
        "transcript": transcript,
        "doubts": doubtful_words.marked(session, actor, track, transcript),
        "talks": notes.talks(session, track),
        "questions_open": questions.are_open(session, actor, track),
        "thanks": thanks.of(session, actor, track),
        "listen": listening.positions(session, actor, [track.id]).get(track.id),
        "playlists": standing_in,
        "addable": [playlist for playlist in playlists.addable(session, actor) if playlist.id not in held],
        "may_edit": rights.may_edit_track(actor, track),
        "was_moving": False,
    }


def _playlist(session: Session, actor: Membership, id: str | None) -> Playlist | None:
    """The playlist somebody came from; an address that names none of theirs still opens the track."""
    try:
        return playlists.get(session, actor, opaque_id(id)) if id else None
    except NotFound:
        return None


def _edit_page(request: Request, actor: Membership, track: Track, **shown: Any) -> Response:
    return render(request, "tracks/edit.html", actor, section="library", track=track, **shown)
