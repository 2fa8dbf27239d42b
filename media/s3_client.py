"""How Lorecast talks to an S3: short waits, three tries, path-style addresses, no checksums that only AWS knows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CONFIG: dict[str, Any] = {
    "connect_timeout": 3,
    "read_timeout": 20,
    "retries": {"mode": "standard", "total_max_attempts": 3},
    "max_pool_connections": 64,
    "s3": {"addressing_style": "path"},
    # Without it links are signed the way of 2006, which most stores refuse.
    "signature_version": "s3v4",
    # Newer boto3 adds trailing CRCs by itself, which stores other than AWS may refuse.
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


def connect(endpoint_url: str | None, access_key_id: str, secret_access_key: str, region: str) -> "S3Client":
    """A client that threads may share. Nothing is sent yet."""
    # Imported here because it takes a fifth of a second, which the first page of a start should not wait for.
    import boto3
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint_url,
        region_name=region,
        aws_access_key_id=access_key_id,
        aws_secret_access_key=secret_access_key,
        config=Config(**CONFIG),
    )
