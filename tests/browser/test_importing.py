"""Importing files through the browser: several at once, bad ones told apart, and going on after a reload."""

import uuid
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.recorder import PARTS, Within, held_by_server, titles
from tests.cast import Cast

PICKER = "input[type=file]"


def test_files_are_sent_in_parts_and_bad_ones_are_told_in_words(
    page: Page, team: Cast, within: Within, tmp_path: Path
) -> None:
    files = {"memo one.m4a": b"x" * 5_000_000, "empty.mp3": b"", "letter.pdf": b"%PDF", "voice.opus": b"y" * 10}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    page.goto("/import")
    page.locator(PICKER).set_input_files([tmp_path / name for name in files])
    rows = page.locator(".import__file")
    expect(rows.filter(has_text="empty.mp3")).to_contain_text("This file is empty")
    expect(rows.filter(has_text="letter.pdf")).to_contain_text("does not look like a recording")
    for name in ("memo one.m4a", "voice.opus"):
        expect(rows.filter(has_text=name).get_by_role("link", name="Open the track")).to_be_visible()
    assert sorted(titles(within, team.ada)) == ["memo one", "voice"]
    address = rows.filter(has_text="memo one.m4a").get_by_role("link").get_attribute("href") or ""
    status, parts = held_by_server(within, team.ada, uuid.UUID(address.rsplit("/", 1)[-1]))
    assert status != "uploading"
    assert parts == {0: [0, 1]}


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(
    page: Page, team: Cast, within: Within, tmp_path: Path
) -> None:
    (tmp_path / "talk.wav").write_bytes(bytes(9_000_000))
    sent: list[str] = []

    def only_the_first(route: Route) -> None:
        sent.append(route.request.url)
        if len(sent) > 1:
            route.abort()
        else:
            route.continue_()

    page.route(PARTS, only_the_first)
    page.goto("/import")
    page.locator(PICKER).set_input_files(tmp_path / "talk.wav")
    expect(page.locator(".import__file")).to_contain_text("There is no network")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    sent.clear()
    page.unroute(PARTS)
    page.on("request", lambda request: sent.append(request.url) if PARTS.search(request.url) else None)
    page.locator(PICKER).set_input_files(tmp_path / "talk.wav")
    expect(page.locator(".import__file").get_by_role("link", name="Open the track")).to_be_visible()
    assert [address.rsplit("/", 1)[-1] for address in sent] == ["1", "2"]
    assert titles(within, team.ada) == ["talk"]


def test_dropping_a_file_is_the_same_as_choosing_it(page: Page) -> None:
    page.goto("/import")
    page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(["abc"], "dropped.mp3", { type: "audio/mpeg" }));
          const drop = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
          document.querySelector(".import__zone").dispatchEvent(drop);
        }"""
    )
    expect(page.locator(".import__file").filter(has_text="dropped.mp3")).to_contain_text("Sent")


def test_the_picker_names_every_kind_of_recording(page: Page) -> None:
    page.goto("/import")
    accepted = (page.locator(PICKER).get_attribute("accept") or "").split(",")
    assert {".m4a", ".mp3", ".wav", ".ogg", ".opus", ".webm", ".mp4", ".aac", ".flac"} <= set(accepted)
