"""Groups as pages: making one, putting people in, and the way back."""

import re

import pytest

from tests.cast import Cast, Player


@pytest.fixture
def group(ada: Player) -> str:
    answer = ada.browser.post("/groups", data={"name": "Sales", "kind": "department"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_people_are_put_in_and_taken_out_with_a_way_back(ada: Player, ben: Player, group: str) -> None:
    assert "Nobody is in this group yet" in ada.browser.get(group).text
    assert ada.browser.post(f"{group}/members", data={"member_id": str(ben.member.id)}).status_code == 303
    assert "Ben Okri" in ada.browser.get(group).text
    assert "Sales" in ada.browser.get(f"/people/{ben.member.id}").text
    answer = ada.browser.post(f"{group}/members/remove", data={"member_id": str(ben.member.id)})
    after = ada.browser.get(answer.headers["location"]).text
    assert "Ben Okri is no longer in “Sales”." in after
    assert re.search(
        rf'action="{group}/members">\s*<input type="hidden" name="member_id" value="{ben.member.id}"', after
    )


def test_taken_name_is_told_at_the_field_with_what_was_typed(ada: Player, group: str) -> None:
    answer = ada.browser.post("/groups", data={"name": "sales", "kind": "peers"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert 'value="sales"' in answer.text


def test_nobody_chosen_and_somebody_gone_are_told(ada: Player, ben: Player, group: str) -> None:
    ada.browser.post(f"/people/{ben.member.id}/deactivate")
    for chosen, sentence in (("", "Please choose somebody."), (str(ben.member.id), "no longer in this workspace")):
        answer = ada.browser.post(f"{group}/members", data={"member_id": chosen})
        assert answer.status_code == 422
        assert sentence in answer.text


def test_deleting_says_what_it_takes_along_and_can_be_undone(ada: Player, group: str) -> None:
    made = ada.browser.post("/api/playlists", json={"title": "Prices", "audience": "only_me"}).json()
    whom = {"whom": f"group:{group.rsplit('/', 1)[1]}", "right": "listen"}
    assert ada.browser.post(f"/playlists/{made['id']}/grants", data=whom).status_code == 303
    assert "This concerns 1 playlist that you can see." in ada.browser.get(group).text
    assert ada.browser.post(f"{group}/delete").status_code == 303
    assert f'action="{group}/restore"' in ada.browser.get("/groups").text
    assert ada.browser.get(group).status_code == 404
    assert ada.browser.post(f"{group}/restore").status_code == 303
    assert ada.browser.get(group).status_code == 200


def test_member_sees_departments_and_changes_none(cast: Cast, group: str) -> None:
    page = cast.ben.browser.get(group)
    assert page.status_code == 200
    assert "Put somebody in" not in page.text
    assert cast.ben.browser.post(group, data={"name": "Mine"}).status_code == 403
    for player in (cast.gus, cast.cleo):
        assert player.browser.get(group).status_code == 404
