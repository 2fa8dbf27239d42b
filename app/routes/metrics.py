"""Prometheus: what this process has counted, and what waits in the whole installation. Numbers only."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy.pool import QueuePool
from sqlmodel import Session
from starlette.responses import PlainTextResponse, Response

from app import metrics
from app.config import settings
from app.db import engine
from app.deps import Db
from app.domain import object_deletions, queue_depths
from app.errors import SignedOut
from app.routes.api import PROBLEM

router = APIRouter(tags=["health"])
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


@router.get("/metrics", response_class=PlainTextResponse, responses={401: PROBLEM})
def show(session: Db, bearer: Bearer) -> Response:
    """For Prometheus. With LORECAST_METRICS_TOKEN only for whoever bears it; without, keep the address inside."""
    wanted = settings().metrics_token
    if wanted and not hmac.compare_digest(wanted.encode(), (bearer.credentials if bearer else "").encode()):
        raise SignedOut("This needs the token of LORECAST_METRICS_TOKEN.")
    metrics.count_listeners()
    _count_connections()
    whole = generate_latest(metrics.registry) + generate_latest(_waiting(session))
    return Response(whole, media_type=CONTENT_TYPE_LATEST)


def _waiting(session: Session) -> CollectorRegistry:
    """From rows: the same whichever process is asked."""
    found = CollectorRegistry()
    depth = Gauge("lorecast_stage_waiting", "Recordings waiting at a stage", ["stage"], registry=found)
    age = Gauge("lorecast_stage_oldest_seconds", "Age of the oldest waiting recording", ["stage"], registry=found)
    failed = Gauge("lorecast_stage_failed", "Recordings given up, by reason", ["stage", "reason"], registry=found)
    folders = Gauge("lorecast_folders_to_empty", "Folders of the store whose rows are gone", registry=found)
    for row in queue_depths.waiting(session):
        depth.labels(row.stage).set(row.waiting)
        age.labels(row.stage).set(row.oldest_seconds)
    for stage, reason, count in queue_depths.failed(session):
        failed.labels(stage, reason).set(count)
    folders.set(object_deletions.waiting(session))
    return found


def _count_connections() -> None:
    pool = engine().pool
    if isinstance(pool, QueuePool):
        most = settings().pool_size + settings().pool_overflow
        metrics.count_connections(in_use=pool.checkedout(), idle=pool.checkedin(), most=most)
