"""The course of a request: accepting, declining, passing on, answering, withdrawing (drawn in models/request.py)."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.config import settings
from app.domain import groups, outlines, playlist_grants, playlist_order, playlists, requests, rights
from app.domain.notifications import notify
from app.domain.outlines import Line
from app.errors import Conflict, Forbidden, Invalid
from app.models import (
    Membership,
    NotificationKind,
    Playlist,
    PlaylistKind,
    Request,
    RequestState,
    RequestStep,
    RequestStepKind,
    Right,
    Track,
)
from app.models.base import now

WORDS_MAX_CHARS = 500
MOVED = ["holder_id", "track_id", "accepted_at", "answered_at", "declined_at", "withdrawn_at"]


def accept(session: Session, actor: Membership, request: Request) -> None:
    """Take it. Of a group the first one does; whoever declined may think again. Repeating it is fine."""
    _take_turn(session, actor, request)
    if request.accepted_at is None:
        _step(session, actor, request, RequestStepKind.ACCEPTED)
    request.holder_id, request.declined_at = actor.id, None
    request.accepted_at = request.accepted_at or now()


def decline(session: Session, actor: Membership, request: Request, reason: str) -> None:
    """Say no, with a reason for the asker; repeating it is fine. A group's request goes on until each has declined."""
    _take_turn(session, actor, request)
    taken = [step.kind for step in requests.steps(session, request) if step.taken_by == actor.id]
    if taken[-1:] == [RequestStepKind.DECLINED]:
        return
    _step(session, actor, request, RequestStepKind.DECLINED, words=_checked(reason, "reason"))
    request.accepted_at = None
    if request.group_id:
        request.holder_id = None
    if not _others_left(session, actor, request):
        request.declined_at = now()
        notify(session, [request.asked_by], NotificationKind.DECLINED, by=actor, request_id=request.id)


def pass_on(session: Session, actor: Membership, request: Request, to: Membership, words: str = "") -> None:
    """Hand it to somebody who knows better; the asker is told, and the way it took stays visible."""
    _take_turn(session, actor, request)
    if to.id in (actor.id, request.asked_by):
        raise Invalid("Choose somebody else: neither yourself nor whoever asks.", field="to")
    if to.deactivated_at:
        raise Invalid(f"{to.person.name} is no longer in this workspace.", field="to")
    words = _checked(words, "words", optional=True)
    _step(session, actor, request, RequestStepKind.PASSED_ON, words=words, passed_to=to.id)
    request.holder_id, request.accepted_at, request.declined_at = to.id, None, None
    session.flush()
    notify(session, [to], NotificationKind.ASKED, by=actor, request_id=request.id)
    notify(session, [request.asked_by], NotificationKind.PASSED_ON, by=actor, request_id=request.id)


def answer(session: Session, actor: Membership, request: Request, track: Track) -> None:
    """The track answers it: the asker hears it from now on, and it goes into the request's playlist where the actor may
    add to that. Repeating it is fine. Raises Conflict when somebody else was faster.
    """
    session.refresh(request, MOVED, with_for_update={"of": Request})
    if request.track_id == track.id and request.answered_at:
        return
    if track.author_id != actor.id or track.about_track_id:
        raise Invalid("Answer with a track of your own.", field="track_id")
    _require_turn(session, actor, request)
    _step(session, actor, request, RequestStepKind.ANSWERED)
    request.holder_id, request.track_id = actor.id, track.id
    request.answered_at, request.declined_at = now(), None
    session.flush()
    _place(session, actor, request, track)
    notify(session, [request.asked_by], NotificationKind.ANSWERED, by=actor, request_id=request.id, track_id=track.id)


def start_playlist(session: Session, actor: Membership, request: Request) -> Playlist:
    """Accept it, and make a playlist of its cards that the asker may hear. Recording the first card answers it."""
    accept(session, actor, request)
    standing = playlist_of(session, actor, request)
    if standing is not None:
        return standing
    made = playlists.create(session, actor, title=_title(request.question), kind=PlaylistKind.EXPERT)
    asker = session.get_one(Membership, request.asked_by)
    playlist_grants.grant(session, made, Right.LISTEN, to=asker)
    outlines.write(session, made, [Line(card) for card in request.cards or [_title(request.question)]])
    request.playlist_id = made.id
    session.flush()
    return made


