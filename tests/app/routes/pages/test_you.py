"""You: habits, signed-in browsers and API tokens."""

import re

from app.domain import login_sessions
from tests.cast import Player


def test_habits_are_kept(ada: Player) -> None:
    assert ada.browser.post("/you", data={"name": "Ada King", "playback_speed": "1.5"}).status_code == 303
    page = ada.browser.get("/you").text
    assert 'value="Ada King"' in page
    assert '<option value="1.5" selected>' in page
    assert 'data-speed="1.5"' in page
    assert "data-shortcuts" not in page, "an unticked box switches the shortcuts off"


def test_skipping_silence_is_off_until_it_is_asked_for(ada: Player) -> None:
    assert "data-skips-silence" not in ada.browser.get("/you").text
    asked = ada.browser.put("/api/me/preferences", json={"skips_silence": True})
    assert asked.json() == {"playback_speed": 1.0, "shortcuts_on": True, "skips_silence": True}
    assert "data-skips-silence" in ada.browser.get("/you").text
    ada.browser.post("/you", data={"name": "Ada", "playback_speed": "1.0", "shortcuts_on": "1"})
    assert "data-skips-silence" not in ada.browser.get("/you").text


def test_nameless_is_refused_at_the_field(ada: Player) -> None:
    answer = ada.browser.post("/you", data={"name": " ", "playback_speed": "2.0", "shortcuts_on": "1"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert '<option value="2.0" selected>' in answer.text


def test_other_browser_is_signed_out(ada: Player, within) -> None:
    with within(ada) as session:
        person, workspace_id = session.merge(ada.member).person, ada.member.workspace_id
        login_sessions.open(session, person, workspace_id=workspace_id, user_agent="Mozilla/5.0 (iPhone) Safari/604.1")
    page = ada.browser.get("/you").text
    assert "Safari on iPhone" in page
    revoke = re.search(r'action="(/you/sessions/[\w-]+/revoke)"', page)
    assert revoke
    assert ada.browser.post(revoke[1]).status_code == 303
    assert "Safari on iPhone" not in ada.browser.get("/you").text


def test_nobody_signs_out_somebody_elses_browser(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        hers = login_sessions.of(session, ada.member.person)[0].id
    assert ben.browser.post(f"/you/sessions/{hers}/revoke").status_code == 404


def test_token_is_shown_once_works_and_is_taken_back(ada: Player) -> None:
    made = ada.browser.post("/you/tokens", data={"token_name": "Nightly import"})
    token = re.search(r'value="(lorecast_[^"]+)"', made.text)
    assert token
    assert token[1] not in ada.browser.get("/you").text
    bearer = {"Authorization": f"Bearer {token[1]}"}
    ada.browser.cookies.clear()
    assert ada.browser.get("/api/me", headers=bearer).status_code == 200


def test_token_taken_back_works_no_longer(ada: Player) -> None:
    for revoke in re.findall(r'action="(/you/tokens/[\w-]+/revoke)"', ada.browser.get("/you").text):
        assert ada.browser.post(revoke).status_code == 303
    assert ada.browser.get("/api/me", headers=ada.bearer).status_code == 401


def test_token_needs_a_name(ada: Player) -> None:
    answer = ada.browser.post("/you/tokens", data={"token_name": " "})
    assert answer.status_code == 422
    assert 'id="token_name-error"' in answer.text


def test_bearer_token_opens_no_page_about_oneself(ada: Player) -> None:
    ada.browser.cookies.clear()
    assert ada.browser.get("/you", headers=ada.bearer).status_code == 303
