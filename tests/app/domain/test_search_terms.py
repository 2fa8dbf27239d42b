"""What the words of a query stand for: stems, beginnings, and near words only for what nobody has said."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from app.domain.search_terms import Terms, look_up
from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def session(ada: Player, within) -> Iterator[Session]:
    with within(ada) as session:
        make_track(session, ada, title="Machines", says=("The printer is beside the sprinter.",))
        yield session


def met(terms: Terms) -> dict[str, bool]:
    """Each stem, and whether it stands there as it was asked."""
    return {term.lexeme: term.is_exact for term in terms.met}


def test_what_was_said_stands_for_itself_alone(session: Session) -> None:
    assert met(look_up(session, ["Printer"], beginning=0, passages_count=2)) == {"printer": True}


def test_what_nobody_said_stands_for_near_words(session: Session) -> None:
    found = met(look_up(session, ["printre"], beginning=0, passages_count=2))
    assert found["printer"] is False


def test_a_beginning_stands_for_words_that_begin_so_and_for_no_near_ones(session: Session) -> None:
    assert met(look_up(session, ["the", "sprin"], beginning=2, passages_count=2)) == {"sprinter": False}


def test_several_words_keep_their_places_and_stop_words_have_none(session: Session) -> None:
    terms = look_up(session, ["the", "printer", "beside", "sprinter"], beginning=0, passages_count=2)
    assert {term.lexeme: term.slot for term in terms.met} == {"printer": 2, "besid": 3, "sprinter": 4}
    assert set(terms.worth) == {2, 3, 4}
