"""Segments: putting right what was misheard, seeing what was changed, and going back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import corrections, memberships, rights, tracks
from app.errors import Invalid, StaleVersion
from app.models import Membership, Segment
from app.pages import redirect, render

router = APIRouter(prefix="/segments/{id}")


class CorrectionForm(BaseModel):
    text: str = Field(default="", max_length=10_000)
    text_before: str | None = Field(default=None, max_length=10_000)


@router.get("")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return _page(request, session, actor, corrections.get_segment(session, actor, id))


@router.post("")
def correct(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CorrectionForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    try:
        corrections.correct(session, actor, segment, text=form.text, text_before=form.text_before)
    except (Invalid, StaleVersion) as refusal:
        errors = {"text": refusal.sentence}
        return _page(request, session, actor, segment, status=refusal.status, form=form, errors=errors)
    return redirect(f"/tracks/{segment.track_id}#segment-{id}")


@router.post("/undo")
def undo(id: Id, session: Db, actor: Actor) -> Response:
    segment = corrections.get_segment(session, actor, id)
    corrections.undo(session, actor, segment)
    return redirect(f"/tracks/{segment.track_id}#segment-{id}")


def _page(request: Request, session: Session, actor: Membership, segment: Segment, **shown: object) -> Response:
    track = tracks.get(session, actor, segment.track_id)
    changes = corrections.history(session, segment)
    names = {member.id: member.person.name for member in memberships.everyone(session, actor)}
    may_edit = rights.may_edit_track(actor, track)
    found = {"segment": segment, "track": track, "changes": changes, "names": names, "may_edit": may_edit}
    return render(request, "segments/show.html", actor, section="library", **found, **shown)  # type: ignore[arg-type]
