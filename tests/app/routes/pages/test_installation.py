"""What a browser needs to install Lorecast: for anybody, with nothing of anybody in it, asked for anew each time."""

import io
import re
from pathlib import Path

from PIL import Image

from tests.cast import Cast, Player
from tests.tracks import make_track

ROOT = Path(__file__).parents[4]


def test_manifest_names_pictures_that_are_there_in_the_size_they_say(cast: Cast) -> None:
    answer = cast.stranger.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    assert sorted((one["purpose"], one["sizes"]) for one in manifest["icons"]) == [
        (purpose, f"{size}x{size}") for purpose in ("any", "maskable") for size in (192, 512)
    ]
    for one in manifest["icons"]:
        picture = Image.open(io.BytesIO(cast.stranger.get(one["src"]).content))
        assert f"{picture.width}x{picture.height}" == one["sizes"]
        corner = picture.convert("RGBA").getpixel((0, 0))
        # A system cuts a maskable picture to its own shape, so it has no shape of its own.
        assert isinstance(corner, tuple)
        assert corner[3] == (255 if one["purpose"] == "maskable" else 0)


def test_shortcuts_and_shared_files_lead_to_pages_that_there_are(ada: Player) -> None:
    manifest = ada.browser.get("/manifest.webmanifest").json()
    assert [one["url"] for one in manifest["shortcuts"]] == ["/record", "/search", "/library"]
    for one in manifest["shortcuts"]:
        assert ada.browser.get(one["url"]).status_code == 200
    assert manifest["share_target"]["action"] == "/import/shared"


def test_every_ending_that_can_be_imported_can_be_shared(cast: Cast) -> None:
    script = (ROOT / "static" / "js" / "lib" / "accepted-files.js").read_text()
    endings = set(re.findall(r'"(\.\w+)"', script.split("ENDINGS")[1].split("]")[0]))
    (files,) = cast.stranger.get("/manifest.webmanifest").json()["share_target"]["params"]["files"]
    assert endings <= set(files["accept"])
    assert {"audio/mp4", "audio/x-m4a", "audio/ogg", "audio/mpeg"} <= set(files["accept"])


def test_worker_is_served_at_the_root_and_never_from_a_cache(cast: Cast) -> None:
    answer = cast.stranger.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    names = re.findall(r"/static/dist/[\w.-]+", answer.text)
    assert any(name.endswith(".css") for name in names)
    for name in names:
        assert cast.stranger.get(name).status_code == 200, name


def test_offline_page_belongs_to_nobody(ada: Player) -> None:
    page = ada.browser.get("/offline")
    assert "There is no network" in page.text
    assert "lorecast-member" not in page.headers
    assert str(ada.member.id) not in page.text
    assert ada.member.person.name not in page.text


def test_pages_say_whose_they_are_but_not_when_they_have_news_to_tell_once(ada: Player, within) -> None:
    assert ada.browser.get("/record").headers["lorecast-member"] == str(ada.member.id)
    with within(ada) as session:
        track = make_track(session, ada)
    ada.browser.post(f"/tracks/{track.id}/delete")
    kept = ada.browser.get("/library", headers={"Lorecast-Keeping": "1"})
    assert kept.headers["lorecast-member"] == str(ada.member.id)
    assert 'class="toast" role="status"' not in kept.text
    told = ada.browser.get("/library")
    assert 'class="toast" role="status"' in told.text
    assert "lorecast-member" not in told.headers


def test_shared_file_without_a_worker_gets_a_sentence_and_the_page_to_choose_it_on(ada: Player) -> None:
    for size in (10, 3_000_000):
        sent = {"files": ("memo.m4a", bytes(size), "audio/mp4")}
        answer = ada.browser.post("/import/shared", files=sent, headers={"Sec-Fetch-Site": "none"})
        assert answer.status_code == 422
        assert "did not come along" in answer.text
        assert 'id="files"' in answer.text


def test_another_site_cannot_share_a_file(ada: Player) -> None:
    sent = {"files": ("memo.m4a", b"x", "audio/mp4")}
    answer = ada.browser.post("/import/shared", files=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
