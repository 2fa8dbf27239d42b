"""Every page for everybody: axe finds nothing in light and dark, nothing overflows, nothing focused is hidden."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from app.domain import playlists
from tests.browser.recorder import Within
from tests.browser.test_access import violations
from tests.cast import Cast
from tests.tracks import make_track

WIDTHS = (320, 1280)
PLACES = "a, button, input:not([type=hidden]), select, textarea, summary"
# Links inside text may be small, a row's link covers its row, a picker lies under its visible button.
EXEMPT = ".track__title, .hit__said, .person__name, [type=radio], [type=checkbox], [type=file]"
TOO_SMALL = f"""() => [...document.querySelectorAll("{PLACES}")]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip-link"))
  .filter((one) => getComputedStyle(one).display !== "inline" && !one.matches("{EXEMPT}"))
  .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))"""
BENEATH_THE_DOCK = """() => {
  const at = document.activeElement, dock = document.querySelector(".dock");
  if (at === document.body || at.closest(".dock, .rail")) return null;
  const gap = dock.getBoundingClientRect().top - at.getBoundingClientRect().bottom;
  return gap < -1 ? at.outerHTML.slice(0, 120) : null;
}"""


@dataclass
class Scene:
    playlist_id: str
    track_id: str


@pytest.fixture
def scene(team: Cast, within: Within) -> Scene:
    with within(team.ada) as session:
        title = "An extremely long title that somebody typed without thinking about covers or phones at all"
        playlist = playlists.create(session, team.ada.member, title=title, description="Start here.")
        playlists.create(session, team.ada.member, title="Kundenrückgewinnungsstrategien")
        for number in range(12):
            track = make_track(session, team.ada, title=f"Thought {number}", says=("Well.",), playlist=playlist)
        return Scene(str(playlist.id), str(track.id))


def addresses(scene: Scene, team: Cast) -> list[str]:
    playlist, track = f"/playlists/{scene.playlist_id}", f"/tracks/{scene.track_id}"
    person = f"/people/{team.ben.member.id}"
    return [
        *("/", "/library", "/people", person, "/you", "/workspace", "/style", "/nowhere", track, f"{track}/edit"),
        *("/playlists", "/playlists/new", playlist, f"{playlist}/edit", f"{playlist}/arrange", f"{playlist}/items"),
        *(f"{playlist}/outline", "/playlists/new?kind=expert", "/requests", "/requests/new", "/questions"),
        *("/search", "/search?q=thought", "/search?q=submarine"),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_too_wide_or_too_small(
    page: Page, scene: Scene, team: Cast, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses(scene, team):
        page.goto(address)
        # The narrow page has everything that the wide one has, one below the other.
        assert width != WIDTHS[0] or violations(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(TOO_SMALL) == [], address


def test_strangers_pages_have_no_violations_either(page: Page) -> None:
    page.context.clear_cookies()
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/sign-in", "/invitations/nothing"):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("width", [360, 768])
def test_focus_never_hides_beneath_the_player(page: Page, scene: Scene, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto("/library")
    page.locator("[data-play-track]:not(:disabled)").first.click()
    # There is no sound behind the scene: the player says so, and then has its full height.
    page.locator("audio-player [data-show=trouble]").wait_for(state="visible")
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        # A busy machine scrolls a moment after it moves the focus.
        hidden.append(all(page.evaluate(BENEATH_THE_DOCK) and not page.wait_for_timeout(50) for _ in range(20)))
    assert [one for one in hidden if one] == []
