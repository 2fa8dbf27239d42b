"""The one who asks: who they are, and how they like to listen."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.deps import Actor, Db
from app.domain import people
from app.models import Person
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/me", tags=["people"])


class Preferences(BaseModel):
    playback_speed: float | None = Field(default=None, ge=0.5, le=3.0)
    shortcuts_on: bool | None = None
    skips_silence: bool | None = None


@router.get("")
def show(actor: Actor) -> MemberShape:
    return MemberShape.of(actor)


@router.get("/preferences")
def preferences(session: Db, actor: Actor) -> Preferences:
    return _shape(session.get_one(Person, actor.person_id))


@router.put("/preferences")
def prefer(sent: Preferences, session: Db, actor: Actor) -> Preferences:
    """Change what is given; the same on every device."""
    person = session.get_one(Person, actor.person_id)
    people.update(session, person, **sent.model_dump())
    return _shape(person)


def _shape(person: Person) -> Preferences:
    return Preferences(
        playback_speed=person.playback_speed,
        shortcuts_on=person.shortcuts_off_at is None,
        skips_silence=person.silences_skipped_at is not None,
    )
