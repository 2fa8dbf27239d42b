"""The one file that knows pydub: gain and fades for one block of samples, never for a whole recording at once."""

import warnings

from media.pcm import RATE, SAMPLE_BYTES

with warnings.catch_warnings():
    # It warns of a missing ffmpeg program, which only its file reading needs, and of the age of its imports.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment


def shaped(raw: bytes, *, gain_db: float, fade_in_ms: int = 0, fade_out_ms: int = 0) -> bytes:
    """Samples made louder or softer, rising from and falling to silence at their ends."""
    segment = AudioSegment(raw, sample_width=SAMPLE_BYTES, frame_rate=RATE, channels=1).apply_gain(gain_db)
    if fade_in_ms:
        segment = segment.fade_in(fade_in_ms)
    if fade_out_ms:
        segment = segment.fade_out(fade_out_ms)
    return bytes(segment.raw_data)
