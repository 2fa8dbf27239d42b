"""Person: who signs in. LoginSession: a browser they are signed in with. SignInAttempt: a try, for the lock-out.

These are not of any one workspace: a person can be a member of several.
"""

import uuid
from datetime import datetime

from sqlmodel import Field

from app.models.base import Row, timestamp


class Person(Row, table=True):
    """Somebody with an email address; `email` is stored in lower case."""

    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=200)
    password_hash: str | None = None
    playback_speed: float = Field(default=1.0)
    shortcuts_off_at: datetime | None = timestamp()
    silences_skipped_at: datetime | None = timestamp()

    @property
    def initials(self) -> str:
        """One or two letters that stand for the face: 'Ada Lovelace' → 'AL'."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class LoginSession(Row, table=True):
    """A signed-in browser. Only the hash of its cookie is kept."""

    __tablename__ = "login_session"

    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    workspace_id: uuid.UUID | None = Field(default=None, foreign_key="workspace.id", ondelete="CASCADE")
    token_hash: str = Field(unique=True)
    user_agent: str = Field(default="", max_length=300)
    last_seen_at: datetime = timestamp(default_now=True)
    expires_at: datetime = timestamp(default_now=True)
    revoked_at: datetime | None = timestamp()


class SignInAttempt(Row, table=True):
    """A failed try at an address, known or not: the lock-out must not tell which addresses exist."""

    __tablename__ = "sign_in_attempt"

    email_hash: str = Field(index=True)
