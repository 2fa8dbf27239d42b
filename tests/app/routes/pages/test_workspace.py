"""The workspace's own page."""

from tests.cast import Player


def test_name_is_kept(ada: Player) -> None:
    assert ada.browser.post("/workspace", data={"workspace_name": "Windmill & Sons"}).status_code == 303
    assert 'value="Windmill &amp; Sons"' in ada.browser.get("/workspace").text


def test_nameless_is_refused(ada: Player) -> None:
    answer = ada.browser.post("/workspace", data={"workspace_name": ""})
    assert answer.status_code == 422
    assert 'id="workspace_name-error"' in answer.text


def test_members_neither_see_nor_change_it(ben: Player) -> None:
    assert 'href="/workspace"' not in ben.browser.get("/").text
    assert ben.browser.get("/workspace").status_code == 403
    assert ben.browser.post("/workspace", data={"workspace_name": "Ours"}).status_code == 403
