"""Small disks: a part of Lorecast gets a file system of its own, of so many megabytes, that a test can fill."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MB = 1024 * 1024


class SmallDisk:
    """A tmpfs. `fill` leaves so little, `empty` gives it back."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    @property
    def free_bytes(self) -> int:
        found = os.statvfs(self.place)
        return found.f_bavail * found.f_frsize

    def fill(self, *, leave_bytes: int = 0) -> None:
        with self._ballast.open("ab") as file:
            while (left := self.free_bytes - leave_bytes) > 0:
                file.write(bytes(min(left, MB)))
                file.flush()

    def empty(self) -> None:
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mounted over a folder that exists. Skips the test where this user may not mount."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True
    )
    if done.returncode:
        pytest.skip("a small disk is a mount, which only root may make")
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
