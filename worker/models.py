"""Models: the transcriber of this process, made from the settings, and loaded ahead so that no track waits for it."""

from threading import Thread
from typing import TYPE_CHECKING

import structlog

from app.config import Settings
from runtime.errors import WeightsProblem
from runtime.weights import resolve
from worker.errors import ModelMissing
from worker.transcriber import WhisperTranscriber

if TYPE_CHECKING:
    from worker.whisper import Whisper

log = structlog.get_logger()


def transcriber(chosen: Settings) -> WhisperTranscriber:
    """Nothing is loaded yet."""
    return WhisperTranscriber(chosen.whisper_model, lambda: _load(chosen))


def load_ahead(one: WhisperTranscriber) -> None:
    """Load in the background. What goes wrong here goes wrong again, and is told, when there is something to hear."""
    Thread(target=_load_quietly, args=(one,), name="load model", daemon=True).start()


def _load(chosen: Settings) -> "Whisper":
    try:
        from worker.whisper import Whisper

        return Whisper(
            resolve(chosen.whisper_model, chosen.data),
            device=chosen.whisper_device,
            compute_type=chosen.whisper_compute_type,
            threads=chosen.whisper_threads,
            beam_size=chosen.whisper_beam_size,
            windows_at_once=chosen.whisper_windows_at_once,
        )
    except (WeightsProblem, ImportError, OSError, RuntimeError, ValueError) as error:
        log.exception("speech model missing", model=chosen.whisper_model)
        raise ModelMissing from error


def _load_quietly(one: WhisperTranscriber) -> None:
    try:
        log.info("speech model loaded", model=one.model, on_gpu=one.whisper.is_on_gpu)
    except ModelMissing:
        return
