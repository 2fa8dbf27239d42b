"""Idempotency: replies kept for a day under the key that the sender chose."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app.errors import KeyReused
from app.models import IdempotentReply, Membership
from app.models.base import now

KEPT_FOR = timedelta(days=1)


def fingerprint(address: str, body: str) -> str:
    """What tells one request from another."""
    return hashlib.sha256(f"{address}\n{body}".encode()).hexdigest()


def earlier_reply(session: Session, actor: Membership, key: str, request_sha256: str) -> IdempotentReply | None:
    """What this member was answered under this key; None the first time. Requests with one key take turns."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{actor.id}:{key}", 0))))
    mine = select(IdempotentReply).where(
        col(IdempotentReply.membership_id) == actor.id, col(IdempotentReply.key) == key
    )
    found = session.scalars(mine).first()
    if found is not None and found.request_sha256 != request_sha256:
        raise KeyReused
    return found


def remember(
    session: Session, actor: Membership, key: str, request_sha256: str, status: int, body: dict[str, Any]
) -> None:
    """Keep the reply, and let go of the member's replies that nobody will ask for again."""
    over = (col(IdempotentReply.membership_id) == actor.id, col(IdempotentReply.created_at) < now() - KEPT_FOR)
    session.execute(delete(IdempotentReply).where(*over))
    session.add(
        IdempotentReply(
            workspace_id=actor.workspace_id,
            membership_id=actor.id,
            key=key,
            request_sha256=request_sha256,
            status=status,
            body=body,
        )
    )
