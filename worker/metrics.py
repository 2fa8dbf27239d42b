"""Metrics of this worker, told to Prometheus at a port of its own when there is one; docs/metrics.md lists them."""

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server

from app.config import Settings
from app.models import StageName

STAGE_BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600)

log = structlog.get_logger()

registry = CollectorRegistry()
stage_seconds = Histogram(
    "lorecast_stage_seconds", "How long a stage took", ["stage"], registry=registry, buckets=STAGE_BUCKETS
)
sound_seconds = Counter(
    "lorecast_stage_sound_seconds", "Seconds of sound that went through", ["stage"], registry=registry
)
failures = Counter(
    "lorecast_stage_failures", "Attempts that failed, tried again or not", ["stage", "reason"], registry=registry
)
lost = Counter("lorecast_stage_leases_lost", "Attempts that another worker took over", ["stage"], registry=registry)
purged = Counter("lorecast_purged_rows", "Rows removed for good", registry=registry)


def serve(chosen: Settings) -> None:
    """In a thread of its own. A port that is taken keeps nobody from working."""
    if not chosen.worker_metrics_port:
        return
    try:
        start_http_server(chosen.worker_metrics_port, addr=chosen.worker_metrics_host, registry=registry)
    except OSError as error:
        log.error("metrics are not told", port=chosen.worker_metrics_port, reason=error.strerror)


def done(stage: StageName, seconds: float, duration_ms: int | None) -> None:
    """A stage was finished, of a recording that is heard for so long."""
    stage_seconds.labels(stage.value).observe(seconds)
    sound_seconds.labels(stage.value).inc((duration_ms or 0) / 1000)
