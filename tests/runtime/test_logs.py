"""Logs of children: kept small, and read along for what is serious."""

from pathlib import Path

from runtime.logs import Follower, rotate


def test_log_is_rotated_under_the_child_that_appends(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab") as child:
        child.write(b"x" * 100)
        child.flush()
        rotate(log, max_bytes=50)
        child.write(b"after")
    assert log.read_bytes() == b"after"
    assert (tmp_path / "web.log.1").read_bytes() == b"x" * 100


def test_follower_shows_only_new_serious_lines(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text('{"level": "error", "event": "old"}\n')
    follower = Follower(log)
    with log.open("a") as child:
        child.write('{"level": "info", "event": "request"}\n{"level": "error", "event": "storage", "reason": "down"}\n')
        child.write('{"level": "err')
    assert list(follower.serious_lines()) == ["storage (reason: down)"]
    with log.open("a") as child:
        child.write('or", "event": "later"}\n')
    assert list(follower.serious_lines()) == ["later"]


def test_follower_goes_on_after_rotation(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text("x" * 100 + "\n")
    follower = Follower(log)
    rotate(log, max_bytes=10)
    with log.open("a") as child:
        child.write("ValueError: no\n")
    assert list(follower.serious_lines()) == ["ValueError: no"]
