"""The size report: counts what people read, and fails for a file that is too long."""

import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

CI = Path(__file__).parent.parent.parent / ".ci"
SIZES: dict[str, Any] = runpy.run_path(str(CI / "sizes.py"))
LOCKS: dict[str, Any] = runpy.run_path(str(CI / "locks.py"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "short.py").write_text('def tiny() -> int:\n    """One.\n\n    Two.\n    """\n    return 1\n')
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    (tmp_path / "migrations" / "versions" / "0001.py").write_text("x = 1\n" * 900)
    return tmp_path


def test_report_passes_short_files_and_leaves_out_history(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert SIZES["main"](project) == 0
    assert "max   6  (short.py)" in capsys.readouterr().out


def test_file_over_the_limit_fails_and_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "long.py").write_text("x = 1\n" * 401)
    assert SIZES["main"](project) == 1
    assert "TOO LONG: long.py has 401 lines" in capsys.readouterr().out


def test_functions_are_counted_without_their_docstring(project: Path) -> None:
    (size,) = SIZES["function_sizes"]([project / "short.py"], project)
    assert size.lines == 2


def test_percentile_is_the_smallest_length_that_covers_the_share() -> None:
    sizes = [SIZES["Size"](lines, "") for lines in range(1, 11)]
    assert [SIZES["percentile"](sizes, share) for share in (0.5, 0.9, 1.0)] == [5, 9, 10]


GOOD = """numpy==2.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
rich==15.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
"""


@pytest.mark.parametrize(
    "bad",
    ["--index-url https://example.org/simple\n", "wheel @ https://example.org/w.whl\n", "numpy==2.0\n"],
    ids=["index", "address", "no hash"],
)
def test_requirements_name_hashes_and_no_host(bad: str) -> None:
    assert list(LOCKS["problems_of_requirements"](GOOD)) == []
    assert list(LOCKS["problems_of_requirements"](GOOD + bad))


def test_npm_lock_names_hashes_and_no_host() -> None:
    good = '{"packages": {"": {}, "node_modules/a": {"integrity": "sha512-a"}}}'
    bad = '{"packages": {"": {}, "node_modules/a": {"resolved": "https://example.org/a.tgz"}}}'
    assert list(LOCKS["problems_of_packages"](good)) == []
    assert len(list(LOCKS["problems_of_packages"](bad))) == 2


def test_our_own_locks_are_clean() -> None:
    root = CI.parent
    assert LOCKS["main"]([str(path) for path in (*root.glob("requirements*.lock"), root / "package-lock.json")]) == 0
