"""A real SeaweedFS, also one on a disk that fills up, and an empty file to write samples to."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from media.storage import Storage
from runtime.parts import Parts, make_parts, parts


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with parts(tmp_path_factory.mktemp("objects"), database=False) as started:
        yield _storage(started)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that holds 48 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def full_storage(small_disk: Path) -> Iterator[tuple[Storage, Path]]:
    """A store on a small disk, and the folder of that disk."""
    small = make_parts(small_disk, database=False)
    small.start()
    yield _storage(small), small_disk
    small.stop()


@pytest.fixture
def pcm(tmp_path: Path) -> Path:
    """Where a test lets its samples be written."""
    return tmp_path / "samples.pcm"


def _storage(started: Parts) -> Storage:
    names = started.environment()
    return Storage(
        names["S3_BUCKET"],
        endpoint_url=names["S3_ENDPOINT_URL"],
        access_key_id=names["S3_ACCESS_KEY_ID"],
        secret_access_key=names["S3_SECRET_ACCESS_KEY"],
        region="us-east-1",
    )
