"""Secrets: passwords are hashed with argon2, everything random is kept only as its SHA-256."""

import hashlib
import secrets
import uuid
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_hasher = PasswordHasher()
# Each takes 64 MiB while it lasts, so a crowd of wrong passwords would otherwise take all the memory there is.
HASHED_AT_ONCE_MAX = 4
_hashing = BoundedSemaphore(HASHED_AT_ONCE_MAX)


def hash_password(password: str) -> str:
    """An argon2id hash with its own salt."""
    with _hashing:
        return _hasher.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; always takes the time of one verification."""
    against = password_hash or _nobody()
    try:
        with _hashing:
            return _hasher.verify(against, password) and password_hash is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """Compared against when an address is unknown, so that the answer takes as long as for a known one."""
    return _hasher.hash(secrets.token_hex())


def new_secret() -> str:
    """256 random bits, safe in URLs and cookies."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored in place of a secret. Plain SHA-256: the secrets are random, so they cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_scoped_secret(workspace_id: uuid.UUID) -> str:
    """A secret that says which workspace to look in, so that row security needs no exception for it."""
    return f"{workspace_id.hex}.{new_secret()}"


def scope_of(secret: str) -> uuid.UUID | None:
    """The workspace a scoped secret claims; None when it is no such secret. A claim proves nothing by itself."""
    try:
        return uuid.UUID(hex=secret.split(".", 1)[0]) if "." in secret else None
    except ValueError:
        return None
