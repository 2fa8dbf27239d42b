"""The documents say what is true: every setting with its default, and no file or link that is not there."""

import re
import subprocess
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from app.cli import COMMANDS
from app.config import Settings

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| `(?P<name>[A-Z0-9_]+)` \| (?P<default>`[^`]*`|–) \| (?P<meaning>.+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
NAMED = re.compile(r"`([\w./-]+\.(?:md|py|yaml|toml|lock|json|html|css|js)|[\w.-]+(?:/[\w.-]+)*/)`")
# What a reader makes or is given, not what lies in the repository.
MADE = re.compile(r"^(data|logs|secrets|static/dist|static/fonts|parts)/|^\.env$")


def documents() -> list[Path]:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in sorted(filter(None, names)) if (ROOT / name).exists()]


def documented() -> dict[str, str]:
    rows = ROW.finditer((ROOT / "docs" / "settings.md").read_text())
    return {row["name"]: row["default"].strip("`") for row in rows}


def variable(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return alias if isinstance(alias, str) else f"LORECAST_{name.upper()}"


def expected() -> dict[str, str]:
    fields = Settings.model_fields.items()
    return {variable(name, field): "–" if field.default in ("", None) else str(field.default) for name, field in fields}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    assert documented().keys() == expected().keys()


def test_documented_defaults_are_the_ones_in_the_code() -> None:
    assert documented() == expected()


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "STYLE.md", "docs/architecture.md"])
def test_every_named_file_exists(page: str) -> None:
    for name in NAMED.findall((ROOT / page).read_text()):
        assert MADE.match(name) or list(ROOT.glob(name)), f"{page} names {name}"


def test_readme_names_every_command_that_exists_and_no_other() -> None:
    named = set(re.findall(r"`lorecast ([a-z]+)", (ROOT / "README.md").read_text()))
    assert named == set(COMMANDS)


def test_the_glossary_has_every_table() -> None:
    import app.models as models

    glossary = (ROOT / "docs" / "glossary.md").read_text()
    inner = {
        "LoginSession",
        "SignInAttempt",
        "PlaylistGrant",
        "IdempotentReply",
        "ApiToken",
        "SearchSize",
        "Vocabulary",
    }
    tables = {name for name in models.__all__ if hasattr(getattr(models, name), "__table__")}
    for table in tables - inner:
        assert re.search(rf"\*\*{table}s?\*\*", glossary), table


def test_decisions_are_numbered_without_holes() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_documents_name_no_machine() -> None:
    for page in documents():
        assert not re.search(r"/(?:work|root|home/\w+)/", page.read_text()), page.name
