import os
import signal
import subprocess
import sys
from pathlib import Path

from worker.desk import desk

HOLD = "import sys, time, pathlib\nfrom worker.desk import desk\nwith desk(pathlib.Path(sys.argv[1])) as place:\n"
HOLD += "    (place / 'big').write_text('x')\n    print(place, flush=True)\n    time.sleep(60)\n"


def test_folder_is_there_while_it_is_worked_in(tmp_path: Path) -> None:
    with desk(tmp_path) as place:
        assert place.parent == tmp_path
        (place / "sound").write_text("x")
    assert [*tmp_path.iterdir()] == []


def test_killed_workers_folder_is_cleared_and_a_living_ones_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        abandoned = Path(killed.stdout.readline().strip())
        with desk(tmp_path) as place:
            assert {*tmp_path.iterdir()} == {place, abandoned}
        os.kill(killed.pid, signal.SIGKILL)
    with desk(tmp_path) as place:
        assert [*tmp_path.iterdir()] == [place]
