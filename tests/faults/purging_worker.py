"""A process that purges one workspace until it is killed: `python -m tests.faults.purging_worker ID`."""

import sys
import time
from uuid import UUID

from app.config import settings
from app.domain import workspaces
from app.objects import objects
from worker.purge import purge


def main() -> None:
    here = UUID(sys.argv[1])
    workspaces.ids = lambda session: [here]
    settings().objects_grace_hours = 0.0
    objects().ping()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        purge(objects())
        time.sleep(0.01)


if __name__ == "__main__":
    main()
