"""The search page: moments as links to one second before, filters, and what to do when there are none."""

import re

import pytest

from app.domain import passages, playlists
from tests.cast import Player
from tests.tracks import make_track

SAYS = ("Welcome everybody.", "The zeppelin leaves at noon.")


@pytest.fixture
def zeppelin(ada: Player, within) -> str:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Air travel")
        track = make_track(session, ada, title="Timetables", says=SAYS, playlist=playlist)
        passages.build(session, track, {})
        return str(track.id)


def test_moment_opens_one_second_before_and_plays(ben: Player, zeppelin: str) -> None:
    page = ben.browser.get("/search?q=zeppelin").text
    opens = rf'<a class="hit__said" href="/tracks/{zeppelin}\?t=([\d.]+)" data-plays>(.*?)</a>'
    link = re.search(opens, page, re.DOTALL)
    assert link
    assert 4 <= float(link[1]) <= 6, "the sentence begins at 5 s, the word a moment later"
    assert re.search(r"<mark>zeppelin</mark>", link[2])
    assert "1 moment" in page


def test_many_moments_are_not_counted_to_the_end(ben: Player, zeppelin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "More than" not in ben.browser.get("/search?q=zeppelin").text
    monkeypatch.setattr("app.domain.search.Found.COUNTED_MAX", 0)
    assert "More than 0 moments" in ben.browser.get("/search?q=zeppelin").text


def test_filters_narrow_and_stay_chosen(ben: Player, ada: Player, zeppelin: str) -> None:
    mine = ben.browser.get(f"/search?q=zeppelin&author={ben.member.id}&playlist=").text
    assert "No moments" in mine
    assert f'<option value="{ben.member.id}" selected>' in mine
    assert "1 moment" in ben.browser.get(f"/search?q=zeppelin&author={ada.member.id}").text


def test_what_nobody_said_invites_to_say_it(ben: Player, zeppelin: str) -> None:
    page = ben.browser.get("/search?q=submarine").text
    assert "Nobody has said that yet" in page
    assert 'href="/record"' in page


def test_outsider_neither_finds_nor_counts_it(cleo: Player, zeppelin: str) -> None:
    page = cleo.browser.get("/search?q=zeppelin").text
    assert "No moments" in page
    assert "Timetables" not in page


def test_parts_that_change_while_typing_have_their_ids(ben: Player) -> None:
    page = ben.browser.get("/search").text
    assert 'id="hits"' in page
    assert re.search(r'id="hits-count" role="status"', page)


def test_query_is_text_and_never_markup(ben: Player) -> None:
    page = ben.browser.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page
