"""Starting a playlist: the choice, the form filled in, and an outline kept as a template."""

import re

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player

TEMPLATE = re.compile(r'href="/playlists/new\?template=([^"]+)"')


def start_of(player: Player, title: str) -> str:
    page = player.browser.get("/playlists/new").text
    names = re.findall(r'href="/playlists/new\?template=([^"]+)".*?cover__title[^>]*>([^<]*)<', page, re.DOTALL)
    return next(id for id, name in names if name == title)


def test_choice_offers_the_kinds_and_at_least_ten_templates(ada: Player) -> None:
    page = ada.browser.get("/playlists/new").text
    assert len(set(TEMPLATE.findall(page))) >= 10
    for kind in ("expert", "collaborative", "onboarding"):
        assert f'href="/playlists/new?kind={kind}"' in page


def test_kind_chooses_the_fitting_audience(ada: Player) -> None:
    assert 'value="everyone_listens" checked' in ada.browser.get("/playlists/new?kind=expert").text
    assert 'value="everyone_adds" checked' in ada.browser.get("/playlists/new?kind=collaborative").text


def test_template_fills_the_form_and_gives_its_cards(ada: Player) -> None:
    template = start_of(ada, "Lead a job interview")
    form = ada.browser.get(f"/playlists/new?template={template}").text
    assert 'value="Lead a job interview"' in form
    assert "No names of applicants." in form
    fields = {"title": "Our interviews", "kind": "expert", "audience": "everyone_listens", "template": template}
    page = ada.browser.get(ada.browser.post("/playlists", data=fields).headers["location"]).text
    assert "0 of 6 done" in page
    assert "Before they come in" in page


def test_refused_form_keeps_its_template(ada: Player) -> None:
    template = start_of(ada, "Lead a job interview")
    answer = ada.browser.post("/playlists", data={"title": " ", "kind": "expert", "template": template})
    assert answer.status_code == 422
    assert f'name="template" value="{template}"' in answer.text
    assert "Before they come in" in answer.text


def test_template_that_is_gone_leaves_the_choice(ada: Player) -> None:
    for address in ("?template=nonsense", "?kind=party", f"?template={ada.member.id}"):
        assert "Or from a template" in ada.browser.get(f"/playlists/new{address}").text
    assert ada.browser.post("/playlists", data={"title": "x", "template": "nonsense"}).status_code == 303


def test_outline_kept_as_a_template_is_offered_until_it_is_deleted(ada: Player, ben: Player, scene: Scene) -> None:
    page = f"/playlists/{scene.playlist_id}"
    ada.browser.post(f"{page}/outline", data={"id": [""], "title": ["Hello"], "prompt": [""], "do": "save"})
    ada.browser.get(page)
    assert ada.browser.post(f"{page}/template").headers["location"] == page
    template = start_of(ben, "Winning back clients")
    assert ben.browser.post(f"/templates/{template}/delete").status_code == 403
    assert ada.browser.post(f"/templates/{template}/delete").status_code == 303
    assert "your team’s own" not in ben.browser.get("/playlists/new").text
    ada.browser.post(f"/templates/{template}/restore")
    assert start_of(ben, "Winning back clients") == template


def test_playlist_without_an_outline_is_no_template_and_says_why(ada: Player, scene: Scene) -> None:
    answer = ada.browser.post(f"/playlists/{scene.playlist_id}/template")
    assert answer.headers["location"] == f"/playlists/{scene.playlist_id}/outline"
    assert "A template needs at least one card" in ada.browser.get(answer.headers["location"]).text


def test_guidelines_are_shown_on_the_page_and_above_the_recorder(ada: Player, scene: Scene) -> None:
    page = f"/playlists/{scene.playlist_id}"
    ada.browser.post(page, data={"title": "Clients", "guidelines": "Two minutes at most.", "version": "1"})
    assert "Two minutes at most." in ada.browser.get(page).text
    assert "Two minutes at most." in ada.browser.get(f"/record?playlist={scene.playlist_id}").text
    assert "Two minutes at most." in ada.browser.get(f"{page}/edit").text
