"""What many timings come down to."""

import statistics
import time
from collections.abc import Callable, Sequence


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed, between two neighbours where it falls there."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def middle(runs: Sequence[float]) -> float:
    return statistics.median(runs)


def ms(seconds: float) -> str:
    """
    >>> ms(0.00213), ms(0.0471)
    ('2.1 ms', '47 ms')
    """
    return f"{seconds * 1000:.1f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"
