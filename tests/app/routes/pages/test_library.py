"""The library: what may be heard, in pages."""

import re

from tests.cast import Player
from tests.tracks import make_track


def test_everybody_finds_what_they_may_hear_and_no_more(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        make_track(session, ada, title="For myself")
    assert "For myself" in ada.browser.get("/library").text
    assert "For myself" not in ben.browser.get("/library").text


def test_older_tracks_are_one_link_away(ada: Player, within) -> None:
    with within(ada) as session:
        for number in range(52):
            make_track(session, ada, title=f"Thought {number:02}")
    first = ada.browser.get("/library?mine=1").text
    older = re.search(r'href="(/library\?mine=1&amp;cursor=[^"]+)"', first)
    assert older
    second = ada.browser.get(older[1].replace("&amp;", "&")).text
    shown = [set(re.findall(r"Thought \d\d", page)) for page in (first, second)]
    assert len(shown[0]) == 50
    assert len(shown[1]) == 2
    assert not shown[0] & shown[1]


def test_empty_library_says_what_to_do(cleo: Player) -> None:
    page = cleo.browser.get("/library").text
    assert "Nothing to hear yet" in page
    assert 'href="/record"' in page
