"""Settings: every limit and address of Lorecast, read once from the environment.

Each field is documented in docs/settings.md; a test holds the two together. Nothing else reads environment variables.
"""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may change. Names are the environment variables; the prefix-free ones are industry names."""

    model_config = SettingsConfigDict(env_prefix="LORECAST_", extra="ignore", populate_by_name=True)

    # Where things are. `lorecast up` fills these in for its children when they are not set.
    data: Path = Field(default=Path("data"), description="Folder of the embedded PostgreSQL, SeaweedFS and secrets")
    port: int = Field(default=8765, ge=0, le=65535, description="Port of the web pages; 0 picks a free one")
    host: str = Field(default="127.0.0.1", description="Address the web process listens on")
    base_url: str | None = Field(default=None, description="Public address, such as https://lorecast.example.org")
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    admin_database_url: str = Field(default="", validation_alias="ADMIN_DATABASE_URL")
    s3_endpoint_url: str | None = Field(default=None, validation_alias="S3_ENDPOINT_URL")
    s3_bucket: str = Field(default="lorecast", validation_alias="S3_BUCKET")
    s3_access_key_id: str = Field(default="", validation_alias="S3_ACCESS_KEY_ID")
    s3_secret_access_key: str = Field(default="", validation_alias="S3_SECRET_ACCESS_KEY")
    s3_region: str = Field(default="us-east-1", validation_alias="S3_REGION")
    s3_redirects: bool = Field(default=False, description="Answer audio with a redirect to a presigned S3 URL")

    # Limits of what people send.
    part_max_bytes: int = 8 * 1024 * 1024
    recording_max_bytes: int = 2 * 1024**3
    recording_max_minutes: int = 180
    takes_max: int = 100
    form_max_bytes: int = 1024 * 1024
    title_max_chars: int = 200

    # Signing in.
    session_days: int = 30
    session_idle_days: int = 14
    invitation_days: int = 14
    sign_in_tries: int = 10
    sign_in_lock_minutes: int = 15
    password_min_chars: int = 10

    # What is kept, and for how long: docs/retention.md.
    undo_days: int = Field(default=30, ge=1)
    upload_days: int = Field(default=30, ge=1)
    objects_grace_hours: float = Field(default=24.0, ge=0)
    notification_days: int = Field(default=180, ge=14)

    # The worker.
    whisper_model: str = Field(default="base", validation_alias="WHISPER_MODEL")
    whisper_device: str = Field(default="auto", validation_alias="WHISPER_DEVICE")
    whisper_compute_type: str = Field(default="default", validation_alias="WHISPER_COMPUTE_TYPE")
    whisper_beam_size: int = Field(default=5, validation_alias="WHISPER_BEAM_SIZE")
    whisper_threads: int = Field(default=0, validation_alias="WHISPER_THREADS", description="0: one per core")
    whisper_windows_at_once: int = Field(default=0, ge=0, validation_alias="WHISPER_WINDOWS_AT_ONCE")
    worker_normalise_at_once: int = 1
    worker_transcribe_at_once: int = 4
    worker_lease_seconds: float = 15.0
    worker_heartbeat_seconds: float = 4.0
    worker_sweep_seconds: float = 5.0
    failures_max: int = 3
    interruptions_max: int = 10
    decode_cpu_seconds: int = 600
    decode_memory_mb: int = 384

    # Email. Without a mail server nothing is mailed.
    smtp_url: str | None = Field(default=None, validation_alias="SMTP_URL")
    smtp_from: str = Field(default="", validation_alias="SMTP_FROM")
    smtp_timeout_seconds: float = 20.0
    digest_hour: int = Field(default=7, ge=0, le=23)
    digest_tries: int = 5

    # The database connection pool of one process.
    pool_size: int = 20
    pool_overflow: int = 10
    statement_timeout_ms: int = 15_000

    log_level: str = "INFO"
    metrics_token: str = ""
    worker_metrics_port: int = Field(default=0, ge=0, le=65535)
    worker_metrics_host: str = "127.0.0.1"
    disk_min_mb: int = 20

    @property
    def sends_mail(self) -> bool:
        """Whether there is a mail server, a sender, and an address that links in a mail can begin with."""
        return bool(self.smtp_url and self.smtp_from and self.base_url)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
