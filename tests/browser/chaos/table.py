"""Figures for people: Markdown tables in the file that CHAOS_TABLE names, if it names one."""

import os
from pathlib import Path

TABLE = os.environ.get("CHAOS_TABLE")


def note(head: tuple[str, ...], row: tuple[object, ...]) -> None:
    """One more line of the table with this head."""
    if TABLE:
        path = Path(TABLE)
        before = path.read_text() if path.exists() else ""
        begin = "" if _line(head) in before else f"\n{_line(head)}{_line(('---',) * len(head))}"
        path.write_text(before + begin + _line(row))


def _line(cells: tuple[object, ...]) -> str:
    plain = (str(cell).replace("|", "/").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(plain)} |\n"
