"""Which backup is meant, and whether it is what was written down."""

import json
import shutil
from pathlib import Path

import pytest

from app.backup import sources, sums, target
from app.backup.errors import Damaged, NoBackup, TooNew
from app.backup.make import make
from app.backup.manifest import Manifest
from app.backup.sums import Tell
from app.objects import objects
from runtime.parts import Parts
from tests.app.backup.conftest import silent


def rewrite(made: Path, **changed: object) -> Manifest:
    manifest = made / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changed))
    return Manifest.model_validate_json(manifest.read_text())


@pytest.fixture(scope="module")
def whole(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("whole"), objects(), silent).where.parent


@pytest.fixture
def made(whole: Path, tmp_path: Path) -> Path:
    """One of its own for each test, to be damaged."""
    shutil.copytree(whole, tmp_path / "b")
    return tmp_path / "b" / sources.find(whole).stamp


def test_the_newest_of_a_folder_or_a_certain_one(made: Path) -> None:
    newer = shutil.copytree(made, made.with_name("2999-01-01T000000Z"))
    assert sources.find(made.parent).stamp == newer.name
    assert sources.find(made).stamp == made.name


def test_what_was_not_finished_is_no_backup(made: Path) -> None:
    made.rename(made.with_name(made.name + ".partial"))
    with pytest.raises(NoBackup):
        sources.find(made.parent)


def test_anything_else_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"no tar at all")
    with pytest.raises(NoBackup):
        sources.find(tmp_path / "x.tar")


@pytest.mark.parametrize("name", ["database.dump", "objects.jsonl"])
def test_a_changed_byte_is_found(made: Path, tell: Tell, name: str) -> None:
    file = made / name
    body = file.read_bytes() or b"\n"
    file.write_bytes(bytes([body[0] ^ 1]) + body[1:])
    with pytest.raises(Damaged, match=name):
        sums.verify(sources.find(made), tell)


def test_a_missing_file_is_found(made: Path, tell: Tell) -> None:
    (made / "database.dump").unlink()
    with pytest.raises(Damaged, match=r"database\.dump"):
        sums.verify(sources.find(made), tell)


def test_a_newer_format_and_a_newer_database_are_refused(made: Path) -> None:
    with pytest.raises(TooNew, match=r"9\.9"):
        target.require_known(rewrite(made, revision="9999", lorecast="9.9"))
    rewrite(made, format=2)
    with pytest.raises(TooNew):
        sums.manifest(sources.find(made))


def test_a_manifest_of_somebody_else_is_refused_in_words(made: Path) -> None:
    (made / "manifest.json").write_text('{"format": 1}')
    with pytest.raises(Damaged, match="lorecast backup"):
        sums.manifest(sources.find(made))


def test_search_functions_come_last() -> None:
    listing = "1; 0 0 FUNCTION public search_known(text) x\n2; 0 0 TABLE public passage x\n3; 0 0 INDEX public ix x"
    order = target.ordered(listing, ["search_known(text)"]).splitlines()
    assert [line[0] for line in order] == ["2", "3", "1"]
