"""F12: a track, a person or a workspace is deleted, and no trace is left of what was said, nor of who said it."""

import json
from datetime import timedelta

import pytest

from app.config import settings
from app.db import transaction
from app.domain import groups, requests, tracks, workspaces
from app.domain.requests import Wish
from app.models import GroupKind, Person, Workspace
from app.models.base import now
from app.objects import objects
from runtime.parts import Parts
from tests.cast import Cast, assemble
from tests.faults.canary import in_rows
from tests.faults.sung import Scene
from tests.proof import note
from tests.worker.conftest import place, run  # noqa: F401 - fixtures
from worker.purge import purge

_all = workspaces.ids


@pytest.fixture
def here(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the hundreds of workspaces that other tests have left, this one; objects go at once."""
    mine = cast.ada.member.workspace_id
    monkeypatch.setattr(workspaces, "ids", lambda session: [one for one in _all(session) if one == mine])
    monkeypatch.setattr(settings(), "objects_grace_hours", 0.0)


def told(name: str, heard: dict[str, int]) -> None:
    figure = f"{name}: {json.dumps(heard)[1:-1]}".replace('"', "")
    note("F12", figure, holds=not any(heard.values()))


def test_deleted_track_leaves_no_trace(parts: Parts, cast: Cast, run, place, within, here, capsys) -> None:  # noqa: F811
    scene = Scene(cast, run, place, within, "track")
    scene.is_sung(parts)
    with within(cast.ben) as session:
        track = tracks.get(session, cast.ben.member, scene.track_id)
        track.deleted_at = now() - timedelta(days=31)
    purge(objects())
    told("track", scene.silence(parts, capsys.readouterr().out))


def test_track_deleted_now_leaves_no_trace(parts: Parts, cast: Cast, run, place, within, here, capsys) -> None:  # noqa: F811
    scene = Scene(cast, run, place, within, "now")
    assert cast.ben.browser.post(f"/api/tracks/{scene.track_id}/purge").status_code == 204
    assert in_rows(parts, scene.canary) == [], "the rows go at once"
    purge(objects())
    told("track deleted now", scene.silence(parts, capsys.readouterr().out))


def test_person_who_leaves_leaves_no_trace(parts: Parts, cast: Cast, run, place, within, here, capsys) -> None:  # noqa: F811
    ben, scene = cast.ben, Scene(cast, run, place, within, "person")
    sing = scene.canary.word
    with within(ben) as session:
        person = session.get_one(Person, ben.member.person_id)
        person.name, person.email = f"Ben {sing('named')}", f"{sing('mail')}@example.org"
        requests.ask(session, ben.member, cast.ada.member, Wish(f"What of {sing('wished')}?"))
    ben.browser.post(f"/people/{ben.member.id}", data={"title": sing("does")})
    ben.browser.post(f"/people/{ben.member.id}/superpowers", data={"superpowers": sing("power")})
    scene.is_sung(parts)
    assert ben.browser.post("/you/leaving", data={"fate": "erase"}).status_code == 303
    purge(objects())
    scene.canary.ids.append(str(ben.member.person_id))
    told("person", scene.silence(parts, capsys.readouterr().out))


def test_deleted_workspace_leaves_no_trace(parts: Parts, cast: Cast, run, place, within, here, capsys) -> None:  # noqa: F811
    scene, ada = Scene(cast, run, place, within, "workspace"), cast.ada
    sing, other = scene.canary.word, assemble()
    name = f"Mill {sing('mill')}"
    with within(ada) as session:
        workspaces.rename(session, ada.member, name=name)
        groups.create(session, ada.member, name=sing("group"), kind=GroupKind.PEERS)
        for player in (ada, cast.ben, cast.gus):
            person = session.get_one(Person, player.member.person_id)
            person.email, person.name = f"{sing('mail')}@example.org", sing("name")
    scene.is_sung(parts)
    assert ada.browser.post("/workspace/deletion", data={"typed_name": name}).status_code == 303
    scene.canary.ids += [str(one.member.person_id) for one in (ada, cast.ben, cast.gus)]
    scene.canary.ids.append(str(ada.member.workspace_id))
    with transaction() as session:
        session.get_one(Workspace, ada.member.workspace_id).deleted_at = now() - timedelta(days=31)
    purge(objects())
    told("workspace", scene.silence(parts, capsys.readouterr().out, is_open=False))
    assert other.ada.browser.get("/").status_code == 200
