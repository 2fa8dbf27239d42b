"""The calendar is looked into for every workspace, and asks nobody twice."""

from sqlmodel import select

from app.models import Request, ReverseOnboarding
from app.models.base import now
from tests.paths import Welcome
from worker import calendar


def test_hire_of_any_workspace_is_asked_on_the_day_and_once(welcome: Welcome) -> None:
    welcome.assign(welcome.dora)
    with welcome.within(welcome.ada) as session:
        session.exec(select(ReverseOnboarding)).one().asks_back_on = now().date()
    calendar.turn()
    calendar.turn()
    with welcome.within(welcome.ada) as session:
        assert len(session.exec(select(Request)).all()) == 1
