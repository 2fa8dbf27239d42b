"""Questions without a name. docs/anonymous-questions.md says what that means."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id, UnnotedActor
from app.domain import playlists, questions, tracks
from app.models import Right
from app.routes.api.notes import AtMs

router = APIRouter(tags=["notes"])


class NewQuestion(BaseModel):
    text: str = Field(max_length=20_000)
    at_ms: AtMs = None


@router.post("/tracks/{id}/questions", status_code=204)
def ask(id: Id, sent: NewQuestion, session: Db, actor: UnnotedActor) -> None:
    """Ask without a name, where a playlist of the track allows it (403 elsewhere).

    Nobody is told the note's id and nothing remembers the request: an Idempotency-Key is not looked at, there is no
    line in the log, and whoever asked can neither change nor delete it.
    """
    questions.ask(session, actor, tracks.get(session, actor, id), text=sent.text, at_ms=sent.at_ms)


@router.put("/playlists/{id}/anonymous-questions", status_code=204)
def allow(id: Id, session: Db, actor: Actor) -> None:
    """Let people ask without a name about the tracks of this playlist."""
    questions.allow(playlists.get(session, actor, id, Right.EDIT), on=True)


@router.delete("/playlists/{id}/anonymous-questions", status_code=204)
def forbid(id: Id, session: Db, actor: Actor) -> None:
    """From now on questions are asked with a name; what was asked before stays."""
    questions.allow(playlists.get(session, actor, id, Right.EDIT), on=False)
