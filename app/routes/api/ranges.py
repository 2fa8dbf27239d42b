"""Byte ranges (RFC 9110, section 14): one range a request; several, or nonsense, mean the whole."""

import re
from dataclasses import dataclass

from starlette.datastructures import Headers

from media.errors import RangeNotSatisfiable

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Span:
    """Bytes `start` to `end`, both included, of `total`."""

    start: int
    end: int
    total: int
    is_partial: bool

    @property
    def length(self) -> int:
        return self.end - self.start + 1

    def headers(self) -> dict[str, str]:
        length = {"Content-Length": str(self.length)}
        if not self.is_partial:
            return length
        return {**length, "Content-Range": f"bytes {self.start}-{self.end}/{self.total}"}


def requested_span(headers: Headers, total: int, etag: str) -> Span:
    """What the request asks for. Raises RangeNotSatisfiable for a range beyond the end.

    >>> requested_span(Headers({"range": "bytes=5-"}), 20, "").headers()
    {'Content-Length': '15', 'Content-Range': 'bytes 5-19/20'}
    >>> requested_span(Headers({"range": "bytes=-4"}), 20, "").start
    16
    """
    whole = Span(0, total - 1, total, is_partial=False)
    asked = ONE_RANGE.fullmatch(headers.get("range", "").strip())
    if asked is None or asked[0] == "bytes=-" or headers.get("if-range", etag) != etag:
        return whole
    first, last = asked[1], asked[2]
    start = int(first) if first else max(total - int(last), 0)
    end = min(int(last), total - 1) if first and last else total - 1
    if start >= total or (first == "" and int(last) == 0):
        raise RangeNotSatisfiable
    return Span(start, end, total, is_partial=True) if start <= end else whole
