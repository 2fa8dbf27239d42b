"""The one shape of sound between decoding and encoding: a headerless file of mono 48 kHz signed 16-bit samples."""

from pathlib import Path

RATE = 48_000
SAMPLE_BYTES = 2
MS = RATE // 1000


def duration_ms(pcm: Path) -> int:
    """Whole milliseconds; the samples of a broken last one do not count."""
    return sample_count(pcm) // MS


def sample_count(pcm: Path) -> int:
    return pcm.stat().st_size // SAMPLE_BYTES
