"""How long the attacks last: a selection in `make test`, everything under ATTACKS=1; the same for the same SEED."""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

FULL = bool(os.environ.get("ATTACKS"))
SEED = int(os.environ.get("SEED", "1"))
Each = TypeVar("Each")


def some(everything: Iterable[Each], count: int, *, seed: int = SEED, at_length: int | None = None) -> list[Each]:
    """`count` chosen by the seed, in their order; at full length `at_length`, or all of it."""
    whole = list(everything)
    if FULL:
        count = len(whole) if at_length is None else at_length
    count = min(count, len(whole))
    return [whole[place] for place in sorted(random.Random(seed).sample(range(len(whole)), count))]
