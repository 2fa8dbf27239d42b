"""How long after Stop the first words of a track of two minutes can be read."""

from bench.figures import middle
from bench.kit import Kit
from bench.phone import is_read, seconds_until, send, sent_through
from bench.row import Row

RUNS, TRACK_SECONDS = 3, 120
MUST_SECONDS, GOAL_SECONDS = 6.0, 3.0
ROW = Row("stop → first words readable", f"seconds, 2-minute track; median of {RUNS}", "≤ 6 s", "≤ 3 s")


def measure(kit: Kit) -> Row:
    sound = kit.spoken(TRACK_SECONDS).read_bytes()
    with kit.at_work() as one:
        kit.say("from Stop to the first words")
        http, took = one.program, []
        for _ in range(RUNS):
            sent = send(http, sound)
            took.append(seconds_until(sent, lambda sent=sent: is_read(http, sent)))
            seconds_until(sent, sent_through(http, sent))
    seconds = middle(took)
    holds, reaches = seconds <= MUST_SECONDS, seconds <= GOAL_SECONDS
    return ROW.measured(f"{seconds:.1f} s", holds=holds, reaches_goal=reaches, details={"seconds": took})
