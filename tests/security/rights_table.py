"""The rights matrix: every address × who asks × their right on Ada's playlist, as the server answers it.

Each question is asked inside a transaction that is rolled back, so that one answer never changes the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlmodel import Session
from starlette.responses import Response
from starlette.testclient import TestClient

from app.db import engine
from app.deps import get_session
from tests.cast import application

ALLOWED, AT_THE_DOOR = "yes", "sign in"
HEAD = """# Rights

Who may do what, as the server answers it. `tests/security/test_rights_matrix.py` asks every address once for each
column and compares. To write it anew: `LORECAST_WRITE_GOLDEN=1 pytest tests/security/test_rights_matrix.py`.

Everything asked for belongs to Ada, who owns the workspace, and stands behind a playlist of hers. The columns are those
who ask: nobody is not signed in, the outsider owns another workspace; *none*, *listen*, *add* and *edit* are the right
that Ada gave them on that playlist. `yes`: done or shown. `sign in`: sent to the sign-in page. A number is the status
of the refusal: 404 where even knowing that it exists would tell too much; 409 and 422 where they may, but what was sent
does not fit what is there.

"""


def verdict(answer: Response) -> str:
    """How the answer stands in the table."""
    if answer.status_code == 303 and answer.headers["location"].startswith("/sign-in"):
        return AT_THE_DOOR
    return ALLOWED if answer.status_code < 400 else str(answer.status_code)


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """What a request does inside is gone afterwards."""

    def session_of_the_test() -> Iterator[Session]:
        options = {"expire_on_commit": False, "join_transaction_mode": "create_savepoint"}
        with Session(connection, **options) as session, session.begin():
            yield session

    overrides = application().dependency_overrides
    overrides[get_session] = session_of_the_test
    transaction = connection.begin()
    try:
        yield
    finally:
        del overrides[get_session]
        transaction.rollback()


def column(browser: TestClient, questions: list[tuple[str, str]], ask) -> list[str]:
    """What one person is answered. `ask(browser, method, path)` fills the address and sends what it needs."""
    verdicts = []
    with engine().connect() as connection:
        for method, path in questions:
            with undone(connection):
                verdicts.append(verdict(ask(browser, method, path)))
    return verdicts


def markdown(questions: list[tuple[str, str]], columns: dict[str, list[str]]) -> str:
    """The table as it is committed."""
    lines = [f"| address | {' | '.join(columns)} |", "|" + "---|" * (len(columns) + 1)]
    for place, (method, path) in enumerate(questions):
        lines.append(f"| {method} {path} | {' | '.join(answers[place] for answers in columns.values())} |")
    return HEAD + "\n".join(lines) + "\n"
