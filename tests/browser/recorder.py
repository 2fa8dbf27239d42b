"""What a person does on the recorder's page, and what a test may look at behind their back."""

import re
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect
from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import parts
from app.models import Recording, Track
from tests.cast import Player

Within = Callable[[Player], AbstractContextManager[Session]]
PARTS = re.compile(r"/api/recordings/[^/]+/takes/\d+/parts/\d+$")

KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open("lorecast");
  opening.onsuccess = () => {
    const keys = opening.result.transaction("parts").objectStore("parts").getAllKeys();
    keys.onsuccess = () => { opening.result.close(); done(keys.result); };
  };
})"""

KEEP_STREAM = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wishes) => (window.stream = await ask(wishes));
"""


class Recorder:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, path: str = "/record") -> "Recorder":
        self.page.goto(path)
        expect(self.button("Record")).to_be_enabled()
        return self

    def button(self, name: str) -> Any:
        return self.page.locator("audio-recorder").get_by_role("button", name=name, exact=True)

    def record(self, seconds: float) -> "Recorder":
        self.button("Record").click()
        self.page.wait_for_timeout(seconds * 1000)
        return self

    def done(self) -> "Recorder":
        self.button("Done").click()
        expect(self.button("Publish")).to_be_visible()
        return self

    def publish(self, title: str = "How we bill") -> "Recorder":
        self.page.get_by_label("Title").fill(title)
        self.button("Publish").click()
        return self

    def wait_until_saved(self) -> uuid.UUID:
        """The id of the track whose page follows."""
        self.page.wait_for_url("**/tracks/*")
        return uuid.UUID(self.page.url.rsplit("/", 1)[-1])

    def seconds(self) -> int:
        """What its clock shows."""
        return seconds_of(self.page.locator("audio-recorder [data-show=elapsed]").inner_text())

    def kept(self) -> list[list[Any]]:
        """The [draft, take, part] that this device holds."""
        found: list[list[Any]] = self.page.evaluate(KEPT)
        return found

    def answer_parts_with(self, status: int, detail: str = "") -> None:
        """From now on the server refuses every part. In between none slips through: the page tries by itself, too."""
        body = f'{{"type": "/problems/x", "title": "X", "status": {status}, "detail": "{detail}"}}'

        def refuse(route: Route) -> None:
            route.fulfill(status=status, content_type="application/problem+json", body=body)

        self.page.route(PARTS, refuse)

    def answer_parts_truly(self) -> None:
        self.page.unroute(PARTS)


def recording_of(session: Session, track_id: uuid.UUID) -> Recording:
    return session.scalars(select(Recording).where(col(Recording.track_id) == track_id)).one()


def held_by_server(within: Within, player: Player, track_id: uuid.UUID) -> tuple[str, dict[int, list[int]]]:
    """The recording's status and the parts of each take."""
    with within(player) as session:
        recording = recording_of(session, track_id)
        return recording.status, parts.held(session, recording)


def titles(within: Within, player: Player) -> list[str]:
    with within(player) as session:
        mine = select(col(Track.title)).where(col(Track.author_id) == player.member.id, col(Track.deleted_at).is_(None))
        return list(session.scalars(mine))


def short_limit(page: Page, minutes: float) -> None:
    """Serve the recorder with another longest length."""

    def change(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r'data-max-minutes="[^"]*"', f'data-max-minutes="{minutes}"', answer.text())
        route.fulfill(response=answer, body=body)

    page.route("**/record", change)


def seconds_of(text: str) -> int:
    """The last clock in a sentence, in seconds: "… of 0:58" → 58."""
    minutes, seconds = re.findall(r"(\d+):(\d\d)", text)[-1]
    return int(minutes) * 60 + int(seconds)


def profile_of(folder: Path) -> Path:
    return folder / "phone"
