"""The voice of the demo: text becomes speech, on this machine and without a download. Only this file knows hibari."""

import io
import wave

import numpy as np
from hibari import SAMPLE_RATE, Hibari

FULL_SCALE = 32_767
SEED = 1


class Voice:
    """One synthetic speaker, who sounds like several: the same samples played slower are a deeper voice."""

    def __init__(self) -> None:
        self._speaker = Hibari(threads=1)

    def say(self, text: str, *, pitch: float, pace: float) -> bytes:
        """A WAV file. The same text always gives the same bytes."""
        samples = self._speaker(text, speed=pace / pitch, seed=SEED)
        return _wav(samples, rate_hz=round(SAMPLE_RATE * pitch))


def _wav(samples: np.ndarray, *, rate_hz: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as whole:
        whole.setnchannels(1)
        whole.setsampwidth(2)
        whole.setframerate(rate_hz)
        whole.writeframes((np.clip(samples, -1.0, 1.0) * FULL_SCALE).astype("<i2").tobytes())
    return file.getvalue()
