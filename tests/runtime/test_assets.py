"""Assets: built when their sources differ, and only then."""

import os
from pathlib import Path

import pytest

from runtime import assets


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "dist").mkdir()
    (tmp_path / "static" / "css" / "base.css").write_text("body {}")
    (tmp_path / "package.json").write_text("{}")
    return tmp_path


def stamp(project: Path) -> str:
    return assets.digest(project, assets.sources(project))


def test_touching_a_file_changes_nothing(project: Path) -> None:
    before = stamp(project)
    os.utime(project / "static" / "css" / "base.css", (1, 1))
    (project / "static" / "dist" / "app.css").write_text("built")
    assert stamp(project) == before


def test_editing_adding_and_renaming_change_the_stamp(project: Path) -> None:
    stamps = [stamp(project)]
    (project / "static" / "css" / "base.css").write_text("body { margin: 0 }")
    stamps.append(stamp(project))
    (project / "static" / "css" / "more.css").write_text("")
    stamps.append(stamp(project))
    (project / "static" / "css" / "more.css").rename(project / "static" / "css" / "most.css")
    stamps.append(stamp(project))
    assert len(set(stamps)) == 4


def test_npm_runs_once_for_the_same_sources(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(assets, "npm", lambda *arguments, root: ran.append(arguments))
    for _ in range(2):
        assets.refresh(project / "static" / "dist", stamp(project), "run", "build", root=project)
    assert ran == [("run", "build")]
