"""One of everything that a person can have, so that every address of the application can be asked for with it."""

from starlette.responses import Response

from app.deps import objects
from app.domain import (
    assigning,
    check_ins,
    groups,
    help_calls,
    invitations,
    login_sessions,
    notes,
    outcomes,
    playlist_grants,
    playlists,
    questions,
    recordings,
    requests,
    reverse_onboarding,
    shares,
    templates,
    tokens,
    tracks,
    transcripts,
    vocabulary,
)
from app.domain.outlines import Line
from app.domain.requests import Wish
from app.models import Contribution, GroupKind, OutcomeResult, PlaylistKind, Role
from app.models.base import now
from tests.cast import Player, join
from tests.tracks import make_track

# What each change needs to be understood; a body that does not fit would be refused before anybody looks at rights.
JSON = {
    "title": "Taken over",
    "takes": [{"parts": 1}],
    "position": 0,
    "position_ms": 5,
    "client_time": "2026-01-01T00:00:00Z",
    "mime_type": "audio/webm",
    "name": "Taken over",
    "right": "edit",
    "audience": "everyone_adds",
    "topic": "Taken over",
    "held_on": "2030-01-01",
    "asks_back_on": "2030-01-01",
    "result": "worked",
    "contribution": "solution",
    "text": "Taken over",
    "kinds": [],
    "digest": True,
    "cards": [{"title": "Taken over"}],
    "start_ms": 0,
    "end_ms": 10,
    "question": "Taken over",
    "reason": "Taken over",
}
FORM = {
    "title": "Taken over", "text": "Taken over", "name": "Mallory", "to": "0", "role": "owner", "version": "1",
    "description": "", "kind": "collaborative", "audience": "everyone_adds", "vocabulary": "", "speed": "1",
    "playback_speed": "1", "email": "mallory@example.org", "workspace_name": "Taken", "text_before": "said",
    "topic": "Taken over", "held_on": "2030-01-01", "asks_back_on": "2030-01-01", "notes": "", "topics": "",
    "result": "worked", "contribution": "solution", "reason": "Taken over", "question": "Taken over",
    "word": "said", "spellings": "said",
    "start_ms": "0", "end_ms": "10",
}  # fmt: skip

# What some lists are asked with.
QUERIES: dict[str, dict[str, str]] = {"/api/notes": {}, "/api/queue": {"minutes": "12"}}


