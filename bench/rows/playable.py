"""How long after Stop a track of two minutes can be heard, beside what its encoding alone takes."""

from pathlib import Path

from bench.figures import middle, timed
from bench.kit import Kit
from bench.phone import is_heard, seconds_until, send
from bench.row import Row
from media.decode import decode
from media.renditions import encode_m4a

RUNS, TRACK_SECONDS = 3, 120
MUST_SECONDS, GOAL_ENCODINGS = 4.0, 1.5
ROW = Row(
    "stop → playable, 2-minute track",
    f"seconds, and ÷ the bare encoding; median of {RUNS}",
    "≤ 4 s",
    "≤ 1.5 × encoding",
)


def measure(kit: Kit) -> Row:
    sound = kit.spoken(TRACK_SECONDS)
    with kit.at_work() as one:
        kit.say("from Stop to the first sound")
        http, took = one.program, []
        for _ in range(RUNS):
            sent = send(http, sound.read_bytes())
            took.append(seconds_until(sent, lambda sent=sent: is_heard(http, sent)))
    seconds, encoding = middle(took), bare_encoding(sound, kit.scratch)
    return ROW.measured(
        f"{seconds:.1f} s",
        holds=seconds <= MUST_SECONDS,
        reaches_goal=seconds <= GOAL_ENCODINGS * encoding,
        ratio=f"{seconds / encoding:.2f} × encoding ({encoding:.1f} s)",
        details={"seconds": took, "encoding_seconds": encoding},
    )


def bare_encoding(sound: Path, scratch: Path) -> float:
    """Seconds of nothing but making the m4a, once, of samples that are there already."""
    decode([sound], scratch / "bare.pcm")
    return middle([timed(lambda: encode_m4a(scratch / "bare.pcm", scratch / "bare.m4a")) for _ in range(RUNS)])
