"""Thanks: what listeners give back to a track, with their name."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import thanks, tracks
from app.domain.thanks import Gathered
from app.models import Membership, ThanksKind, Track
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/tracks/{id}/thanks", tags=["thanks"])


class Said(BaseModel):
    """`text` may say what the track was used for; of plain thanks it is not kept."""

    text: str = Field(default="", max_length=2_000)


class GivenShape(BaseModel):
    member: MemberShape
    text: str
    created_at: datetime


class GatheredShape(BaseModel):
    count: int
    is_mine: bool
    given: list[GivenShape]

    @classmethod
    def of(cls, gathered: Gathered) -> "GatheredShape":
        given = [
            GivenShape(member=MemberShape.of(one.member), text=one.text, created_at=one.created_at)
            for one in gathered.given
        ]
        return cls(count=len(given), is_mine=gathered.mine is not None, given=given)


class ThanksShape(BaseModel):
    thanks: GatheredShape
    used: GatheredShape


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> ThanksShape:
    """Who thanked for the track, and who used it."""
    return _shape(session, actor, tracks.get(session, actor, id))


@router.put("/{kind}")
def leave(id: Id, kind: ThanksKind, session: Db, actor: Actor, sent: Said | None = None) -> ThanksShape:
    """Thank, or say that it was of use. Repeating it replaces the sentence."""
    track = tracks.get(session, actor, id)
    thanks.leave(session, actor, track, kind, text=sent.text if sent else "")
    return _shape(session, actor, track)


@router.delete("/{kind}", status_code=204)
def take_back(id: Id, kind: ThanksKind, session: Db, actor: Actor) -> None:
    """Undo one's own; repeating it changes nothing."""
    thanks.take_back(session, actor, tracks.get(session, actor, id), kind)


def _shape(session: Session, actor: Membership, track: Track) -> ThanksShape:
    gathered = thanks.of(session, actor, track)
    return ThanksShape(**{kind.value: GatheredShape.of(each) for kind, each in gathered.items()})
