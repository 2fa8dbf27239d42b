"""The outline of a playlist: its cards as rows of one form. Moving and removing change the form, Save the outline."""

import uuid
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import outlines, playlists
from app.domain.outlines import CARDS_MAX, Line
from app.errors import Invalid, StaleVersion
from app.models import Playlist, Right
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/playlists/{id}/outline")
Cell = Annotated[str, Field(max_length=20_000)]
ROWS_MAX = 4 * CARDS_MAX


@dataclass
class Row:
    """A card as it stands in the form; `id` is empty while it is new."""

    id: str = ""
    title: str = ""
    prompt: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.title.strip() or self.prompt.strip())


class OutlineForm(BaseModel):
    """The rows, column by column. `do` is what to do with them: save, more, paste, or "up 3", "down 3", "remove 3"."""

    id: list[Cell] = Field(default_factory=list, max_length=ROWS_MAX)
    title: list[Cell] = Field(default_factory=list, max_length=ROWS_MAX)
    prompt: list[Cell] = Field(default_factory=list, max_length=ROWS_MAX)
    pasted: str = Field(default="", max_length=100_000)
    version: int | None = None
    do: str = Field(default="save", max_length=20)

    def rows(self) -> list[Row]:
        """What was typed, and after that one card for each line that was pasted; blank rows are left out."""
        pasted = [Row(title=line.strip()) for line in self.pasted.splitlines()]
        return [row for row in [*self._typed(), *pasted] if not row.is_blank][:ROWS_MAX]

    def rearranged(self) -> list[Row]:
        """The rows after what `do` says; a row to move or remove is named by its place in the form."""
        verb, _space, place = self.do.partition(" ")
        if verb in ("more", "paste"):
            return [*self.rows(), Row()] if verb == "more" else self.rows()
        rows = self._typed()
        if place.isascii() and place.isdigit() and len(place) < 4 and int(place) < len(rows):
            row = rows.pop(int(place))
            if verb != "remove":
                rows.insert(max(int(place) + (1 if verb == "down" else -1), 0), row)
        return rows

    def _typed(self) -> list[Row]:
        return [Row(*cells) for cells in zip(self.id, self.title, self.prompt, strict=False)]


@router.get("")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    rows = [Row(str(card.id), card.title, card.prompt) for card in outlines.cards(session, playlist)]
    return _page(request, session, actor, playlist, rows)


@router.post("")
def write(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[OutlineForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    if form.do != "save":
        return _page(request, session, actor, playlist, form.rearranged(), version=form.version)
    try:
        outlines.write(session, playlist, [_line(row) for row in form.rows()], version=form.version)
    except (Invalid, StaleVersion) as refusal:
        return _page(request, session, actor, playlist, form.rows(), refusal=refusal, status=refusal.status)
    response = redirect(f"/playlists/{id}")
    flash(response, _("The outline is saved."))
    return response


def _page(
    request: Request,
    session: Db,
    actor: Actor,
    playlist: Playlist,
    rows: list[Row],
    *,
    version: int | None = None,
    refusal: Invalid | StaleVersion | None = None,
    **shown: Any,
) -> Response:
    """The form. After somebody else was faster it shows what stands there now, and saving again is meant."""
    standing = outlines.of(session, playlist)
    return render(
        request,
        "outlines/edit.html",
        actor,
        section="playlists",
        playlist=playlist,
        rows=rows or [Row()],
        version=version or playlist.version,
        tracks={str(place.card.id): place.track for place in standing if place.track},
        refusal=refusal,
        now=[place.card for place in standing] if isinstance(refusal, StaleVersion) else [],
        cards_max=CARDS_MAX,
        **shown,
    )


def _line(row: Row) -> Line:
    try:
        return Line(row.title, row.prompt, uuid.UUID(row.id) if row.id else None)
    except ValueError:
        return Line(row.title, row.prompt)
