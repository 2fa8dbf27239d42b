"""`lorecast up`: from an empty folder to the first page, and back to nothing running.

claim folder → listen → PostgreSQL ‖ SeaweedFS → migrate → web → worker → watch … → stop in order
When the same code migrated this database before, web goes first and overlaps with the parts.
"""

import os
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.config import Settings
from runtime import processes, running
from runtime.address import Address, listen_at
from runtime.child import Child
from runtime.folder import Folder, folder
from runtime.parts import Parts, make_parts
from runtime.screen import Screen
from runtime.supervisor import Stopped, Supervisor, stopping_on_signals

WEB_SECONDS = 60.0
MIGRATE_SECONDS = 600.0


def up(settings: Settings, *, lan: bool = False, screen: Screen | None = None) -> None:
    """Run Lorecast until a signal stops it. Raises RuntimeProblem with a sentence when it cannot start."""
    place = folder(settings.data).prepare()
    held = running.claim(place)
    started = Up(settings, place, screen or Screen(), lan=lan)
    try:
        with stopping_on_signals():
            try:
                started.start()
                started.supervisor.run()
            except Stopped:
                started.screen.say("Stopping …")
            finally:
                started.stop()
    finally:
        place.running.unlink(missing_ok=True)
        os.close(held)


@dataclass
class Up:
    """One start of everything."""

    settings: Settings
    place: Folder
    screen: Screen
    lan: bool = False
    began_at: float = field(default_factory=time.monotonic)

    @cached_property
    def supervisor(self) -> Supervisor:
        return Supervisor(self.screen)

    @cached_property
    def address(self) -> Address:
        """Where web listens."""
        return listen_at(self.settings, self.place, network=self.lan)

    @cached_property
    def parts(self) -> Parts:
        """The embedded parts that nothing in the settings replaces."""
        chosen = self.settings
        return make_parts(self.place.root, database=not chosen.database_url, objects=not chosen.s3_endpoint_url)

    @cached_property
    def environment(self) -> dict[str, str]:
        """What our other processes need: how to reach the embedded parts, or what replaces them."""
        chosen = self.settings
        given = {
            "LORECAST_DATA": str(self.place.root),
            "DATABASE_URL": chosen.database_url,
            "S3_ENDPOINT_URL": chosen.s3_endpoint_url or "",
            "S3_BUCKET": chosen.s3_bucket,
            "S3_ACCESS_KEY_ID": chosen.s3_access_key_id,
            "S3_SECRET_ACCESS_KEY": chosen.s3_secret_access_key,
            "S3_REGION": chosen.s3_region,
        }
        return given | self.parts.environment()

    @cached_property
    def web(self) -> Child:
        return processes.web(self.place, self.environment, self.address.listener, self.address.tls)

    def start(self) -> None:
        """Everything up to the welcome."""
        early = self._is_migrated()
        self.address  # noqa: B018 - a port in use is to be noticed before anything starts
        self._begin_parts()
        if early:
            self._open_pages()
        self._finish_parts()
        owner_path = self._migrate()
        if not early:
            self._open_pages()
        self._announce(owner_path)
        self._begin_worker()

    def stop(self) -> None:
        """End everything that was started."""
        self.supervisor.stop()
        if "address" in self.__dict__:
            self.address.listener.close()

    def _begin_parts(self) -> None:
        for part in reversed(self.parts.all()):
            self.supervisor.add(part.child, part.begin)

    def _finish_parts(self) -> None:
        with self.screen.step("Starting PostgreSQL and SeaweedFS"):
            for part in self.parts.all():
                part.finish()

    def _open_pages(self) -> None:
        self.supervisor.add(self.web)
        with self.screen.step("Opening the pages"):
            self.web.wait_until(self.address.is_answered, seconds=WEB_SECONDS)

    def _begin_worker(self) -> None:
        worker = processes.worker(self.place, self.environment)
        self.supervisor.add(worker)
        for child in (self.web, worker):
            self.supervisor.follow(child)

    def _migrate(self) -> str | None:
        """Bring database and bucket up to date; returns the first owner's path while there is no owner."""
        child = processes.migrate(self.place, self.environment)
        link = processes.link_file(self.place)
        link.unlink(missing_ok=True)
        child.start()
        with self.screen.step("Preparing the database"):
            child.wait_for_success(seconds=MIGRATE_SECONDS)
        if self.parts.postgres:
            self._stamp.write_text(processes.migrations_digest())
        path = link.read_text() if link.exists() else None
        link.unlink(missing_ok=True)
        return path

    def _is_migrated(self) -> bool:
        embedded = self.parts.postgres is not None and self._stamp.exists()
        return embedded and self._stamp.read_text() == processes.migrations_digest()

    @property
    def _stamp(self) -> Path:
        return self.place.postgres / "lorecast-migrated"

    def _announce(self, owner_path: str | None) -> None:
        running.Running(os.getpid(), self.address.url, self.environment).announce(self.place)
        self.screen.welcome(
            address=self.address.url,
            data=str(self.place.root),
            took_seconds=time.monotonic() - self.began_at,
            owner_url=self.address.url + owner_path if owner_path else None,
            phone_url=self.address.phone_url,
        )
