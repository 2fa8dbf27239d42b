"""The committed description of the API is the running one. After a change: `lorecast openapi > docs/openapi.json`."""

import json
from pathlib import Path

from app.main import create_app

COMMITTED = Path(__file__).parent.parent.parent / "docs" / "openapi.json"


def test_committed_openapi_equals_the_running_one() -> None:
    assert json.loads(COMMITTED.read_text()) == create_app().openapi()


def test_every_answer_and_parameter_of_the_api_is_described() -> None:
    for path, methods in create_app().openapi()["paths"].items():
        assert path.startswith(("/api/", "/health", "/ready", "/metrics")), path
        for method, operation in methods.items():
            assert operation["summary"], f"{method} {path}"
