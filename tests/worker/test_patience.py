import pytest
from sqlalchemy.exc import OperationalError

from worker.patience import patiently


def away() -> OperationalError:
    return OperationalError("select 1", {}, Exception("server closed the connection"))


def test_transaction_is_done_again_until_the_database_is_back() -> None:
    answers = [away(), away(), "saved"]

    def act() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patiently(act) == "saved"


def test_patience_ends() -> None:
    def act() -> None:
        raise away()

    with pytest.raises(OperationalError):
        patiently(act, seconds=0)


def test_other_errors_are_not_waited_out() -> None:
    tried: list[int] = []

    def act() -> None:
        tried.append(1)
        raise KeyError

    with pytest.raises(KeyError):
        patiently(act)
    assert len(tried) == 1
