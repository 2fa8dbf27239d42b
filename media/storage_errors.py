"""Turns what boto3 raises into storage errors of ours; nothing of botocore's leaves `media/storage*.py`."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from media.errors import ObjectMissing, RangeNotSatisfiable, StorageError, StorageFull, StorageUnavailable

MISSING = {"NoSuchKey", "NotFound", "404"}
FULL = {"XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "InsufficientStorage", "StorageFull"}


@contextmanager
def wrapped(key: str = "", *, writing: bool = False) -> Iterator[None]:
    """Raises only StorageError for whatever the store or the way to it does."""
    try:
        yield
    except ClientError as error:
        raise _translate(error, key, writing) from error
    except (BotoCoreError, HTTPError) as error:
        raise StorageUnavailable from error


def is_missing(error: ClientError) -> bool:
    """Whether the store answered that there is no such object or bucket."""
    return error.response["Error"]["Code"] in MISSING | {"NoSuchBucket"}


def _translate(error: ClientError, key: str, writing: bool) -> StorageError:
    code = error.response["Error"]["Code"]
    if code in MISSING:
        return ObjectMissing(key)
    if code in {"InvalidRange", "416"}:
        return RangeNotSatisfiable()
    if code in FULL or _status(error) == 507 or (writing and _is_full_seaweedfs(error)):
        return StorageFull()
    return StorageUnavailable()


def _is_full_seaweedfs(error: ClientError) -> bool:
    """SeaweedFS answers a write on a full disk at once with a bare InternalError, and nothing else that way."""
    server = error.response["ResponseMetadata"].get("HTTPHeaders", {}).get("server", "")
    return server.startswith("SeaweedFS") and error.response["Error"]["Code"] == "InternalError"


def _status(error: ClientError) -> int:
    return error.response["ResponseMetadata"].get("HTTPStatusCode", 0)
