"""A collaborative playlist through its pages: asking, answering, trying, accepting, without scripts."""

import re
from dataclasses import dataclass

import pytest

from app.domain import groups, problems
from app.domain.problems import DUE_WITHIN
from app.models import Contribution, GroupKind, Playlist, Role
from app.models.base import now
from tests.app.domain.problem import ask, contribute
from tests.cast import Player, join
from tests.tracks import make_track


@dataclass
class Asked:
    playlist_id: str
    item_id: str

    @property
    def page(self) -> str:
        return f"/playlists/{self.playlist_id}"

    @property
    def solution(self) -> str:
        return f"{self.page}/items/{self.item_id}"


@pytest.fixture
def asked(ada: Player, ben: Player, within) -> Asked:
    """Ada's problem with Ben's solution."""
    with within(ada) as session:
        problem = ask(session, ada, ben)
        return Asked(str(problem.playlist.id), str(problem.solution.id))


def seen(player: Player, path: str) -> str:
    """The text of a page, without its markup."""
    text = re.sub(r"<(script|style|svg).*?</\1>|<[^>]*>", " ", player.browser.get(path).text, flags=re.DOTALL)
    return " ".join(text.split())


def leave(player: Player, asked: Asked, result: str, sentence: str = "") -> str:
    answer = player.browser.post(f"{asked.solution}/outcomes", data={"result": result, "sentence": sentence})
    assert answer.status_code == 303, answer.text[:300]
    found = re.search(r"/outcomes/([0-9a-f-]{36})/delete", player.browser.get(asked.page).text)
    assert found is not None
    return found[1]


def test_three_ways_lead_straight_to_the_recorder(ben: Player, asked: Asked) -> None:
    page = ben.browser.get(asked.page).text
    for kind in Contribution:
        way = f"/record?playlist={asked.playlist_id}&amp;contribution={kind}"
        assert f'href="{way}"' in page
        recorder = ben.browser.get(way.replace("&amp;", "&")).text
        assert f'data-for-playlist="{asked.playlist_id}"' in recorder
        assert f'data-for-contribution="{kind}"' in recorder
        assert f'data-after="{asked.page}"' in recorder


def test_other_playlists_ask_nothing(ada: Player) -> None:
    form = {"title": "Billing", "kind": "expert", "due_at": "nonsense that its form does not show"}
    made = ada.browser.post("/playlists", data=form).headers["location"]
    assert "contribution=" not in ada.browser.get(made).text
    playlist_id = made.rsplit("/", 1)[1]
    assert "data-for-contribution" not in ada.browser.get(f"/record?playlist={playlist_id}&contribution=input").text


def test_outcome_is_left_with_one_tap_and_changed_and_taken_back(ada: Player, ben: Player, asked: Asked) -> None:
    outcome = leave(ada, asked, "worked")
    assert "Tried once — worked for 1" in seen(ben, asked.page)
    assert leave(ada, asked, "did_not", "It <rained>.") == outcome
    assert "Ada Lovelace : it did not It &lt;rained&gt;." in seen(ben, asked.page)
    assert "Tried once — did not work" in seen(ben, asked.page)
    ada.browser.post(f"/outcomes/{outcome}/delete")
    page = ada.browser.get(asked.page).text
    assert "rained" not in page
    assert f'action="/outcomes/{outcome}/restore"' in page
    assert ben.browser.post(f"/outcomes/{outcome}/restore").status_code == 404
    ada.browser.post(f"/outcomes/{outcome}/restore")
    leave(ben, asked, "worked")
    assert "Tried: 2 — worked for 1" in seen(ada, asked.page)


def test_too_long_a_sentence_keeps_what_was_typed(ada: Player, asked: Asked) -> None:
    typed = "It worked wonderfully. " * 40
    answer = ada.browser.post(f"{asked.solution}/outcomes", data={"result": "worked", "sentence": typed})
    assert answer.status_code == 422
    assert typed in answer.text
    assert "at most 500 characters" in answer.text
    assert f'id="sentence-{asked.item_id}-error"' in answer.text


