"""What everything around the speech model costs: processor time of all processes over that inside the model."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import ctranslate2

from app.config import Settings
from bench.figures import timed
from bench.kit import Kit
from bench.lorecast import Lorecast
from bench.phone import Sent, seconds_until, send, sent_through
from bench.row import Row
from media.decode import decode
from media.loudness import normalise
from media.renditions import pcm16k
from worker import models
from worker.transcriber import Transcriber

LENGTHS_SECONDS = (30, 45, 60, 90, 120)
INSIDE = ("encode", "generate", "align", "detect_language")
MUST, GOAL = 1.15, 1.05
ROUNDS = 2
REST_SECONDS = 20.0
ROW = Row(
    "overhead",
    "CPU seconds of all processes, upload to searchable ÷ CPU seconds inside the model, same tracks of 30–120 s",
    "≤ 1.15",
    "≤ 1.05",
)


def measure(kit: Kit) -> Row:
    sounds = [kit.spoken(seconds) for seconds in LENGTHS_SECONDS] * ROUNDS
    transcriber, meter = models.transcriber(Settings(data=kit.scratch / "models")), Meter()
    whole, outside, at_rest = list[float](), list[float](), 0.0
    with kit.at_work() as one:
        kit.say("at rest")
        resting = cores_at_rest(one)
        for number, sound in enumerate(sounds, 1):
            # By turns: what a second of a processor does changes with its neighbours, from one minute to the next.
            kit.say(f"track {number} of {len(sounds)}, the whole way")
            took = timed(lambda sound=sound: whole.append(pipeline_cpu_seconds(one, sound)))
            at_rest += took * resting
            kit.say(f"track {number} of {len(sounds)}, the model alone")
            outside.append(outside_cpu_seconds(transcriber, meter, _samples(sound, kit.scratch)))
    ratio = sum(whole) / meter.seconds
    told = f"{sum(whole):.1f} s, {at_rest:.1f} s of them as at rest, ÷ {meter.seconds:.1f} s"
    return ROW.measured(
        f"{ratio:.2f}",
        holds=ratio <= MUST,
        reaches_goal=ratio <= GOAL,
        ratio=f"{told}; around the model in the transcriber: {sum(outside):.1f} s",
        details={
            "pipeline_cpu_seconds": whole,
            "cores_at_rest": resting,
            "model_cpu_seconds": meter.seconds,
            "around_cpu_seconds": outside,
        },
    )


def cores_at_rest(one: Lorecast) -> float:
    """How much of a core everything takes while nothing is to be done."""
    time.sleep(REST_SECONDS / 4)
    before = one.cpu_seconds()
    took = timed(lambda: time.sleep(REST_SECONDS))
    return (one.cpu_seconds() - before) / took


def pipeline_cpu_seconds(one: Lorecast, sound: Path) -> float:
    """Web, worker, decoder, PostgreSQL and store together."""
    before = one.cpu_seconds()
    sent: Sent = send(one.program, sound.read_bytes())
    # Asking costs processor time too, so not as often as elsewhere.
    time.sleep(2)
    seconds_until(sent, _seldom(sent_through(one.program, sent)))
    return one.cpu_seconds() - before


def _seldom(look: Callable[[], bool]) -> Callable[[], bool]:
    def asked() -> bool:
        time.sleep(1)
        return look()

    return asked


def outside_cpu_seconds(transcriber: Transcriber, meter: "Meter", samples: Any) -> float:
    """Outside of Whisper's own calls, of this process hearing the same; the meter adds up what is inside of them."""
    list(transcriber.transcribe(samples[:16_000], vocabulary=[], progress=lambda _: None))
    with meter:
        began, before = time.process_time(), meter.seconds
        list(transcriber.transcribe(samples, vocabulary=[], progress=lambda _: None))
        return time.process_time() - began - (meter.seconds - before)


def _samples(sound: Path, scratch: Path) -> Any:
    """As the worker hears it: decoded, evened out, at 16 kHz."""
    decode([sound], scratch / "decoded.pcm")
    normalise(scratch / "decoded.pcm", scratch / "even.pcm")
    return pcm16k(scratch / "even.pcm")


class Meter:
    """Adds up the processor time of this process while any thread is inside the model's methods."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock, self._inside, self._began = Lock(), 0, 0.0
        self._whole = {name: getattr(ctranslate2.models.Whisper, name) for name in INSIDE}

    def __enter__(self) -> "Meter":
        for name, method in self._whole.items():
            setattr(ctranslate2.models.Whisper, name, self._metered(method))
        return self

    def __exit__(self, *_: object) -> None:
        for name, method in self._whole.items():
            setattr(ctranslate2.models.Whisper, name, method)

    def _metered(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self._count(1)
            try:
                return method(*given, **named)
            finally:
                self._count(-1)

        return call

    def _count(self, by: int) -> None:
        with self._lock:
            now = time.process_time()
            self.seconds += now - self._began if self._inside else 0.0
            self._inside, self._began = self._inside + by, now
