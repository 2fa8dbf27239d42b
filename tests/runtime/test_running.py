"""One `lorecast up` on a data folder, and how the others find it."""

import os
from pathlib import Path

import pytest

from runtime import running
from runtime.errors import FolderInUse
from runtime.folder import folder
from runtime.running import Running


def test_second_start_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    place = folder(tmp_path).prepare()
    held = running.claim(place)
    Running(4711, "http://127.0.0.1:8765").announce(place)
    with pytest.raises(FolderInUse, match=r"process 4711, at http://127\.0\.0\.1:8765"):
        running.claim(place)
    os.close(held)
    os.close(running.claim(place))


def test_running_installation_is_found_only_while_it_runs(tmp_path: Path) -> None:
    assert running.find(tmp_path) is None
    place = folder(tmp_path).prepare()
    held = running.claim(place)
    told = Running(os.getpid(), "http://127.0.0.1:1", {"DATABASE_URL": "postgresql://x"})
    told.announce(place)
    assert running.find(tmp_path) == told
    assert place.running.stat().st_mode & 0o777 == 0o600
    os.close(held)
    assert running.find(tmp_path) is None
