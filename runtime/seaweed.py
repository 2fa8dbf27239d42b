"""The embedded SeaweedFS: `weed mini` on loopback, with every port chosen by us and remembered."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from runtime.child import Child
from runtime.errors import PartMissing
from runtime.folder import Folder
from runtime.ports import answers, is_free, remembered
from runtime.seaweed_safety import HOST, environment, filer_status, make_certificate

READY_SECONDS = 60.0
BUCKET = "lorecast"
PORTS = (
    "s3.port",
    "s3.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "admin.port",
)
# Its maintenance worker looks for the admin server's second port exactly here.
ADMIN_GRPC_OFFSET = 10_000


def program() -> str:
    """The path of `weed`, which came with the wheel."""
    beside_python = Path(sys.executable).parent / "weed"
    found = str(beside_python) if beside_python.exists() else shutil.which("weed")
    if found is None:
        raise PartMissing("The embedded SeaweedFS is not installed here. Set S3_ENDPOINT_URL to another object store.")
    return found


@dataclass
class Seaweed:
    """One embedded object store. `child` may be killed and started again at any moment."""

    folder: Folder
    ports: dict[str, int]
    child: Child

    @property
    def endpoint_url(self) -> str:
        """The address of its S3 interface."""
        return f"http://{HOST}:{self.ports['s3.port']}"

    def environment(self) -> dict[str, str]:
        """What our other processes need to reach it."""
        return {
            "S3_ENDPOINT_URL": self.endpoint_url,
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY_ID": self.folder.secret("s3_access_key_id"),
            "S3_SECRET_ACCESS_KEY": self.folder.secret("s3_secret_access_key"),
        }

    def begin(self) -> None:
        """Start the program; `is_ready` becomes true after about a second."""
        self.folder.seaweed.mkdir(mode=0o700, exist_ok=True)
        make_certificate(self.folder)
        self.child.start()

    def is_ready(self) -> bool:
        """Whether its S3 interface answers and our bucket is there."""
        return (
            answers(self.ports["s3.port"])
            and filer_status(self.folder, self.ports["filer.port"], f"/buckets/{BUCKET}") == 200
        )

    def finish(self) -> None:
        """Wait until it is ready."""
        self.child.wait_until(self.is_ready, seconds=READY_SECONDS)

    def start(self) -> None:
        """Start it and wait until it can be used."""
        self.begin()
        self.finish()

    def restart(self) -> None:
        """A clean restart."""
        self.child.stop()
        self.start()


def seaweed(folder: Folder) -> Seaweed:
    """The embedded object store of this data folder, not started yet."""
    ports = _ports(folder)
    child = Child(
        name="SeaweedFS",
        command=[program(), *_options(folder, ports)],
        log=folder.logs / "seaweedfs.log",
        lock=folder.locks / "seaweedfs",
        leftovers=[Path(f"/tmp/seaweedfs-{name}-{port}.sock") for name, port in _grpc(ports)],  # noqa: S108
        environment={
            **environment(folder),
            "AWS_ACCESS_KEY_ID": folder.secret("s3_access_key_id"),
            "AWS_SECRET_ACCESS_KEY": folder.secret("s3_secret_access_key"),
        },
    )
    return Seaweed(folder, ports, child)


def _ports(folder: Folder) -> dict[str, int]:
    while True:
        ports = remembered(folder.root / "ports.json", PORTS)
        if is_free(ports["admin.port"] + ADMIN_GRPC_OFFSET):
            return ports | {"admin.port.grpc": ports["admin.port"] + ADMIN_GRPC_OFFSET}
        (folder.root / "ports.json").unlink()


def _grpc(ports: dict[str, int]) -> list[tuple[str, int]]:
    """The inner sockets that it leaves in the temporary folder, wherever we would like them."""
    return [(name.replace(".port.", "-"), port) for name, port in ports.items() if name.endswith(".port.grpc")]


def _options(folder: Folder, ports: dict[str, int]) -> list[str]:
    return [
        "mini",
        f"-dir={folder.seaweed}",
        f"-ip={HOST}",
        f"-ip.bind={HOST}",
        f"-bucket={BUCKET}",
        "-master.telemetry=false",
        "-admin.ui=false",
        "-webdav=false",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-volume.preStopSeconds=0",
        f"-filer.localSocket={folder.sockets / 'filer'}",
        f"-s3.localSocket={folder.sockets / 's3'}",
        *(f"-{name}={port}" for name, port in ports.items()),
    ]
