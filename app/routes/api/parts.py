"""Parts: bytes arriving, numbered, in any order, as often as the network wants."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi import Path as InPath
from pydantic import BaseModel

from app import metrics
from app.config import settings
from app.db import transaction
from app.deps import Actor, Bearer, Db, Id, actor, signed
from app.domain import parts, recordings
from app.turns import ObjectsInTurn

router = APIRouter(prefix="/recordings", tags=["recordings"])
Number = Annotated[int, InPath(ge=0, le=1_000_000)]


class PartShape(BaseModel):
    take: int
    part: int
    size_bytes: int
    sha256: str


def admitted(request: Request, bearer: Bearer) -> None:
    """Raises SignedOut before the bytes are waited for; nothing is held while they come, however slowly."""
    with transaction() as session:
        actor(request, session, signed(request, session), bearer)


async def whole_body(request: Request, _: Annotated[None, Depends(admitted)]) -> bytes:
    """The bytes of the request; the route caps their number."""
    return await request.body()


BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}}


@router.put("/{id}/takes/{take}/parts/{number}", openapi_extra=BODY, max_body_size=settings().part_max_bytes)
def receive(
    id: Id,
    take: Number,
    number: Number,
    body: Annotated[bytes, Depends(whole_body)],
    storage: ObjectsInTurn,
    session: Db,
    actor: Actor,
    x_content_sha256: Annotated[str | None, Header(max_length=64)] = None,
) -> PartShape:
    """Store a part. 200 for the same bytes again, 409 for other bytes, 422 when they are not what the hash says."""
    recording = recordings.get(session, actor, id)
    part = parts.receive(session, storage, recording, take=take, number=number, body=body, sha256=x_content_sha256)
    metrics.uploaded_bytes.inc(part.size_bytes)
    return PartShape(take=part.take, part=part.number, size_bytes=part.size_bytes, sha256=part.sha256)
