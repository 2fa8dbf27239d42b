"""Lock files must hold hashes and no host: they are to work with whatever index or mirror a machine has."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HOST = re.compile(r"\w+://|--(index-url|extra-index-url|find-links|trusted-host)\b|^\s*@|\s@\s")
REQUIREMENT = re.compile(r"^[A-Za-z0-9][\w.\-]*==")


def problems_of_requirements(text: str) -> Iterator[str]:
    """What is wrong in a requirements file, by line."""
    blocks = re.split(r"\n(?=\S)", text.strip())
    for block in blocks:
        if HOST.search(block):
            yield f"names a host: {block.splitlines()[0]}"
        if REQUIREMENT.match(block) and "--hash=sha256:" not in block:
            yield f"has no hash: {block.splitlines()[0]}"


def problems_of_packages(text: str) -> Iterator[str]:
    """What is wrong in a package-lock.json."""
    for name, entry in json.loads(text)["packages"].items():
        if "resolved" in entry:
            yield f"names a host: {name}"
        if name and not entry.get("link") and "integrity" not in entry:
            yield f"has no hash: {name}"


def main(paths: list[str]) -> int:
    """1 when any file has a problem."""
    found = 0
    for path in map(Path, paths):
        look = problems_of_packages if path.suffix == ".json" else problems_of_requirements
        for problem in look(path.read_text()):
            found += 1
            sys.stdout.write(f"{path}: {problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
