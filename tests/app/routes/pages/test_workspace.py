"""The workspace's own page."""

from tests.cast import Player


def test_name_and_vocabulary_are_kept(ada: Player) -> None:
    form = {"workspace_name": "Windmill & Sons", "vocabulary": " Mei-Ling \n\nOKR"}
    assert ada.browser.post("/workspace", data=form).status_code == 303
    page = ada.browser.get("/workspace").text
    assert 'value="Windmill &amp; Sons"' in page
    assert "Mei-Ling\nOKR</textarea>" in page


def test_nameless_is_refused_and_the_vocabulary_kept(ada: Player) -> None:
    answer = ada.browser.post("/workspace", data={"workspace_name": "", "vocabulary": "Zephyr"})
    assert answer.status_code == 422
    assert 'id="workspace_name-error"' in answer.text
    assert "Zephyr" in answer.text
    assert "Zephyr" not in ada.browser.get("/workspace").text


def test_members_neither_see_nor_change_it(ben: Player) -> None:
    assert 'href="/workspace"' not in ben.browser.get("/").text
    assert ben.browser.get("/workspace").status_code == 403
    assert ben.browser.post("/workspace", data={"workspace_name": "Ours"}).status_code == 403
