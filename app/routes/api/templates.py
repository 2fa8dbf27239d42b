"""Templates: what a playlist can start from. POST /api/playlists takes one as `template_id`."""

import uuid

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import templates
from app.domain.outlines import Line
from app.domain.templates import Start
from app.models import PlaylistKind
from app.routes.api.once import OnlyOnce

router = APIRouter(prefix="/templates", tags=["templates"])


class TemplateCard(BaseModel):
    title: str = Field(max_length=1_000)
    prompt: str = Field(default="", max_length=10_000)


class NewTemplate(BaseModel):
    title: str = Field(max_length=1_000)
    kind: PlaylistKind = PlaylistKind.EXPERT
    description: str = Field(default="", max_length=10_000)
    guidelines: str = Field(default="", max_length=10_000)
    cards: list[TemplateCard] = Field(min_length=1, max_length=1_000)


class TemplateShape(BaseModel):
    """`is_own`: made by this workspace rather than coming with Lorecast."""

    id: uuid.UUID
    title: str
    kind: PlaylistKind
    description: str
    guidelines: str
    cards: list[TemplateCard]
    is_own: bool

    @classmethod
    def of(cls, start: Start) -> "TemplateShape":
        cards = [TemplateCard(title=line.title, prompt=line.prompt) for line in start.lines]
        words = {"title": start.title, "description": start.description, "guidelines": start.guidelines}
        return cls(id=start.id, kind=start.kind, cards=cards, is_own=start.own is not None, **words)


class Templates(BaseModel):
    items: list[TemplateShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor) -> Templates:
    """The workspace's own by title, then those that come with Lorecast."""
    return Templates(items=[TemplateShape.of(start) for start in templates.everything(session, actor)])


@router.post("", status_code=201, response_model=TemplateShape)
def create(sent: NewTemplate, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """One that every member of the workspace can start from."""

    def make() -> TemplateShape:
        lines = [Line(card.title, card.prompt) for card in sent.cards]
        words = {"title": sent.title, "description": sent.description, "guidelines": sent.guidelines}
        made = templates.create(session, actor, kind=sent.kind, lines=lines, **words)
        return TemplateShape.of(templates.get(session, actor, made.id))

    return once(sent, make)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Whoever made it and admins; playlists made from it stay, and it can be restored for 30 days."""
    templates.delete(session, actor, id)


@router.post("/{id}/restore", status_code=204)
def restore(id: Id, session: Db, actor: Actor) -> None:
    """Undo a deletion."""
    templates.restore(session, actor, id)
