"""An invitation is good for one person: used twice, used by two at once, taken back, run out."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from app.auth import digest
from app.domain import invitations
from app.models import Invitation, Membership, Role
from app.models.base import now
from tests import proof
from tests.cast import PASSWORD, Player, browser


@pytest.fixture
def token(ada: Player, within) -> str:
    with within(ada) as session:
        return invitations.invite(session, ada.member, role=Role.ADMIN)


def accept(token: str) -> int:
    form = {"email": f"mallory-{secrets.token_hex(6)}@example.org", "name": "Mallory", "password": PASSWORD}
    return browser().post(f"/invitations/{token}", data=form).status_code


def members(ada: Player, within) -> int:
    with within(ada) as session:
        return session.scalar(select(func.count()).select_from(Membership)) or 0


def change(ada: Player, within, token: str, **values: object) -> None:
    with within(ada) as session:
        session.execute(update(Invitation).where(col(Invitation.token_hash) == digest(token)).values(**values))


def test_used_once_and_never_again(ada: Player, within, token: str) -> None:
    before = members(ada, within)
    assert browser().get(f"/invitations/{token}").status_code == 200
    assert accept(token) == 303
    again = [accept(token) for _ in range(5)] + [browser().get(f"/invitations/{token}").status_code]
    assert members(ada, within) == before + 1
    proof.note("A11", f"{again.count(404)} of {len(again)} replays of an invitation refused", holds={*again} == {404})


def test_ten_at_once_let_one_in(ada: Player, within, token: str) -> None:
    before = members(ada, within)
    with ThreadPoolExecutor(10) as crowd:
        statuses = sorted(crowd.map(accept, [token] * 10))
    joined = members(ada, within) - before
    assert statuses == [303] + [404] * 9
    proof.note("A11", f"10 at once with one invitation: {joined} joined", holds=joined == 1)


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_taken_back_or_run_out_is_nothing(ada: Player, within, token: str, column: str) -> None:
    change(ada, within, token, **{column: now() - timedelta(minutes=1)})
    assert accept(token) == 404


def test_nobody_else_uses_an_invitation_with_a_name_on_it(ada: Player, within) -> None:
    with within(ada) as session:
        token = invitations.invite(session, ada.member, role=Role.MEMBER, email="dora@example.org")
    assert accept(token) == 422
