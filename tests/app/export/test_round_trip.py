"""Export, import, export: the same again, apart from ids, the moment of exporting, and the workspace's own name."""

import hashlib
import json
import re
import secrets
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.config import settings
from app.db import transaction
from app.domain import invitations, people, search, stages
from app.errors import Invalid
from app.export.bring import Brought, bring
from app.export.make import export
from app.export.reading import Reading
from app.models import Membership, Note, Stage, StageName, Track, Workspace
from app.objects import objects
from runtime.parts import Parts
from tests.app.export.full_workspace import furnish
from tests.cast import Cast, assemble

Within = Callable[..., AbstractContextManager[Session]]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What must differ, besides ids.
OWN = re.compile(r'"exported_at": "[^"]*"|"name": "(?:Windmill Ltd|Copy \w+)"')
OF_TEXT = (".json", ".xml")


def silent(done: int, total: int) -> None:
    """Tells nobody."""


def export_of(name_or_id: object, place: Path) -> Path:
    with transaction() as session:
        column = Workspace.name if isinstance(name_or_id, str) else Workspace.id
        workspace = session.exec(select(Workspace).where(column == name_or_id)).one()
    export(workspace, place, objects(), silent)
    return place


def bring_into(name: str, place: Path) -> Brought:
    return bring(Reading(place), objects(), silent, workspace=name)


@pytest.fixture(scope="module")
def cast(parts: Parts) -> Cast:
    """One for all tests here: filling a workspace takes its time."""
    return assemble()


