"""Outcomes: who tried a solution, and whether it worked. Whoever may hear a solution may say what came of it."""

import uuid
from collections import defaultdict

from sqlalchemy import Select, case, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import rights
from app.domain.notifications import notify
from app.domain.undo import is_restorable
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import (
    Contribution,
    Membership,
    NotificationKind,
    Outcome,
    OutcomeResult,
    Playlist,
    PlaylistItem,
    Track,
)
from app.models.base import loaded, now

SENTENCE_MAX_CHARS = 500


def leave(
    session: Session,
    actor: Membership,
    playlist: Playlist,
    item: PlaylistItem,
    *,
    result: OutcomeResult,
    sentence: str = "",
) -> Outcome:
    """What came of it when the actor tried it. Replaces what they said before; a voice note stays with it."""
    if item.contribution != Contribution.SOLUTION:
        raise Conflict("Only a solution can be tried.")
    key = {"workspace_id": actor.workspace_id, "playlist_id": playlist.id, "track_id": item.track_id}
    said = {"result": result, "sentence": checked_sentence(sentence), "updated_at": now()}
    # What was deleted does not come back with its voice.
    kept = case((col(Outcome.deleted_at).is_(None), col(Outcome.voice_track_id)))
    written = session.execute(
        insert(Outcome)
        .values(id=uuid.uuid4(), tried_by=actor.id, **key, **said)
        .on_conflict_do_update(
            index_elements=["playlist_id", "track_id", "tried_by"],
            set_={**said, "deleted_at": None, "voice_track_id": kept},
        )
        .returning(col(Outcome.id))
    ).scalar_one()
    about = {"track_id": item.track_id, "playlist_id": playlist.id}
    notify(session, [item.track.author_id], NotificationKind.OUTCOME, by=actor, **about)
    return get(session, actor, written)


def of(session: Session, playlist: Playlist) -> dict[uuid.UUID, list[Outcome]]:
    """What came of each track of the playlist, the last said first."""
    living = _whole().where(col(Outcome.playlist_id) == playlist.id, col(Outcome.deleted_at).is_(None))
    found: dict[uuid.UUID, list[Outcome]] = defaultdict(list)
    for outcome in session.scalars(living.order_by(col(Outcome.updated_at).desc(), col(Outcome.id))):
        found[outcome.track_id].append(outcome)
    return found


def get(session: Session, actor: Membership, id: uuid.UUID) -> Outcome:
    """An outcome of a track that stands in a playlist the actor may hear. Raises NotFound."""
    found = session.scalars(_visible(actor).where(col(Outcome.id) == id, col(Outcome.deleted_at).is_(None))).first()
    if found is None:
        raise NotFound
    return found


def revise(actor: Membership, outcome: Outcome, *, result: OutcomeResult, sentence: str) -> None:
    """Say it otherwise. One's own."""
    _require_own(actor, outcome)
    outcome.result, outcome.sentence, outcome.updated_at = result, checked_sentence(sentence), now()


def say(session: Session, actor: Membership, outcome: Outcome, voice: Track | None) -> None:
    """Tell it by voice: a voice note of one's own about this solution. None takes it away again."""
    _require_own(actor, outcome)
    if voice is not None and (voice.author_id != actor.id or voice.about_track_id != outcome.track_id):
        raise Invalid("Please record this as a voice note about the solution.", field="track_id")
    _delete_voice(session, outcome, None if voice is None else voice.id)
    outcome.voice_track_id, outcome.updated_at = voice.id if voice else None, now()
    session.flush()


def delete(session: Session, actor: Membership, outcome: Outcome) -> None:
    """Take one's own back, its voice note too. It can be restored for 30 days."""
    _require_own(actor, outcome)
    outcome.deleted_at = outcome.deleted_at or now()
    _delete_voice(session, outcome, None)


def restore(session: Session, actor: Membership, id: uuid.UUID) -> Outcome:
    """Undo a deletion of one's own. Raises NotFound."""
    found = session.scalars(_visible(actor).where(col(Outcome.id) == id, col(Outcome.tried_by) == actor.id)).first()
    if found is None or not is_restorable(found.deleted_at):
        raise NotFound
    if found.deleted_at and found.voice_track_id:
        session.get_one(Track, found.voice_track_id).deleted_at = None
    found.deleted_at = None
    return found


def checked_sentence(sentence: str) -> str:
    """On one line. Raises Invalid when it is too long."""
    sentence = " ".join(sentence.split())
    if len(sentence) > SENTENCE_MAX_CHARS:
        raise Invalid(f"Please say it in at most {SENTENCE_MAX_CHARS} characters.", field="sentence")
    return sentence


def _delete_voice(session: Session, outcome: Outcome, but: uuid.UUID | None) -> None:
    if outcome.voice_track_id and outcome.voice_track_id != but:
        voice = session.get_one(Track, outcome.voice_track_id)
        voice.deleted_at = voice.deleted_at or now()


def _require_own(actor: Membership, outcome: Outcome) -> None:
    if outcome.tried_by != actor.id:
        raise Forbidden("Only who tried it changes what came of it.")


def _visible(actor: Membership) -> Select[Outcome]:
    standing = (
        select(col(PlaylistItem.id))
        .join(Track, col(Track.id) == PlaylistItem.track_id)
        .where(
            col(PlaylistItem.playlist_id) == col(Outcome.playlist_id),
            col(PlaylistItem.track_id) == col(Outcome.track_id),
            col(Track.deleted_at).is_(None),
        )
    )
    return _whole().where(
        col(Outcome.workspace_id) == actor.workspace_id,
        col(Outcome.playlist_id).in_(rights.visible_playlist_ids(actor)),
        standing.exists(),
    )


def _whole() -> Select[Outcome]:
    return select(Outcome).options(joinedload(loaded(Outcome.member))).execution_options(populate_existing=True)
