"""Every process is killed while it works for somebody; afterwards everything is there, once."""

import hashlib
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.demo.voice import Voice
from tests.runtime.test_up import child, lorecast_up, the, wait_for

PART_BYTES = 64 * 1024
SENTENCES = [
    "Every invoice leaves the house on the last Friday of the month.",
    "Ask the customer what they tried before you offer them a solution.",
    "The first week is for listening, and nobody expects a result from you.",
    "Turn the big wheel slowly, and wait until the green light stops blinking.",
]
pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]


class Phone:
    """Sends a recording as the browser does: part by part, each as often as it takes."""

    def __init__(self, address: str, token: str) -> None:
        self.http = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        self.tries = 0

    def close(self) -> None:
        self.http.close()

    def send(self, title: str, sound: bytes) -> str:
        begun = self.insist("POST", "/api/recordings", json={"title": title}, headers={"Idempotency-Key": title})
        recording = begun.json()["recording_id"]
        parts = [sound[start : start + PART_BYTES] for start in range(0, len(sound), PART_BYTES)]
        for number, part in enumerate(parts):
            digest = {"X-Content-SHA256": hashlib.sha256(part).hexdigest()}
            self.insist("PUT", f"/api/recordings/{recording}/takes/0/parts/{number}", content=part, headers=digest)
            time.sleep(0.05)
        self.insist("POST", f"/api/recordings/{recording}/complete", json={"takes": [{"parts": len(parts)}]})
        return str(begun.json()["track_id"])

    def insist(self, method: str, path: str, **sent: object) -> httpx.Response:
        """Until it is acknowledged; anything but a passing trouble is an error."""
        for _ in range(600):
            self.tries += 1
            try:
                answer = self.http.request(method, path, **sent)  # type: ignore[arg-type]
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 500:
                return answer.raise_for_status()
            time.sleep(0.2)
        raise AssertionError(f"{method} {path} was never acknowledged")


@pytest.fixture(scope="module")
def sounds() -> dict[str, bytes]:
    voice = Voice()
    return {f"Advice {number}": voice.say(f"{text} " * 3, pitch=1.0, pace=1.0) for number, text in enumerate(SENTENCES)}


def test_kills_in_the_middle_of_upload_and_transcription_lose_nothing(tmp_path: Path, sounds: dict[str, bytes]) -> None:
    with lorecast_up(tmp_path) as process, closing(Phone(the(tmp_path).address, _token(tmp_path))) as phone:
        tracks: dict[str, str] = {}
        sending = threading.Thread(target=lambda: tracks.update({t: phone.send(t, s) for t, s in sounds.items()}))
        sending.start()
        for word in (f"-dir={tmp_path / 'seaweedfs'}", str(tmp_path / "postgres"), "web"):
            time.sleep(1.5)
            killed = child(process.pid, word)
            assert killed, word
            killed.kill()
            wait_for(lambda word=word, pid=killed.pid: (now := child(process.pid, word)) and now.pid != pid, word)
        sending.join()
        assert set(tracks) == set(sounds)
        for _ in range(2):
            wait_for(lambda: _is_transcribing(phone), "a transcription to begin")
            worker = child(process.pid, "worker")
            assert worker
            worker.kill()
            wait_for(lambda pid=worker.pid: (now := child(process.pid, "worker")) and now.pid != pid, "the worker")
        wait_for(lambda: _all_ready(phone, len(sounds)), "every track to be ready", seconds=300)
        _everything_is_there_once(phone, tracks, sounds)


def _token(data: Path) -> str:
    def lorecast(*words: str) -> str:
        command = [sys.executable, "-m", "app.cli", *words, "--data", str(data)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    lorecast("owner", "--email", "ada@example.org", "--name", "Ada", "--password", "a long enough password")
    return lorecast("token", "--email", "ada@example.org")


def _is_transcribing(phone: Phone) -> bool:
    return any(0.15 <= track["progress"] < 0.95 for track in _tracks(phone)) or _all_ready(phone, 1)


def _all_ready(phone: Phone, count: int) -> bool:
    found = _tracks(phone)
    assert [track["sentence"] for track in found if track["status"] == "failed"] == []
    return len(found) >= count and all(track["status"] == "ready" for track in found)


def _tracks(phone: Phone) -> list[dict]:
    return list(phone.insist("GET", "/api/tracks").json()["items"])


def _everything_is_there_once(phone: Phone, tracks: dict[str, str], sounds: dict[str, bytes]) -> None:
    found = _tracks(phone)
    assert sorted(track["title"] for track in found) == sorted(sounds)
    for title, track in tracks.items():
        assert phone.insist("GET", f"/api/tracks/{track}/original").content == sounds[title]
        assert len(phone.insist("GET", f"/api/tracks/{track}/audio").content) > 10_000
        segments = phone.insist("GET", f"/api/tracks/{track}/transcript.json").json()["segments"]
        starts = [segment["start_ms"] for segment in segments]
        assert starts == sorted(set(starts)), "a segment stands twice"
        said = " ".join(segment["text"] for segment in segments).lower()
        word = SENTENCES[int(title.split()[1])].split()[-1].strip(".").lower()
        assert 1 <= said.count(word) <= 3, said
