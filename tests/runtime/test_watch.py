"""Watching: who ends is started again, with a sentence, and ever later when it keeps ending."""

from pathlib import Path

from runtime.child import Child
from runtime.supervisor import Supervisor
from runtime.watch import LONGEST_DELAY_SECONDS, Watch


class Heard:
    """A screen that remembers."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


def child(tmp_path: Path, name: str, script: str) -> Child:
    return Child(name, ["/bin/sh", "-c", script], tmp_path / f"{name}.log", tmp_path / name, stop_seconds=5)


def test_killed_child_is_started_again_with_a_sentence(tmp_path: Path) -> None:
    heard, web = Heard(), child(tmp_path, "web", "exec sleep 60")
    watch = Watch(web, web.start, heard.say)
    watch.start()
    first = web.pid
    web.kill()
    while web.pid is None:
        watch.tick()
    assert web.pid != first
    assert heard.sentences == [f"web ended (signal 9) and is started again. Its log: {web.log}"]
    web.stop()


def test_child_that_keeps_ending_is_tried_ever_later_and_told_only_a_few_times(tmp_path: Path) -> None:
    heard, web = Heard(), child(tmp_path, "web", "echo broken; exit 1")
    watch = Watch(web, web.start, heard.say)
    watch.start()
    delays = []
    for _ in range(12):
        assert web.process
        web.process.wait()
        watch.tick()
        assert watch.start_again_at
        delays.append(watch.start_again_at - watch.started_at)
        watch.start()
    web.kill()
    assert delays[0] < delays[3] < delays[6]
    assert delays[-1] >= LONGEST_DELAY_SECONDS
    assert len(heard.sentences) == 4
    assert "broken" in heard.sentences[-1]


def test_stopping_ends_web_before_the_database(tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    supervisor = Supervisor(Heard())  # type: ignore[arg-type]
    for name in ("PostgreSQL", "SeaweedFS", "web", "worker"):
        script = f"trap 'echo {name} >> {ended}; exit' TERM; touch {tmp_path}/{name}.up; while :; do sleep 0.05; done"
        made = child(tmp_path, name, script)
        supervisor.add(made)
        made.wait_until((tmp_path / f"{name}.up").exists, seconds=10)
    supervisor.stop()
    assert ended.read_text().split() == ["web", "worker", "SeaweedFS", "PostgreSQL"]
