"""Whether Lorecast lives, whether it can work, and how it is doing."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.responses import JSONResponse, Response

from app.deps import Db, Objects
from app.domain import queue_depths
from app.problems import problem
from media.errors import MediaError

router = APIRouter(tags=["health"])


@router.get("/health")
def health() -> dict[str, str]:
    """The process is alive; asks nobody else."""
    return {"status": "ok"}


@router.get("/ready", response_model=None)
def ready(session: Db, storage: Objects) -> Response:
    """Database, S3 and queue answer; 503 with the one that does not."""
    queue_depths.waiting(session)
    try:
        storage.ping()
    except MediaError as error:
        return problem(503, "unavailable", str(error), part="objects")
    return JSONResponse({"status": "ok", "database": "ok", "objects": "ok", "queue": "ok"})


@router.get("/metrics", response_model=None)
def metrics(session: Db) -> Response:
    """Prometheus: how much work waits at each stage, and for how long."""
    registry = CollectorRegistry()
    depth = Gauge("lorecast_stage_waiting", "Recordings waiting at a stage", ["stage"], registry=registry)
    age = Gauge("lorecast_stage_oldest_seconds", "Age of the oldest waiting recording", ["stage"], registry=registry)
    for row in queue_depths.waiting(session):
        depth.labels(row.stage).set(row.waiting)
        age.labels(row.stage).set(row.oldest_seconds)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
