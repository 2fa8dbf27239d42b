"""Asking back: what a worker does for reverse onboarding. It asks hires on their day, and tells the team what came.

Asking makes an empty playlist of the hire's own with an outline in it, which only they see until they open it, and a
request from their mentor that points at it. Once it is open to the workspace or a group, the team is told.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlmodel import Session, col

from app.domain import notifications, outlines, playlists, requests, rights
from app.domain.outlines import Line
from app.domain.requests import Wish
from app.models import (
    Assignment,
    Membership,
    NotificationKind,
    Playlist,
    PlaylistGrant,
    PlaylistItem,
    PlaylistKind,
    Recording,
    ReverseOnboarding,
    Right,
    Role,
    Track,
)
from app.models.base import now

QUESTION = "You have been here for a while now: what do you know that we do not? Say it in a few short tracks."
DESCRIPTION = "What I brought along, and what I see here with fresh eyes. Only I see this until I open it."
CARDS = (
    Line(
        "Who I am, and what people used to ask me",
        "Where you come from in three sentences, and what you were known for.",
    ),
    Line(
        "What surprised me in my first weeks", "Good and bad. You still see what we no longer notice; tell one scene."
    ),
    Line("What we did better where I came from", "One thing, how it worked there, and what it would take here."),
    Line(
        "What you do better than you think",
        "Something you should never give up, seen by somebody who came from outside.",
    ),
    Line(
        "Something I can teach you in three minutes",
        "A method, a tool, a trick. Say the steps so that somebody can try it.",
    ),
    Line("What I would like to learn, and from whom", "Name it. Somebody here will be glad that you asked."),
)


def ask_due(session: Session, *, today: date) -> int:
    """Ask the hires of this workspace whose day has come; returns how many. Each is asked once, ever."""
    asked = 0
    for due in session.scalars(_due(today)).all():
        hire, mentor = session.get_one(Membership, due.hire_id), _mentor(session, due)
        if mentor is not None:
            _ask(session, due, hire, mentor)
            asked += 1
    return asked


def tell_opened(session: Session) -> int:
    """Tell those who may hear it of each hire's playlist that was opened; returns how many playlists. Once each."""
    opened = session.scalars(_opened()).all()
    for one in opened:
        playlist, hire = session.get_one(Playlist, one.playlist_id), session.get_one(Membership, one.hire_id)
        hearers = session.scalars(rights.holder_ids(playlist, Right.LISTEN)).all()
        notifications.notify(session, hearers, NotificationKind.INTRODUCED, by=hire, playlist_id=playlist.id)
        one.told_at = now()
    return len(opened)


def _ask(session: Session, due: ReverseOnboarding, hire: Membership, mentor: Membership) -> None:
    name = hire.person.name.split()[0]
    playlist = playlists.create(
        session,
        hire,
        title=f"What {name} knows",
        description=DESCRIPTION,
        kind=PlaylistKind.EXPERT,
        audience="only_me",
    )
    outlines.write(session, playlist, CARDS)
    wish = Wish(QUESTION, cards=[card.title for card in CARDS], playlist=playlist)
    due.request_id = requests.ask(session, mentor, hire, wish).id
    due.playlist_id, due.mentor_id, due.asked_at = playlist.id, mentor.id, now()


def _mentor(session: Session, due: ReverseOnboarding) -> Membership | None:
    """Who asks: the mentor of the day's choosing while they look after the hire, else another one who does."""
    looking = select(Membership).join(Assignment, col(Assignment.mentor_id) == Membership.id)
    looking = looking.where(col(Assignment.hire_id) == due.hire_id, col(Assignment.removed_at).is_(None))
    active = looking.where(col(Membership.deactivated_at).is_(None), col(Membership.role) != Role.GUEST)
    return session.scalars(
        active.order_by((col(Membership.id) == due.mentor_id).desc(), col(Assignment.created_at))
    ).first()


def _due(today: date) -> Select[ReverseOnboarding]:
    """Locked, and without those that another worker holds. Who left or became a guest meanwhile is not asked."""
    waiting = select(ReverseOnboarding).join(Membership, col(Membership.id) == ReverseOnboarding.hire_id)
    waiting = waiting.where(col(ReverseOnboarding.asked_at).is_(None), col(ReverseOnboarding.asks_back_on) <= today)
    here = waiting.where(col(Membership.deactivated_at).is_(None), col(Membership.role) != Role.GUEST)
    return here.with_for_update(of=ReverseOnboarding, skip_locked=True)


def _opened() -> Select[ReverseOnboarding]:
    silent = select(ReverseOnboarding).join(Playlist, col(Playlist.id) == ReverseOnboarding.playlist_id)
    silent = silent.where(col(ReverseOnboarding.told_at).is_(None), col(Playlist.deleted_at).is_(None))
    return silent.where(_open_to_many(), _can_be_heard()).with_for_update(of=ReverseOnboarding, skip_locked=True)


def _open_to_many() -> ColumnElement[bool]:
    here = col(PlaylistGrant.playlist_id) == col(Playlist.id)
    return exists().where(here, col(PlaylistGrant.membership_id).is_(None))


def _can_be_heard() -> ColumnElement[bool]:
    playable = col(Recording.track_id) == col(Track.id), col(Recording.playable_at).is_not(None)
    return exists().where(
        col(PlaylistItem.playlist_id) == col(Playlist.id),
        col(PlaylistItem.track_id) == col(Track.id),
        col(Track.deleted_at).is_(None),
        *playable,
    )
