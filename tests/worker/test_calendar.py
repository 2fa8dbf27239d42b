"""The calendar is looked into for every workspace, and asks nobody twice."""

import pytest
from sqlmodel import select

from app.domain import workspaces
from app.models import Request, ReverseOnboarding
from app.models.base import now
from tests.cast import Player
from tests.paths import Welcome
from worker import calendar

_all = workspaces.ids


def test_hire_of_any_workspace_is_asked_on_the_day_and_once(
    welcome: Welcome, cleo: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the hundreds that other tests have left, these two.
    some = [cleo.member.workspace_id, welcome.ada.member.workspace_id]
    monkeypatch.setattr(workspaces, "ids", lambda session: [one for one in _all(session) if one in some])
    welcome.assign(welcome.dora)
    with welcome.within(welcome.ada) as session:
        session.exec(select(ReverseOnboarding)).one().asks_back_on = now().date()
    calendar.turn()
    calendar.turn()
    with welcome.within(welcome.ada) as session:
        assert len(session.exec(select(Request)).all()) == 1
