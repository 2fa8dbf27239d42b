"""What can go wrong while the parts of one machine are started.

RuntimeProblem ─┬─ NotReady         a part ended or did not answer in time
                ├─ FolderInUse      another process holds the data folder
                ├─ AddressInUse     nothing can listen at the wanted address
                ├─ WeightsProblem   a model file is missing or not the published one
                └─ PartMissing      a program that should have come with the installation is not there
"""

from pathlib import Path


class RuntimeProblem(Exception):
    """A sentence that a person can act on."""


class NotReady(RuntimeProblem):
    """A part ended or did not answer in time."""

    def __init__(self, name: str, what: str, log: Path) -> None:
        super().__init__(f"{name} {what}. The last lines of {log} say:\n{last_lines(log)}")
        self.log = log


class FolderInUse(RuntimeProblem):
    """Another process holds the data folder."""


class AddressInUse(RuntimeProblem):
    """Nothing can listen at the wanted address."""


class WeightsProblem(RuntimeProblem):
    """A model file is missing or not the published one."""


class PartMissing(RuntimeProblem):
    """A program that should have come with the installation is not there."""


def last_lines(log: Path, *, count: int = 8) -> str:
    """The end of a log, indented for showing."""
    if not log.exists():
        return "  (nothing)"
    tail = log.read_bytes()[-8192:].decode(errors="replace").splitlines()[-count:]
    return "\n".join(f"  {line}" for line in tail) or "  (nothing)"
