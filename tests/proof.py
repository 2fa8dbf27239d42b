"""Proof: the figure that a promise of docs/trust.md reached, noted by its test and written into that page.

PROOF=file keeps what tests note, a line of JSON each; `python -m tests.proof file` writes it into the page.
"""

import json
import os
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "trust.md"
# The columns of both tables: row, what is done, must, last figure, holds, on, test.
COLUMNS = 7


@dataclass(frozen=True)
class Proof:
    """`row` is the first cell of the promise's line, such as `F2`."""

    row: str
    figure: str
    holds: bool
    on: str


def note(row: str, figure: str, *, holds: bool) -> None:
    """Keeps the figure, if there is a place for it, and fails the test when the promise does not hold."""
    if place := os.environ.get("PROOF"):
        with Path(place).open("a") as file:
            file.write(json.dumps(asdict(Proof(row, figure, holds, f"{datetime.now(UTC):%Y-%m-%d}"))) + "\n")
    assert holds, f"{row}: {figure}"


def written(page: str, proofs: list[Proof]) -> str:
    """The page with the newest figures; rows that nothing was noted for stay as they are."""
    of_row = defaultdict(list)
    for proof in proofs:
        of_row[proof.row].append(proof)
    return "\n".join(_line(line, of_row) for line in page.split("\n"))


def _line(line: str, of_row: dict[str, list[Proof]]) -> str:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if len(cells) != COLUMNS or cells[0] not in of_row:
        return line
    proofs = of_row[cells[0]]
    figure = "; ".join(dict.fromkeys(proof.figure.replace("|", "/") for proof in proofs))
    holds = "yes" if all(proof.holds for proof in proofs) else "**no**"
    return f"| {' | '.join([*cells[:3], figure, holds, proofs[-1].on, cells[6]])} |"


def main() -> None:
    """Of the file that PROOF named."""
    noted = [Proof(**json.loads(line)) for line in Path(sys.argv[1]).read_text().splitlines()]
    PAGE.write_text(written(PAGE.read_text(), noted))
    for proof in noted:
        sys.stdout.write(f"{proof.row:<5} {'holds' if proof.holds else 'BROKEN':<7} {proof.figure}\n")


if __name__ == "__main__":
    main()
