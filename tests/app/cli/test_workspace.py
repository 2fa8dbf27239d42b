"""`lorecast workspace`: what an operator does when the owner's link is lost."""

import secrets

import pytest

from app.db import transaction
from app.domain import workspaces
from tests.app.cli.terminal import Terminal


@pytest.fixture
def name(parts: object) -> str:
    """A workspace's."""
    with transaction() as session:
        return workspaces.found(session, name=f"Mill {secrets.token_hex(4)}").name


def test_deleted_and_brought_back(lorecast: Terminal, name: str) -> None:
    assert "nobody gets in" in lorecast("workspace", "delete", name)
    assert f"{name}  deleted on" in lorecast("workspace", "list")
    assert "There is no living" in lorecast("workspace", "delete", name, fails=True)
    assert "is back" in lorecast("workspace", "restore", name.upper())
    assert "deleted" not in next(line for line in lorecast("workspace").splitlines() if name in line)


def test_for_good_is_for_good(lorecast: Terminal, name: str) -> None:
    assert "next purge" in lorecast("workspace", "delete", name, "--for-good")
    assert "too long ago" in lorecast("workspace", "restore", name, fails=True)
