"""Segments: putting right what was misheard, and going back."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import corrections
from app.pages import redirect

router = APIRouter(prefix="/segments/{id}")


class CorrectionForm(BaseModel):
    text: str = Field(max_length=10_000)
    text_before: str | None = Field(default=None, max_length=10_000)


@router.post("")
def correct(id: Id, session: Db, actor: Actor, form: Annotated[CorrectionForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    corrections.correct(session, actor, segment, text=form.text, text_before=form.text_before)
    return redirect(f"/tracks/{segment.track_id}#segment-{id}")


@router.post("/undo")
def undo(id: Id, session: Db, actor: Actor) -> Response:
    segment = corrections.get_segment(session, actor, id)
    corrections.undo(session, actor, segment)
    return redirect(f"/tracks/{segment.track_id}#segment-{id}")
