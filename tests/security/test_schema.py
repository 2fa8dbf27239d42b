"""The whole API, asked at random within and beyond its description: no accident, and no answer that it does not name.

Every question is undone, so that each is asked of the same things: those of Ada, whose ids stand in the addresses.
"""

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.python.asgi import get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.db import engine
from tests import proof
from tests.cast import Cast, application
from tests.security.belongings import Belongings
from tests.security.full import FULL, SEED, some
from tests.security.rights_table import undone

EXAMPLES = 20 if FULL else 3
OPERATIONS = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
pytestmark = pytest.mark.timeout(3600)


def operations() -> list[APIOperation]:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application())
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def askers(cast: Cast) -> dict[str, dict[str, str]]:
    """Who asks, as headers: the owner of all of it, a guest without rights, nobody."""
    return {"owner": cast.ada.bearer, "guest": cast.gus.bearer, "nobody": {}}


class Asked:
    """What came of all questions: how many there were, how they were answered, and what was wrong."""

    def __init__(self, belongings: Belongings) -> None:
        self.count, self.statuses, self.wrong = 0, Counter[int](), dict[str, str]()
        self._belongings = belongings

    def everything_of(self, operation: APIOperation, client: Any, headers: dict[str, str], connection: Any) -> None:
        """Half of it as described, half of it not; ids are Ada's in every second question."""

        def ask(case: Any) -> None:
            self.count += 1
            if self.count % 2:
                case.path_parameters = self._ids(operation.path, case.path_parameters)
            with undone(connection):
                answer = case.call(session=client, headers=headers)
            self.statuses[answer.status_code] += 1
            self._check(case, answer, operation.label)

        for mode in GenerationMode:
            explored = settings(
                max_examples=EXAMPLES,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            # What takes nothing cannot be asked wrongly.
            with suppress(Unsatisfiable):
                seed(SEED)(explored(given(case=operation.as_strategy(generation_mode=mode))(ask)))()

    def _check(self, case: Any, answer: Any, label: str) -> None:
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                self.wrong.setdefault(f"{label}: {type(failure).__name__} {answer.status_code}", str(failure)[:600])

    def _ids(self, path: str, made_up: Any) -> dict[str, Any]:
        parts = zip(path.split("/"), self._belongings.fill(path).split("/"), strict=True)
        real = {name.strip("{}"): id for name, id in parts if name.startswith("{") and id}
        return {**(made_up or {}), **real}


def test_no_question_finds_an_accident_or_an_answer_undescribed(cast: Cast, askers, within) -> None:
    with within(cast.ada) as session:
        asked = Asked(Belongings(session, cast.ada))
    with get_client(application()) as client, engine().connect() as connection:
        for operation in some(operations(), OPERATIONS):
            for headers in askers.values():
                asked.everything_of(operation, client, headers, connection)
    accidents = sum(count for status, count in asked.statuses.items() if status >= 500)
    assert asked.wrong == {}
    violations = f"{accidents} answers 5xx, {len(asked.wrong)} schema violations"
    figure = f"{asked.count:,} questions by {len(askers)} roles (seed {SEED}): {violations}"
    proof.note("A13", figure, holds=not accidents and not asked.wrong)
