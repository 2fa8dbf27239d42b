"""Sounds for the worker's tests, made on the spot: a buzz in syllables, silence, noise, music."""

import io
import wave

import numpy as np
from numpy.typing import NDArray

RATE = 16_000


def time(seconds: float) -> NDArray[np.float64]:
    return np.arange(int(seconds * RATE)) / RATE


def buzz(seconds: float) -> NDArray[np.float32]:
    """Loud enough to be heard, and nothing anybody could understand."""
    overtones = sum(np.sin(2 * np.pi * 140 * one * time(seconds)) / one for one in range(1, 9))
    return np.asarray(0.2 * overtones * np.clip(np.sin(2 * np.pi * 4 * time(seconds)), 0, 1), np.float32)


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(int(seconds * RATE), np.float32)


def noise(seconds: float, level: float = 0.05) -> NDArray[np.float32]:
    return np.random.default_rng(1).normal(0, level, int(seconds * RATE)).astype(np.float32)


def music(seconds: float) -> NDArray[np.float32]:
    """A chord that changes twice a second."""
    steps = np.floor(time(seconds) * 2)
    chord = sum(np.sin(2 * np.pi * note * 2 ** ((steps * 5 % 12) / 12) * time(seconds)) for note in (220, 277, 330))
    return np.asarray(0.1 * chord, np.float32)


def wav(samples: NDArray[np.float32], rate: int = RATE) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as whole:
        whole.setnchannels(1)
        whole.setsampwidth(2)
        whole.setframerate(rate)
        whole.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return file.getvalue()
