"""The line to a WebDriver: the few calls of the W3C protocol that a journey needs, as JSON over HTTP."""

from typing import Any

import httpx

from tests.browser.engine import Refused

PATIENCE_S = 60


class Wire:
    def __init__(self, address: str, options: dict[str, Any]) -> None:
        self.client = httpx.Client(base_url=address, timeout=PATIENCE_S)
        opened = self._call("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.session = f"/session/{opened['sessionId']}"
        self.version = str(opened["capabilities"]["browserVersion"])

    def ask(self, path: str) -> Any:
        return self._call("GET", self.session + path)

    def tell(self, path: str, **given: Any) -> Any:
        """The answer; Refused with the browser's own words when it is an error."""
        return self._call("POST", self.session + path, given)

    def close(self) -> None:
        self._call("DELETE", self.session)
        self.client.close()

    def _call(self, method: str, path: str, given: dict[str, Any] | None = None) -> Any:
        answer = self.client.request(method, path, json=given)
        value = answer.json()["value"]
        if answer.is_error:
            raise Refused(f"{path}: {value['error']}: {value['message']}")
        return value
