"""How long the faults go on: FAULTS=1 for as long as docs/trust.md promises, else a few seconds. SEED repeats a run."""

import os
import random
from typing import TypeVar

import pytest

IS_FULL = bool(os.environ.get("FAULTS"))
SEED = os.environ.get("SEED", "1961")

full_only = pytest.mark.skipif(not IS_FULL, reason="takes minutes: make faults")

Value = TypeVar("Value")


def at_length(full: Value, short: Value) -> Value:
    """The first for `make faults`, the second for `make test`."""
    return full if IS_FULL else short


def chance(name: str) -> random.Random:
    """The same for the same name and SEED."""
    return random.Random(f"{SEED} {name}")


def percentile(values: list[float], share: float) -> float:
    """The smallest value that so many of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)]
