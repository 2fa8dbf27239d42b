"""A backup of the tests' own database and objects, made while nothing else happens."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.backup import database
from app.backup.make import Made, make
from app.backup.sums import Tell
from app.objects import objects
from runtime.parts import Parts

Backup = Callable[[Path], Made]


@pytest.fixture(scope="package", autouse=True)
def quickly() -> Iterator[None]:
    """Without PostgreSQL's dump, which tests/faults/test_restore.py restores, and without waiting for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "dump", lambda connection, url, name, file: file.write_bytes(b"a dump"))
        patch.setattr(os, "sync", lambda: None)
        yield


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


@pytest.fixture
def tell() -> Tell:
    return silent


@pytest.fixture
def backup(parts: Parts) -> Backup:
    """`backup(destination)` as the command makes it."""
    return lambda destination: make(destination, objects(), silent)
