"""A client that sends an address as it stands: nothing is normalised, escaped or followed."""

import http.client
import json as to_json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from types import TracebackType
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


@dataclass(frozen=True)
class Sent:
    """A request about to leave."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)


Mutation = Callable[[Sent], Sent]


def as_it_is(sent: Sent) -> Sent:
    return sent


class Wire:
    """One connection to the port, which is opened again whenever the server hangs up.

    `headers` go with every request; `mutation` changes each one last.
    """

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self.headers = dict(headers or {})
        self.mutation: Mutation = as_it_is
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def request(
        self,
        method: str,
        url: str,
        *,
        json: Any = None,
        data: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        body, kind = _body(json, data, content)
        target = url + (f"?{urlencode(params)}" if params else "")
        sent = self.mutation(Sent(method, target, {**kind, **self.headers, **(headers or {})}))
        try:
            return self._asked(sent, body)
        except (HTTPException, ConnectionError):
            self._connection.close()
            return self._asked(sent, body)

    def _asked(self, sent: Sent, body: bytes | None) -> Answer:
        self._connection.request(sent.method, sent.target, body, sent.headers)
        answer = self._connection.getresponse()
        return Answer(answer.status, dict(_lowered(answer)), answer.read())


def _body(json: Any, data: Mapping[str, Any] | None, content: bytes | None) -> tuple[bytes | None, dict[str, str]]:
    if json is not None:
        return to_json.dumps(json).encode(), {"Content-Type": "application/json"}
    if data is not None:
        return urlencode(data, doseq=True).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    return content, {}


def _lowered(answer: http.client.HTTPResponse) -> list[tuple[str, str]]:
    return [(name.lower(), value) for name, value in answer.getheaders()]
