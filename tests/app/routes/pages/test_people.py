"""People: faces, roles, and leaving."""

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


def test_profile_shows_what_the_reader_may_hear(ada: Player, ben: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/people/{ben.member.id}").text
    assert "Ben Okri" in page
    assert "The second call" in page
    assert "Winning back clients" in page


def test_owner_changes_a_role(ada: Player, ben: Player) -> None:
    assert ada.browser.post(f"/people/{ben.member.id}/role", data={"role": "admin"}).status_code == 303
    assert "Ben Okri is now: Admin." in ada.browser.get(f"/people/{ben.member.id}").text
    assert ben.browser.get("/workspace").status_code == 200


def test_last_owner_stays_and_reads_why(ada: Player) -> None:
    answer = ada.browser.post(f"/people/{ada.member.id}/role", data={"role": "member"})
    assert answer.status_code == 422
    assert 'id="role-error"' in answer.text
    assert "A workspace needs an owner" in answer.text


def test_everybody_says_what_they_do_but_only_of_themselves(ben: Player, ada: Player) -> None:
    assert ben.browser.post(f"/people/{ben.member.id}", data={"title": "Customer success"}).status_code == 303
    assert "Customer success" in ada.browser.get("/people").text
    assert ben.browser.post(f"/people/{ada.member.id}", data={"title": "Boss"}).status_code == 403
    assert ben.browser.post(f"/people/{ben.member.id}", data={"title": "x" * 300}).status_code == 422


def test_removed_person_is_out_at_once(ada: Player, ben: Player, scene: Scene) -> None:
    assert ada.browser.post(f"/people/{ben.member.id}/deactivate").status_code == 303
    assert ben.browser.get("/").headers["location"] == "/sign-in"
    assert "Ben Okri is no longer in this workspace." in ada.browser.get("/people").text
    assert "Ben Okri" in ada.browser.get(f"/playlists/{scene.playlist_id}").text, "the track keeps its author"


def test_member_manages_nobody(ben: Player, gus: Player) -> None:
    assert ben.browser.post(f"/people/{gus.member.id}/role", data={"role": "admin"}).status_code == 403
    assert ben.browser.post(f"/people/{gus.member.id}/deactivate").status_code == 403


def test_guest_sees_only_themselves(gus: Player, ada: Player) -> None:
    assert "Ada Lovelace" not in gus.browser.get("/people").text
    assert gus.browser.get(f"/people/{ada.member.id}").status_code == 404


def test_superpowers_are_ones_own_and_shown_to_all(ben: Player, ada: Player) -> None:
    form = {"superpowers": " Explaining contracts \n\nCalming  people down\nExplaining contracts"}
    assert ben.browser.post(f"/people/{ben.member.id}/superpowers", data=form).status_code == 303
    page = ada.browser.get(f"/people/{ben.member.id}").text
    assert page.count("Explaining contracts") == 1
    assert "Calming people down" in page
    assert ada.browser.post(f"/people/{ben.member.id}/superpowers", data=form).status_code == 403
    answer = ben.browser.post(f"/people/{ben.member.id}/superpowers", data={"superpowers": "x" * 81})
    assert answer.status_code == 422
    assert "x" * 81 in answer.text


def test_pasted_list_gives_everybody_a_link_of_their_own(ada: Player) -> None:
    pasted = "Eve Adler <eve@example.org>\nfay@example.org; EVE@example.org,\n\n gil@example.org "
    page = ada.browser.post("/invitations", data={"role": "member", "email": pasted})
    assert page.status_code == 200
    assert page.text.count('value="http') == 3
    listed = ada.browser.get("/people").text
    assert all(f"{name}@example.org" in listed for name in ("eve", "fay", "gil"))


def test_one_wrong_address_in_the_list_invites_nobody(ada: Player) -> None:
    answer = ada.browser.post("/invitations", data={"role": "member", "email": "eve@example.org\nnonsense"})
    assert answer.status_code == 422
    assert "This is not an email address: nonsense" in answer.text
    assert "Open invitations" not in answer.text
