"""How long the attacks last: a selection in `make test`, everything under ATTACKS=1; the same for the same SEED."""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

FULL = bool(os.environ.get("ATTACKS"))
SEED = int(os.environ.get("SEED", "1"))
Each = TypeVar("Each")


def some(everything: Iterable[Each], count: int, seed: int = SEED) -> list[Each]:
    """All of it at full length, else `count` chosen by the seed, in their order."""
    whole = list(everything)
    if FULL or len(whole) <= count:
        return whole
    return [whole[place] for place in sorted(random.Random(seed).sample(range(len(whole)), count))]
