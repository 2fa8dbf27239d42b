"""The mentor's page."""

from tests.paths import Welcome


def test_mentor_finds_it_from_home_and_people_and_others_do_not(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    for page in ("/", "/people"):
        assert 'href="/hires"' in welcome.ben.browser.get(page).text
        assert 'href="/hires"' not in welcome.dora.browser.get(page).text
    assert "You are nobody’s mentor yet" in welcome.ada.browser.get("/hires").text


def test_mentor_sees_their_own_hires_with_day_and_check_in(welcome: Welcome) -> None:
    welcome.assign(welcome.dora)
    welcome.assign(welcome.gus, mentor=welcome.ada.member)
    text = welcome.ben.browser.get("/hires").text
    assert "Dora Maar" in text
    assert "Gus Grissom" not in text
    assert f"/check-ins/new?whom=member:{welcome.dora.member.id}" in text
    sent = {"whom": f"member:{welcome.dora.member.id}", "held_on": "2030-05-06"}
    welcome.ben.browser.post("/check-ins", data=sent)
    assert "You meet on 6 May 2030" in welcome.ben.browser.get("/hires").text


def test_mentor_chooses_when_the_hire_is_asked_back(welcome: Welcome) -> None:
    welcome.assign(welcome.dora, welcome.gus)
    text = welcome.ben.browser.get("/hires").text
    (back,) = {part.split('"')[0] for part in text.split('action="/reverse-onboardings/')[1:]}
    page = f"/reverse-onboardings/{back}"
    refused = welcome.ben.browser.post(page, data={"asks_back_on": "later"})
    assert refused.status_code == 422
    assert 'value="later"' in refused.text
    assert welcome.ben.browser.post(page, data={"asks_back_on": "2030-05-06"}).status_code == 303
    assert "on 6 May 2030" in welcome.ben.browser.get("/hires").text
    welcome.ben.browser.post(page, data={"asks_back_on": ""})
    assert "We do not ask for a playlist of their own" in welcome.ben.browser.get("/hires").text


def test_answer_that_is_too_long_is_kept(welcome: Welcome) -> None:
    (made,) = welcome.assign(welcome.gus)
    welcome.gus.browser.post(f"/assignments/{made.id}/help-calls", data={"track_id": str(welcome.tracks[0].id)})
    call = welcome.ben.browser.get("/hires").text.split('action="/help-calls/')[1].split('"')[0]
    long = "Because " * 200
    answer = welcome.ben.browser.post(f"/help-calls/{call}", data={"answer": long})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert f'id="answer-{call}-error"' in answer.text


def test_path_of_several_playlists_can_be_ordered_there(welcome: Welcome) -> None:
    (first,) = welcome.assign(welcome.gus)
    (second,) = welcome.assign(welcome.gus, playlist=welcome.second)
    text = welcome.ben.browser.get("/hires").text
    assert f'id="up-{first.id}" name="to" value="-1" aria-disabled="true"' in text
    assert f'id="down-{first.id}" name="to" value="1" ' in text
    assert f'id="down-{second.id}" name="to" value="2" aria-disabled="true"' in text
