"""F1. The web process is killed (-9) at every step of an upload; what was acknowledged is there, and once.

The phone talks through a proxy that does the killing, so that each kill comes at a certain byte of a certain request.
"""

import random
import signal
import time
from contextlib import closing
from itertools import product
from pathlib import Path
from threading import Timer

import pytest

from tests import proof
from tests.cast import Player
from tests.faults.arrivals import Arrivals
from tests.faults.keeper import kept_up
from tests.faults.length import IS_FULL, at_length, chance
from tests.faults.phone import PART_BYTES, Phone
from tests.faults.proxy import DOWN, UP, Kind, Proxy, Trouble, proxy, to_port
from tests.web import Web, web_process

pytestmark = pytest.mark.timeout(at_length(1_800, 120))

PARTS = at_length(4, 2)
RANDOM_KILLS = at_length(40, 0)
# A request on loopback is through after about so long.
REQUEST_SECONDS = 0.06
STEPS = ["begin", *(f"part {number}" for number in range(PARTS)), "complete"]
MOMENTS = ["as it begins", "in the middle", "while it is worked on", "before the answer is out", "after the answer"]
CASES = [*product(STEPS, MOMENTS)]
# In the short run, the two at which most can go wrong.
CHOSEN = [("part 1", "before the answer is out"), ("complete", "while it is worked on")]


class Killer:
    """Kills the web process once, at its moment of a step; somebody else starts another."""

    def __init__(self, web: Web, between: Proxy, luck: random.Random) -> None:
        self._web, self._between, self._luck = web, between, luck
        self._step, self._moment, self._is_due = "", "", False
        self.kills = 0

    def aim(self, step: str, moment: str) -> None:
        self._step, self._moment, self._is_due = step, moment, False

    def before(self, step: str) -> None:
        """Told by the phone, before its first try of each step."""
        if self._is_due:
            self.kill()
        self._is_due = step == self._step and self._moment == "after the answer"
        first = self._between.connections + 1
        trouble = self._trouble(step) if step == self._step else None
        self._between.plan = lambda number: trouble if number == first else None

    def after(self) -> None:
        if self._is_due:
            self.kill()

    def kill(self) -> None:
        self.kills += self._web.child.pid is not None
        self._web.child.signal(signal.SIGKILL)

    def _kill_soon(self) -> None:
        Timer(self._luck.uniform(0, REQUEST_SECONDS), self.kill).start()

    def _trouble(self, step: str) -> Trouble | None:
        middle = PART_BYTES // 2 if step.startswith("part") else 200
        return {
            "as it begins": Trouble(Kind.GO_ON, UP, 1, call=self.kill),
            "in the middle": Trouble(Kind.GO_ON, UP, middle, call=self.kill),
            "while it is worked on": Trouble(Kind.GO_ON, UP, 0, call=self._kill_soon),
            "before the answer is out": Trouble(Kind.CUT, DOWN, 0, call=self.kill),
        }.get(self._moment)


def test_web_killed_at_every_step(ada: Player, tmp_path: Path) -> None:
    luck = chance("F1")
    cases = CASES + luck.choices(CASES, k=RANDOM_KILLS) if IS_FULL else CHOSEN
    arrivals = Arrivals(ada)
    with (
        web_process(tmp_path) as web,
        proxy(to_port(web.port)) as between,
        kept_up(web.child),
        closing(Phone(f"http://127.0.0.1:{between.port}", ada.token)) as phone,
    ):
        killer = Killer(web, between, luck)
        for number, (step, moment) in enumerate(cases):
            killer.aim(step, moment)
            arrivals.add(phone.send(f"Advice {number}", luck.randbytes(PARTS * PART_BYTES), before=killer.before))
            killer.after()
            time.sleep(0.1)
    wrong = arrivals.wrong()
    moments = f"{killer.kills} kills at {len(set(cases))} moments of {len(cases)} uploads"
    figure = f"{moments}: {len(wrong)} parts or recordings lost, without a job, or twice"
    proof.note("F1", figure, holds=not wrong and killer.kills >= len(cases))
