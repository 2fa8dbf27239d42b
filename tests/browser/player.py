"""What a person does with the player, and a playlist to listen to."""

import re
import time
import uuid

import httpx
import pytest
from playwright.sync_api import Page
from sqlmodel import Session

from app.deps import objects
from app.domain import playlists
from tests import tracks
from tests.cast import Player

SECONDS = 120
POSITION = "() => document.querySelector('audio-player audio').currentTime"
PAUSED = "() => document.querySelector('audio-player audio').paused"


def make_playlist(session: Session, ada: Player) -> list[uuid.UUID]:
    """Its id and those of its three tracks of two minutes, whose sound is really there."""
    made = playlists.create(
        session, ada.member, title="Billing", description="", kind="expert", audience="everyone_adds"
    )
    given = {"playlist": made, "duration_ms": SECONDS * 1000, "storage": objects()}
    titles = ("How we bill", "Refunds", "Reminders")
    return [made.id, *(tracks.make_track(session, ada, title=title, **given).id for title in titles)]


def play(page: Page, playlist: list[uuid.UUID]) -> None:
    """The first track of the playlist, from its page."""
    page.goto(f"/playlists/{playlist[0]}")
    page.get_by_role("button", name="Play How we bill").click()
    page.wait_for_function(f"() => ({POSITION})() > 0.2")


def position(page: Page) -> float:
    seconds: float = page.evaluate(POSITION)
    return seconds


def seek(page: Page, seconds: float) -> None:
    page.evaluate("(to) => { document.querySelector('audio-player audio').currentTime = to }", seconds)


def wait_until_noted(place: str, bearer: dict[str, str], at_least_ms: int) -> None:
    """The server knows the place."""
    for _ in range(300):
        if httpx.get(place, headers=bearer).json()["position_ms"] >= at_least_ms:
            return
        time.sleep(0.1)
    pytest.fail("the place never arrived")


def seconds_of(phrase: str, base_url: str, track: str, player: Player) -> list[float]:
    """When a phrase is said, by the times of its words: a microphone may begin its file anew."""
    transcript = httpx.get(f"{base_url}/api/tracks/{track}/transcript.json", headers=player.bearer).json()
    words = [
        (start_ms, re.sub(r"\W", "", text).lower())
        for one in transcript["segments"]
        for start_ms, _, text, _ in one["words"]
    ]
    wanted = phrase.split()
    places = range(len(words))
    return [words[at][0] / 1000 for at in places if [text for _, text in words[at : at + len(wanted)]] == wanted]