class Belongings:
    """One of everything that Ada has, behind a private playlist."""

    def __init__(self, session, ada: Player, word: str = "Secret") -> None:
        hidden = playlists.create(session, ada.member, title=f"{word} plan", audience="only_me")
        track = make_track(session, ada, title=word, says=("said",), playlist=hidden, storage=objects())
        transcript = transcripts.of(session, track)
        upload = recordings.begin(session, ada.member, mime_type="audio/webm")
        group = groups.create(session, ada.member, name=f"Hidden {word[:3]}", kind=GroupKind.DEPARTMENT)
        share, _ = shares.make(session, ada.member, hidden)
        tokens.issue(session, ada.member, name="script")
        invitations.invite(session, ada.member, role=Role.MEMBER)
        person = ada.member.person
        whole = playlists.get(session, ada.member, hidden.id)
        item = whole.items[0]
        item.contribution = Contribution.SOLUTION
        outcome = outcomes.leave(session, ada.member, whole, item, result=OutcomeResult.DID_NOT, sentence=word)
        questions.allow(hidden, on=True)
        note = notes.write(session, ada.member, tracks.get(session, ada.member, track.id), text=f"{word} note")
        assert transcript is not None
        self.track, self.part = str(track.id), str(share.id)
        self.tess = str(join(session, "Tess Holliday", Role.MEMBER).member.id)
        # What stands in an address beside {id}.
        self.named = {
            "item": str(item.id),
            "part": self.part,
            "track": self.track,
            "member_id": str(ada.member.id),
            "share_id": self.part,
            "grant_id": str(playlist_grants.granted(session, hidden)[0].id),
            "take": "0",
            "number": "0",
            "segment_id": str(transcript.segments[0].id),
            "format": "vtt",
            "kind": "used",
        }
        self.segment = str(transcript.segments[0].id)
        self.ids = {
            "recordings": str(upload.id),
            "tracks": self.track,
            "playlists": str(hidden.id),
            "groups": str(group.id),
            "members": str(ada.member.id),
            "people": str(ada.member.id),
            "segments": self.segment,
            "invitations": str(invitations.pending(session, ada.member)[0].id),
            "vocabulary": str(vocabulary.write_down(session, ada.member, lines=f"Bessemer {word[:3]}")[0].id),
            "tokens": str(tokens.of(session, ada.member)[0].id),
            "outcomes": str(outcome.id),
            "notes": str(note.id),
            "sessions": str(login_sessions.of(session, person)[0].id),
            **_onboarding(session, ada, word),
            **_asked(session, ada, word),
        }

    def fill(self, path: str) -> str:
        noun = next((part for part in reversed(path.split("/{id}")[0].split("/")) if part in self.ids), "")
        filled = path.replace("{id}", self.ids.get(noun, ""))
        for name, value in self.named.items():
            filled = filled.replace(f"{{{name}}}", value)
        return filled

    def ask(self, browser, method: str, path: str, **options) -> Response:
        fitting = self._fitting().get(path, {})
        sent: dict = {"json": JSON | self._ids() | fitting}
        if not path.startswith("/api/"):
            sent = {"data": FORM | self._ids() | fitting}
        if "/parts/" in path:
            sent = {"content": b"sound"}
        if method in ("GET", "HEAD"):
            sent = {"params": QUERIES[path] | {"track_id": self.track}} if path in QUERIES else {}
        return browser.request(method, self.fill(path), **sent, **options)

    def _fitting(self) -> dict[str, dict]:
        """What some addresses need in particular; Tess is somebody else in Ada's workspace."""
        tess = self.tess
        return {
            "/api/assignments": {"hire_ids": [tess], "let_listen": True},
            "/api/check-ins": {"invited_id": tess},
            "/api/requests": {"member_id": tess, "playlist_id": None, "cards": []},
            "/api/tracks/{id}/confirmations": {"segment_id": self.segment, "word": "said"},
            "/api/vocabulary": {"segment_id": self.segment, "spellings": ["said"]},
            "/check-ins": {"whom": f"member:{tess}"},
            "/groups": {"kind": "peers"},
            "/playlists/{id}/assignments": {"hire_ids": tess, "let_listen": "1", "mentor_id": "", "due_on": ""},
            "/playlists/{id}/grants": {"whom": f"member:{tess}", "right": "listen"},
            "/requests": {"asked": f"person:{tess}", "playlist_id": ""},
            "/requests/{id}/passes": {"to": tess},
        }

    def _ids(self) -> dict:
        change = [{"segment_id": self.segment, "text": "Taken over"}]
        ids = {"track_id": self.track, "playlist_id": self.ids["playlists"], "member_id": self.ids["members"]}
        return ids | {"segments": change}


def _asked(session, ada: Player, word: str) -> dict[str, str]:
    """Ada asks Eve, and has a template of her own."""
    eve = join(session, "Eve Arden", Role.MEMBER).member
    template = templates.create(session, ada.member, title="Hidden start", lines=[Line("What a card says")])
    return {
        "requests": str(requests.ask(session, ada.member, eve, Wish(f"{word} request?")).id),
        "templates": str(template.id),
    }


def _onboarding(session, ada: Player, word: str) -> dict[str, str]:
    """Ada looks after Dora, who asked her for help; they are about to meet."""
    kind = PlaylistKind.ONBOARDING
    week = playlists.create(session, ada.member, title=f"{word} week", kind=kind, audience="only_me")
    track = make_track(session, ada, title=f"{word} welcome", playlist=week)
    dora = join(session, "Dora Maar", Role.MEMBER).member
    (assigned,) = assigning.assign(session, ada.member, week, [dora], let_listen=True).made
    call = help_calls.call(session, dora, assigned, track.id, sentence=f"{word} question")
    meeting = check_ins.create(session, ada.member, invited=dora, held_on=now().date())
    back = reverse_onboarding.of(session, ada.member, [dora.id])[dora.id]
    return {
        "assignments": str(assigned.id),
        "help-calls": str(call.id),
        "check-ins": str(meeting.id),
        "reverse-onboardings": str(back.id),
    }
