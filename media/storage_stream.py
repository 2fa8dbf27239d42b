"""One object, or a range of it, on its way from the store to a listener."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from media.storage_errors import wrapped

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

CHUNK_BYTES = 256 * 1024


class ObjectStream:
    """Bytes of an object in chunks. Its connection is freed after the last chunk, on `close`, or when dropped."""

    def __init__(self, key: str, answer: "GetObjectOutputTypeDef") -> None:
        self._key = key
        self._body = answer["Body"]
        self.etag = answer["ETag"]
        self.mime_type = answer.get("ContentType", "application/octet-stream")
        self.size_bytes = answer["ContentLength"]
        self.start, self.total_bytes = _place(answer.get("ContentRange"), self.size_bytes)

    @property
    def chunks(self) -> Iterator[bytes]:
        """The bytes, once. Raises StorageUnavailable when the store stops in the middle."""
        try:
            with wrapped(self._key):
                yield from self._body.iter_chunks(CHUNK_BYTES)
        finally:
            self.close()

    def close(self) -> None:
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


def _place(content_range: str | None, size_bytes: int) -> tuple[int, int]:
    """First byte and size of the whole object, from `bytes 5-9/20`.

    >>> _place("bytes 5-9/20", 5), _place(None, 20)
    ((5, 20), (0, 20))
    """
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", content_range or "")
    return (int(found[1]), int(found[2])) if found else (0, size_bytes)
