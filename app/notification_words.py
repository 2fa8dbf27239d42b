"""What a notification says and where it leads: the one place, for the page, the API and the digest alike.

A sentence names people and no titles; titles stand beside it, where rights have been asked.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.models import Membership, NotificationKind
from app.words import gettext as _
from app.words import ngettext

if TYPE_CHECKING:
    from app.domain.news import News

Kind = NotificationKind


def sentence(news: "News") -> str:
    """'Ben Okri and Gus Grissom thanked you'."""
    count = len(news.notifications)
    return SENTENCES[news.kind](count) % {"who": people(news.by), "num": count}


def people(members: list[Membership]) -> str:
    """'Ben Okri', 'Ben Okri and Gus Grissom', 'Ben Okri and 3 others'; nobody is 'Somebody'."""
    names = [member.person.name for member in members]
    if not names:
        return _("Somebody")
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    others = len(names) - 1
    return ngettext("%(one)s and %(num)s other", "%(one)s and %(num)s others", others) % {
        "one": names[0],
        "num": others,
    }


def address(news: "News") -> str:
    """The page of what it is about; several notes lead to the newest."""
    row = news.newest
    if news.kind in TO_A_REQUEST and row.request_id:
        return f"/requests/{row.request_id}"
    if row.note_id:
        return f"/tracks/{row.track_id}#note-{row.note_id}"
    if news.kind in TO_A_PAGE:
        return TO_A_PAGE[news.kind]
    if row.playlist_id and (row.track_id is None or news.kind in TO_A_PLAYLIST):
        return f"/playlists/{row.playlist_id}"
    within = f"?playlist={row.playlist_id}" if row.playlist_id else ""
    return f"/tracks/{row.track_id}{within}" if row.track_id else "/notifications"


def name(kind: NotificationKind) -> str:
    """What it is called where it can be switched off."""
    return NAMES[kind]()


TO_A_REQUEST = {Kind.ASKED, Kind.ANSWERED, Kind.DECLINED, Kind.PASSED_ON}
TO_A_PLAYLIST = {Kind.OUTCOME, Kind.ACCEPTED}
TO_A_PAGE = {Kind.CHECK_IN: "/check-ins", Kind.HELP_WANTED: "/hires", Kind.HELPED: "/path"}

SENTENCES: dict[NotificationKind, Callable[[int], str]] = {
    Kind.NOTE: lambda n: ngettext("%(who)s left a note", "%(who)s left %(num)s notes", n),
    Kind.QUESTION: lambda n: ngettext("A question without a name", "%(num)s questions without a name", n),
    Kind.REPLY: lambda n: ngettext("%(who)s replied", "%(who)s replied %(num)s times", n),
    Kind.THANKS: lambda n: _("%(who)s thanked you"),
    Kind.USED: lambda n: _("%(who)s used it"),
    Kind.ASKED: lambda n: _("%(who)s asks you to record something"),
    Kind.ANSWERED: lambda n: _("%(who)s recorded what you asked for"),
    Kind.DECLINED: lambda n: _("%(who)s cannot record what you asked for"),
    Kind.PASSED_ON: lambda n: _("%(who)s passed on what you asked for"),
    Kind.ASSIGNED: lambda n: _("%(who)s asks you to listen"),
    Kind.HELP_WANTED: lambda n: _("%(who)s would like your help"),
    Kind.HELPED: lambda n: _("%(who)s helped you"),
    Kind.CHECK_IN: lambda n: _("%(who)s has news about a check-in with you"),
    Kind.INTRODUCED: lambda n: _("%(who)s tells what they know"),
    Kind.CONTRIBUTION: lambda n: ngettext("%(who)s added a track", "%(who)s added %(num)s tracks", n),
    Kind.OUTCOME: lambda n: _("%(who)s tried your solution"),
    Kind.ACCEPTED: lambda n: _("%(who)s accepted your solution"),
    Kind.PLAYLIST_OPENED: lambda n: _("%(who)s opened a playlist to you"),
}

NAMES: dict[NotificationKind, Callable[[], str]] = {
    Kind.NOTE: lambda: _("Notes on my tracks"),
    Kind.QUESTION: lambda: _("Questions without a name"),
    Kind.REPLY: lambda: _("Replies where I take part"),
    Kind.THANKS: lambda: _("Thanks"),
    Kind.USED: lambda: _("Somebody used a track of mine"),
    Kind.ASKED: lambda: _("I am asked to record something"),
    Kind.ANSWERED: lambda: _("What I asked for was recorded"),
    Kind.DECLINED: lambda: _("What I asked for was declined"),
    Kind.PASSED_ON: lambda: _("What I asked for was passed on"),
    Kind.ASSIGNED: lambda: _("I am asked to hear a playlist"),
    Kind.HELP_WANTED: lambda: _("Somebody I am mentor of wants help"),
    Kind.HELPED: lambda: _("My mentor helped"),
    Kind.CHECK_IN: lambda: _("Check-ins with me"),
    Kind.INTRODUCED: lambda: _("A new colleague tells what they know"),
    Kind.CONTRIBUTION: lambda: _("New tracks on a problem of mine"),
    Kind.OUTCOME: lambda: _("Somebody tried a solution of mine"),
    Kind.ACCEPTED: lambda: _("A solution of mine was accepted"),
    Kind.PLAYLIST_OPENED: lambda: _("A playlist was opened to me"),
}

GROUPS: list[tuple[Callable[[], str], list[NotificationKind]]] = [
    (lambda: _("My tracks"), [Kind.NOTE, Kind.QUESTION, Kind.REPLY, Kind.THANKS, Kind.USED]),
    (lambda: _("Requests"), [Kind.ASKED, Kind.ANSWERED, Kind.DECLINED, Kind.PASSED_ON]),
    (lambda: _("Problems"), [Kind.CONTRIBUTION, Kind.OUTCOME, Kind.ACCEPTED]),
    (lambda: _("New colleagues"), [Kind.ASSIGNED, Kind.HELP_WANTED, Kind.HELPED, Kind.CHECK_IN, Kind.INTRODUCED]),
    (lambda: _("Playlists"), [Kind.PLAYLIST_OPENED]),
]
