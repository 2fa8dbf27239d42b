"""Each segment is stemmed in its own language; accents do not matter."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import Session

from app.domain import passages, recordings, search, transcripts
from app.domain.transcripts import Spoken
from app.models import Track
from tests.cast import Player

Within = Callable[[Player], AbstractContextManager[Session]]
SAID = {
    "de": "Die Häuser werden im Frühling gestrichen.",
    "fr": "Nous étudions les résumés des élèves.",
    "en": "The houses are painted in spring.",
    "ja": "会議は月曜日です",
    "tlh": "Qapla batlh je",
}


@pytest.fixture
def titles(ada: Player, within: Within) -> Callable[[str], set[str]]:
    """The titles, which are languages here, of the tracks that a query finds."""
    with within(ada) as session:
        for language, said in SAID.items():
            recording = recordings.begin(session, ada.member, mime_type="audio/webm", title=language)
            transcript = transcripts.begin(session, recording, model="test")
            transcripts.append(session, transcript, recording, [Spoken(0, 4_000, said, language)])
            passages.build(session, session.get_one(Track, recording.track_id), {})

    def asked(query: str) -> set[str]:
        with within(ada) as session:
            return {hit.track.title for hit in search.find(session, ada.member, query).hits}

    return asked


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Haus ", "de"),
        ("Hauses ", "de"),
        ("fruhling ", "de"),
        ("Frühlings ", "de"),
        ("resume ", "fr"),
        ("élève ", "fr"),
        ("painting ", "en"),
        ("qapla ", "tlh"),
        ("会議", "ja"),
    ],
)
def test_forms_of_a_word_are_found_in_its_language(
    titles: Callable[[str], set[str]], typed: str, language: str
) -> None:
    assert language in titles(typed)


def test_stop_word_of_one_language_finds_nothing(titles: Callable[[str], set[str]]) -> None:
    assert titles("the ") == titles("nous ") == set()
