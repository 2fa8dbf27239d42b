"""Holes in the times of a capture: a call came, the page slept."""

import io
from pathlib import Path

import av
import pytest

from media.decode import decode
from tests.media.clips import encoded, voice, write


def _with_gap(seconds: float) -> bytes:
    """Two seconds of voice whose second half was stamped later."""
    file = io.BytesIO()
    with av.open(io.BytesIO(encoded(voice(2), "webm"))) as source, av.open(file, "w", format="webm") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.pts is not None:
                shift = round(seconds * 1000) if packet.pts >= 1000 else 0
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = stream
                target.mux(packet)
    return file.getvalue()


def test_a_pause_of_a_second_stays_as_silence(tmp_path: Path, pcm: Path) -> None:
    facts = decode([write(tmp_path / "take", _with_gap(1.0))], pcm)
    assert facts.duration_ms == pytest.approx(3000, abs=40)
    assert (facts.repaired, facts.gaps) == (False, ())


def test_a_long_hole_is_closed_and_remembered(tmp_path: Path, pcm: Path) -> None:
    facts = decode([write(tmp_path / "take", _with_gap(40.0))], pcm)
    assert facts.duration_ms == pytest.approx(2000, abs=40)
    assert facts.repaired
    ((at_ms, missing_ms),) = facts.gaps
    assert at_ms == pytest.approx(1000, abs=40)
    assert missing_ms == pytest.approx(40_000, abs=40)
