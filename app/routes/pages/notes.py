"""Notes: leaving one on a track, replying, changing it, taking it away and back. Without a name: questions.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id, opaque_id
from app.domain import notes, questions, tracks
from app.errors import Invalid
from app.models import Membership, Note, Track
from app.moments import parsed_ms
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class NoteForm(BaseModel):
    """`at` as people type moments, such as 1:23."""

    text: str = Field(default="", max_length=20_000)
    at: str = Field(default="", max_length=100)
    parent_id: str = ""


class TextForm(BaseModel):
    text: str = Field(default="", max_length=20_000)


@router.post("/tracks/{id}/notes")
def write(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[NoteForm, Form()]) -> Response:
    track = tracks.get(session, actor, id)
    parent = notes.get(session, actor, opaque_id(form.parent_id), track=track) if form.parent_id else None
    try:
        at_ms = None if parent else parsed_ms(form.at)
        note = notes.write(session, actor, track, text=form.text, at_ms=at_ms, parent=parent)
    except Invalid as refusal:
        is_open = questions.are_open(session, actor, track)
        errors = {refusal.field: refusal.sentence}
        return new_page(request, actor, track, parent=parent, form=form, errors=errors, questions_open=is_open)
    return redirect(f"/tracks/{id}#note-{note.id}")


@router.get("/notes/{id}")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    note = notes.get(session, actor, id)
    notes.require_edit(actor, note)
    track = tracks.get(session, actor, note.track_id)
    return _edit_page(request, actor, track, note, form=TextForm(text=note.text))


@router.post("/notes/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[TextForm, Form()]) -> Response:
    note = notes.get(session, actor, id)
    try:
        notes.edit(actor, note, text=form.text)
    except Invalid as refusal:
        track = tracks.get(session, actor, note.track_id)
        errors = {refusal.field: refusal.sentence}
        return _edit_page(request, actor, track, note, status=422, form=form, errors=errors)
    return redirect(f"/tracks/{note.track_id}#note-{id}")


@router.post("/notes/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    note = notes.get(session, actor, id)
    notes.delete(actor, tracks.get(session, actor, note.track_id), note)
    response = redirect(f"/tracks/{note.track_id}#notes")
    flash(response, _("The note is deleted."), undo=f"/notes/{id}/restore")
    return response


@router.post("/notes/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    note = notes.get(session, actor, id, deleted=True)
    notes.restore(actor, tracks.get(session, actor, note.track_id), note)
    return redirect(f"/tracks/{note.track_id}#note-{id}")


def new_page(request: Request, actor: Membership, track: Track, **shown: Any) -> Response:
    """What was typed, once more, with a sentence at what does not fit."""
    return render(request, "notes/new.html", actor, status=422, section="library", track=track, **shown)


def _edit_page(request: Request, actor: Membership, track: Track, note: Note, **shown: Any) -> Response:
    return render(request, "notes/edit.html", actor, section="library", track=track, note=note, **shown)
