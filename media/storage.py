"""The object store: one bucket of any S3, SeaweedFS on loopback or elsewhere. Raises MediaErrors only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from media.disk import local_disk
from media.errors import ObjectMissing, StorageUnavailable
from media.s3_client import connect
from media.storage_errors import is_missing, wrapped
from media.storage_stream import ObjectStream

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# One DeleteObjects request takes no more (S3 API reference).
DELETE_AT_ONCE = 1000


@dataclass(frozen=True)
class ObjectInfo:
    """What the store knows of an object without reading it."""

    key: str
    size_bytes: int
    etag: str
    modified_at: datetime
    mime_type: str = "application/octet-stream"


class Storage:
    """One bucket. Safe to share between threads; cheap to create, since the client is made on first use."""

    def __init__(
        self, bucket: str, *, endpoint_url: str | None, access_key_id: str, secret_access_key: str, region: str
    ) -> None:
        self.bucket = bucket
        self._region = region
        self._address = (endpoint_url, access_key_id, secret_access_key, region)

    @cached_property
    def _client(self) -> "S3Client":
        return connect(*self._address)

    def ensure_bucket(self) -> None:
        """Creates the bucket when it is not there; doing it twice, or from two processes, changes nothing."""
        with wrapped():
            try:
                self._client.head_bucket(Bucket=self.bucket)
            except ClientError as error:
                if not is_missing(error):
                    raise
                self._create_bucket()

    def ping(self) -> None:
        """Raises StorageUnavailable unless the store answers and the bucket is there."""
        with wrapped():
            self._client.head_bucket(Bucket=self.bucket)

    def put(self, key: str, data: bytes, mime_type: str) -> str:
        """Stores bytes and returns the ETag. The object is whole or absent, never half; the same again is harmless."""
        with wrapped(key, writing=True):
            return self._client.put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=mime_type)["ETag"]

    def put_file(self, key: str, path: Path, mime_type: str) -> str:
        """Stores a file (up to 5 GB) without reading it into memory, and returns the ETag."""
        with path.open("rb") as file, wrapped(key, writing=True):
            return self._client.put_object(Bucket=self.bucket, Key=key, Body=file, ContentType=mime_type)["ETag"]

    def read(self, key: str) -> bytes:
        """A small object whole: a part, a waveform. Raises ObjectMissing."""
        with self.open(key) as stream:
            return b"".join(stream.chunks)

    def download(self, key: str, path: Path) -> int:
        """Writes the object to a file, replacing it, and returns its size in bytes."""
        return self.join([key], path)

    def join(self, keys: Iterable[str], path: Path) -> int:
        """Writes objects one after the other into one file, as the parts of a take; returns the size in bytes."""
        with local_disk(), path.open("wb") as file:
            for key in keys:
                with self.open(key) as stream:
                    file.writelines(stream.chunks)
            return file.tell()

    def open(self, key: str, start: int | None = None, end: int | None = None) -> ObjectStream:
        """Streams bytes `start` to `end`, both included as in HTTP; `start=None, end=n` means the last n bytes."""
        with wrapped(key):
            answer = self._client.get_object(Bucket=self.bucket, Key=key, **_range(start, end))
        return ObjectStream(key, answer)

    def head(self, key: str) -> ObjectInfo | None:
        """Size, ETag and type of an object, or None when it is absent."""
        try:
            with wrapped(key):
                answer = self._client.head_object(Bucket=self.bucket, Key=key)
        except ObjectMissing:
            return None
        return ObjectInfo(
            key, answer["ContentLength"], answer["ETag"], answer["LastModified"], answer.get("ContentType", "")
        )

    def exists(self, key: str) -> bool:
        return self.head(key) is not None

    def list(self, prefix: str) -> Iterator[ObjectInfo]:
        """Every object below the prefix, in the order of keys, page by page."""
        with wrapped(prefix):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
                for row in page.get("Contents", []):
                    yield ObjectInfo(row["Key"], row["Size"], row["ETag"], row["LastModified"])

    def delete(self, keys: Iterable[str]) -> int:
        """Deletes objects and returns how many names were sent; absent ones are no error."""
        names = [*keys]
        for at in range(0, len(names), DELETE_AT_ONCE):
            self._delete_at_once(names[at : at + DELETE_AT_ONCE])
        return len(names)

    def delete_prefix(self, prefix: str) -> int:
        """Deletes everything below a prefix that ends in a slash, and returns how many objects that were."""
        if not prefix.endswith("/"):
            raise ValueError(f"not a folder: {prefix!r}")
        return self.delete([info.key for info in self.list(prefix)])

    def presigned_url(self, key: str, seconds: int, *, mime_type: str = "", file_name: str = "") -> str:
        """A link that reads one object for a while without other rights; a file name makes browsers save it."""
        wanted = {"Bucket": self.bucket, "Key": key}
        if mime_type:
            wanted["ResponseContentType"] = mime_type
        if file_name:
            wanted["ResponseContentDisposition"] = f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
        with wrapped(key):
            return self._client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)

    def _create_bucket(self) -> None:
        # AWS refuses the name of its first region as a constraint.
        place: dict[str, Any] = (
            {} if self._region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": self._region}}
        )
        try:
            self._client.create_bucket(Bucket=self.bucket, **place)
        except ClientError as error:
            if error.response["Error"]["Code"] not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise

    def _delete_at_once(self, names: "Iterable[str]") -> None:
        with wrapped():
            answer = self._client.delete_objects(
                Bucket=self.bucket, Delete={"Objects": [{"Key": name} for name in names], "Quiet": True}
            )
        if answer.get("Errors"):
            raise StorageUnavailable


def _range(start: int | None, end: int | None) -> dict[str, Any]:
    """The Range argument of a request, or none.

    >>> _range(None, None), _range(0, None), _range(5, 9), _range(None, 3)
    ({}, {'Range': 'bytes=0-'}, {'Range': 'bytes=5-9'}, {'Range': 'bytes=-3'})
    """
    if start is None and end is None:
        return {}
    return {"Range": f"bytes={'' if start is None else start}-{'' if end is None else end}"}
