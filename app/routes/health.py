"""Whether Lorecast lives, and whether it can work."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from app import readiness
from app.deps import Objects
from app.problems import problem
from app.routes.api import PROBLEM

router = APIRouter(tags=["health"])


@router.get("/health")
def health() -> dict[str, str]:
    """The process is alive; asks nobody else."""
    return {"status": "ok"}


@router.get("/ready", response_model=dict[str, str], responses={503: PROBLEM})
def ready(storage: Objects) -> Response:
    """Database, its version, queue, S3 and disk are as they must be; 503 with the first `part` that is not."""
    found = readiness.trouble(storage)
    if found:
        part, sentence = found
        return problem(503, "unavailable", sentence, part=part)
    return JSONResponse({"status": "ok", **dict.fromkeys(readiness.PARTS, "ok")})
