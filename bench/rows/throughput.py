"""How many seconds of speech a worker transcribes a second, beside faster-whisper called track by track.

Thirty bite-sized tracks. The peer hears the first half before and the other half after our worker, so that a machine
that changes its pace meanwhile favours nobody. Ours is the whole way: upload, loudness, transcript, index.
"""

import os
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.kit import Kit
from bench.lorecast import Lorecast
from bench.peers import whisper
from bench.phone import Sent, send, status
from bench.row import Row
from bench.said import Score, score
from bench.sound import Clip, webm

TRACKS, SHORTEST_SECONDS, LONGEST_SECONDS = 30, 20, 120
SEED = 1961
ASK_EVERY_SECONDS = 1.0
MUST, GOAL = 1.0, 1.8
WORDS_KEPT, WORSE_MAX = (0.98, 1.02), 0.003
ROW = Row(
    "transcription throughput",
    "RTFx of a worker, upload to searchable ÷ RTFx of plain faster-whisper; same model, int8, beam 5, VAD, word times",
    "≥ 1.0",
    "≥ 1.8, words out/in 0.98–1.02, word error rate at most 0.3 points above",
)


@dataclass(frozen=True)
class Speech:
    """A track to transcribe, and what is said in it."""

    file: Path
    said: str
    seconds: float


@dataclass(frozen=True)
class Heard:
    """What came of some tracks: their texts in order, and how long that took."""

    texts: list[str]
    seconds: float

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.texts + other.texts, self.seconds + other.seconds)


def measure(kit: Kit) -> Row:
    tracks = bite_sized(kit)
    half = len(tracks) // 2
    kit.say("faster-whisper, the first half")
    sequential = one_by_one(tracks[:half], kit.scratch)
    with kit.at_work() as one:
        kit.say("our worker")
        ours = through_lorecast(one, tracks)
    kit.say("faster-whisper, the other half")
    sequential += one_by_one(tracks[half:], kit.scratch)
    kit.say("faster-whisper's command line")
    return _row(tracks, ours, sequential, by_command_line(tracks[:half], kit.scratch))


def _row(tracks: list[Speech], ours: Heard, sequential: Heard, command_line: Heard) -> Row:
    """The command line heard as many of the tracks as it has texts."""
    length, said = sum(track.seconds for track in tracks), [track.said for track in tracks]
    its = len(command_line.texts)
    its_pace = sum(track.seconds for track in tracks[:its]) / command_line.seconds
    good, plain = score(said, ours.texts), score(said, sequential.texts)
    ratio = sequential.seconds / ours.seconds
    is_as_good = WORDS_KEPT[0] <= good.words_kept <= WORDS_KEPT[1] and good.wrong <= plain.wrong + WORSE_MAX
    return ROW.measured(
        f"{ratio:.2f}",
        holds=ratio >= MUST and is_as_good,
        reaches_goal=ratio >= GOAL and is_as_good,
        ratio=f"RTFx {length / ours.seconds:.1f} ÷ {length / sequential.seconds:.1f}; ours {_told(good)}",
        peers=f"faster-whisper, one track after the other: {_told(plain)}; whisper-ctranslate2, its command line: RTFx"
        f" {its_pace:.1f} with the first {its}, {_told(score(said[:its], command_line.texts))}",
        details={
            "speech_seconds": length,
            "ours_seconds": ours.seconds,
            "sequential_seconds": sequential.seconds,
            "command_line_seconds": command_line.seconds,
        },
    )


def _told(one: Score) -> str:
    return f"words out/in {one.words_kept:.3f}, word error rate {one.wrong:.2%}"


def bite_sized(kit: Kit) -> list[Speech]:
    """The same thirty for the same clips: whole sentences in a random order."""
    chance, folder = random.Random(SEED), kit.scratch / "bite-sized"
    folder.mkdir(exist_ok=True)
    return [_track(kit.clips, chance, folder / f"{number:02}.webm") for number in range(TRACKS)]


def _track(clips: list[Clip], chance: random.Random, out: Path) -> Speech:
    wanted, some, length = chance.uniform(SHORTEST_SECONDS, LONGEST_SECONDS - 15), list[Clip](), 0.0
    while length < wanted:
        some.append(chance.choice(clips))
        length += some[-1].seconds
    webm(some, length, out)
    return Speech(out, " ".join(clip.said for clip in some), length)


def one_by_one(tracks: list[Speech], scratch: Path) -> Heard:
    """Plain faster-whisper in this process, its model loaded before the clock starts."""
    model = _plain(scratch)
    began = time.perf_counter()
    texts = [_text(model, track.file) for track in tracks]
    return Heard(texts, time.perf_counter() - began)


def by_command_line(tracks: list[Speech], scratch: Path) -> Heard:
    """All files given to whisper-ctranslate2 at once, so that it loads its model once."""
    from runtime.weights import resolve

    model = Path(resolve("base", scratch / "command-line"))
    return Heard(*whisper.transcribe([track.file for track in tracks], model, scratch))


def _plain(scratch: Path) -> Any:
    from faster_whisper import WhisperModel

    from runtime.weights import resolve

    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        place = resolve("base", Path(folder))
        return WhisperModel(place, device="cpu", compute_type="int8", cpu_threads=len(os.sched_getaffinity(0)))


def _text(model: Any, file: Path) -> str:
    segments, _ = model.transcribe(str(file), beam_size=5, vad_filter=True, word_timestamps=True)
    return " ".join(segment.text.strip() for segment in segments)


def through_lorecast(one: Lorecast, tracks: list[Speech]) -> Heard:
    """All sent one after the other; the clock runs from the first Stop until the last is searchable."""
    sent = [send(one.program, track.file.read_bytes()) for track in tracks]
    while any(status(one.program, each) != "ready" for each in sent):
        time.sleep(ASK_EVERY_SECONDS)
    took = time.perf_counter() - sent[0].stopped_at
    return Heard([_transcript(one, each) for each in sent], took)


def _transcript(one: Lorecast, sent: Sent) -> str:
    found = one.program.get(f"/api/tracks/{sent.track_id}/transcript.json").raise_for_status().json()
    return " ".join(segment["text"] for segment in found["segments"])