def test_only_editors_are_offered_to_accept_and_only_their_word_counts(ada: Player, ben: Player, asked: Asked) -> None:
    address = f"{asked.solution}/acceptance"
    assert f'action="{address}"' not in ben.browser.get(asked.page).text
    assert ben.browser.post(address).status_code == 403
    assert f'action="{address}"' in ada.browser.get(asked.page).text
    ada.browser.post(address)
    page = ada.browser.get(asked.page).text
    assert f'action="{address}/delete"' in page
    assert "Accepted" in seen(ben, asked.page)
    ada.browser.post(f"{address}/delete")
    assert "Accepted" not in seen(ben, asked.page)


def test_who_said_it_says_what_it_is(ada: Player, ben: Player, asked: Asked, within) -> None:
    with within(ada) as session:
        playlist = session.get_one(Playlist, ask(session, ada, ben).playlist.id)
        hers = contribute(session, ada, playlist, None, title="Unsorted")
        page, address = f"/playlists/{playlist.id}", f"/playlists/{playlist.id}/items/{hers.id}"
    assert "Not sorted yet 1" in seen(ben, page)
    assert f'action="{address}"' not in ben.browser.get(page).text
    assert ben.browser.post(address, data={"contribution": "input"}).status_code == 403
    assert ada.browser.post(address, data={"contribution": "party"}).status_code == 422
    ada.browser.post(address, data={"contribution": "input"})
    assert "Inputs 1" in seen(ben, page)


def test_from_the_library_with_a_word_what_it_is(ben: Player, asked: Asked, within) -> None:
    with within(ben) as session:
        track_id = str(make_track(session, ben, title="Kept aside").id)
    assert 'name="contribution"' in ben.browser.get(f"{asked.page}/items").text
    ben.browser.post(f"{asked.page}/items", data={"track_id": track_id, "contribution": "opinion", "back": "items"})
    assert "Opinions 1" in seen(ben, asked.page)


def test_undo_of_removing_brings_everything_back(ada: Player, asked: Asked, within) -> None:
    with within(ada) as session:
        item_id = contribute(session, ada, session.get_one(Playlist, asked.playlist_id), Contribution.SOLUTION).id
    hers = Asked(asked.playlist_id, str(item_id))
    leave(ada, hers, "worked", "Twice.")
    ada.browser.post(f"{hers.solution}/acceptance")
    answer = ada.browser.post(f"{hers.solution}/delete")
    page = ada.browser.get(answer.headers["location"]).text
    assert "Twice." not in seen(ada, asked.page)
    undo = dict(re.findall(r'<input type="hidden" name="(track_id|to|contribution|accepted)" value="([^"]*)">', page))
    ada.browser.post(f"{asked.page}/items", data=undo)
    shown = seen(ada, asked.page)
    assert "Twice." in shown
    assert "Accepted" in shown


def test_undo_is_no_way_to_accept(ben: Player, asked: Asked, within) -> None:
    with within(ben) as session:
        track_id = str(make_track(session, ben).id)
    form = {"track_id": track_id, "contribution": "solution", "accepted": "true"}
    assert ben.browser.post(f"{asked.page}/items", data=form).status_code == 403


def test_deadline_is_kind(ada: Player, ben: Player, asked: Asked, within) -> None:
    form = {"title": "Why?", "description": "They go.", "audience": "everyone_adds"}
    refused = ada.browser.post(asked.page, data=form | {"title": "Other", "due_at": "2001-02-03"})
    assert refused.status_code == 422
    assert "Please choose a day to come" in refused.text
    assert 'value="2001-02-03"' in refused.text
    assert "Other" not in seen(ben, asked.page)
    assert ada.browser.post(asked.page, data=form | {"due_at": "31.12."}).status_code == 422
    day = (now() + DUE_WITHIN / 2).date()
    assert ada.browser.post(asked.page, data=form | {"due_at": day.isoformat()}).status_code == 303
    assert f"Answers until {day:%A}, {day.day} {day:%B}" in seen(ben, asked.page)
    assert f'value="{day.isoformat()}"' in ada.browser.get(f"{asked.page}/edit").text
    with within(ada) as session:
        session.get_one(Playlist, asked.playlist_id).due_at = problems.end_of(now().replace(year=2020).date())
    assert "Ada Lovelace waited until" in seen(ben, asked.page)
    assert "contribution=solution" in ben.browser.get(asked.page).text


