"""The path as the hire sees it: their own progress, the switch that shares it, calls for help."""

import pytest

from app.models import Assignment
from tests.paths import Welcome


@pytest.fixture
def made(welcome: Welcome) -> Assignment:
    return welcome.assign(welcome.gus)[0]


def set_speed(welcome: Welcome, speed: float) -> None:
    with welcome.within(welcome.gus) as session:
        session.merge(welcome.gus.member.person).playback_speed = speed


def test_path_of_nobody_says_so(welcome: Welcome) -> None:
    assert "Nobody has asked you to hear anything" in welcome.gus.browser.get("/path").text
    assert "Your path" not in welcome.gus.browser.get("/").text


@pytest.mark.parametrize("page", ["/path", "/", "/playlists/{0}"])
def test_how_far_what_next_and_how_long_at_my_speed(welcome: Welcome, made: Assignment, page: str) -> None:
    welcome.hear(welcome.gus, welcome.tracks[0])
    set_speed(welcome, 1.25)
    text = welcome.gus.browser.get(page.replace("{0}", str(welcome.first.id))).text
    assert "1 of 3 heard" in text
    assert "16 min left at 1.25×" in text
    assert "Who to ask" in text


def test_whole_path_stands_in_order(welcome: Welcome, made: Assignment) -> None:
    welcome.assign(welcome.gus, playlist=welcome.second)
    text = welcome.gus.browser.get("/path").text
    assert "0 of 4 heard" in text
    assert text.index("Your first week") < text.index("Your second week")


def test_sharing_is_a_switch_that_can_be_turned_back(welcome: Welcome, made: Assignment) -> None:
    welcome.hear(welcome.gus, welcome.tracks[0])
    assert "Only you see how far you are" in welcome.gus.browser.get("/path").text
    assert "not shared" in welcome.ben.browser.get("/hires").text
    answer = welcome.gus.browser.post(f"/assignments/{made.id}/sharing")
    assert answer.status_code == 303
    assert "Ben sees which of these tracks you have heard" in welcome.gus.browser.get("/path").text
    assert "1 of 3 heard" in welcome.ben.browser.get("/hires").text
    assert "Heard" in welcome.ben.browser.get(f"/assignments/{made.id}").text
    welcome.gus.browser.post(f"/assignments/{made.id}/sharing/delete")
    for page in ("/hires", f"/assignments/{made.id}"):
        text = welcome.ben.browser.get(page).text
        assert "1 of 3" not in text
        assert "theirs to share" in text


def test_no_page_tells_others_of_listening(welcome: Welcome, made: Assignment) -> None:
    """Whatever Gus hears, no page of Ben's or Ada's changes by a letter."""
    pages = ["/", "/hires", "/people", f"/people/{welcome.gus.member.id}", f"/assignments/{made.id}", "/check-ins"]
    pages += [f"/playlists/{welcome.first.id}", f"/playlists/{welcome.first.id}/assignments", "/playlists", "/library"]
    pages += [f"/tracks/{track.id}" for track in welcome.tracks[:3]]
    others = [welcome.ben, welcome.ada]
    before = {(player.email, page): player.browser.get(page).text for player in others for page in pages}
    for track in welcome.tracks[:3]:
        welcome.hear(welcome.gus, track)
    for player in others:
        for page in pages:
            assert player.browser.get(page).text == before[player.email, page], page


def test_help_is_asked_answered_and_read(welcome: Welcome, made: Assignment) -> None:
    form = {"track_id": str(welcome.tracks[2].id), "sentence": "Which cost centre?"}
    assert welcome.gus.browser.post(f"/assignments/{made.id}/help-calls", data=form).status_code == 303
    text = welcome.ben.browser.get("/hires").text
    assert "Gus needs help at" in text
    assert "Which cost centre?" in text
    call = text.split('action="/help-calls/')[1].split('"')[0]
    assert welcome.ben.browser.post(f"/help-calls/{call}", data={"answer": "4711, always."}).status_code == 303
    assert "4711, always." in welcome.gus.browser.get("/path").text
    assert "Gus needs help at" not in welcome.ben.browser.get("/hires").text


def test_help_without_a_track_or_with_too_many_words_keeps_what_was_typed(welcome: Welcome, made: Assignment) -> None:
    long = "Why? " * 300
    for form, field in (
        ({"sentence": "My words"}, "track"),
        ({"track_id": str(welcome.tracks[0].id), "sentence": long}, ""),
    ):
        answer = welcome.gus.browser.post(f"/assignments/{made.id}/help-calls", data=form)
        assert answer.status_code == 422
        assert form["sentence"].strip() in answer.text
        assert "field__error" in answer.text
        assert field in answer.text


def test_call_is_taken_back_and_comes_again(welcome: Welcome, made: Assignment) -> None:
    welcome.gus.browser.post(f"/assignments/{made.id}/help-calls", data={"track_id": str(welcome.tracks[0].id)})
    text = welcome.gus.browser.get("/path").text
    call = text.split('action="/help-calls/')[1].split("/delete")[0]
    welcome.gus.browser.post(f"/help-calls/{call}/delete")
    assert f'action="/help-calls/{call}/restore"' in welcome.gus.browser.get("/path").text
    assert "needs help" not in welcome.ben.browser.get("/hires").text
    welcome.gus.browser.post(f"/help-calls/{call}/restore")
    assert "needs help" in welcome.ben.browser.get("/hires").text


def test_nothing_is_said_of_being_late(welcome: Welcome) -> None:
    welcome.assign(welcome.gus, due_on=welcome.first.created_at.date().replace(year=2020))
    text = welcome.gus.browser.get("/path").text
    assert "suggested by" in text
    assert "overdue" not in text.lower()
