"""docs/trust.md: figures find their row, and each promise names a test that exists."""

import re
from pathlib import Path

from tests.proof import PAGE, Proof, written

ROOT = Path(__file__).parent.parent


def test_figures_go_to_their_row() -> None:
    page = "| F1 | kill | 0 lost | – | – | – | a |\n| F2 | stop | 0 rows | old | yes | then | b |\ntext | F1"
    proofs = [Proof("F1", "0 of 9 lost", True, "2026-01-02"), Proof("F1", "1 of 9 lost", False, "2026-01-02")]
    lines = written(page, proofs).split("\n")
    assert lines[0] == "| F1 | kill | 0 lost | 0 of 9 lost; 1 of 9 lost | **no** | 2026-01-02 | a |"
    assert lines[1:] == page.split("\n")[1:]


def test_promises_name_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", PAGE.read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
