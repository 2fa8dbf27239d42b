"""The line to a Firefox that runs with --marionette: commands and answers as JSON, each with its length in front."""

import json
import socket
from typing import Any

from tests.browser.engine import Refused


class Marionette:
    def __init__(self, port: int) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.stream = self.connection.makefile("rb")
        self.told = 0
        self._read()

    def tell(self, command: str, **parameters: Any) -> Any:
        """The answer; Refused with Firefox's own words when it is an error."""
        self.told += 1
        message = json.dumps([0, self.told, command, parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        if error:
            raise Refused(f"{command}: {error['error']}: {error['message']}")
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def close(self) -> None:
        self.stream.close()
        self.connection.close()

    def _read(self) -> Any:
        digits = b""
        while (byte := self.stream.read(1)) != b":":
            if not byte:
                raise ConnectionError("Firefox hung up")
            digits += byte
        return json.loads(self.stream.read(int(digits)))
