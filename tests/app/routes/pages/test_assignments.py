"""Asking people to hear a playlist, through the pages."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.paths import Welcome


def form(welcome: Welcome, *whom: str, **fields: str) -> dict:
    ids = {"gus": str(welcome.gus.member.id), "dora": str(welcome.dora.member.id)}
    return {"hire_ids": [ids[name] for name in whom], "mentor_id": str(welcome.ben.member.id), **fields}


def test_several_are_asked_at_once_with_a_kind_date(welcome: Welcome) -> None:
    page = f"/playlists/{welcome.first.id}/assignments"
    friday = datetime.now(UTC).date() + timedelta(days=3)
    sent = form(welcome, "gus", "dora", let_listen="1", due_on=friday.isoformat())
    assert welcome.ada.browser.post(page, data=sent).status_code == 303
    text = welcome.ada.browser.get(page).text
    assert "On the path now" in text
    assert "mentor: Ben Okri" in text
    assert f"suggested by {friday:%A}" in text
    for player in (welcome.gus, welcome.dora):
        assert "Your first week" in player.browser.get("/path").text


def test_refusal_offers_the_right_and_keeps_the_choice(welcome: Welcome) -> None:
    page = f"/playlists/{welcome.first.id}/assignments"
    answer = welcome.ada.browser.post(page, data=form(welcome, "dora", due_on="2030-01-02"))
    assert answer.status_code == 422
    assert "Dora Maar: no right to hear this yet" in answer.text
    assert 'name="let_listen" value="1" checked' in answer.text
    assert f'value="{welcome.dora.member.id}" checked' in answer.text
    assert 'value="2030-01-02"' in answer.text


@pytest.mark.parametrize("fields", [{"due_on": "soon"}, {"due_on": "0001-01-01"}, {"due_on": "99999-01-01"}])
def test_day_that_is_none_is_refused_at_the_field(welcome: Welcome, fields: dict) -> None:
    page = f"/playlists/{welcome.first.id}/assignments"
    answer = welcome.ada.browser.post(page, data=form(welcome, "dora", let_listen="1", **fields))
    assert answer.status_code == 422
    assert 'id="due_on-error"' in answer.text
    assert fields["due_on"] in answer.text


def test_nobody_chosen_is_said(welcome: Welcome) -> None:
    answer = welcome.ada.browser.post(f"/playlists/{welcome.first.id}/assignments", data=form(welcome))
    assert answer.status_code == 422
    assert "choose who should hear it" in answer.text


def test_who_may_not_ask_is_not_offered_it(welcome: Welcome) -> None:
    playlist = f"/playlists/{welcome.first.id}"
    assert "Put it on a path" in welcome.ada.browser.get(playlist).text
    assert "Put it on a path" not in welcome.ben.browser.get(playlist).text
    assert welcome.ben.browser.get(f"{playlist}/assignments").status_code == 403
    assert welcome.gus.browser.get(f"{playlist}/assignments").status_code == 404
    assert welcome.cast.cleo.browser.get(f"{playlist}/assignments").status_code == 404


def test_mentor_asks_their_own_hire_and_sees_only_theirs(welcome: Welcome) -> None:
    welcome.assign(welcome.dora)
    welcome.assign(welcome.gus, mentor=welcome.ada.member)
    text = welcome.ben.browser.get(f"/playlists/{welcome.first.id}/assignments").text
    assert "Dora Maar" in text
    assert "Gus Grissom" not in text


def test_mentor_changes_the_day_and_takes_it_off_and_back(welcome: Welcome) -> None:
    (made,) = welcome.assign(welcome.gus)
    page = f"/assignments/{made.id}"
    assert welcome.ben.browser.post(page, data={"due_on": "2030-05-06"}).status_code == 303
    assert 'value="2030-05-06"' in welcome.ben.browser.get(page).text
    assert welcome.ben.browser.post(page, data={"due_on": "never"}).status_code == 422
    welcome.ben.browser.post(f"{page}/delete")
    assert f'action="{page}/restore"' in welcome.ben.browser.get("/hires").text
    assert "Nobody has asked you" in welcome.gus.browser.get("/path").text
    welcome.ben.browser.post(f"{page}/restore")
    assert "Your first week" in welcome.gus.browser.get("/path").text


def test_mentor_orders_the_path(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    (second,) = welcome.assign(welcome.gus, playlist=welcome.second)
    assert welcome.ben.browser.post(f"/assignments/{second.id}/move", data={"to": "0"}).status_code == 303
    text = welcome.gus.browser.get("/path").text
    assert text.index("Your second week") < text.index("Your first week")


def test_hire_is_sent_to_their_path_and_nobody_else_anywhere(welcome: Welcome) -> None:
    (made,) = welcome.assign(welcome.gus)
    assert welcome.gus.browser.get(f"/assignments/{made.id}").headers["location"] == "/path"
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        assert player.browser.get(f"/assignments/{made.id}").status_code == 404


def test_editor_takes_off_what_they_put_on(welcome: Welcome) -> None:
    (made,) = welcome.assign(welcome.gus)
    answer = welcome.ada.browser.post(f"/assignments/{made.id}/delete")
    assert answer.headers["location"] == f"/playlists/{welcome.first.id}/assignments"
