"""The vocabulary: terms that the speech model is told about, and where each came from."""

import uuid
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from app.deps import Actor, Db, Id
from app.domain import corrections, vocabulary
from app.domain.vocabulary import Taught
from app.models import Membership, Term
from app.routes.api.once import OnlyOnce

router = APIRouter(prefix="/vocabulary", tags=["vocabulary"])


class TermShape(BaseModel):
    """`track_id`: whose correction taught it, if you may hear that track; `taught_by`: a member's id."""

    id: uuid.UUID
    spelling: str
    taught_by: uuid.UUID | None
    track_id: uuid.UUID | None
    created_at: datetime

    @classmethod
    def of(cls, taught: Taught) -> "TermShape":
        track_id = taught.track.id if taught.track else None
        return cls(**taught.term.model_dump(include={"id", "spelling", "taught_by", "created_at"}), track_id=track_id)


class VocabularyShape(BaseModel):
    terms: list[TermShape]


class Lesson(BaseModel):
    """With `segment_id`: words that a corrected sentence says, from whoever may correct it. Without: admins only."""

    spellings: list[str] = Field(min_length=1, max_length=1_000)
    segment_id: uuid.UUID | None = None


@router.get("")
def index(session: Db, actor: Actor) -> VocabularyShape:
    """Everything the model is told, the newest first. Guests are refused."""
    return _shape(session, actor)


@router.post("", status_code=201, response_model=VocabularyShape)
def teach(sent: Lesson, session: Db, actor: Actor, once: OnlyOnce) -> JSONResponse:
    """Teach terms; answers with the new ones, which is none when all are known."""

    def make() -> VocabularyShape:
        fresh = {term.id for term in _taught(session, actor, sent)}
        return VocabularyShape(terms=[term for term in _shape(session, actor).terms if term.id in fresh])

    return once(sent, make)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Forget a term: for whoever taught it, and admins. Twice is once."""
    vocabulary.remove(actor, vocabulary.get(session, actor, id))


def _taught(session: Db, actor: Membership, sent: Lesson) -> list[Term]:
    if sent.segment_id is None:
        return vocabulary.write_down(session, actor, lines="\n".join(sent.spellings))
    segment = corrections.get_segment(session, actor, sent.segment_id)
    return vocabulary.teach(session, actor, segment, spellings=sent.spellings)


def _shape(session: Db, actor: Membership) -> VocabularyShape:
    return VocabularyShape(terms=[TermShape.of(taught) for taught in vocabulary.of(session, actor)])
