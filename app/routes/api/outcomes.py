"""Outcomes as a program sees them: what came of a solution when somebody tried it."""

import uuid
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import contributions, outcomes, playlists, tracks
from app.models import Outcome, OutcomeResult
from app.routes.api.once import OnlyOnce
from app.routes.api.playlist_items import ItemId
from app.routes.api.shapes import MemberShape

router = APIRouter(tags=["outcomes"])


class NewOutcome(BaseModel):
    result: OutcomeResult
    sentence: str = Field(default="", max_length=5_000)


class OutcomeChange(BaseModel):
    result: OutcomeResult | None = None
    sentence: str | None = Field(default=None, max_length=5_000)


class NewVoice(BaseModel):
    """A recording of one's own that was opened with `about_track_id`: the solution's track."""

    track_id: uuid.UUID


class OutcomeShape(BaseModel):
    """`voice_track_id` is a track whose sound is heard like any other's."""

    id: uuid.UUID
    track_id: uuid.UUID
    member: MemberShape
    result: OutcomeResult
    sentence: str
    voice_track_id: uuid.UUID | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, outcome: Outcome) -> "OutcomeShape":
        return cls(
            id=outcome.id,
            track_id=outcome.track_id,
            member=MemberShape.of(outcome.member),
            result=outcome.result,
            sentence=outcome.sentence,
            voice_track_id=outcome.voice_track_id,
            created_at=outcome.created_at,
            updated_at=outcome.updated_at,
        )


class Outcomes(BaseModel):
    items: list[OutcomeShape]
    next_cursor: str | None = None


@router.get("/playlists/{id}/items/{item}/outcomes")
def index(id: Id, item: ItemId, session: Db, actor: Actor) -> Outcomes:
    """Who tried this solution, the last first: at most one for each member."""
    playlist = playlists.get(session, actor, id)
    track_id = contributions.item_of(playlist, item).track_id
    return Outcomes(items=[OutcomeShape.of(one) for one in outcomes.of(session, playlist).get(track_id, [])])


@router.post("/playlists/{id}/items/{item}/outcomes", status_code=201, response_model=OutcomeShape)
def leave(id: Id, item: ItemId, sent: NewOutcome, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Say what came of it. Another one of the same member replaces the first."""

    def make() -> OutcomeShape:
        playlist = playlists.get(session, actor, id)
        found = contributions.item_of(playlist, item)
        return OutcomeShape.of(outcomes.leave(session, actor, playlist, found, **sent.model_dump()))

    return once(sent, make)


@router.get("/outcomes/{id}")
def show(id: Id, session: Db, actor: Actor) -> OutcomeShape:
    """One outcome of a playlist the member may hear."""
    return OutcomeShape.of(outcomes.get(session, actor, id))


@router.patch("/outcomes/{id}")
def change(id: Id, sent: OutcomeChange, session: Db, actor: Actor) -> OutcomeShape:
    """Say it otherwise; one's own."""
    outcome = outcomes.get(session, actor, id)
    sentence = outcome.sentence if sent.sentence is None else sent.sentence
    outcomes.revise(actor, outcome, result=sent.result or outcome.result, sentence=sentence)
    return OutcomeShape.of(outcome)


@router.delete("/outcomes/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Take one's own back, its voice note too; it can be restored for 30 days."""
    outcomes.delete(session, actor, outcomes.get(session, actor, id))


@router.post("/outcomes/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> OutcomeShape:
    """Undo a deletion."""
    outcomes.restore(session, actor, id)
    session.flush()
    return OutcomeShape.of(outcomes.get(session, actor, id))


@router.post("/outcomes/{id}/voice", status_code=201, response_model=OutcomeShape)
def say(id: Id, sent: NewVoice, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Tell it by voice. Another voice note replaces the first."""

    def make() -> OutcomeShape:
        outcome = outcomes.get(session, actor, id)
        outcomes.say(session, actor, outcome, tracks.get(session, actor, sent.track_id))
        return OutcomeShape.of(outcome)

    return once(sent, make)


@router.delete("/outcomes/{id}/voice", status_code=204)
def be_silent(id: Id, session: Db, actor: Actor) -> None:
    """Take the voice note away; the outcome stays."""
    outcomes.say(session, actor, outcomes.get(session, actor, id), None)
