"""The member's own path, and the day on which a hire is asked for a playlist in turn."""

import uuid
from datetime import date, datetime

from fastapi import APIRouter
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import assignments, paths, reverse_onboarding
from app.domain.progress import Progress
from app.models import ReverseOnboarding
from app.routes.api.assignment_shapes import AssignmentShape, HelpCallShape
from app.routes.api.shapes import TrackShape

router = APIRouter(tags=["onboarding"])


class ProgressShape(BaseModel):
    """`left_ms` is sound at speed 1, `left_at_my_speed_ms` what it takes at the member's playback speed."""

    heard_count: int
    tracks_count: int
    next: TrackShape | None
    left_ms: int
    left_at_my_speed_ms: int

    @classmethod
    def of(cls, progress: Progress, speed: float) -> "ProgressShape":
        return cls(
            heard_count=progress.heard_count,
            tracks_count=progress.tracks_count,
            next=TrackShape.of(progress.next) if progress.next else None,
            left_ms=progress.left_ms,
            left_at_my_speed_ms=progress.left_at(speed),
        )


class StepShape(BaseModel):
    assignment: AssignmentShape
    progress: ProgressShape
    help_calls: list[HelpCallShape]


class PathShape(BaseModel):
    progress: ProgressShape
    items: list[StepShape]


class ReverseOnboardingShape(BaseModel):
    """`asks_back_on` null: the hire is not asked. `asked_at`: since when they are."""

    id: uuid.UUID
    hire_id: uuid.UUID
    asks_back_on: date | None
    asked_at: datetime | None


class ReverseOnboardings(BaseModel):
    items: list[ReverseOnboardingShape]
    next_cursor: str | None = None


class DayChange(BaseModel):
    asks_back_on: date | None


@router.get("/path")
def show(session: Db, actor: Actor) -> PathShape:
    """What the member is asked to hear, in order, with their own progress. Nobody else gets this."""
    steps, speed = paths.of(session, actor), actor.person.playback_speed
    items = [
        StepShape(
            assignment=AssignmentShape.of(step.assignment),
            progress=ProgressShape.of(step.progress, speed),
            help_calls=[HelpCallShape.of(call) for call in step.help_calls],
        )
        for step in steps
    ]
    return PathShape(progress=ProgressShape.of(paths.whole(steps), speed), items=items)


@router.get("/reverse-onboardings")
def index(session: Db, actor: Actor) -> ReverseOnboardings:
    """When the hires whose mentor the member is are asked for a playlist on what they know."""
    found = reverse_onboarding.of(session, actor, list(assignments.hire_ids(session, actor)))
    return ReverseOnboardings(items=[_shape(each) for each in found.values()])


@router.patch("/reverse-onboardings/{id}")
def change(id: Id, sent: DayChange, session: Db, actor: Actor) -> ReverseOnboardingShape:
    """Choose another day, or none; 409 once the hire has been asked."""
    found = reverse_onboarding.get(session, actor, id)
    reverse_onboarding.choose_day(found, sent.asks_back_on)
    return _shape(found)


def _shape(found: ReverseOnboarding) -> ReverseOnboardingShape:
    return ReverseOnboardingShape.model_validate(found, from_attributes=True)
