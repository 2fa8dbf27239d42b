"""A request on a phone: found at home, recorded along its outline, heard by whoever asked."""

import uuid

from playwright.sync_api import expect

from app.domain import requests, tracks
from app.domain.requests import Wish
from tests.browser.conftest import Window
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast


def test_request_is_answered_by_voice_and_the_asker_hears_it(window: Window, team: Cast, within: Within) -> None:
    with within(team.ada) as session:
        wish = Wish("How do you calm an angry caller?", cards=["Before", "After"])
        asked = requests.ask(session, team.ada.member, team.ben.member, wish).id
    with window(team.ben) as context:
        page = context.pages[0]
        page.goto("/")
        page.get_by_role("link", name="How do you calm an angry caller?").click()
        page.get_by_role("link", name="Record now").click()
        recorder = Recorder(page)
        expect(recorder.button("Record")).to_be_enabled()
        expect(page.get_by_text("Before")).to_be_visible()
        recorder.record(2).done().publish("Breathe first")
        page.wait_for_url(f"**/requests/{asked}")
        expect(page.get_by_text("Ben Okri answered.")).to_be_visible()
        expect(page.get_by_role("link", name="Record now")).to_be_hidden()
    with within(team.ada) as session:
        answer = requests.get(session, team.ada.member, asked).track_id or uuid.UUID(int=0)
        assert tracks.get(session, team.ada.member, answer).title == "Breathe first"
