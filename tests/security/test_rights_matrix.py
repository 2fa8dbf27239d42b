"""The committed table of rights equals what the server answers: every address × who asks × right on the playlist."""

import os
import uuid
from pathlib import Path

from app.db import transaction
from app.domain import playlist_grants
from app.models import Playlist, Right, Role
from tests import proof
from tests.cast import Cast, Player, join
from tests.security.belongings import Belongings
from tests.security.rights_table import column, markdown
from tests.security.test_access_matrix import OPEN, addresses

COMMITTED = Path(__file__).parent.parent.parent / "docs" / "rights.md"


def test_server_answers_as_the_committed_table_says(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        belongings = Belongings(session, cast.ada)
    questions = sorted(
        {one for one in addresses() if one[1] not in OPEN and one[0] != "HEAD"}, key=lambda one: one[::-1]
    )
    columns = {
        name: column(player.browser if isinstance(player, Player) else player, questions, belongings.ask)
        for name, player in people(cast, belongings)
    }
    found = markdown(questions, columns)
    if os.environ.get("LORECAST_WRITE_GOLDEN"):
        COMMITTED.write_text(found)
    committed = COMMITTED.read_text().splitlines()
    differences = [line for line in found.splitlines() if line not in committed]
    assert differences == []
    asked = sum(len(answers) for answers in columns.values())
    same = found.splitlines() == committed
    proof.note("A4", f"{asked:,} answers to {len(columns)} kinds of people, {len(differences)} differ", holds=same)


def people(cast: Cast, belongings: Belongings):
    """Everybody who may come by, each with the right that the column names."""
    yield "nobody", cast.stranger
    yield "outsider", cast.cleo
    yield "guest, none", cast.gus
    yield "guest, listen", newcomer(cast, belongings, Role.GUEST, Right.LISTEN)
    yield "member, none", cast.ben
    for right in Right:
        yield f"member, {right}", newcomer(cast, belongings, Role.MEMBER, right)
    yield "admin, none", newcomer(cast, belongings, Role.ADMIN, None)
    yield "owner, edit", cast.ada


def newcomer(cast: Cast, belongings: Belongings, role: Role, right: Right | None) -> Player:
    """Somebody new in Ada's workspace, with a right on her private playlist."""
    with transaction(cast.ada.member.workspace_id) as session:
        player = join(session, f"Nadia {role} {right}", role)
        if right is not None:
            playlist = session.get_one(Playlist, uuid.UUID(belongings.ids["playlists"]))
            playlist_grants.grant(session, playlist, right, to=player.member)
        return player
