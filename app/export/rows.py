"""Rows of a workspace as documents: people, groups, words, templates and playlists. Tracks are track_rows.py."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from app.export.documents import (
    CardDoc,
    GroupDoc,
    ItemDoc,
    OutcomeDoc,
    PersonDoc,
    PlaylistDoc,
    RightDoc,
    TemplateDoc,
    TermDoc,
)
from app.models import (
    Group,
    GroupMember,
    Membership,
    Outcome,
    OutlineCard,
    Playlist,
    PlaylistGrant,
    PlaylistItem,
    Template,
    Term,
)

Kept = set[UUID]


def people(session: Session) -> list[PersonDoc]:
    """Everybody who is or was here: tracks keep their author. Those who came first stand first."""
    rows = session.exec(select(Membership).order_by(col(Membership.created_at), col(Membership.id)))
    return [
        PersonDoc(
            id=one.id,
            email=one.person.email,
            name=one.person.name,
            role=one.role,
            title=one.title,
            superpowers=one.superpowers.splitlines(),
            left_at=one.deactivated_at,
        )
        for one in rows
    ]


def groups(session: Session) -> list[GroupDoc]:
    living = select(Group).where(col(Group.deleted_at).is_(None)).order_by(col(Group.created_at), col(Group.id))
    members = by(session, GroupMember, "group_id")
    return [
        GroupDoc(id=one.id, name=one.name, kind=one.kind, members=[each.membership_id for each in members[one.id]])
        for one in session.exec(living)
    ]


def vocabulary(session: Session) -> list[TermDoc]:
    living = select(Term).where(col(Term.removed_at).is_(None)).order_by(col(Term.created_at), col(Term.spelling))
    return [TermDoc(spelling=one.spelling, taught_by=one.taught_by) for one in session.exec(living)]


def templates(session: Session) -> list[TemplateDoc]:
    """The workspace's own."""
    living = select(Template).where(col(Template.deleted_at).is_(None))
    return [
        TemplateDoc(
            **values(one, {"id", "kind", "title", "description", "guidelines", "created_by", "created_at"}),
            cards=[CardDoc(title=card.get("title", ""), prompt=card.get("prompt", "")) for card in one.cards],
        )
        for one in session.exec(living.order_by(col(Template.created_at), col(Template.id)))
    ]


def playlists(session: Session, kept: Kept) -> list[PlaylistDoc]:
    """All that are not deleted, in the order they were made, with those of their tracks that are in the export."""
    living = select(Playlist).where(col(Playlist.deleted_at).is_(None))
    rights, items, cards, outcomes = (
        by(session, model, "playlist_id", *order)
        for model, *order in (
            (PlaylistGrant, "created_at"),
            (PlaylistItem, "position"),
            (OutlineCard, "position"),
            (Outcome, "created_at"),
        )
    )
    return [
        PlaylistDoc(
            **values(one, {"id", "kind", "title", "description", "guidelines", "due_at", "created_by"}),
            problem_track=_among(kept, one.problem_track_id),
            nameless_questions_since=one.anonymous_at,
            created_at=one.created_at,
            updated_at=one.updated_at,
            rights=[RightDoc(right=r.right, member=r.membership_id, group=r.group_id) for r in rights[one.id]],
            items=[_item(each) for each in items[one.id] if each.track_id in kept],
            cards=[CardDoc(title=c.title, prompt=c.prompt, track=_among(kept, c.track_id)) for c in cards[one.id]],
            outcomes=[_outcome(each, kept) for each in outcomes[one.id] if _is_kept(each, kept)],
        )
        for one in session.exec(living.order_by(col(Playlist.created_at), col(Playlist.id)))
    ]


def by(session: Session, model: type[SQLModel], column: str, *order: str) -> dict[UUID, list[Any]]:
    """All rows of a table by a column."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    named: Any = model
    ordered = [getattr(named, name) for name in (*order, "created_at", "id")]
    for row in session.exec(select(named).order_by(*ordered)):
        found[getattr(row, column)].append(row)
    return found


def values(row: SQLModel, names: Iterable[str]) -> dict[str, Any]:
    """Those of these columns that the row has."""
    return {name: getattr(row, name) for name in names if name in type(row).model_fields}


def _among(kept: Kept, id: UUID | None) -> UUID | None:
    return id if id in kept else None


def _item(item: PlaylistItem) -> ItemDoc:
    return ItemDoc(
        track=item.track_id,
        added_by=item.added_by,
        contribution=item.contribution,
        accepted_at=item.accepted_at,
        accepted_by=item.accepted_by,
    )


def _is_kept(outcome: Outcome, kept: Kept) -> bool:
    return outcome.track_id in kept and outcome.deleted_at is None


def _outcome(outcome: Outcome, kept: Kept) -> OutcomeDoc:
    return OutcomeDoc(
        track=outcome.track_id,
        by=outcome.tried_by,
        voice_track=_among(kept, outcome.voice_track_id),
        **values(outcome, {"result", "sentence", "created_at", "updated_at"}),
    )
