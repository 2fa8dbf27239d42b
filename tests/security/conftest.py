"""A web process for attacks that need a real one: raw addresses, floods, logs."""

from collections.abc import Iterator

import pytest

from runtime.parts import Parts
from tests.web import Web, web_process


@pytest.fixture(scope="session")
def web(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with web_process(tmp_path_factory.mktemp("attacked")) as web:
        yield web