def begun_in(session: Session, actor: Membership, playlist: Playlist) -> Request | None:
    """The request that the actor has made this playlist for and not answered yet."""
    mine = (col(Request.playlist_id) == playlist.id, col(Request.holder_id) == actor.id)
    begun = select(Request).where(*mine, col(Request.accepted_at).is_not(None), requests.turn_of(actor))
    return session.scalars(begun).first() if playlist.created_by == actor.id else None


def withdraw(session: Session, actor: Membership, request: Request) -> None:
    """The asker needs it no more. It can be undone."""
    _require_asker(actor, request)
    session.refresh(request, MOVED, with_for_update={"of": Request})
    if request.state == RequestState.ANSWERED:
        raise Conflict("This request is answered already.")
    request.withdrawn_at, request.declined_at = request.withdrawn_at or now(), None


def reopen(session: Session, actor: Membership, request: Request) -> None:
    """Undo withdrawing."""
    _require_asker(actor, request)
    request.withdrawn_at = None


def playlist_of(session: Session, actor: Membership, request: Request) -> Playlist | None:
    """The playlist that the answer is to stand in, as far as the actor may see it."""
    if request.playlist_id is None:
        return None
    shown = rights.visible_playlist_ids(actor)
    found = select(Playlist).where(col(Playlist.id) == request.playlist_id, col(Playlist.id).in_(shown))
    return session.scalars(found).first()


def _title(question: str) -> str:
    longest = settings().title_max_chars
    return question if len(question) <= longest else question[: longest - 1].rsplit(" ", 1)[0] + "…"


def _place(session: Session, actor: Membership, request: Request, track: Track) -> None:
    playlist = playlist_of(session, actor, request)
    if playlist is not None and rights.includes(rights.right_on(session, actor, playlist), Right.ADD):
        playlist_order.add(session, actor, playlist, track)


def _take_turn(session: Session, actor: Membership, request: Request) -> None:
    """Lock it; of two who are faster than one look, the second is told."""
    session.refresh(request, MOVED, with_for_update={"of": Request})
    _require_turn(session, actor, request)


def _require_turn(session: Session, actor: Membership, request: Request) -> None:
    if not requests.is_turn_of(session, actor, request):
        raise Conflict("This request does not wait for you: it is answered, withdrawn, or with somebody else.")


def _require_asker(actor: Membership, request: Request) -> None:
    if request.asked_by != actor.id:
        raise Forbidden("Only whoever asked withdraws a request.")


def _others_left(session: Session, actor: Membership, request: Request) -> bool:
    """Whether somebody else of the group has not said no yet."""
    if request.group_id is None or request.holder_id is not None or request.group is None:
        return False
    declined = {step.taken_by for step in requests.steps(session, request) if step.kind == RequestStepKind.DECLINED}
    asked = groups.members(session, actor, request.group)
    return any(member.id not in declined and member.id != request.asked_by for member in asked)


def _step(
    session: Session,
    actor: Membership,
    request: Request,
    kind: RequestStepKind,
    *,
    words: str = "",
    passed_to: uuid.UUID | None = None,
) -> None:
    ids: dict[str, Any] = {"workspace_id": request.workspace_id, "request_id": request.id, "taken_by": actor.id}
    session.add(RequestStep(kind=kind, words=words, passed_to=passed_to, created_at=now(), **ids))
    session.flush()


def _checked(words: str, field: str, *, optional: bool = False) -> str:
    words = " ".join(words.split())
    if (not words and not optional) or len(words) > WORDS_MAX_CHARS:
        raise Invalid(f"Please say it in one sentence of at most {WORDS_MAX_CHARS} characters.", field=field)
    return words
