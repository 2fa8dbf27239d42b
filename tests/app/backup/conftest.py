"""A backup of the tests' own database and objects, made while nothing else happens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.backup.make import Made, make
from app.backup.sums import Tell
from app.objects import objects
from runtime.parts import Parts

Backup = Callable[[Path], Made]


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


@pytest.fixture
def tell() -> Tell:
    return silent


@pytest.fixture
def backup(parts: Parts) -> Backup:
    """`backup(destination)` as the command makes it."""
    return lambda destination: make(destination, objects(), silent)
