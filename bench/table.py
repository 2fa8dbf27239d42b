"""The rows as people and programs read them: one Markdown table, and bench/results.json."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bench.row import Row

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = "| what | measured as | must | goal | figure | beside it | holds | goal reached | peers |"
UNKNOWN = {None: "–", True: "yes", False: "**no**"}


def markdown(rows: Mapping[str, Row]) -> str:
    """The table."""
    return "\n".join([HEAD, "|" + "---|" * (HEAD.count("|") - 1), *map(_line, rows.values())])


def _line(row: Row) -> str:
    goal = {None: "–", True: "yes", False: "no"}[row.reaches_goal]
    cells = [row.what, row.measure, row.must, row.goal, row.figure, row.ratio, UNKNOWN[row.holds], goal, row.peers]
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def read(path: Path = RESULTS) -> tuple[dict[str, str], dict[str, Row]]:
    """The machine and the rows of earlier runs; rows that are measured again replace theirs."""
    if not path.exists():
        return {}, {}
    kept = json.loads(path.read_text())
    return kept["machine"], {name: Row(**row) for name, row in kept["rows"].items()}


def write(machine: Mapping[str, str], rows: Mapping[str, Row], path: Path = RESULTS) -> None:
    shown = {"machine": dict(machine), "rows": {name: asdict(row) for name, row in rows.items()}}
    path.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n")


def page(text: str, machine: Mapping[str, str], rows: Mapping[str, Row]) -> str:
    """The page with these figures between its two marks, and nothing else changed."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    facts = " · ".join(f"{name}: {value}" for name, value in machine.items())
    days = sorted({row.on for row in rows.values() if row.on})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else "never"
    return f"{before}{BEGIN}\nMeasured: {when}. {facts}.\n\n{markdown(rows)}\n{END}{after}"
