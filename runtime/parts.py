"""PostgreSQL and SeaweedFS alone, for commands and tests that need the real parts but no web or worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runtime.folder import folder
from runtime.postgres import Postgres, postgres
from runtime.seaweed import Seaweed, seaweed


@dataclass
class Parts:
    """What was started. Faults are made through `postgres.child` and `seaweed.child` (`pid`, `kill`, `start`)."""

    postgres: Postgres | None
    seaweed: Seaweed | None

    def environment(self) -> dict[str, str]:
        """DATABASE_URL and S3_… of what was started, and nothing of what was not."""
        return {name: value for part in self.all() for name, value in part.environment().items()}

    @property
    def database_url(self) -> str | None:
        return self.postgres.url if self.postgres else None

    @property
    def s3_endpoint_url(self) -> str | None:
        return self.seaweed.endpoint_url if self.seaweed else None

    def all(self) -> list[Postgres | Seaweed]:
        """Those that were started, in the order of starting."""
        return [part for part in (self.postgres, self.seaweed) if part]

    def start(self) -> None:
        """Start all at the same time and wait for each."""
        for part in reversed(self.all()):
            part.begin()
        for part in self.all():
            part.finish()

    def stop(self) -> None:
        """Stop all, objects first."""
        for part in reversed(self.all()):
            part.child.stop()


def make_parts(data: Path, *, database: bool = True, objects: bool = True, durable: bool = True) -> Parts:
    """The embedded parts of a data folder, not started yet."""
    place = folder(data).prepare()
    return Parts(postgres(place, durable=durable) if database else None, seaweed(place) if objects else None)


@contextmanager
def parts(data: Path, *, database: bool = True, objects: bool = True, durable: bool = True) -> Iterator[Parts]:
    """Start the embedded parts in `data`, and leave nothing running behind. Call it from the main thread."""
    started = make_parts(data, database=database, objects=objects, durable=durable)
    try:
        started.start()
        yield started
    finally:
        started.stop()
