"""Finding what was said: words, phrases, beginnings, typos, questions, in order of worth."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import Session

from app.domain import search, tracks
from app.domain.search import Found
from tests.cast import Player
from tests.tracks import make_track

Within = Callable[[Player], AbstractContextManager[Session]]
SAID = {
    "Refunds": ("A refund goes out within three days.", "Ask the accounting team first."),
    "Servers": ("We restart the Kubernetes cluster on Sundays.", "The second invoice comes from the host."),
    "Invoices": ("The invoice is second to none.", "Send it twice if nobody answers."),
    "Holidays": ("Everybody takes five weeks off in summer.", "Tell your team early."),
}


@pytest.fixture
def ask(ada: Player, within: Within) -> Callable[..., Found]:
    """Search as Ada, who said everything in SAID."""
    with within(ada) as session:
        for title, says in SAID.items():
            make_track(session, ada, title=title, says=says)

    def asked(query: str, **filters: object) -> Found:
        with within(ada) as session:
            return search.find(session, ada.member, query, **filters)  # type: ignore[arg-type]

    return asked


def titles(found: Found) -> list[str]:
    return [hit.track.title for hit in found.hits]


def test_word_is_found_where_it_was_said(ask: Callable[..., Found]) -> None:
    [hit] = ask("accounting").hits
    assert (hit.track.title, hit.track.author.person.name) == ("Refunds", "Ada Lovelace")
    assert hit.start_ms == 5_000 + 2 * 900
    assert "<mark>accounting</mark> team" in hit.snippet_html


def test_another_form_of_the_word_is_found(ask: Callable[..., Found]) -> None:
    assert titles(ask("restarting")) == ["Servers"]


def test_phrase_must_stand_as_it_is(ask: Callable[..., Found]) -> None:
    assert set(titles(ask("second invoice"))) == {"Servers", "Invoices"}
    found = ask('"second invoice"')
    assert titles(found) == ["Servers"]
    assert found.hits[0].start_ms == 5_000 + 642
    assert "The <mark>second</mark> <mark>invoice</mark> comes" in found.hits[0].snippet_html


def test_beginning_of_a_word_is_enough_while_typing(ask: Callable[..., Found]) -> None:
    for typed in ("ku", "kubern", "kubernete"):
        assert titles(ask(typed)) == ["Servers"], typed
    assert titles(ask("kub ")) == []


def test_typo_is_forgiven(ask: Callable[..., Found]) -> None:
    for typed in ("kuberntes", "Kubenetes cluster", "acounting"):
        assert titles(ask(typed))[:1] == ["Refunds" if typed[0] == "a" else "Servers"], typed


def test_question_need_not_hold_every_word(ask: Callable[..., Found]) -> None:
    assert titles(ask("When does my customer get the refund back?"))[0] == "Refunds"


def test_unwanted_word_is_left_out(ask: Callable[..., Found]) -> None:
    assert set(titles(ask("team"))) == {"Refunds", "Holidays"}
    assert titles(ask("team -accounting")) == ["Holidays"]


def test_title_and_speaker_are_found(ask: Callable[..., Found]) -> None:
    hits = ask("holidays").hits
    assert (hits[0].track.title, hits[0].start_ms) == ("Holidays", 0)
    assert hits[0].snippet_html == "<mark>Holidays</mark>"
    assert set(titles(ask("Lovelace"))) == set(SAID)
    assert titles(ask("what did Ada say about refunds?"))[0] == "Refunds"


def test_a_title_taken_from_what_is_said_is_no_hit_of_its_own(ada: Player, within: Within) -> None:
    with within(ada) as session:
        track = make_track(session, ada, title="", says=("Well, thank you all.", "The zeppelin lands."))
        tracks.title_from_speech(track, "Well, thank you all. The zeppelin lands.")
        session.flush()
        [hit] = search.find(session, ada.member, "zeppelin").hits
        assert hit.start_ms > 5_000
        tracks.retitle(session, ada.member, track, title=track.title)
        session.flush()
        assert {one.start_ms for one in search.find(session, ada.member, "zeppelin").hits} == {0, hit.start_ms}


def test_spoken_numbers_are_found_as_figures_and_back(ask: Callable[..., Found]) -> None:
    assert titles(ask("5 weeks"))[0] == "Holidays"


def test_rare_words_tell_more_than_common_ones(ada: Player, within: Within) -> None:
    with within(ada) as session:
        for number in range(12):
            make_track(session, ada, title=f"Talk {number}", says=("the customer calls us",))
        make_track(session, ada, title="Rare", says=("the zeppelin lands",))
        found = search.find(session, ada.member, "customer zeppelin")
    assert titles(found)[0] == "Rare"


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", '""', "the", "zzzzqqq", "\x00", "' | & ! <-> :*", "-", '"', "a\\'b"]
)
def test_nothing_to_find_is_nothing_and_no_error(ask: Callable[..., Found], typed: str) -> None:
    found = ask(typed)
    assert (found.hits, found.total) == ([], 0)


def test_one_track_does_not_flood(ada: Player, within: Within) -> None:
    with within(ada) as session:
        long = tuple(f"Sentence {number} is about the zebra and a lot more than that." for number in range(60))
        make_track(session, ada, title="Long", says=long)
        make_track(session, ada, title="Short", says=("A zebra.",))
        found = search.find(session, ada.member, "zebra")
    assert titles(found).count("Long") <= 3
    assert "Short" in titles(found)
    assert found.total == len(found.hits)
