"""Digests by a real SMTP server: once a day, with the rights of the moment, and never twice."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from app import letters
from app.config import settings
from app.domain import digests, news, notes, playlist_grants, playlists, questions, tracks
from app.models import Digest, Playlist, Right, Track
from app.models.base import now
from tests.cast import Cast, Player
from tests.tracks import make_track
from tests.worker.mailbox import Mailbox, listening
from worker.post import send_digests

MORNING = datetime.combine(now().date(), time(8), now().tzinfo)
BASE = "https://lorecast.example.org"


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    kept = Mailbox()
    with listening(kept) as port:
        monkeypatch.setenv("SMTP_URL", f"smtp+plain://127.0.0.1:{port}")
        monkeypatch.setenv("SMTP_FROM", "Lorecast <lorecast@example.org>")
        monkeypatch.setenv("LORECAST_BASE_URL", BASE)
        settings.cache_clear()
        yield kept
        monkeypatch.undo()
        settings.cache_clear()


def to(mailbox: Mailbox, player: Player) -> list[EmailMessage]:
    return [letter for letter in mailbox.letters if player.email in letter["To"]]


def words(letter: EmailMessage) -> str:
    parts = [letter.get_body((kind,)) for kind in ("plain", "html")]
    assert all(parts), "text and HTML"
    return "\n".join(str(part.get_content()) for part in parts if part)


@pytest.fixture
def track(cast: Cast, within) -> Track:
    """A track of Ada's in a playlist open to all, with a note by Ben."""
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing")
        playlist.anonymous_at = now()
        id = make_track(session, cast.ada, title="How we bill", playlist=playlist).id
    with within(cast.ben) as session:
        found = tracks.get(session, cast.ben.member, id)
        notes.write(session, cast.ben.member, found, text="Why <b>thirty</b> days?")
        return found


def test_digest_tells_what_is_unread_and_comes_once(cast: Cast, mailbox: Mailbox, track: Track) -> None:
    send_digests(MORNING)
    send_digests(MORNING + timedelta(minutes=1))
    (letter,) = to(mailbox, cast.ada)
    assert letter["Subject"] == "1 thing for you in Windmill Ltd"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].startswith(f"<{BASE}/digests/")
    told = words(letter)
    assert "Ben Okri left a note: How we bill" in told
    assert "Why <b>thirty</b> days?" in told, "as it was typed, in the text"
    assert "Why &lt;b&gt;thirty&lt;/b&gt; days?" in told, "harmless, in the HTML"
    assert f"{BASE}/tracks/{track.id}#note-" in told
    assert to(mailbox, cast.ben) == [], "nothing happened to Ben"


def test_what_was_told_is_not_told_again_the_next_day(cast: Cast, mailbox: Mailbox, track: Track) -> None:
    for days in range(3):
        send_digests(MORNING + timedelta(days=days))
    assert len(to(mailbox, cast.ada)) == 1


@pytest.mark.parametrize("why", ["too early", "read", "switched off", "too old"])
def test_no_digest(cast: Cast, mailbox: Mailbox, track: Track, within, why: str) -> None:
    at = MORNING
    with within(cast.ada) as session:
        if why == "read":
            news.mark_read(session, cast.ada.member)
        if why == "switched off":
            digests.mutes.switch_digest(session.merge(cast.ada.member), on=False)
        if why == "too old":
            mine = news.readable(cast.ada.member)
            for one in session.scalars(mine):
                one.created_at -= digests.OLDEST
    if why == "too early":
        at = MORNING.replace(hour=settings().digest_hour - 1)
    send_digests(at)
    assert to(mailbox, cast.ada) == []


def test_a_worker_that_died_before_sending_costs_a_day_and_sends_nothing_twice(
    cast: Cast, mailbox: Mailbox, track: Track, within
) -> None:
    with within(cast.ada) as session:
        assert digests.claim(session, cast.ada.member, MORNING.date())
    send_digests(MORNING)
    assert to(mailbox, cast.ada) == []
    send_digests(MORNING + timedelta(days=1))
    assert len(to(mailbox, cast.ada)) == 1


def test_a_connection_that_broke_after_the_letter_sends_nothing_twice(
    cast: Cast, mailbox: Mailbox, track: Track
) -> None:
    mailbox.hangs_up = True
    send_digests(MORNING)
    mailbox.hangs_up = False
    send_digests(MORNING)
    assert len(to(mailbox, cast.ada)) == 1


def test_what_the_mail_server_refuses_is_tried_again_later(cast: Cast, mailbox: Mailbox, track: Track, within) -> None:
    mailbox.refusal = "451 come back later"
    send_digests(MORNING)
    mailbox.refusal = None
    send_digests(MORNING)
    assert to(mailbox, cast.ada) == [], "not at once"
    with within(cast.ada) as session:
        session.execute(update(Digest).values(again_at=now()))
    send_digests(MORNING)
    assert len(to(mailbox, cast.ada)) == 1