@pytest.fixture(scope="module")
def exported(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> Path:
    furnish(cast, lambda player: transaction(player.member.workspace_id, person_id=player.member.person_id))
    return export_of(cast.ada.member.workspace_id, tmp_path_factory.mktemp("exported") / "first")


@pytest.fixture
def first(exported: Path, tmp_path: Path) -> Path:
    """The export, for each test one of its own."""
    return shutil.copytree(exported, tmp_path / "first")


@pytest.fixture
def copy() -> str:
    return f"Copy {secrets.token_hex(6)}"


def told(place: Path) -> dict[str, object]:
    """Every file: texts with ids numbered as they come, everything else as bytes."""
    numbers: dict[str, int] = {}
    found: dict[str, object] = {}
    for path in sorted(place.rglob("*")):
        if path.suffix in OF_TEXT and path.name != "manifest.json":
            numbered = ID.sub(lambda id: f"id {numbers.setdefault(id[0], len(numbers))}", path.read_text())
            found[str(path.relative_to(place))] = OWN.sub("", numbered)
        elif path.is_file() and path.name != "manifest.json":
            found[str(path.relative_to(place))] = path.read_bytes()
    return found


def listed(place: Path) -> list[object]:
    """The manifest's files; sums only of those that no id is in."""
    files = json.loads((place / "manifest.json").read_text())["files"]
    return [file["file"] if file["file"].endswith(OF_TEXT) else file for file in files]


def test_the_same_comes_out_again(first: Path, copy: str, tmp_path: Path) -> None:
    done = bring_into(copy, first)
    second = export_of(copy, tmp_path / "second")
    assert (done.tracks, done.playlists, done.notes) == (5, 1, 3)
    assert listed(second) == listed(first)
    assert told(second) == told(first)


def test_a_second_time_nothing_comes_twice(first: Path, copy: str) -> None:
    bring_into(copy, first)
    again = bring_into(copy, first)
    assert (again.tracks, again.playlists, again.notes) == (0, 0, 0)


def test_into_the_workspace_it_is_from_only_what_is_gone_comes(
    first: Path, cast: Cast, within: Within, copy: str
) -> None:
    with within(cast.ada) as session:
        session.get_one(Workspace, cast.ada.member.workspace_id).name = copy
        session.delete(session.exec(select(Track).where(Track.title == "Waiting")).one())
    assert bring_into(copy, first).tracks == 1


def test_what_was_deleted_and_what_is_secret_is_in_no_file(first: Path, cast: Cast) -> None:
    everything = b"".join(path.read_bytes() for path in first.rglob("*") if path.is_file())
    for secret in ("not to be seen", "Taken back", "argon2", cast.ada.token, "password", "token_hash"):
        assert secret.encode() not in everything, secret


def test_a_question_without_a_name_stays_without(first: Path, copy: str) -> None:
    bring_into(copy, first)
    with transaction() as session:
        place = session.exec(select(Workspace.id).where(Workspace.name == copy)).one()
    with transaction(place) as session:
        asked = session.exec(select(Note).where(Note.text == "What is a bill?")).one()
        assert (asked.author_id, asked.created_at.hour) == (None, 0)


def test_work_that_waited_goes_on_and_what_was_said_is_found(first: Path, copy: str) -> None:
    bring_into(copy, first)
    with transaction() as session:
        place = session.exec(select(Workspace.id).where(Workspace.name == copy)).one()
        waits = select(Stage).where(Stage.workspace_id == place, Stage.finished_at.is_(None))  # type: ignore[union-attr]
        (stage,) = session.exec(waits)
        assert (stage.name, stage.attempt) == (StageName.NORMALISE, 0)
        assert stages.claim(session, stage.recording_id, StageName.NORMALISE)
    with transaction(place) as session:
        ada = session.exec(select(Membership).where(Membership.role == "owner")).one()
        hits = search.find(session, ada, "invoice").hits
        assert [hit.track.title for hit in hits] == ["Bills: 3/4 <done>"]


def test_whoever_has_no_password_gets_a_link_that_lets_them_choose_one(first: Path, copy: str) -> None:
    people_file = first / "people.json"
    stranger = f"dora-{secrets.token_hex(4)}@example.org"
    rewrite(first, "people.json", re.sub(r"gus-\w+@example.org", stranger, people_file.read_text()))
    (path,) = [link for _, email, link in bring_into(copy, first).invited if email == stranger]
    with transaction() as session:
        invitation = invitations.find(session, path.rsplit("/", 1)[1])
        assert invitation
        member = invitations.accept(session, invitation, email=stranger, name="x", password="a long enough password")
        assert (member.person.name, member.role) == ("Gus Grissom", "guest")
    with transaction() as session:
        assert people.verify(session, email=stranger, password="a long enough password")


def test_into_a_team_nobody_comes_as_its_owner(first: Path, cast: Cast, within: Within, copy: str) -> None:
    with within(cast.cleo) as session:
        session.get_one(Workspace, cast.cleo.member.workspace_id).name = copy
    bring_into(copy, first)
    with within(cast.cleo) as session:
        owners = session.exec(select(Membership).where(Membership.role == "owner")).all()
        assert [one.id for one in owners] == [cast.cleo.member.id]


def test_one_that_does_not_fit_here_keeps_no_other_from_coming(
    first: Path, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "recording_max_bytes", 10)
    done = bring_into(copy, first)
    assert [sentence.split(":")[0] for sentence in done.left_out] == ["“Waiting”", "“Broken”"]
    assert done.tracks == 3


def test_feeds_are_whole(first: Path) -> None:
    (feed,) = first.glob("playlists/*/feed.xml")
    (item,) = ET.parse(feed).getroot().findall("channel/item")
    listen = item.find("enclosure")
    read = item.find("{https://podcastindex.org/namespace/1.0}transcript")
    assert item.findtext("title") == "Bills: 3/4 <done>"
    assert listen is not None
    assert read is not None
    assert (feed.parent / listen.attrib["url"]).resolve().stat().st_size == int(listen.attrib["length"])
    assert (feed.parent / read.attrib["url"]).read_text().startswith("WEBVTT")


def rewrite(place: Path, name: str, text: str) -> None:
    """Change a file, and its sum as well."""
    (place / name).write_text(text)
    manifest = json.loads((place / "manifest.json").read_text())
    for file in manifest["files"]:
        if file["file"] == name:
            file["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    (place / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("people.json", lambda text: text + " ", "missing or changed: people.json"),
        ("manifest.json", lambda text: text.replace("groups.json", "../groups.json"), "outside of itself"),
        ("manifest.json", lambda text: text.replace('"version": 1', '"version": 2'), "newer"),
        ("manifest.json", lambda text: text.replace("lorecast-export", "other"), "no export"),
        ("manifest.json", lambda text: "[]", "not as `lorecast export` writes it"),
    ],
)
def test_what_is_wrong_is_said_before_anything_comes(
    first: Path, copy: str, name: str, change: Callable[[str], str], words: str
) -> None:
    (first / name).write_text(change((first / name).read_text()))
    with pytest.raises(Invalid, match=re.escape(words)):
        bring_into(copy, first)
    with transaction() as session:
        assert session.exec(select(Workspace).where(Workspace.name == copy)).first() is None


@pytest.mark.parametrize("text", ['"title": "\\u0000', '"title": 5, "x": "'])
def test_a_document_that_is_none_is_refused_in_words(first: Path, copy: str, text: str) -> None:
    rewrite(first, "people.json", (first / "people.json").read_text().replace('"title": "', text))
    with pytest.raises(Invalid, match=r"people\.json"):
        bring_into(copy, first)
