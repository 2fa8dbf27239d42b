"""Outlines: the cards of a playlist, what each is to say, and the track that says it. playlists.get checks the rights.

A card is done while its track lives and stands in the playlist; a track that was deleted or removed opens it again, and
bringing the track back closes it.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import playlist_order
from app.domain.tracks import checked_title
from app.errors import Invalid, StaleVersion
from app.models import Contribution, Membership, OutlineCard, Playlist, PlaylistItem, Track
from app.models.base import now

CARDS_MAX = 50
PROMPT_MAX_CHARS = 2_000


@dataclass(frozen=True)
class Line:
    """A card as somebody wrote it. With the `id` of a card that is there, that one is changed and keeps its track."""

    title: str
    prompt: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class Place:
    """A card and, when it is done, its track."""

    card: OutlineCard
    track: Track | None

    @property
    def is_open(self) -> bool:
        return self.track is None


def of(session: Session, playlist: Playlist) -> list[Place]:
    """The outline of a playlist that playlists.get has loaded, in order."""
    standing = {item.track_id: item.track for item in playlist.items}
    return [Place(card, standing.get(card.track_id) if card.track_id else None) for card in cards(session, playlist)]


def cards(session: Session, playlist: Playlist) -> list[OutlineCard]:
    """Every card in order, done or not."""
    mine = select(OutlineCard).where(col(OutlineCard.playlist_id) == playlist.id)
    return list(session.scalars(mine.order_by(col(OutlineCard.position))))


def write(session: Session, playlist: Playlist, lines: Sequence[Line], *, version: int | None = None) -> None:
    """Replace the outline as a whole: a card that is not among `lines` goes, its track stays in the playlist.

    Raises StaleVersion when the playlist was edited since `version`, Invalid with the number of the line as `line`.
    """
    # The playlist's row is the lock: two people writing at once take turns.
    session.refresh(playlist, ["version"], with_for_update={"of": Playlist})
    if version is not None and version != playlist.version:
        raise StaleVersion
    check(lines)
    before = {card.id: card for card in cards(session, playlist)}
    kept = [before.pop(line.id, None) if line.id else None for line in lines]
    for gone in before.values():
        session.delete(gone)
    for position, (card, line) in enumerate(zip(kept, lines, strict=True)):
        session.add(_written(card or _card(playlist), line, position))
    playlist.version, playlist.updated_at = playlist.version + 1, now()
    session.flush()


def add(session: Session, playlist: Playlist, lines: Iterable[Line]) -> None:
    """Put more cards at the end."""
    write(session, playlist, [*as_lines(cards(session, playlist)), *lines])


def as_lines(held: Iterable[OutlineCard]) -> list[Line]:
    """The cards as `write` wants them: written back, nothing changes."""
    return [Line(card.title, card.prompt, card.id) for card in held]


def place(
    session: Session,
    actor: Membership,
    playlist: Playlist,
    track: Track,
    *,
    card_id: uuid.UUID | None,
    contribution: Contribution | None = None,
) -> PlaylistItem:
    """Put the track into the playlist: at the place of the card that it says among the others, else at the end.

    Repeating it is fine. No recording is lost over an outline: when the card is gone the track stands at the end, and
    when somebody was faster the card keeps that track, with this one right after it.
    """
    item = playlist_order.add(session, actor, playlist, track, contribution=contribution)
    held = cards(session, playlist)
    number = next((number for number, card in enumerate(held) if card.id == card_id), None)
    if number is None or any(card.track_id == track.id for card in held):
        return item
    shown = playlist_order.shown_track_ids(session, playlist)
    if held[number].track_id not in shown:
        held[number].track_id = track.id
    playlist_order.move(session, playlist, item.id, _index(held, number, track, shown))
    session.flush()
    return item


def _index(held: list[OutlineCard], number: int, track: Track, shown: list[uuid.UUID]) -> int:
    """Where the track of a card belongs among the others: after the nearest card before it that is done, else before
    the nearest one after it, else last."""
    others = [id for id in shown if id != track.id]
    done = [others.index(card.track_id) if card.track_id in others else None for card in held]
    before = [index for index in done[: number + 1] if index is not None]
    after = [index for index in done[number + 1 :] if index is not None]
    if before:
        return before[-1] + 1
    return after[0] if after else len(others)


def check(lines: Sequence[Line]) -> None:
    """Raises Invalid for what is no outline, with the number of the card as `line`."""
    if len(lines) > CARDS_MAX:
        raise Invalid(f"An outline has at most {CARDS_MAX} cards. Make a second playlist for the rest.", field="cards")
    for number, line in enumerate(lines):
        try:
            checked_title(line.title)
        except Invalid as refusal:
            raise Invalid(refusal.sentence, field="cards", line=number) from None
        if len(line.prompt.strip()) > PROMPT_MAX_CHARS:
            raise Invalid(f"Please keep this under {PROMPT_MAX_CHARS} characters.", field="cards", line=number)


def _written(card: OutlineCard, line: Line, position: int) -> OutlineCard:
    card.title, card.prompt, card.position = line.title.strip(), line.prompt.strip(), position
    return card


def _card(playlist: Playlist) -> OutlineCard:
    return OutlineCard(workspace_id=playlist.workspace_id, playlist_id=playlist.id, position=0, title="")
