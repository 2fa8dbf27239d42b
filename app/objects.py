"""This process's way to the object store. Apart from deps.py, so that programs without pages need no web framework."""

from functools import cache

from app.config import settings
from media.storage import Storage


@cache
def objects() -> Storage:
    """This process's connection to the object store; made at its first use."""
    chosen = settings()
    return Storage(
        endpoint_url=chosen.s3_endpoint_url,
        bucket=chosen.s3_bucket,
        access_key_id=chosen.s3_access_key_id,
        secret_access_key=chosen.s3_secret_access_key,
        region=chosen.s3_region,
    )
