"""The vocabulary: taught by corrections and written down, known by where it came from, read by the speech model."""

import pytest
from sqlmodel import Session

from app.domain import corrections, misheard_terms, playlists, transcripts, vocabulary, workspaces
from app.errors import Forbidden, Invalid
from app.models import Segment, Track
from tests.cast import Player
from tests.tracks import make_track


def first(session: Session, track: Track, number: int = 0) -> Segment:
    transcript = transcripts.of(session, track)
    assert transcript is not None
    return transcript.segments[number]


def corrected(session: Session, player: Player, track: Track, text: str, number: int = 0) -> tuple[Segment, list[str]]:
    """The sentence after its correction, and what is offered to be taught."""
    segment = first(session, track, number)
    before = segment.text
    corrections.correct(session, player.member, segment, text=text)
    return segment, misheard_terms.of(session, player.member, segment, text_before=before)


@pytest.mark.parametrize(
    ("before", "after", "language", "terms"),
    [
        ("we use cuba netties", "we use Kubernetes", "en", ["Kubernetes"]),
        ("met preeya ramen there", "met Priya Raman there", "en", ["Priya Raman"]),
        ("look at s three and q for", "look at S3 and Q4", "en", ["S3", "Q4"]),
        ("it is a new world", "It is a knew word", "en", []),
        ("in the year twenty", "in the year 2020", "en", []),
        ("we use post grass", "PostgreSQL we use.", "en", ["PostgreSQL"]),
        ("das ist ein hund", "Das ist ein Hund", "de", []),
        ("wir nutzen sap", "Wir nutzen SAP", "de", ["SAP"]),
        ("ask mailing", "ask Mei-Ling, please", "en", ["Mei-Ling"]),
    ],
)
def test_names_and_technical_words_are_offered(before: str, after: str, language: str, terms: list[str]) -> None:
    assert misheard_terms.terms(before, after, language) == terms


def test_a_word_put_right_in_the_same_way_before_is_offered(ada: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada, says=("the invoise is late", "an invoise again", "an invoise and a world"))
        assert corrected(session, ada, track, "the invoice is late")[1] == []
        assert corrected(session, ada, track, "an invoice again", number=1)[1] == ["invoice"]


def test_a_taught_term_reaches_the_model_once_and_says_where_it_came_from(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        shared = playlists.create(session, ada.member, title="Shared")
        hers = make_track(session, ada, says=("we use cuba netties",), playlist=shared)
    with within(ben) as session:
        track = make_track(session, ben, title="Ben's own", says=("we use cuba netties",))
        segment, offered = corrected(session, ben, track, "we use Kubernetes")
        assert offered == ["Kubernetes"]
        vocabulary.teach(session, ben.member, segment, spellings=offered)
        assert vocabulary.teach(session, ben.member, segment, spellings=offered) == []
        assert workspaces.vocabulary(session, ben.member.workspace_id) == ["Kubernetes"]
        [taught] = vocabulary.of(session, ben.member)
        assert (taught.teacher, taught.track and taught.track.title, taught.may_remove) == (
            "Ben Okri",
            "Ben's own",
            True,
        )
    with within(ada) as session:
        assert corrected(session, ada, hers, "we use Kubernetes")[1] == []
        [taught] = vocabulary.of(session, ada.member)
        assert (taught.track, taught.may_remove) == (None, True), "a track that nobody shared keeps its title to itself"


def test_only_who_may_correct_teaches_and_only_words_of_the_sentence(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        shared = playlists.create(session, ada.member, title="Shared")
        track = make_track(session, ada, says=("we use Kubernetes",), playlist=shared)
        with pytest.raises(Invalid):
            vocabulary.teach(session, ada.member, first(session, track), spellings=["Anything"])
    with pytest.raises(Forbidden), within(ben) as session:
        vocabulary.teach(session, ben.member, first(session, track), spellings=["Kubernetes"])


def test_members_write_nothing_down_and_guests_see_nothing(ben: Player, gus: Player, within) -> None:
    with pytest.raises(Forbidden), within(ben) as session:
        vocabulary.write_down(session, ben.member, lines="Mine")
    with pytest.raises(Forbidden), within(gus) as session:
        vocabulary.of(session, gus.member)


def test_terms_are_forgotten_and_brought_back(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        (term,) = vocabulary.write_down(session, ada.member, lines=" Slipway \n\nslipway")
        vocabulary.remove(ada.member, term)
        session.flush()
        assert workspaces.vocabulary(session, ada.member.workspace_id) == []
        (again,) = vocabulary.write_down(session, ada.member, lines="SLIPWAY")
        vocabulary.restore(session, ada.member, term)
        session.flush()
        assert workspaces.vocabulary(session, ada.member.workspace_id) == ["SLIPWAY"]
    with pytest.raises(Forbidden), within(ben) as session:
        vocabulary.remove(ben.member, vocabulary.get(session, ben.member, again.id))


def test_it_stays_small_enough_for_a_model(ada: Player, within) -> None:
    with within(ada) as session:
        with pytest.raises(Invalid):
            vocabulary.write_down(session, ada.member, lines="\n".join(f"{place:0100}" for place in range(100)))
        with pytest.raises(Invalid):
            vocabulary.write_down(session, ada.member, lines="x" * 101)
        assert vocabulary.of(session, ada.member) == []
