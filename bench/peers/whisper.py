"""whisper-ctranslate2, the command line of faster-whisper, on some files: what it heard, and how long that took."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from bench import peers

OPTIONS = {"--compute_type": "int8", "--beam_size": "5", "--vad_filter": "True", "--word_timestamps": "True"}


def transcribe(files: Sequence[Path], model: Path, scratch: Path) -> tuple[list[str], float]:
    """Texts in the order of the files, and seconds for all of them together, the loading of the model included."""
    program = peers.python().with_name("whisper-ctranslate2")
    threads = {"--threads": str(len(os.sched_getaffinity(0))), "--device": "cpu", "--output_format": "txt"}
    given = {"--model_directory": str(model), "--output_dir": str(scratch), "--verbose": "False"}
    options = [word for pair in (OPTIONS | threads | given).items() for word in pair]
    began = time.perf_counter()
    subprocess.run([str(program), *map(str, files), *options], check=True, capture_output=True)
    took = time.perf_counter() - began
    return [(scratch / f"{file.stem}.txt").read_text().replace("\n", " ") for file in files], took
