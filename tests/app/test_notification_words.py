"""Every kind of notification has a sentence, a name and a place among the choices; people are named as one says it."""

import uuid

import pytest

from app.domain.news import News
from app.models import Membership, Notification, NotificationKind, Person
from app.notification_words import GROUPS, NAMES, SENTENCES, address, name, people, sentence


def member(named: str) -> Membership:
    found = Membership(workspace_id=uuid.uuid4(), person_id=uuid.uuid4())
    found.person = Person(email=f"{named}@example.org", name=named)
    return found


def news(kind: NotificationKind, *by: str, count: int = 1, **about: uuid.UUID) -> News:
    rows = [Notification(kind=kind, membership_id=uuid.uuid4(), workspace_id=uuid.uuid4(), **about)] * count
    return News(rows, by=[member(one) for one in by])


@pytest.mark.parametrize("kind", NotificationKind)
def test_every_kind_is_said_named_and_can_be_chosen(kind: NotificationKind) -> None:
    for count in (1, 2):
        said = sentence(news(kind, "Ben", count=count))
        assert "%" not in said
        assert ("Ben" in said) == (kind != NotificationKind.QUESTION)
    assert name(kind)
    assert sum(kind in kinds for _, kinds in GROUPS) == 1
    assert SENTENCES.keys() == NAMES.keys() == set(NotificationKind)


def test_people_are_named_as_one_says_it() -> None:
    team = [member(one) for one in ("Ben", "Gus", "Dora")]
    said = [people(team[:count]) for count in range(4)]
    assert said == ["Somebody", "Ben", "Ben and Gus", "Ben and 2 others"]


def test_each_leads_to_what_it_is_about() -> None:
    one = uuid.uuid4()
    assert address(news(NotificationKind.NOTE, track_id=one, note_id=one)) == f"/tracks/{one}#note-{one}"
    assert address(news(NotificationKind.THANKS, track_id=one)) == f"/tracks/{one}"
    assert address(news(NotificationKind.ASKED, request_id=one, playlist_id=one)) == f"/requests/{one}"
    assert (
        address(news(NotificationKind.CONTRIBUTION, track_id=one, playlist_id=one)) == f"/tracks/{one}?playlist={one}"
    )
    assert address(news(NotificationKind.ACCEPTED, track_id=one, playlist_id=one)) == f"/playlists/{one}"
    assert address(news(NotificationKind.PLAYLIST_OPENED, playlist_id=one)) == f"/playlists/{one}"
    assert address(news(NotificationKind.CHECK_IN)) == "/check-ins"
