"""The overview of a playlist as a program sees it, and whom it has heard."""

import uuid

from fastapi import APIRouter
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import coverage, overviews, playlists
from app.domain.overviews import Answer
from app.models import Playlist
from app.routes.api.outcomes import OutcomeShape
from app.routes.api.playlists import ItemShape
from app.routes.api.shapes import MemberShape, PlaylistShape

router = APIRouter(prefix="/playlists/{id}", tags=["playlists"])


class SentenceShape(BaseModel):
    """As it was said; the track opens at this moment with /tracks/{id}?t= and seconds."""

    start_ms: int
    end_ms: int
    text: str


class AnswerShape(BaseModel):
    """`sentences`: those nearest in meaning to the problem, in order of time."""

    item: ItemShape
    sentences: list[SentenceShape]
    outcomes: list[OutcomeShape]

    @classmethod
    def of(cls, playlist: Playlist, answer: Answer) -> "AnswerShape":
        return cls(
            item=ItemShape.of(answer.item, playlist.items.index(answer.item)),
            sentences=[SentenceShape(**vars(one)) for one in answer.sentences],
            outcomes=[OutcomeShape.of(one) for one in answer.outcomes],
        )


class OverviewShape(BaseModel):
    """Accepted solutions come first; `others` are the tracks that nobody has classified."""

    playlist: PlaylistShape
    solutions: list[AnswerShape]
    opinions: list[AnswerShape]
    inputs: list[AnswerShape]
    others: list[AnswerShape]


class DepartmentShape(BaseModel):
    group_id: uuid.UUID
    name: str
    contributors: list[MemberShape]


class SuggestionShape(BaseModel):
    """Somebody to ask: of a department that was not heard, or who knows something near to the problem."""

    member: MemberShape
    group_id: uuid.UUID | None
    superpower: str | None
    track_id: uuid.UUID | None
    start_ms: int


class CoverageShape(BaseModel):
    contributors: list[MemberShape]
    departments: list[DepartmentShape]
    suggestions: list[SuggestionShape]


@router.get("/overview")
def overview(id: Id, session: Db, actor: Actor) -> OverviewShape:
    """Every answer to the problem with its key sentences and outcomes."""
    playlist = playlists.get(session, actor, id)
    found = overviews.overview(session, playlist)
    kinds = {name: [AnswerShape.of(playlist, one) for one in answers] for name, answers in vars(found).items()}
    return OverviewShape(playlist=PlaylistShape.of(playlist), **kinds)


@router.get("/coverage")
def covered(id: Id, session: Db, actor: Actor) -> CoverageShape:
    """Who contributed, of which departments, and who else might know. It never depends on who listened."""
    found = coverage.coverage(session, actor, playlists.get(session, actor, id))
    return CoverageShape(
        contributors=[MemberShape.of(one) for one in found.contributors],
        departments=[_department(one) for one in found.departments],
        suggestions=[_suggestion(one) for one in found.suggestions],
    )


def _department(one: coverage.Department) -> DepartmentShape:
    contributors = [MemberShape.of(member) for member in one.contributors]
    return DepartmentShape(group_id=one.group.id, name=one.group.name, contributors=contributors)


def _suggestion(one: coverage.Suggestion) -> SuggestionShape:
    track, group = one.knowing.track, one.department
    return SuggestionShape(
        member=MemberShape.of(one.member),
        group_id=group.id if group else None,
        superpower=one.knowing.superpower,
        track_id=track.id if track else None,
        start_ms=one.knowing.start_ms,
    )
