"""A PulseAudio of the test's own, whose only microphone hears what the test plays into it."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

SET_UP = """
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=loudspeaker
load-module module-null-sink sink_name=mouth
load-module module-remap-source master=mouth.monitor source_name=microphone source_properties=device.description=Mouth
set-default-sink loudspeaker
set-default-source microphone
"""
ALONE = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes")


class Microphone:
    def __init__(self, folder: Path) -> None:
        self.environment = {"XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{folder / 'pulse.socket'}"}

    @contextlib.contextmanager
    def hearing(self, sound: Path) -> Iterator[None]:
        """From now on this WAV, from its beginning."""
        command = ["paplay", "--device=mouth", str(sound)]
        player = subprocess.Popen(command, env={**os.environ, **self.environment})
        try:
            yield
        finally:
            player.kill()
            player.wait()


@contextlib.contextmanager
def microphone(folder: Path) -> Iterator[Microphone]:
    folder.mkdir(mode=0o700)
    made = Microphone(folder)
    (folder / "set-up.pa").write_text(SET_UP.format(socket=folder / "pulse.socket"))
    environment = {**os.environ, **made.environment, "HOME": str(folder)}
    with (folder / "pulse.log").open("wb") as log:
        command = ["pulseaudio", *ALONE, "-F", str(folder / "set-up.pa")]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for_microphone(made, process)
        yield made
    finally:
        process.terminate()
        process.wait(10)


def _wait_for_microphone(made: Microphone, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    ask = ["pactl", "get-default-source"]
    while b"microphone" not in subprocess.run(ask, env={**os.environ, **made.environment}, capture_output=True).stdout:
        assert process.poll() is None, "PulseAudio did not start"
        assert time.monotonic() < deadline, "PulseAudio has no microphone"
        time.sleep(0.1)
