"""What everything around the speech model costs: processor time of all processes over that inside the model."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

import ctranslate2

from app.config import Settings
from bench.kit import Kit
from bench.lorecast import Lorecast
from bench.phone import Sent, seconds_until, send, sent_through
from bench.row import Row
from media.decode import decode
from media.loudness import normalise
from media.renditions import pcm16k
from worker import models

LENGTHS_SECONDS = (30, 45, 60, 90, 120)
INSIDE = ("encode", "generate", "align", "detect_language")
MUST, GOAL = 1.15, 1.05
ROW = Row(
    "overhead",
    "CPU seconds of all processes, upload to searchable ÷ CPU seconds inside the model, same five tracks (30–120 s)",
    "≤ 1.15",
    "≤ 1.05",
)


def measure(kit: Kit) -> Row:
    sounds = [kit.spoken(seconds) for seconds in LENGTHS_SECONDS]
    with kit.at_work() as one:
        kit.say("the whole way")
        whole = pipeline_cpu_seconds(one, sounds)
    kit.say("the model alone")
    inside, transcriber = model_cpu_seconds(kit, sounds)
    ratio = whole / inside
    return ROW.measured(
        f"{ratio:.2f}",
        holds=ratio <= MUST,
        reaches_goal=ratio <= GOAL,
        ratio=f"{whole:.1f} s ÷ {inside:.1f} s; around the model in the transcriber: {transcriber - inside:.1f} s",
        details={"pipeline_cpu_seconds": whole, "model_cpu_seconds": inside, "transcriber_cpu_seconds": transcriber},
    )


def pipeline_cpu_seconds(one: Lorecast, sounds: list[Path]) -> float:
    """Web, worker, decoder, PostgreSQL and store together, one track after the other."""
    before = one.cpu_seconds()
    for sound in sounds:
        sent: Sent = send(one.program, sound.read_bytes())
        # Asking costs processor time too, so not as often as elsewhere.
        time.sleep(2)
        seconds_until(sent, _seldom(sent_through(one.program, sent)))
    return one.cpu_seconds() - before


def _seldom(look: Callable[[], bool]) -> Callable[[], bool]:
    def asked() -> bool:
        time.sleep(0.5)
        return look()

    return asked


def model_cpu_seconds(kit: Kit, sounds: list[Path]) -> tuple[float, float]:
    """Inside Whisper's own calls, and in the whole transcriber, of this process hearing the same sounds."""
    transcriber = models.transcriber(Settings(data=kit.scratch / "models"))
    heard = [_samples(sound, kit.scratch) for sound in sounds]
    list(transcriber.transcribe(heard[0][:16_000], vocabulary=[], progress=lambda _: None))
    meter = Meter()
    with meter:
        began = time.process_time()
        for samples in heard:
            list(transcriber.transcribe(samples, vocabulary=[], progress=lambda _: None))
        whole = time.process_time() - began
    return meter.seconds, whole


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
