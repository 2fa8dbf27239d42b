"""Segments: putting right what was misheard, saying that a doubtful word is right, and going back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import corrections, doubtful_words, memberships, misheard_terms, rights, tracks
from app.errors import Invalid, StaleVersion
from app.models import Membership, Segment
from app.pages import redirect, render
from app.routes.pages.terms import offer

router = APIRouter(prefix="/segments/{id}")

# Where somebody came from, and what they see next.
WAYS_BACK = {
    "": "/tracks/{track}#segment-{segment}",
    "corrections": "/tracks/{track}/corrections",
    "doubtful-words": "/tracks/{track}/doubtful-words",
    "sentence": "/segments/{segment}/sentence",
}


class WayBack(BaseModel):
    """`back`: one of WAYS_BACK; anything else is the transcript."""

    back: str = Field(default="", max_length=100)


class CorrectionForm(WayBack):
    """`word`: the doubtful word because of which the sentence was looked at."""

    text: str = Field(default="", max_length=10_000)
    text_before: str | None = Field(default=None, max_length=10_000)
    word: str = Field(default="", max_length=10_000)


class WordForm(WayBack):
    word: str = Field(default="", max_length=10_000)


class UndoForm(WayBack):
    correction_id: str = ""


@router.get("")
def show(id: Id, request: Request, session: Db, actor: Actor, word: str = "", back: str = "") -> Response:
    form = CorrectionForm(word=word, back=back)
    return _page(request, session, actor, corrections.get_segment(session, actor, id), form=form)


@router.get("/sentence")
def sentence(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    """The sentence alone, for the page that it stands on."""
    segment = corrections.get_segment(session, actor, id)
    may_edit = rights.may_edit_track(actor, tracks.get(session, actor, segment.track_id))
    doubts = {segment.id: doubtful_words.of_segment(session, segment)} if may_edit else {}
    return render(request, "segments/sentence.html", actor, segment=segment, may_edit=may_edit, doubts=doubts)


@router.post("")
def correct(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CorrectionForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    before = segment.text
    try:
        corrections.correct(session, actor, segment, text=form.text, text_before=form.text_before)
    except (Invalid, StaleVersion) as refusal:
        refused = {"errors": {"text": refusal.sentence}, "now_says": refusal.details.get("current")}
        return _page(request, session, actor, segment, form=form, status=refusal.status, **refused)
    if form.word:
        doubtful_words.settle(session, actor, segment, form.word)
    terms = misheard_terms.of(session, actor, segment, text_before=before)
    return offer(_back(form, segment), segment, terms)


@router.post("/undo")
def undo(id: Id, session: Db, actor: Actor, form: Annotated[UndoForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    expected = opaque_id(form.correction_id) if form.correction_id else None
    corrections.undo(session, actor, segment, correction_id=expected)
    return _back(form, segment)


@router.post("/confirmations")
def confirm(id: Id, session: Db, actor: Actor, form: Annotated[WordForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    doubtful_words.confirm(session, actor, segment, form.word)
    return _back(form, segment)


@router.post("/confirmations/delete")
def withdraw(id: Id, session: Db, actor: Actor, form: Annotated[WordForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    doubtful_words.withdraw(session, actor, segment, form.word)
    return _back(form, segment)


def _back(form: WayBack, segment: Segment) -> Response:
    way = WAYS_BACK.get(form.back, WAYS_BACK[""])
    return redirect(way.format(track=segment.track_id, segment=segment.id))


def _page(
    request: Request, session: Session, actor: Membership, segment: Segment, *, form: CorrectionForm, **shown: object
) -> Response:
    track = tracks.get(session, actor, segment.track_id)
    may_edit = rights.may_edit_track(actor, track)
    doubts = doubtful_words.of_segment(session, segment) if may_edit else []
    found = {
        "segment": segment,
        "track": track,
        "changes": corrections.history(session, segment),
        "names": {member.id: member.person.name for member in memberships.everyone(session, actor)},
        "may_edit": may_edit,
        "doubt": next((doubt for doubt in doubts if doubt.heard == form.word), None),
        "now_says": None,
    }
    return render(request, "segments/show.html", actor, section="library", form=form, **{**found, **shown})  # type: ignore[arg-type]