def test_after_enough_tries_the_day_is_given_up(cast: Cast, mailbox: Mailbox, track: Track, within) -> None:
    mailbox.refusal = "550 no"
    for _ in range(settings().digest_tries + 2):
        send_digests(MORNING)
        with within(cast.ada) as session:
            session.execute(update(Digest).values(again_at=now()))
    with within(cast.ada) as session:
        mine = select(col(Digest.attempt)).where(col(Digest.membership_id) == cast.ada.member.id)
        assert session.scalars(mine).one() == settings().digest_tries


def test_a_letter_that_cannot_be_written_keeps_nobody_elses(
    cast: Cast, mailbox: Mailbox, track: Track, within, monkeypatch: pytest.MonkeyPatch
) -> None:
    with within(cast.ada) as session:
        found = tracks.get(session, cast.ada.member, track.id)
        note = notes.talks(session, found)[0].note
        notes.write(session, cast.ada.member, found, text="Because.", parent=note)
    write = letters.digest
    spoilt = {cast.ada.member.id}

    def writing(session, member, untold, secret):
        return 1 / 0 if member.id in spoilt else write(session, member, untold, secret)

    monkeypatch.setattr(letters, "digest", writing)
    send_digests(MORNING)
    assert (len(to(mailbox, cast.ada)), len(to(mailbox, cast.ben))) == (0, 1)
    spoilt.clear()
    send_digests(MORNING)
    assert len(to(mailbox, cast.ada)) == 1, "the claim went with the failure"


def opened_to_ben(cast: Cast, within) -> Playlist:
    with within(cast.ada) as session:
        hidden = playlists.create(session, cast.ada.member, title="Merger with Rival", audience="only_me")
        playlist_grants.grant(session, hidden, Right.LISTEN, to=cast.ben.member)
        track = tracks.get(
            session, cast.ada.member, make_track(session, cast.ada, title="The offer", playlist=hidden).id
        )
        note = notes.write(session, cast.ben.member, track, text="How much?")
        notes.write(session, cast.ada.member, track, text="A lot", parent=note)
        return hidden


def test_a_right_that_was_taken_back_keeps_its_titles_out_of_the_mail(cast: Cast, mailbox: Mailbox, within) -> None:
    hidden = opened_to_ben(cast, within)
    with within(cast.ada) as session:
        playlist = playlists.get(session, cast.ada.member, hidden.id)
        named = next(one for one in playlist_grants.granted(session, playlist) if one.right == Right.LISTEN)
        playlist_grants.revoke(session, playlist, named.id)
    send_digests(MORNING)
    assert to(mailbox, cast.ben) == []


def test_a_question_without_a_name_is_mailed_without_one(cast: Cast, mailbox: Mailbox, track: Track, within) -> None:
    with within(cast.ben) as session:
        questions.ask(session, cast.ben.member, track, text="What is an invoice?")
    with within(cast.ada) as session:
        for one in session.scalars(news.readable(cast.ada.member)):
            one.read_at = None if one.kind == "question" else now()
    send_digests(MORNING)
    (letter,) = to(mailbox, cast.ada)
    assert "What is an invoice?" in words(letter)
    assert "Ben" not in words(letter)


def ending(letter: EmailMessage) -> str:
    return str(letter["List-Unsubscribe"]).strip("<>").removeprefix(BASE)


def test_opening_the_ending_link_changes_nothing_and_one_click_ends(cast: Cast, mailbox: Mailbox, track: Track) -> None:
    send_digests(MORNING)
    address = ending(to(mailbox, cast.ada)[0])
    assert "Shall it stop?" in cast.stranger.get(address).text
    assert cast.ada.browser.get("/api/notifications/choices").json()["digest"] is True
    answer = cast.stranger.post(address, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "No more daily emails" in answer.text) == (200, True)
    assert cast.ada.browser.get("/api/notifications/choices").json()["digest"] is False
    assert cast.ben.browser.get("/api/notifications/choices").json()["digest"] is True


@pytest.mark.parametrize(
    "change", [lambda it: it[:-1], lambda it: it + "x", lambda it: it.split(".")[0], lambda it: "/digests/x"]
)
def test_a_link_that_was_tampered_with_ends_nothing(cast: Cast, mailbox: Mailbox, track: Track, change) -> None:
    send_digests(MORNING)
    address = change(ending(to(mailbox, cast.ada)[0]))
    assert cast.stranger.get(address).status_code == 404
    assert cast.stranger.post(address).status_code == 404
    assert cast.ada.browser.get("/api/notifications/choices").json()["digest"] is True
