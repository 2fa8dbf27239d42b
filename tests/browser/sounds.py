"""Sounds for the browser: something like speech as a WAV for its microphone, and as an m4a for its player."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000

# One AAC packet.
FRAME_SAMPLES = 1024


def voice(seconds: float) -> NDArray[np.int16]:
    """Syllables: a buzz of many overtones that swells four times a second, with a breath every three seconds."""
    time = np.arange(int(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * overtone * time) / overtone for overtone in range(1, 9))
    syllables = np.clip(np.sin(2 * np.pi * 4 * time), 0, 1) * (np.mod(time, 3) < 2.5)
    return np.asarray(9_000 * syllables * buzz, dtype=np.int16)


def read(path: Path) -> NDArray[np.int16]:
    """Any recording, in our rate and one channel."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("s16", "mono", RATE)
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.int16)


def write_wav(path: Path, samples: NDArray[np.int16]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def write_m4a(path: Path, samples: NDArray[np.int16]) -> Path:
    """As the worker makes renditions: AAC, the index in front."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = 64_000
        for start in range(0, len(samples), FRAME_SAMPLES):
            frame = av.AudioFrame.from_ndarray(
                samples[None, start : start + FRAME_SAMPLES], format="s16", layout="mono"
            )
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def repeat_m4a(path: Path, source: Path, times: int) -> Path:
    """The same sound over and over, without encoding it again."""
    with (
        av.open(str(source)) as given,
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as made,
    ):
        stream = made.add_stream_from_template(given.streams.audio[0])
        packets = [bytes(packet) for packet in given.demux(audio=0) if packet.size]
        for number in range(len(packets) * times):
            packet = av.Packet(packets[number % len(packets)])
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = number * FRAME_SAMPLES
            packet.duration = FRAME_SAMPLES
            made.mux(packet)
    return path
