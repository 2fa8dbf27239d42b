"""Another machine: for a while this process's database and objects are those of other parts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import db
from app.config import settings
from app.objects import objects
from runtime.parts import Parts, parts


@contextmanager
def another_machine(data: Path) -> Iterator[Parts]:
    """Empty parts in `data`, and everything that asks for database or objects gets these."""
    with parts(data, durable=False) as started, pytest.MonkeyPatch.context() as patch:
        for name, value in (started.environment() | {"LORECAST_DATA": str(data)}).items():
            patch.setitem(os.environ, name, value)
        _forget()
        try:
            yield started
        finally:
            _forget()
            patch.undo()
            _forget()


def _forget() -> None:
    db.dispose()
    for made_once in (settings, db.engine, db.side_engine, objects):
        made_once.cache_clear()
