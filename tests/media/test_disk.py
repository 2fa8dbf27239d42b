"""When the disk of the worker is full, that is no fault of the recording."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from media.decode import decode
from media.errors import WorkerDiskFull
from media.loudness import normalise
from media.renditions import encode_m4a, resample_16k
from media.storage import Storage
from tests.media.clips import RATE, encoded, voice, write, write_pcm

LONG = np.tile(voice(20), 30)


def _full(disk: Path) -> Path:
    """A place on the disk after all but 100 kB of it has been taken."""
    (disk / "filler").write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 100_000))
    return disk / "out"


@pytest.mark.parametrize("work", [normalise, encode_m4a, resample_16k])
def test_full_disk_is_temporary_and_said_in_words(
    work: Callable[[Path, Path], object], small_disk: Path, pcm: Path
) -> None:
    write_pcm(pcm, LONG[: 60 * RATE])
    with pytest.raises(WorkerDiskFull, match="no disk space left") as full:
        work(pcm, _full(small_disk))
    assert not full.value.permanent


def test_decoder_says_so_too(small_disk: Path, tmp_path: Path) -> None:
    take = write(tmp_path / "take", encoded(voice(20), "mp3"))
    with pytest.raises(WorkerDiskFull):
        decode([take], _full(small_disk))


def test_download_says_so_too(small_disk: Path, storage: Storage) -> None:
    storage.put("large", bytes(1_000_000), "audio/mp4")
    with pytest.raises(WorkerDiskFull):
        storage.download("large", _full(small_disk))
