"""Real SeaweedFS for the storage tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from media.errors import StorageError
from media.storage import Storage

KEYS = {"access_key_id": "lorecast", "secret_access_key": "only-for-tests"}
SERVERS = [
    "s3",
    "s3.grpc",
    "master",
    "master.grpc",
    "volume",
    "volume.grpc",
    "filer",
    "filer.grpc",
    "admin",
    "admin.grpc",
]


class SeaweedFS:
    """One `weed mini` on loopback ports that were free, in a folder of its own."""

    def __init__(self, folder: Path, *flags: str) -> None:
        ports = _free_ports(len(SERVERS))
        self.endpoint_url = f"http://127.0.0.1:{ports[0]}"
        self._command = [
            *(
                str(Path(sys.executable).parent / "weed"),
                "mini",
                f"-dir={folder}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
            ),
            *("-master.telemetry=false", "-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0"),
            *(_port_flag(name, port) for name, port in zip(SERVERS, ports, strict=True)),
            *flags,
        ]
        self._folder = folder

    def start(self) -> None:
        names = {"AWS_ACCESS_KEY_ID": KEYS["access_key_id"], "AWS_SECRET_ACCESS_KEY": KEYS["secret_access_key"]}
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=os.environ | names,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def storage(self, bucket: str = "lorecast") -> Storage:
        return Storage(bucket, endpoint_url=self.endpoint_url, region="us-east-1", **KEYS)

    def ready(self) -> Storage:
        """Waits until the bucket can be made and written to."""
        storage = self.storage()
        for _ in range(100):
            try:
                storage.ensure_bucket()
                storage.put("ready", b"yes", "text/plain")
                return storage
            except StorageError:
                time.sleep(0.1)
        raise RuntimeError("SeaweedFS did not come up")


@pytest.fixture(scope="session")
def seaweedfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    server = SeaweedFS(tmp_path_factory.mktemp("seaweedfs"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def storage(seaweedfs: SeaweedFS) -> Storage:
    return seaweedfs.ready()


@pytest.fixture
def full_storage(tmp_path: Path) -> Iterator[tuple[Storage, Path]]:
    """A store whose disk holds 48 MB, and the folder of that disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    server = SeaweedFS(folder)
    server.start()
    yield server.ready(), folder
    server.stop()
    subprocess.run(["umount", folder], check=True)


def _port_flag(name: str, port: int) -> str:
    server, _, kind = name.partition(".")
    return f"-{server}.port{'.' + kind if kind else ''}={port}"


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in held]
    for server in held:
        server.close()
    return ports
