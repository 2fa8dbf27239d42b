"""Nothing that was said is lost: killed tabs, no network, a server that refuses, two tabs at once."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, Route, TimeoutError, expect

from tests.browser.chromium import kill
from tests.browser.conftest import Window
from tests.browser.recorder import PARTS, Recorder, Within, held_by_server, profile_of, seconds_of
from tests.cast import Cast


def test_a_killed_browser_offers_what_was_said_and_sends_it(
    window: Window, team: Cast, within: Within, tmp_path: Path
) -> None:
    with window(team.ada) as context:
        Recorder(context.pages[0]).open().record(10)
        kill(profile_of(tmp_path))
    with window(team.ada) as context:
        page = context.pages[0]
        page.goto("/")
        card = page.locator("recovery-card")
        expect(card).to_contain_text("You have an unsent recording of")
        assert seconds_of(card.inner_text().splitlines()[0]) >= 8
        card.get_by_role("button", name="Send it").click()
        expect(card).to_contain_text("safe on the server")
        card.get_by_role("link", name="Open the track").click()
        track_id = Recorder(page).wait_until_saved()
        assert Recorder(page).kept() == []
    status, parts = held_by_server(within, team.ada, track_id)
    assert status != "uploading"
    assert parts == {0: list(range(len(parts[0])))}
    assert len(parts[0]) >= 2


def test_without_a_network_all_along_it_is_sent_when_it_returns(page: Page, team: Cast, within: Within) -> None:
    recorder = Recorder(page).open()
    page.context.set_offline(True)
    recorder.record(5).done().publish("Said in a tunnel")
    expect(page.get_by_role("alert").filter(has_text="There is no network")).to_be_visible()
    kept = len(recorder.kept())
    page.context.set_offline(False)
    track_id = recorder.wait_until_saved()
    assert held_by_server(within, team.ada, track_id)[1] == {0: list(range(kept))}


def test_published_without_a_network_it_goes_when_any_page_is_open_again(page: Page) -> None:
    recorder = Recorder(page).open()
    page.context.set_offline(True)
    recorder.record(2).done().publish("Left behind")
    expect(page.get_by_role("alert").filter(has_text="There is no network")).to_be_visible()
    page.route(PARTS, lambda route: route.abort())
    page.context.set_offline(False)
    page.get_by_role("link", name="Library").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(page.locator("out-box")).to_contain_text("There is no network", timeout=20_000)
    page.unroute(PARTS)
    page.goto("/playlists")
    expect(page.locator("out-box")).to_contain_text("safe on the server")
    assert recorder.kept() == []


def test_every_refusal_keeps_everything_says_why_and_offers_retry(page: Page, team: Cast, within: Within) -> None:
    recorder = Recorder(page).open()
    recorder.answer_parts_with(500)
    recorder.record(2).done().publish()
    trouble = page.locator("audio-recorder [data-show=trouble]")
    kept = len(recorder.kept())
    for status, words in [(500, "(500)"), (413, "(413)"), (401, "signed out"), (507, "(507)"), (409, "(409)")]:
        recorder.answer_parts_with(status)
        recorder.button("Retry").click()
        expect(trouble).to_contain_text(words)
        assert len(recorder.kept()) == kept
        expect(recorder.button("Save to device")).to_be_visible()
    with page.expect_download() as download:
        recorder.button("Save to device").click()
    assert download.value.suggested_filename == "How we bill.webm"
    recorder.answer_parts_truly()
    # A try that was under way may go through by itself, and takes the button with it.
    with suppress(TimeoutError):
        recorder.button("Retry").click(timeout=5_000)
    track_id = recorder.wait_until_saved()
    assert held_by_server(within, team.ada, track_id)[1] == {0: list(range(kept))}


def test_two_tabs_do_not_send_the_same_recording_twice(window: Window, team: Cast) -> None:
    with window(team.ada) as context:
        first = context.pages[0]
        Recorder(first).open()
        context.set_offline(True)
        Recorder(first).record(2).done()
        first.on("dialog", lambda dialog: dialog.accept())
        context.route(PARTS, lambda route: route.abort())
        context.set_offline(False)
        first.goto("/record")
        second = context.new_page()
        second.goto("/record")
        held: list[Route] = []
        holding = [True]
        context.route(PARTS, lambda route: held.append(route) if holding else route.continue_())
        first.locator("recovery-card").get_by_role("button", name="Send it").click()
        while not held:
            first.wait_for_timeout(100)
        second.locator("recovery-card").get_by_role("button", name="Send it").click()
        expect(second.locator("recovery-card")).to_contain_text("Another tab is sending it")
        assert len(held) == 1
        holding.clear()
        held[0].continue_()
        expect(first.locator("recovery-card")).to_contain_text("safe on the server")
        second.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        expect(second.locator("recovery-card")).to_be_hidden()


def test_another_person_on_the_same_phone_sees_nothing_of_it(window: Window, team: Cast) -> None:
    with window(team.ada) as context:
        page = context.pages[0]
        Recorder(page).open()
        context.set_offline(True)
        Recorder(page).record(2).done()
        page.on("dialog", lambda dialog: dialog.accept())
        context.set_offline(False)
        page.goto("/")
        expect(page.locator("recovery-card")).to_be_visible()
    with window(team.ben) as context:
        context.pages[0].goto("/")
        context.pages[0].wait_for_timeout(500)
        expect(context.pages[0].locator("recovery-card")).to_be_hidden()
