"""Commands run inside the test's process, on the test's own PostgreSQL and SeaweedFS."""

import os
from collections.abc import Iterator

import pytest

from app.cli import app
from app.config import settings
from runtime.parts import Parts
from tests.app.cli.terminal import Terminal


@pytest.fixture
def settings_kept(parts: Parts) -> Iterator[None]:
    """What `--data` says holds for a whole process, and this one goes on with other tests."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
    settings.cache_clear()


@pytest.fixture
def lorecast(settings_kept: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """`lorecast("token", "--email", …)`; a command that ends otherwise than expected fails the test."""

    def run(*words: str, fails: bool = False) -> str:
        monkeypatch.setattr("sys.argv", ["lorecast", *words])
        with pytest.raises(SystemExit) as ended:
            app()
        printed = capsys.readouterr()
        assert bool(ended.value.code) is fails, printed.out + printed.err
        return printed.out + printed.err if fails else printed.out

    return run
