"""A collaborative playlist on its pages: the problem's own fields, the answers, whom it has heard."""

import uuid
from dataclasses import dataclass

from sqlmodel import Session

from app.deps import opaque_id
from app.domain import contributions, coverage, outcomes, overviews, problems, rights, tracks
from app.domain.coverage import Coverage
from app.domain.overviews import Answer, Overview
from app.models import Contribution, Membership, Playlist, PlaylistKind, Track
from app.words import gettext as _


@dataclass(frozen=True)
class ProblemPage:
    """`voices` are the tracks of outcomes told by voice; `mine` the items that the actor may classify."""

    said: Track | None
    is_over: bool
    overview: Overview
    coverage: Coverage
    voices: dict[uuid.UUID, Track]
    mine: set[uuid.UUID]
    sentence_max_chars: int = outcomes.SENTENCE_MAX_CHARS
    kinds: tuple[Contribution, ...] = (Contribution.INPUT, Contribution.OPINION, Contribution.SOLUTION)


def problem_page(session: Session, actor: Membership, playlist: Playlist) -> ProblemPage | None:
    """None for a playlist in which nobody asks anything."""
    if playlist.kind != PlaylistKind.COLLABORATIVE:
        return None
    held = rights.right_on(session, actor, playlist)
    found = overviews.overview(session, playlist, with_sentences=False)
    return ProblemPage(
        said=problems.said(session, actor, playlist),
        is_over=problems.is_over(playlist),
        overview=found,
        coverage=coverage.coverage(session, actor, playlist),
        voices=voices(session, actor, found.solutions),
        mine={item.id for item in playlist.items if contributions.may_classify(actor, held, item)},
    )


def save_problem(
    session: Session, actor: Membership, playlist: Playlist, *, due_at: str, problem_track_id: str
) -> None:
    """What the form of a playlist says of its problem; the fields of other kinds are empty. Raises Invalid."""
    if playlist.kind == PlaylistKind.COLLABORATIVE:
        problems.set_due(playlist, problems.due_on(playlist, due_at))
        same = problem_track_id == str(playlist.problem_track_id)
        if not same:
            said = tracks.get(session, actor, opaque_id(problem_track_id)) if problem_track_id else None
            problems.say(session, actor, playlist, said)


def own_tracks(session: Session, actor: Membership, playlist: Playlist) -> list[tuple[str, str]]:
    """What the actor may say the problem with: for a select."""
    own = {str(track.id): track.title for track in tracks.library(session, actor, author_id=actor.id).items}
    said = problems.said(session, actor, playlist)
    held = {str(said.id): said.title} if said else {}
    return [("", _("Only in writing")), *(held | own).items()]


def voices(session: Session, actor: Membership, answers: list[Answer]) -> dict[uuid.UUID, Track]:
    """The voice notes among the outcomes, as a play button wants them."""
    return tracks.among(session, actor, overviews.voice_ids(answers))
