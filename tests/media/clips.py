"""Small recordings made on the spot: something like a voice, in every kind of file that people send."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

RATE = 48_000
Voice = npt.NDArray[np.float32]

# As MediaRecorder writes: the head first, then a fragment each second.
FRAGMENTED = {"movflags": "empty_moov+default_base_moof", "frag_duration": "1000000"}
# name → (container, codec, rate, options of the container)
KINDS: dict[str, tuple[str, str, int, dict[str, str]]] = {
    "webm": ("webm", "libopus", 48_000, {}),
    "mkv": ("matroska", "flac", 48_000, {}),
    "m4a": ("ipod", "aac", 48_000, {}),
    "m4a-44": ("ipod", "aac", 44_100, {"movflags": "+faststart"}),
    "mp4-fragmented": ("mp4", "aac", 48_000, FRAGMENTED),
    "mp4-opus": ("mp4", "libopus", 48_000, FRAGMENTED),
    "mov-alac": ("mov", "alac", 44_100, {}),
    "3gp": ("3gp", "libopencore_amrnb", 8_000, {}),
    "ogg": ("ogg", "libopus", 48_000, {}),
    "mp3": ("mp3", "libmp3lame", 44_100, {}),
    "aac": ("adts", "aac", 48_000, {}),
    "flac": ("flac", "flac", 22_050, {}),
    "wav": ("wav", "pcm_s16le", 16_000, {}),
    "wav-float": ("wav", "pcm_f32le", 48_000, {}),
    "wav-phone": ("wav", "pcm_alaw", 8_000, {}),
    "aiff": ("aiff", "pcm_s16be", 44_100, {}),
    "caf": ("caf", "pcm_s16le", 44_100, {}),
    "amr": ("amr", "libopencore_amrnb", 8_000, {}),
}  # fmt: skip


def voice(seconds: float, *, level_db: float = -20.0, hertz: float = 220.0, seed: int = 1) -> Voice:
    """Syllables of a few harmonics with pauses between them: gated and limited much as speech is."""
    time = np.arange(int(seconds * RATE)) / RATE
    chance = np.random.default_rng(seed)
    tone = sum(np.sin(2 * np.pi * hertz * n * time + n) / n for n in range(1, 8))
    syllables = np.repeat(chance.uniform(0.1, 1.0, time.size // 9600 + 1), 9600)[: time.size]
    swell = syllables * np.abs(np.sin(2 * np.pi * 2.5 * time))
    sound = tone * swell + chance.normal(0, 1e-4, time.size)
    return (sound * 10 ** (level_db / 20) / np.sqrt(np.mean(sound**2))).astype(np.float32)


def encoded(sound: Voice | Sequence[Voice], kind: str) -> bytes:
    """The sound, or one sound for each channel, as a file of that kind."""
    container_name, codec, rate, options = KINDS[kind]
    with tempfile.NamedTemporaryFile() as file:
        with av.open(file.name, "w", format=container_name, options=options) as container:
            add_sound(container, np.atleast_2d(np.asarray(sound)), codec, rate)
        return Path(file.name).read_bytes()


def add_sound(container: av.container.OutputContainer, channels: Voice, codec: str, rate: int) -> None:
    layout = "mono" if len(channels) == 1 else "stereo"
    stream = container.add_stream(codec, rate=rate, layout=layout)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(channels), format="fltp", layout=layout)
    frame.sample_rate, frame.pts = RATE, 0
    resampler = av.AudioResampler(stream.format, layout, rate, frame_size=stream.frame_size or 1024)
    for ready in [*resampler.resample(frame), *resampler.resample(None)]:
        container.mux(stream.encode(ready))
    container.mux(stream.encode(None))


def video(sound: Voice | None) -> bytes:
    """A second of black film, with sound or without."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        picture = container.add_stream("mpeg4", rate=10)
        picture.width, picture.height, picture.pix_fmt = 64, 64, "yuv420p"
        if sound is not None:
            add_sound(container, sound[None, :], "aac", RATE)
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))
            frame.pts = number
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
    return file.getvalue()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def samples(pcm: Path) -> Voice:
    """What was decoded, from -1 to 1."""
    return np.fromfile(pcm, "<i2").astype(np.float32) / 32768


def write_pcm(path: Path, sound: Voice) -> Path:
    """A sound as the file of samples that decoding makes."""
    np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tofile(path)
    return path
