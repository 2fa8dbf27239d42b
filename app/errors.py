"""What can go wrong for a person, with the status and the sentence they get.

DomainError
├── NotFound 404          absent and forbidden-to-know look the same
├── SignedOut 401 ── SignInRefused 401
├── Forbidden 403
├── Conflict 409 ── MissingParts 409, DifferentBytes 409, KeyReused 409
├── StaleVersion 412
├── TooLarge 413
├── Invalid 422           names the field
├── Locked 429
├── Unavailable 503       a part of Lorecast is down
└── StorageFull 507
"""

from typing import Any, ClassVar


class DomainError(Exception):
    """Something a person can understand and act on. The class's docstring is the sentence unless one is given."""

    status: ClassVar[int] = 400
    type: ClassVar[str] = "bad-request"

    def __init__(self, sentence: str | None = None, **details: Any) -> None:
        self.sentence = sentence or (self.__doc__ or "").strip()
        self.details = details
        super().__init__(self.sentence)


class NotFound(DomainError):
    """There is nothing here, or it is not yours to see."""

    status, type = 404, "not-found"


class SignedOut(DomainError):
    """Please sign in first."""

    status, type = 401, "signed-out"


class SignInRefused(SignedOut):
    """This email address and password do not belong together."""

    type = "sign-in-refused"


class Forbidden(DomainError):
    """You may look at this, but not change it."""

    status, type = 403, "forbidden"


class Conflict(DomainError):
    """This no longer fits what is there."""

    status, type = 409, "conflict"


class MissingParts(Conflict):
    """Some parts of the recording have not arrived yet. Send them, then complete it again."""

    type = "missing-parts"


class DifferentBytes(Conflict):
    """This part is already here with other bytes."""

    type = "different-bytes"


class KeyReused(Conflict):
    """This Idempotency-Key was already used for a different request."""

    type = "idempotency-key-reused"


class StaleVersion(DomainError):
    """Somebody changed this while you were editing. Look at the new version, then try again."""

    status, type = 412, "stale-version"


class TooLarge(DomainError):
    """This is larger than allowed here."""

    status, type = 413, "too-large"


class Invalid(DomainError):
    """Something is missing or does not fit."""

    status, type = 422, "invalid"

    def __init__(self, sentence: str | None = None, *, field: str = "", **details: Any) -> None:
        super().__init__(sentence, field=field, **details)
        self.field = field


class Locked(DomainError):
    """Too many tries. Wait a quarter of an hour, then try again."""

    status, type = 429, "locked"


class Unavailable(DomainError):
    """A part of Lorecast does not answer just now. Nothing is lost; try again in a moment."""

    status, type = 503, "unavailable"


class StorageFull(DomainError):
    """There is no room left to store this. It stays on your device; ask whoever runs Lorecast for space."""

    status, type = 507, "storage-full"
