"""Templates: those that come with Lorecast are good ones; a workspace's own stay in it."""

import pytest

from app.domain import outlines, playlists, templates
from app.domain.outlines import Line
from app.errors import Forbidden, Invalid, NotFound
from app.models import PlaylistKind
from tests.cast import Player

WANTED = {
    *("Set up an email campaign", "Perfect your sales pitch", "Win your first customer", "Lead a job interview"),
    *("OKRs explained", "A growth experiment", "Introduce your expertise", "Why design matters", "Hand over my role"),
    *("A lesson from a failure", "My first 90 days here", "How we run a retrospective"),
}


def test_those_that_come_with_lorecast_are_there_with_prompts_for_each_card() -> None:
    starts = templates.built_in()
    assert {start.title for start in starts} >= WANTED
    for start in starts:
        outlines.check(start.lines)
        assert 4 <= len(start.lines) <= 7, start.title
        assert start.description, start.title
        assert start.guidelines, start.title
        assert all(40 <= len(line.prompt) <= 400 for line in start.lines), start.title


def test_each_has_an_id_of_its_own() -> None:
    assert len({start.id for start in templates.built_in()}) == len(templates.built_in())


def test_saved_outline_is_a_template_for_the_whole_workspace_and_for_no_other(
    ada: Player, ben: Player, cleo: Player, within
) -> None:
    with within(ada) as session:
        playlist = playlists.create(
            session, ada.member, title="Cold calls", kind=PlaylistKind.EXPERT, guidelines="Be kind."
        )
        outlines.write(session, playlist, [Line("Hello", "Say it."), Line("Goodbye")])
        made = templates.save(session, ada.member, playlist)
    with within(ben) as session:
        start = templates.get(session, ben.member, made.id)
        assert (start.title, start.guidelines) == ("Cold calls", "Be kind.")
        assert start.lines == (Line("Hello", "Say it."), Line("Goodbye"))
        assert templates.everything(session, ben.member)[0].id == made.id
    with within(cleo) as session:
        assert made.id not in {start.id for start in templates.everything(session, cleo.member)}
        with pytest.raises(NotFound):
            templates.get(session, cleo.member, made.id)


def test_deleted_template_comes_back(ada: Player, within) -> None:
    with within(ada) as session:
        made = templates.create(session, ada.member, title="Ours", lines=[Line("Hello")])
        templates.delete(session, ada.member, made.id)
        assert made.id not in {start.id for start in templates.everything(session, ada.member)}
        templates.restore(session, ada.member, made.id)
        assert templates.get(session, ada.member, made.id).title == "Ours"


def test_others_templates_are_deleted_by_admins_only(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        hers = templates.create(session, ada.member, title="Hers", lines=[Line("Hello")])
        his = templates.create(session, ben.member, title="His", lines=[Line("Hello")])
        with pytest.raises(Forbidden):
            templates.delete(session, ben.member, hers.id)
        templates.delete(session, ada.member, his.id)
        with pytest.raises(NotFound):
            templates.restore(session, ben.member, hers.id)


def test_built_in_ones_cannot_be_deleted(ada: Player, within) -> None:
    with within(ada) as session, pytest.raises(NotFound):
        templates.delete(session, ada.member, templates.built_in()[0].id)


def test_template_without_cards_or_by_a_guest_is_refused(ada: Player, gus: Player, within) -> None:
    with within(ada) as session:
        with pytest.raises(Invalid):
            templates.create(session, ada.member, title="Empty", lines=[])
        with pytest.raises(Forbidden):
            templates.create(session, gus.member, title="Mine", lines=[Line("Hello")])
