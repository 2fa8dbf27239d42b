"""The worker as a process with a scripted transcriber that takes its time over each sentence: made to be killed."""

import sys
import time

from app import logs
from tests.worker.scripted import ScriptedTranscriber
from worker.__main__ import work

if __name__ == "__main__":
    seconds = float(sys.argv[1])
    logs.configure()
    work(ScriptedTranscriber(before=lambda _: time.sleep(seconds)))
