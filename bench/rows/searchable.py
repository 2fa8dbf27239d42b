"""How long after Stop a track of three minutes is found by what is said at its end, beside its own length."""

from bench.figures import middle
from bench.kit import Kit
from bench.phone import is_found, seconds_until, send
from bench.row import Row

RUNS, TRACK_SECONDS = 3, 180
MUST_SHARE, GOAL_SHARE = 0.12, 0.06
ROW = Row(
    "stop → searchable, 3-minute track",
    f"÷ duration, idle machine; median of {RUNS}",
    "≤ 0.12",
    "≤ 0.06",
)


def measure(kit: Kit) -> Row:
    sound = kit.spoken(TRACK_SECONDS).read_bytes()
    query = " ".join(kit.clips[0].said.split()[-6:])
    with kit.at_work() as one:
        kit.say("from Stop to being found")
        http, took = one.program, []
        for _ in range(RUNS):
            sent = send(http, sound)
            took.append(seconds_until(sent, lambda sent=sent: is_found(http, sent, query)))
    share = middle(took) / TRACK_SECONDS
    return ROW.measured(
        f"{share:.3f}",
        holds=share <= MUST_SHARE,
        reaches_goal=share <= GOAL_SHARE,
        ratio=f"{middle(took):.1f} s",
        details={"seconds": took},
    )
