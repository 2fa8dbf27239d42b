"""Home: where to go on, what is new, and an invitation to speak."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.deps import Actor, Db
from app.domain import assignments, check_ins, listening, listening_queue, paths, playlist_shelf, request_lists, tracks
from app.models import Membership, RecordingStatus, Track
from app.pages import render
from app.words import gettext as _

router = APIRouter()
SHELF_LENGTH = 8
NEWEST_LENGTH = 8
UNDER_WAY_LENGTH = 3
ASKED_LENGTH = 3
AMONG = 20


@router.get("/")
def show(request: Request, session: Db, actor: Actor) -> HTMLResponse:
    mine = tracks.library(session, actor, author_id=actor.id, limit=AMONG).items
    newest = [track for track in tracks.library(session, actor, limit=AMONG).items if not is_under_way(track)]
    newest = newest[:NEWEST_LENGTH]
    return render(
        request,
        "home/show.html",
        actor,
        section="home",
        prompt=prompt_of_the_day(actor),
        in_progress=[track for track in mine if is_under_way(track)][:UNDER_WAY_LENGTH],
        **_onboarding(session, actor),
        asked_of=request_lists.asked_of(session, actor)[:ASKED_LENGTH],
        to_continue=listening.to_continue(session, actor, limit=3),
        cards=playlist_shelf.shelf(session, actor, limit=SHELF_LENGTH).cards,
        newest=newest,
        usual_minutes=listening_queue.USUAL_MINUTES,
        listens=listening.positions(session, actor, [track.id for track in newest]),
    )


def _onboarding(session: Session, actor: Membership) -> dict[str, Any]:
    """My path, my next check-in, and whether somebody is looked after by me."""
    steps = paths.of(session, actor)
    return {
        "steps": steps,
        "whole": paths.whole(steps),
        "check_in": next(iter(check_ins.upcoming(session, actor)), None),
        "is_mentor": bool(assignments.hire_ids(session, actor)),
    }


def is_under_way(track: Track) -> bool:
    """Whether it is not ready yet, or stuck."""
    return track.recording.status != RecordingStatus.READY


def prompt_of_the_day(actor: Membership) -> str:
    """A question for people who think they have nothing to offer; another one each day, not the same for all."""
    prompts = (
        _("What do colleagues come to you for?"),
        _("What took you months to learn, and two minutes to explain?"),
        _("Which mistake should nobody here make again?"),
        _("What do you do differently from everybody else?"),
        _("What do you wish somebody had told you in your first week?"),
        _("Which question did you answer twice this week?"),
        _("What works, although the handbook says otherwise?"),
    )
    today = datetime.now(UTC).toordinal()
    return prompts[(today + actor.id.bytes[0]) % len(prompts)]
