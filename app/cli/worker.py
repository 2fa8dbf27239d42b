"""`lorecast worker`: becomes the Whisper worker, which nothing in `app` may import."""

import os
import sys

from app.cli.place import Data, reach


def command(data: Data = None) -> None:
    """Transcribe what is recorded, until stopped. Start as many as there are machines for."""
    reach(data)
    os.execv(sys.executable, [sys.executable, "-m", "worker"])  # noqa: S606 - the same Python, without a shell
