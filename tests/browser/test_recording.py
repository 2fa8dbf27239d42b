"""Recording in a real browser, with a microphone that plays a file."""

from playwright.sync_api import Page, expect

from app.domain import playlists
from app.models import Right
from tests.browser.recorder import KEEP_STREAM, Recorder, Within, held_by_server, short_limit
from tests.cast import Cast

INTERRUPTIONS = {
    "() => stream.getAudioTracks()[0].dispatchEvent(new Event('mute'))": "something else uses the microphone",
    "() => stream.getAudioTracks()[0].dispatchEvent(new Event('ended'))": "took the microphone away",
    """() => {
      const all = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
      navigator.mediaDevices.enumerateDevices = async () => (await all()).slice(1);
      navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    }""": "a microphone came or went",
}
WITHHOLD = """
const start = MediaRecorder.prototype.start;
MediaRecorder.prototype.start = function () { return start.call(this); };
"""


def test_two_taps_from_a_playlist_to_a_running_recording_that_lands_in_it(
    page: Page, team: Cast, within: Within
) -> None:
    with within(team.ada) as session:
        made = playlists.create(
            session, team.ada.member, title="Billing", description="", kind="expert", audience="everyone_adds"
        )
        playlist_id = made.id
    page.goto(f"/playlists/{playlist_id}")
    page.get_by_role("link", name="Record into this playlist").click()
    Recorder(page).button("Record").click()
    page.wait_for_timeout(5_000)
    assert Recorder(page).kept()
    kept = len(Recorder(page).done().kept())
    track_id = Recorder(page).publish("How we bill").wait_until_saved()
    expect(page.get_by_role("heading", level=1)).to_have_text("How we bill")
    status, parts = held_by_server(within, team.ada, track_id)
    assert status != "uploading"
    assert parts == {0: list(range(kept))}
    with within(team.ada) as session:
        items = playlists.get(session, team.ada.member, playlist_id, Right.LISTEN).items
        assert [item.track_id for item in items] == [track_id]
    assert Recorder(page).kept() == []


def test_level_and_device_are_shown_before_anything_is_recorded(page: Page) -> None:
    Recorder(page).open()
    expect(page.locator("[data-devices] option").first).to_contain_text("Fake")
    page.wait_for_timeout(500)
    drawn = "() => document.querySelector('level-meter canvas').toDataURL().length"
    assert page.evaluate(drawn) > 500
    assert Recorder(page).kept() == []


def test_a_pause_is_not_recorded_and_stays_one_take(page: Page, team: Cast, within: Within) -> None:
    recorder = Recorder(page).open().record(2)
    recorder.button("Pause").click()
    elapsed = page.locator("[data-show=elapsed]").inner_text()
    page.wait_for_timeout(2_000)
    expect(page.locator("[data-show=elapsed]")).to_have_text(elapsed)
    recorder.button("Go on").click()
    page.wait_for_timeout(1_000)
    track_id = recorder.done().publish().wait_until_saved()
    assert list(held_by_server(within, team.ada, track_id)[1]) == [0]


def test_every_interruption_is_told_and_going_on_is_a_new_take(page: Page, team: Cast, within: Within) -> None:
    page.add_init_script(KEEP_STREAM)
    recorder = Recorder(page).open().record(1)
    for happens, words in INTERRUPTIONS.items():
        page.evaluate(happens)
        expect(page.get_by_role("alert").filter(has_text="Paused by your phone")).to_contain_text(words)
        recorder.button("Go on").click()
        expect(recorder.button("Pause")).to_be_visible()
        page.wait_for_timeout(1_000)
    track_id = recorder.done().publish().wait_until_saved()
    assert list(held_by_server(within, team.ada, track_id)[1]) == [0, 1, 2, 3]


def test_a_recorder_that_gives_nothing_for_six_seconds_is_noticed_and_what_it_held_back_is_kept(page: Page) -> None:
    page.add_init_script(WITHHOLD)
    recorder = Recorder(page).open().record(5)
    expect(page.get_by_role("alert").filter(has_text="no sound to keep")).to_be_visible()
    recorder.done()
    assert len(recorder.kept()) == 1


def test_a_dead_microphone_is_noticed(page: Page) -> None:
    page.add_init_script(KEEP_STREAM)
    Recorder(page).open().record(0.5)
    page.evaluate("() => { stream.getAudioTracks()[0].enabled = false }")
    expect(page.get_by_role("alert").filter(has_text="We hear nothing")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="no sound at all")).to_be_visible()


def test_the_longest_length_ends_the_recording_and_keeps_it(page: Page) -> None:
    short_limit(page, minutes=0.05)
    recorder = Recorder(page).open().record(1)
    expect(page.get_by_text("One minute left")).to_be_visible()
    expect(recorder.button("Publish")).to_be_visible()
    expect(page.get_by_text("That is the longest a recording can be")).to_be_visible()
    assert recorder.kept()


def test_a_blocked_microphone_comes_with_the_way_to_unblock_it(page: Page) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto("/record")
    expect(page.get_by_role("heading", name="The microphone is blocked")).to_be_visible()
    expect(page.get_by_text("at the left of the address")).to_be_visible()
    expect(page.get_by_role("link", name="Import a file instead")).to_be_visible()


def test_recording_again_keeps_the_earlier_one_until_publishing(page: Page) -> None:
    recorder = Recorder(page).open().record(3).done()
    said = page.locator("audio-recorder take-preview").inner_text().split("/")[-1]
    recorder.button("Record again").click()
    expect(recorder.button("Record")).to_be_enabled()
    recorder.button("Keep the earlier recording").click()
    expect(page.locator("audio-recorder take-preview")).to_contain_text(said)
    recorder.button("Discard").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    assert recorder.kept()
    recorder.button("Discard").click()
    page.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(recorder.button("Record")).to_be_enabled()
    assert recorder.kept() == []


def test_the_preview_plays_with_the_microphone_let_go(page: Page) -> None:
    page.add_init_script(KEEP_STREAM)
    Recorder(page).open().record(3).done()
    assert page.evaluate("() => stream.getAudioTracks()[0].readyState") == "ended"
    page.get_by_role("button", name="Listen to it").click()
    page.wait_for_function("() => document.querySelector('audio-recorder audio').currentTime > 0.5")


def test_leaving_asks_first(page: Page) -> None:
    recorder = Recorder(page).open().record(1)
    page.get_by_role("link", name="Library").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    expect(recorder.button("Pause")).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("() => { location.href = '/library' }")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/record")


def test_a_phone_that_puts_the_page_to_sleep_pauses_the_recording(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'userAgent', { value: 'Android 15, Chrome/140.0 Mobile' })")
    recorder = Recorder(page).open().record(1)
    page.evaluate(
        """() => {
          Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )
    expect(page.get_by_role("alert").filter(has_text="the page was not in front")).to_be_visible()
    expect(recorder.button("Go on")).to_be_visible()
    page.wait_for_timeout(300)
    assert recorder.kept()
