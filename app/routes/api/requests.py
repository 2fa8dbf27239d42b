"""Requests: asking somebody to record something, and what they do with it."""

import uuid
from datetime import date, datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, model_validator
from sqlmodel import Session
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import groups, memberships, playlists, request_course, request_lists, requests, tracks
from app.domain.request_lists import Page
from app.domain.requests import Wish
from app.errors import NotFound
from app.models import Group, Membership, Request, RequestState, RequestStep, RequestStepKind
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/requests", tags=["requests"])
Which = Literal["all", "asked_of_me", "asked_by_me", "answered"]
WAITING = {"asked_of_me": request_lists.asked_of, "asked_by_me": request_lists.asked_by}


class NewRequest(BaseModel):
    """Asks one member or one group. `cards` is an outline, one title each; `due_on` a wish and never a deadline."""

    member_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None
    question: str = Field(max_length=5_000)
    cards: list[str] = Field(default_factory=list, max_length=1_000)
    playlist_id: uuid.UUID | None = None
    due_on: date | None = None

    @model_validator(mode="after")
    def _one(self) -> "NewRequest":
        if (self.member_id is None) == (self.group_id is None):
            raise ValueError("Name either member_id or group_id.")
        return self


class Refusal(BaseModel):
    reason: str = Field(max_length=5_000)


class Pass(BaseModel):
    member_id: uuid.UUID
    words: str = Field(default="", max_length=5_000)


class Answer(BaseModel):
    track_id: uuid.UUID


class StepShape(BaseModel):
    kind: RequestStepKind
    taken_at: datetime
    taken_by: uuid.UUID
    passed_to: uuid.UUID | None
    words: str

    @classmethod
    def of(cls, step: RequestStep) -> "StepShape":
        ids = {"taken_by": step.taken_by, "passed_to": step.passed_to}
        return cls(kind=step.kind, taken_at=step.created_at, words=step.words, **ids)


class RequestShape(BaseModel):
    """`holder` is who is to answer now; null while a group has not decided. `playlist_id` only where one may see it."""

    id: uuid.UUID
    created_at: datetime
    state: RequestState
    question: str
    cards: list[str]
    due_on: date | None
    asker: MemberShape | None
    asked: MemberShape | None
    group_id: uuid.UUID | None
    holder: MemberShape | None
    playlist_id: uuid.UUID | None
    track_id: uuid.UUID | None
    steps: list[StepShape]

    @classmethod
    def of(cls, session: Session, actor: Membership, request: Request) -> "RequestShape":
        playlist = request_course.playlist_of(session, actor, request)
        heard = request.track_id and tracks.among(session, actor, [request.track_id])
        people = {name: getattr(request, name) for name in ("asker", "asked", "holder")}
        named = {name: MemberShape.of(member) if member else None for name, member in people.items()}
        return cls(
            **request.model_dump(include={"id", "created_at", "question", "cards", "due_on", "group_id"}),
            **named,
            state=request.state,
            playlist_id=playlist.id if playlist else None,
            track_id=request.track_id if heard else None,
            steps=[StepShape.of(step) for step in requests.steps(session, request)],
        )


class Requests(BaseModel):
    items: list[RequestShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor, which: Which = "all", cursor: str | None = None) -> Requests:
    """Requests that concern the member, newest first; those that wait for them by the day that is wished."""
    if which in WAITING:
        page = Page(WAITING[which](session, actor))
    else:
        listed = request_lists.answered if which == "answered" else request_lists.everything
        page = listed(session, actor, cursor=cursor)
    return Requests(items=[RequestShape.of(session, actor, one) for one in page.items], next_cursor=page.next_cursor)


@router.post("", status_code=201, response_model=RequestShape)
def ask(sent: NewRequest, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Ask somebody to record something."""

    def make() -> RequestShape:
        playlist = playlists.get(session, actor, sent.playlist_id) if sent.playlist_id else None
        wish = Wish(sent.question, sent.cards, playlist, sent.due_on)
        return RequestShape.of(session, actor, requests.ask(session, actor, _asked(session, actor, sent), wish))

    return once(sent, make)


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor) -> RequestShape:
    """One request, with the way it took."""
    return RequestShape.of(session, actor, requests.get(session, actor, id))


@router.post("/{id}/acceptance")
def accept(id: Id, session: Db, actor: Actor) -> RequestShape:
    """Take it; of a group the first one does."""
    request_course.accept(session, actor, requests.get(session, actor, id))
    return show(id, session, actor)


@router.post("/{id}/refusal")
def decline(id: Id, sent: Refusal, session: Db, actor: Actor) -> RequestShape:
    """Say no, with a reason for the asker."""
    request_course.decline(session, actor, requests.get(session, actor, id), sent.reason)
    return show(id, session, actor)


@router.post("/{id}/passes")
def pass_on(id: Id, sent: Pass, session: Db, actor: Actor) -> RequestShape:
    """Hand it to somebody who knows better."""
    request = requests.get(session, actor, id)
    request_course.pass_on(session, actor, request, memberships.get(session, actor, sent.member_id), sent.words)
    return show(id, session, actor)


@router.post("/{id}/answer")
def answer(id: Id, sent: Answer, session: Db, actor: Actor) -> RequestShape:
    """A track of one's own answers it: the asker hears it from now on. The same again is harmless."""
    request = requests.get(session, actor, id)
    request_course.answer(session, actor, request, tracks.get(session, actor, sent.track_id))
    return show(id, session, actor)


@router.delete("/{id}", status_code=204)
def withdraw(id: Id, session: Db, actor: Actor) -> None:
    """The asker needs it no more; it can be restored."""
    request_course.withdraw(session, actor, requests.get(session, actor, id))


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> RequestShape:
    """Undo withdrawing."""
    request_course.reopen(session, actor, requests.get(session, actor, id))
    return show(id, session, actor)


def _asked(session: Session, actor: Membership, sent: NewRequest) -> Membership | Group:
    if sent.group_id is not None:
        return groups.get(session, actor, sent.group_id)
    if sent.member_id is not None:
        return memberships.get(session, actor, sent.member_id)
    raise NotFound
