"""Post: on a timer of its own, sends the digests of the day. Several workers may do so at once: each digest is claimed.

Claimed before it is sent, settled after: domain/digests.py says what that means for a worker that dies.
"""

from collections.abc import Iterator
from datetime import datetime
from threading import Event, Thread
from uuid import UUID

import structlog

from app import letters
from app.config import settings
from app.db import transaction
from app.domain import digests, workspaces
from app.letters import Letter
from app.models import Membership
from app.models.base import now
from worker.mail import LetterRefused, LetterUncertain, Mail, MailAway, connected
from worker.patience import DATABASE_AWAY

LOOKS_EVERY_SECONDS = 60.0

log = structlog.get_logger()


class Post(Thread):
    """Looks once a minute until `stopping` is set. Without a mail server there is nothing to do."""

    def __init__(self, stopping: Event) -> None:
        super().__init__(name="post", daemon=True)
        self._stopping = stopping

    def run(self) -> None:
        while settings().sends_mail and not self._stopping.wait(LOOKS_EVERY_SECONDS):
            try:
                send_digests(now())
            except DATABASE_AWAY:
                log.warning("digests put off", reason="database away")
            except MailAway as error:
                log.warning("digests put off", reason="mail server away", error=str(error))
            except Exception:
                log.exception("digests failed")


def send_digests(at: datetime) -> int:
    """Send what is due at this moment; returns how many the mail server has taken. Raises MailAway."""
    waiting = list(_due(at)) if at.hour >= settings().digest_hour else []
    if not waiting:
        return 0
    sent = 0
    with connected() as mail:
        for member in waiting:
            # A connection that broke takes no other member's digest with it: the next look has a new one.
            sent += mail.is_open and _send_safely(mail, member, at)
    log.info("digests sent", count=sent)
    return sent


def _due(at: datetime) -> Iterator[Membership]:
    with transaction() as session:
        everywhere = workspaces.ids(session)
    for workspace_id in everywhere:
        with transaction(workspace_id) as session:
            yield from digests.due(session, at.date())


def _send_safely(mail: Mail, member: Membership, at: datetime) -> bool:
    """One letter that cannot be written keeps nobody else's."""
    try:
        return _send(mail, member, at)
    except DATABASE_AWAY:
        raise
    except Exception:
        log.exception("digest failed", membership_id=str(member.id))
        return False


def _send(mail: Mail, member: Membership, at: datetime) -> bool:
    begun = _begin(member, at)
    if begun is None:
        return False
    id, told, letter = begun
    try:
        mail.send(letter)
    except LetterRefused as error:
        with transaction(member.workspace_id) as session:
            digests.mark_refused(session, id)
        log.warning("digest refused", digest_id=str(id), error=str(error))
        return False
    except LetterUncertain as error:
        log.warning("digest perhaps sent", digest_id=str(id), error=str(error))
        return False
    with transaction(member.workspace_id) as session:
        digests.mark_sent(session, id, told)
    return True


def _begin(member: Membership, at: datetime) -> tuple[UUID, list[UUID], Letter] | None:
    """Claim and write it, with the rights of this moment. None with nothing to tell, or when somebody else has it."""
    with transaction(member.workspace_id) as session:
        untold = digests.untold(session, member)
        claimed = digests.claim(session, member, at.date()) if untold else None
        if claimed is None:
            return None
        id, secret = claimed
        return id, [one.id for one in untold], letters.digest(session, member, untold, secret)
