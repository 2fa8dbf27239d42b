"""F8. One poison file among a hundred: the others are ready, and it fails in words a person understands.

One poison takes down the decoder each time, another one whoever transcribes it. What is no sound, too long or too much
for the decoder is refused at once (tests/media, tests/security).
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from app.config import settings
from app.domain import failures
from app.models import Recording, RecordingStatus, StageName
from tests import proof
from tests.cast import Player
from tests.faults.crew import QUICK, Crew, Worker, crew
from tests.faults.length import at_length, full_only
from tests.faults.wholeness import lost_or_twice, unsettled
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import found, record, stage_of

pytestmark = [full_only, pytest.mark.timeout(at_length(1_800, 120))]

TRACKS = 100
ATTEMPTS_MAX = 3
LOOK_EVERY_SECONDS = 0.01

# Told of the workers, and which recording is the poison.
Harm = Callable[[Crew, Recording], None]


def test_poison_that_kills_the_decoder(ada: Player, tmp_path: Path) -> None:
    poison, ready = among_others(ada, tmp_path, kill_decoder)
    stage = stage_of(poison, StageName.NORMALISE)
    is_told = told(poison, "decoder_crashed")
    figure = (
        f"decoder killed each time: {ready} of {TRACKS - 1} others ready, failed in words at attempt {stage.attempt}"
    )
    proof.note("F8", figure, holds=ready == TRACKS - 1 and is_told and stage.attempt <= ATTEMPTS_MAX)


def test_poison_that_kills_the_worker(ada: Player, tmp_path: Path) -> None:
    """A worker's death is counted apart from an error (docs/decisions/0027-deaths-of-workers.md)."""
    poison, ready = among_others(ada, tmp_path, kill_transcriber)
    deaths = settings().interruptions_max
    is_told = told(poison, failures.INTERRUPTED) and stage_of(poison, StageName.TRANSCRIBE).attempt == deaths + 1
    figure = (
        f"whole worker killed each time: {ready} of {TRACKS - 1} others ready, given up in words after {deaths} deaths"
    )
    proof.note("F8", figure, holds=ready == TRACKS - 1 and is_told)


def among_others(ada: Player, folder: Path, harm: Harm) -> tuple[Recording, int]:
    """The poison after all of it, and how many of the others are ready and whole."""
    forget_what_waits()
    sound = sounds.wav(sounds.buzz(6))
    others = [record(ada, sound) for _ in range(TRACKS // 2)]
    poison = record(ada, sounds.wav(sounds.buzz(40)))
    others += [record(ada, sound) for _ in range(TRACKS - 1 - len(others))]
    deadline = time.monotonic() + 1_200
    with crew(folder, count=2, pace="0.05", environment=QUICK) as workers:
        while unsettled(ada.member.workspace_id):
            assert time.monotonic() < deadline, "not everything was settled"
            harm(workers, poison)
            time.sleep(LOOK_EVERY_SECONDS)
    return poison, len([one for one in others if not lost_or_twice(one)])


def kill_decoder(workers: Crew, poison: Recording) -> None:
    """As the kernel does when there is too little memory."""
    for worker in holders(workers, poison, StageName.NORMALISE):
        with suppress(psutil.Error):
            for child in psutil.Process(worker.child.pid).children():
                if "media.decoder_child" in child.cmdline():
                    child.kill()


def kill_transcriber(workers: Crew, poison: Recording) -> None:
    for worker in holders(workers, poison, StageName.TRANSCRIBE):
        workers.replace(worker)


def holders(workers: Crew, poison: Recording, stage: StageName) -> list[Worker]:
    return [one for one in workers.workers if (stage, poison.id) in one.held()]


def told(poison: Recording, reason: str) -> bool:
    now = found(poison)
    sentence = failures.sentence(reason)
    return (now.status, now.reason) == (RecordingStatus.FAILED, reason) and len(sentence) > 30
