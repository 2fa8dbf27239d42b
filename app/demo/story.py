"""The story of the demo: who is in the team, what they recorded, where they stopped listening. From content/*.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from app.models import Contribution

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Character:
    """Somebody of the team. `pitch` and `pace` make one synthetic voice sound like nine people."""

    key: str
    name: str
    role: str
    title: str
    pitch: float
    pace: float
    superpowers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Crew:
    """A group of the team; `people` are keys."""

    name: str
    kind: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A track to be: its author's key and what they say. A blank line in `text` interrupts: a new take begins.

    `contribution`: what it is to the problem of its playlist.
    """

    by: str
    title: str
    days_ago: int
    text: str = ""
    contribution: str = ""

    @property
    def takes(self) -> list[str]:
        return [" ".join(take.split()) for take in self.text.strip().split("\n\n")]


@dataclass(frozen=True)
class Shelf:
    """A playlist to be. `titles` gives its tracks in order, some of which belong to other playlists.

    `problem` is the title of the track that says the problem aloud; `outcomes` tell who tried a solution, `accepted`
    which of them the asker accepted.
    """

    title: str
    description: str
    kind: str
    audience: str
    by: str
    pieces: tuple[Piece, ...]
    titles: tuple[str, ...]
    days_ago: int
    guests: tuple[str, ...] = ()
    guests_add: bool = False
    guidelines: str = ""
    due_in_days: int = 0
    problem: str = ""
    outcomes: tuple[dict[str, str], ...] = ()
    accepted: tuple[str, ...] = ()

    def contribution(self, title: str) -> Contribution | None:
        """What this track of the playlist is to its problem."""
        said = next((piece.contribution for piece in self.pieces if piece.title == title), "")
        return Contribution(said) if said else None


@dataclass(frozen=True)
class Story:
    """Everything that the demo tells."""

    workspace: str
    vocabulary: tuple[str, ...]
    people: tuple[Character, ...]
    groups: tuple[Crew, ...]
    shelves: tuple[Shelf, ...]
    loose: tuple[Piece, ...]
    traces: dict[str, Any]
    welcome: dict[str, Any]

    def person(self, key: str) -> Character:
        return next(person for person in self.people if person.key == key)

    def pieces(self) -> list[Piece]:
        """Every track, in the order in which they are told."""
        return [piece for shelf in self.shelves for piece in shelf.pieces] + list(self.loose)

    def shortened(self, count: int) -> "Story":
        """The story with `count` tracks: first the first of each playlist, then the second of each, and so on."""
        ranked = [(place, piece) for shelf in self.shelves for place, piece in enumerate(shelf.pieces)]
        ranked += [(len(ranked), piece) for piece in self.loose]
        kept = {piece.title for _, piece in sorted(ranked, key=lambda ranked: ranked[0])[:count]}
        return replace(
            self,
            shelves=tuple(replace(shelf, pieces=_among(shelf.pieces, kept)) for shelf in self.shelves),
            loose=_among(self.loose, kept),
        )


@cache
def story() -> Story:
    """The whole story."""
    team = _read("people")
    return Story(
        workspace=team["workspace"],
        vocabulary=tuple(team["vocabulary"]),
        people=tuple(Character(**person) for person in team["people"]),
        groups=tuple(Crew(**group) for group in team["groups"]),
        shelves=tuple(_shelf(tomllib.loads(path.read_text())) for path in sorted(CONTENT.glob("[0-9]*.toml"))),
        loose=tuple(Piece(**track) for track in _read("loose")["tracks"]),
        traces=_read("traces"),
        welcome=_read("welcome"),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text())


def _shelf(told: dict[str, Any]) -> Shelf:
    tracks = told.pop("tracks", [])
    pieces = tuple(_pieces(tracks, told["by"]))
    titles = tuple(track.get("same_as") or track["title"] for track in tracks)
    days_ago = told.pop("days_ago", 0) or min((piece.days_ago for piece in pieces), default=0)
    for several in ("guests", "outcomes", "accepted"):
        told[several] = tuple(told.get(several, ()))
    return Shelf(**told, pieces=pieces, titles=titles, days_ago=days_ago)


def _pieces(tracks: list[dict[str, Any]], creator: str) -> Iterator[Piece]:
    for track in tracks:
        if "same_as" not in track:
            yield Piece(**{"by": creator, **track})


def _among(pieces: tuple[Piece, ...], titles: set[str]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.title in titles)