def test_problem_is_said_aloud_from_the_form(ada: Player, ben: Player, asked: Asked, within) -> None:
    with within(ada) as session:
        track_id = str(make_track(session, ada, title="My problem").id)
    assert f'data-for-problem="{asked.playlist_id}"' in ada.browser.get(f"/record?problem={asked.playlist_id}").text
    assert "data-for-problem" not in ben.browser.get(f"/record?problem={asked.playlist_id}").text
    assert f'<option value="{track_id}"' in ada.browser.get(f"{asked.page}/edit").text
    ada.browser.post(asked.page, data={"title": "Why?", "problem_track_id": track_id})
    assert f'data-play-track="{track_id}"' in ben.browser.get(asked.page).text
    ada.browser.post(asked.page, data={"title": "Why?", "problem_track_id": ""})
    assert f'data-play-track="{track_id}"' not in ben.browser.get(asked.page).text


def test_asking_shows_who_was_heard_and_who_could_be_asked(ada: Player, ben: Player, asked: Asked, within) -> None:
    with within(ada) as session:
        eve = join(session, "Eve Arden", Role.MEMBER).member
        groups.add(
            session, ada.member, groups.create(session, ada.member, name="Legal", kind=GroupKind.DEPARTMENT), eve
        )
    assert "Legal not heard yet" in seen(ben, asked.page)
    assert "Eve Arden Legal was not heard yet Ask" in seen(ben, asked.page)
    assert f'href="/requests/new?person={eve.id}&amp;playlist={asked.playlist_id}"' in ben.browser.get(asked.page).text


def test_overview_links_to_the_moments(ada: Player, ben: Player, asked: Asked) -> None:
    leave(ada, asked, "worked", "Twice.")
    page = ben.browser.get(f"{asked.page}/overview").text
    assert re.search(r'href="/tracks/[0-9a-f-]{36}\?t=0\.0&amp;playlist=', page)
    assert "We should call every shop in May." in page
    assert "Twice." in page
    assert 'data-play-all="solutions"' in page


def test_outcome_told_by_voice(ada: Player, ben: Player, asked: Asked, within) -> None:
    outcome = leave(ada, asked, "worked")
    recorder = ada.browser.get(f"/record?outcome={outcome}").text
    assert f'data-for-outcome="{outcome}"' in recorder
    assert f'data-after="{asked.page}"' in recorder
    assert "data-for-outcome" not in ben.browser.get(f"/record?outcome={outcome}").text
    with within(ada) as session:
        voice = make_track(session, ada, title="How it went")
        voice.about_track_id = session.get_one(Playlist, asked.playlist_id) and _track_of(recorder)
    ada.browser.post(f"/api/outcomes/{outcome}/voice", json={"track_id": str(voice.id)})
    assert f'data-play-track="{voice.id}"' in ben.browser.get(asked.page).text
    ada.browser.post(f"/outcomes/{outcome}/voice/delete")
    assert f'data-play-track="{voice.id}"' not in ben.browser.get(asked.page).text
    ada.browser.post(f"/outcomes/{outcome}/voice", data={"track_id": str(voice.id)})
    assert f'data-play-track="{voice.id}"' in ben.browser.get(asked.page).text


def _track_of(recorder: str) -> str:
    found = re.search(r'data-for-about="([^"]*)"', recorder)
    assert found is not None
    return found[1]
