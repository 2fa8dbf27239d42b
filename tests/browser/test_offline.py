"""In airplane mode, with the service worker: recording, sharing, listening, and who is left on the device after it."""

import uuid

import httpx
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from app.domain import playlists
from app.models import Part
from tests.browser.conftest import Window
from tests.browser.offline import CONTROLLED, KEPT_PAGES, SHELL, caches_of, download, eventually, installed, ranged
from tests.browser.player import POSITION, SECONDS, position, seek, wait_until_noted
from tests.browser.recorder import Recorder, Within, recording_of, titles
from tests.cast import Cast

HASHES = """() => new Promise((done) => {
  const opening = indexedDB.open("lorecast");
  opening.onsuccess = () => {
    const all = opening.result.transaction("parts").objectStore("parts").getAll();
    all.onsuccess = async () => {
      const digests = all.result.map((bytes) => crypto.subtle.digest("SHA-256", bytes));
      const hex = (digest) => [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
      opening.result.close();
      done((await Promise.all(digests)).map(hex));
    };
  };
})"""
SHARE = """([name, size]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: "/import/shared", enctype: "multipart/form-data" });
  const input = Object.assign(document.createElement("input"), { type: "file", name: "files", multiple: true });
  const files = new DataTransfer();
  if (size) files.items.add(new File([new Uint8Array(size).fill(7)], name, { type: "audio/mp4" }));
  input.files = files.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""
# From now on the server has another worker: another address counts as other bytes.
DEPLOYED = """
const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
navigator.serviceWorker.register = (address, how) => register(localStorage.newer ? `${address}?newer` : address, how);
"""
# Chromium's own offer asks in a window that nobody here can answer.
NO_TRUE_OFFER = """
addEventListener("beforeinstallprompt", (event) => { if (event.isTrusted) event.stopImmediatePropagation(); });
"""
NEWER = "async () => { localStorage.newer = 'yes'; await navigator.serviceWorker.register('/sw.js'); }"
WAITS = "async () => Boolean((await navigator.serviceWorker.ready).waiting)"
PRESS_IN = "async () => (await navigator.serviceWorker.ready).waiting.postMessage('take-over')"
RULES = "() => new URL(navigator.serviceWorker.controller.scriptURL).search"


def test_recorded_in_airplane_mode_it_goes_to_its_playlist_when_the_network_returns(
    window: Window, team: Cast, within: Within
) -> None:
    with within(team.ada) as session:
        playlist = playlists.create(session, team.ada.member, title="On the train")
    with window(team.ada, has_worker=True) as context:
        page = installed(context.pages[0])
        assert set(page.evaluate(KEPT_PAGES)) == SHELL
        context.set_offline(True)
        recorder = Recorder(page).open(f"/record?playlist={playlist.id}")
        expect(page.locator("page-age")).to_contain_text("You are offline: as of")
        recorder.record(5).done()
        kept = page.evaluate(HASHES)
        recorder.publish("Said in a tunnel")
        expect(page.get_by_role("alert").filter(has_text="There is no network. It goes on by itself")).to_be_visible()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/downloads")
        expect(page.locator("out-box")).to_contain_text("A recording waits here: 0:0")
        expect(page.locator("out-box").get_by_role("button", name="Retry")).to_be_visible()
        context.set_offline(False)
        expect(page.locator("out-box")).to_contain_text("safe on the server")
        assert recorder.kept() == []
    with within(team.ada) as session:
        (item,) = playlists.get(session, team.ada.member, playlist.id).items
        recording = recording_of(session, item.track_id)
        arrived = select(col(Part.sha256)).where(col(Part.recording_id) == recording.id)
        assert list(session.scalars(arrived.order_by(col(Part.take), col(Part.number)))) == kept
        assert item.track.title == "Said in a tunnel"


def test_downloaded_playlist_plays_from_the_device_and_the_place_is_told_later(
    window: Window, team: Cast, playlist: list[uuid.UUID], base_url: str
) -> None:
    place = f"{base_url}/api/tracks/{playlist[1]}/listen"
    with window(team.ada, has_worker=True) as context:
        page = installed(context.pages[0])
        download(page, f"/playlists/{playlist[0]}")
        context.set_offline(True)
        page.goto(f"/playlists/{playlist[0]}")
        _listen_from(page, 60)
        page.locator("audio-player").get_by_role("button", name="Pause").click()
        assert [ranged(page, playlist[1], one)[:2] for one in ("bytes=0-1", "bytes=99999999-")] == [
            (206, f"bytes 0-1/{ranged(page, playlist[1], 'bytes=0-')[2]}"),
            (416, f"bytes */{ranged(page, playlist[1], 'bytes=0-')[2]}"),
        ]
        page.reload()
        expect(page.locator("page-age")).to_contain_text("You are offline")
        page.get_by_role("button", name="Play How we bill").click()
        page.wait_for_function(f"() => ({POSITION})() > 55")
        page.goto("/library", wait_until="commit")
        expect(page.get_by_role("heading", name="There is no network")).to_be_visible()
        _kept_list(page)
        context.set_offline(False)
        wait_until_noted(place, team.ada.bearer, 59_000)
        _closed_track_goes(page, playlist, team, base_url)


def _listen_from(page: Page, seconds: float) -> None:
    page.get_by_role("button", name="Play How we bill").click()
    page.wait_for_function(f"() => ({POSITION})() > 0.2")
    seek(page, seconds)
    page.wait_for_function(f"() => ({POSITION})() > {seconds} + 0.3")
    assert position(page) < SECONDS


def _kept_list(page: Page) -> None:
    page.goto("/downloads")
    row = page.locator(".downloads__row")
    expect(row).to_contain_text("Billing")
    expect(row).to_contain_text("Tracks: 3 · 6:00")
    expect(page.locator("download-list [data-show=room]")).to_contain_text("on this device")
    expect(row.get_by_role("button", name="Play Refunds")).to_be_enabled()


def _closed_track_goes(page: Page, playlist: list[uuid.UUID], team: Cast, base_url: str) -> None:
    """Its playlist stays, without it."""
    assert httpx.delete(f"{base_url}/api/tracks/{playlist[2]}", headers=team.ada.bearer).is_success
    page.get_by_role("button", name="Play Refunds").click()
    expect(page.locator(".downloads__row")).to_contain_text("Tracks: 2 · 4:00")
    assert ranged(page, playlist[2], "bytes=0-1")[0] == 404


def test_nothing_of_one_person_is_left_for_the_next_or_after_signing_out(
    window: Window, team: Cast, playlist: list[uuid.UUID]
) -> None:
    with window(team.ada, has_worker=True) as context:
        page = installed(context.pages[0])
        download(page, f"/tracks/{playlist[1]}")
        assert len(caches_of(page)) == 2
    with window(team.ben, has_worker=True) as context:
        context.add_init_script(NO_TRUE_OFFER)
        page = installed(context.pages[0])
        assert caches_of(page) == [f"lorecast-pages-{team.ben.member.id}"]
        download(page, f"/tracks/{playlist[1]}")
        page.goto("/you")
        _install(page)
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        eventually(page, "async () => !(await caches.keys()).some((one) => /-(pages|copies)-/.test(one))")
        assert page.evaluate(_records()) == [0, 0]
        context.set_offline(True)
        page.goto("/record", wait_until="commit")
        expect(page.get_by_role("heading", name="There is no network")).to_be_visible()


def _install(page: Page) -> None:
    """The browser offers it, and whoever is asked agrees."""
    page.evaluate(
        """() => dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
          prompt: async () => ({ outcome: "accepted" }),
        }))"""
    )
    page.get_by_role("button", name="Install Lorecast").click()
    expect(page.locator("install-offer")).to_be_hidden()


def _records() -> str:
    """How many downloads and places the device has records of."""
    return """() => new Promise((done) => {
      const opening = indexedDB.open("lorecast-offline");
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(["downloads", "places"]);
        const counts = ["downloads", "places"].map((store) => transaction.objectStore(store).count());
        transaction.oncomplete = () => { opening.result.close(); done(counts.map(({ result }) => result)); };
      };
    })"""


def test_a_new_version_waits_until_the_recording_is_safe(window: Window, team: Cast) -> None:
    with window(team.ada, has_worker=True) as context:
        context.add_init_script(DEPLOYED)
        page = installed(context.pages[0])
        offer = page.locator("new-version")
        recorder = Recorder(page).open().record(1)
        page.evaluate(NEWER)
        eventually(page, WAITS)
        page.evaluate(PRESS_IN)
        page.wait_for_timeout(1_500)
        assert (page.evaluate(WAITS), page.evaluate(RULES)) == (True, "")
        expect(offer).to_be_hidden()
        expect(recorder.button("Pause")).to_be_visible()
        recorder.done().publish()
        recorder.wait_until_saved()
        offer.get_by_role("button", name="Reload").click()
        page.wait_for_function(f"() => ({CONTROLLED})() && ({RULES})() === '?newer'")


def test_what_another_app_shares_is_kept_first_and_published_from_the_import_page(
    window: Window, team: Cast, within: Within
) -> None:
    with window(team.ada, has_worker=True) as context:
        page = installed(context.pages[0], "/import")
        context.set_offline(True)
        page.evaluate(SHARE, ["voice memo.m4a", 5_000_000])
        page.wait_for_url("**/import?shared=kept")
        row = page.locator("shared-files .import__file")
        expect(row).to_contain_text("voice memo · 5 MB")
        expect(row).to_contain_text("There is no network")
        context.set_offline(False)
        expect(row).to_contain_text("nobody hears it yet")
        row.get_by_role("button", name="Publish").click()
        expect(row.get_by_role("link", name="Open the track")).to_be_visible()
        assert titles(within, team.ada) == ["voice memo"]
        page.evaluate(SHARE, ["", 0])
        expect(page.locator("shared-files")).to_contain_text("No file came along")
