"""Shares: a link by which somebody without an account listens to one playlist, and to nothing else."""

import hmac
import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app import auth
from app.db import enter
from app.domain import guesses, playlists, workspaces
from app.errors import Invalid, NotFound, SignInRefused
from app.models import Membership, Playlist, Share, Track
from app.models.base import now

DAYS_MAX = 3_650
PASSWORD_CHARS = range(4, 1_001)


def make(
    session: Session, actor: Membership, playlist: Playlist, *, days: int | None = None, password: str | None = None
) -> tuple[Share, str]:
    """A new link: the share and its token, which is shown once and kept nowhere. The caller may edit the playlist."""
    if days is not None and not 1 <= days <= DAYS_MAX:
        raise Invalid(f"Please give a number of days from 1 to {DAYS_MAX}, or none.", field="days")
    token = auth.new_scoped_secret(actor.workspace_id)
    share = Share(
        workspace_id=actor.workspace_id,
        playlist_id=playlist.id,
        created_by=actor.id,
        token_hash=auth.digest(token),
        password_hash=_hashed(password or ""),
        expires_at=now() + timedelta(days=days) if days else None,
    )
    session.add(share)
    session.flush()
    return share, token


def of(session: Session, playlist: Playlist) -> list[Share]:
    """The links of a playlist that still work, the newest first."""
    living = select(Share).where(col(Share.playlist_id) == playlist.id, col(Share.revoked_at).is_(None))
    found = session.scalars(living.order_by(col(Share.created_at).desc(), col(Share.id)))
    return [share for share in found if not _is_over(share)]


def revoke(session: Session, playlist: Playlist, id: uuid.UUID) -> None:
    """Take a link back; it stops at once, in the middle of a track too. Idempotent."""
    found = session.scalars(select(Share).where(col(Share.id) == id, col(Share.playlist_id) == playlist.id)).first()
    if found is None:
        raise NotFound
    found.revoked_at = found.revoked_at or now()


def find(session: Session, token: str) -> Share:
    """The share of a link; enters its workspace. Raises NotFound when it is unknown, revoked or over."""
    workspace_id = auth.scope_of(token)
    if workspace_id is None:
        raise NotFound
    enter(session, workspace_id=workspace_id)
    found = session.scalars(select(Share).where(col(Share.token_hash) == auth.digest(token))).first()
    if found is None or found.revoked_at or _is_over(found):
        raise NotFound
    workspaces.require_living(session, workspace_id)
    return found


def playlist_of(session: Session, share: Share) -> Playlist:
    """The playlist with its tracks, without asking who listens. Raises NotFound when it was deleted."""
    return playlists.whole(session, share.playlist_id)


def track_of(session: Session, share: Share, id: uuid.UUID) -> Track:
    """One of its tracks. Raises NotFound for every other."""
    for item in playlist_of(session, share).items:
        if item.track_id == id:
            return item.track
    raise NotFound


def unlock(session: Session, share: Share, password: str) -> str:
    """What a browser keeps once the password was right. Raises SignInRefused, and Locked after too many wrong ones."""
    guesses.count(str(share.id))
    if not auth.password_fits(share.password_hash, password):
        raise SignInRefused("This is not the password.")
    guesses.forget(session, str(share.id))
    return _proof(share)


def is_open(share: Share, proof: str | None) -> bool:
    """Whether there is no password, or the browser has proved to know it."""
    return share.password_hash is None or (proof is not None and hmac.compare_digest(proof, _proof(share)))


def _proof(share: Share) -> str:
    """Made from the stored hash, which nobody outside knows."""
    return auth.digest(f"{share.id} {share.password_hash}")


def _hashed(password: str) -> str | None:
    if password and len(password) not in PASSWORD_CHARS:
        raise Invalid(f"Please choose a password of at least {PASSWORD_CHARS.start} characters.", field="password")
    return auth.hash_password(password) if password else None


def _is_over(share: Share) -> bool:
    return share.expires_at is not None and share.expires_at < now()
