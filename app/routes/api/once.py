"""Idempotency-Key: a POST repeated under the same key gets the first answer and does nothing more."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse

from app.deps import Actor, Db
from app.domain import idempotency


class Once:
    """Answers a create exactly once for each key; without a key, each time."""

    def __init__(self, request: Request, session: Db, actor: Actor, key: str | None) -> None:
        self._address = request.url.path
        self._session, self._actor, self._key = session, actor, key

    def __call__(self, sent: BaseModel, make: Callable[[], BaseModel], status: int = 201) -> JSONResponse:
        """Run `make` unless this key was answered before. Raises KeyReused for another request under the key."""
        asked = idempotency.fingerprint(self._address, sent.model_dump_json())
        if self._key:
            before = idempotency.earlier_reply(self._session, self._actor, self._key, asked)
            if before is not None:
                return JSONResponse(before.body, before.status, headers={"Idempotency-Replayed": "true"})
        body = make().model_dump(mode="json")
        if self._key:
            idempotency.remember(self._session, self._actor, self._key, asked, status, body)
        return JSONResponse(body, status)


def once(
    request: Request,
    session: Db,
    actor: Actor,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=200)] = None,
) -> Once:
    return Once(request, session, actor, idempotency_key)


OnlyOnce = Annotated[Once, Depends(once)]
