"""Hires: those whose mentor somebody is, each with their path, and of their progress only what they share."""

import uuid
from dataclasses import dataclass, field

from sqlmodel import Session

from app.domain import assignments, check_ins, help_calls, reverse_onboarding, shared_progress
from app.domain.shared_progress import SharedProgress
from app.models import Assignment, CheckIn, HelpCall, Membership, ReverseOnboarding


@dataclass
class Leg:
    """One playlist of a hire's path as its mentor sees it. `shared` None: the progress is theirs to share."""

    assignment: Assignment
    shared: SharedProgress | None
    help_calls: list[HelpCall]


@dataclass
class Hire:
    """A hire, what this mentor asked them to hear, when they meet next and when they are asked in turn."""

    member: Membership
    legs: list[Leg] = field(default_factory=list)
    next_check_in: CheckIn | None = None
    asks_back: ReverseOnboarding | None = None

    @property
    def calls(self) -> list[HelpCall]:
        """Where they wait for help."""
        return [call for leg in self.legs for call in leg.help_calls if not call.helped_at]


def of(session: Session, mentor: Membership) -> list[Hire]:
    """By name. The order says nothing of who has heard how much."""
    asked = assignments.of_mentor(session, mentor)
    if not asked:
        return []
    shared, calls = shared_progress.of(session, mentor, asked), help_calls.of(session, mentor, asked)
    found: dict[uuid.UUID, Hire] = {}
    for each in asked:
        hire = found.setdefault(each.hire_id, Hire(each.hire))
        hire.legs.append(Leg(each, shared.get(each.id), calls.get(each.id, [])))
    _add_days(session, mentor, found)
    return list(found.values())


def _add_days(session: Session, mentor: Membership, found: dict[uuid.UUID, Hire]) -> None:
    meetings = check_ins.next_with(session, mentor)
    back = reverse_onboarding.of(session, mentor, list(found))
    for id, hire in found.items():
        hire.next_check_in, hire.asks_back = meetings.get(id), back.get(id)
