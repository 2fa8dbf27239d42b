"""Templates: what a playlist can start from. Some come with Lorecast (app/playlist_templates); teams add their own."""

import tomllib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import outlines, playlists
from app.domain.outlines import Line
from app.domain.tracks import checked_title
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound
from app.models import Membership, Playlist, PlaylistKind, Template
from app.models.base import now

FOLDER = Path(__file__).parent.parent / "playlist_templates"
# The ids of those that come with Lorecast are made from their file's name, so that they stay the same everywhere.
NAMESPACE = uuid.UUID("6e0d9d3c-0f5c-5d0e-9a53-3f1f6c8a7b21")
TEMPLATES_MAX = 200


@dataclass(frozen=True)
class Start:
    """What a playlist starts from. `own` is the workspace's row, None for one that comes with Lorecast."""

    id: uuid.UUID
    kind: PlaylistKind
    title: str
    description: str
    guidelines: str
    lines: tuple[Line, ...]
    own: Template | None = None


@cache
def built_in() -> tuple[Start, ...]:
    """Those that come with Lorecast, in the order of their files."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def everything(session: Session, actor: Membership) -> list[Start]:
    """The workspace's own by title, then those that come with Lorecast."""
    own = select(Template).where(col(Template.workspace_id) == actor.workspace_id, col(Template.deleted_at).is_(None))
    rows = session.scalars(own.order_by(col(Template.title), col(Template.id)).limit(TEMPLATES_MAX))
    return [*map(_of, rows), *built_in()]


def get(session: Session, actor: Membership, id: uuid.UUID) -> Start:
    """Raises NotFound."""
    for start in built_in():
        if start.id == id:
            return start
    return _of(_row(session, actor, id))


def create(
    session: Session,
    actor: Membership,
    *,
    title: str,
    lines: Sequence[Line],
    kind: PlaylistKind = PlaylistKind.EXPERT,
    description: str = "",
    guidelines: str = "",
) -> Template:
    """One that every member of the workspace can start from. Guests make none."""
    if actor.is_guest:
        raise Forbidden("Guests listen and answer; they do not make templates.")
    if not lines:
        raise Invalid("A template needs at least one card. Write the outline first.", field="cards")
    outlines.check(lines)
    made = Template(
        workspace_id=actor.workspace_id,
        kind=kind,
        title=checked_title(title),
        description=playlists.checked_text(description, "description"),
        guidelines=playlists.checked_text(guidelines, "guidelines"),
        cards=[{"title": line.title.strip(), "prompt": line.prompt.strip()} for line in lines],
        created_by=actor.id,
    )
    session.add(made)
    session.flush()
    return made


def save(session: Session, actor: Membership, playlist: Playlist) -> Template:
    """Make a template of a playlist: its words and its cards, none of its tracks."""
    lines = outlines.as_lines(outlines.cards(session, playlist))
    texts = {"title": playlist.title, "description": playlist.description, "guidelines": playlist.guidelines}
    return create(session, actor, kind=playlist.kind, lines=lines, **texts)


def delete(session: Session, actor: Membership, id: uuid.UUID) -> Template:
    """Take it out of the choice; playlists made from it stay. Whoever made it and admins do this."""
    row = _row(session, actor, id)
    if row.created_by != actor.id and not actor.is_admin:
        raise Forbidden("Only whoever made a template, and admins, delete it.")
    row.deleted_at = row.deleted_at or now()
    return row


def restore(session: Session, actor: Membership, id: uuid.UUID) -> None:
    """Undo a deletion, for whoever may delete."""
    row = session.get(Template, id)
    if row is None or row.workspace_id != actor.workspace_id or not is_restorable(row.deleted_at):
        raise NotFound
    if row.created_by != actor.id and not actor.is_admin:
        raise NotFound
    row.deleted_at = None


def _row(session: Session, actor: Membership, id: uuid.UUID) -> Template:
    row = session.get(Template, id)
    if row is None or row.workspace_id != actor.workspace_id or row.deleted_at or actor.is_guest:
        raise NotFound
    return row


def _of(row: Template) -> Start:
    lines = _lines(row.cards)
    return Start(row.id, PlaylistKind(row.kind), row.title, row.description, row.guidelines, lines, row)


def _read(path: Path) -> Start:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    words = (found["title"], found["description"], found["guidelines"])
    name = path.stem.partition("-")[2]
    return Start(uuid.uuid5(NAMESPACE, name), PlaylistKind(found["kind"]), *words, _lines(found["cards"]))


def _lines(cards: Iterable[dict[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(card["title"], card.get("prompt", "")) for card in cards)
