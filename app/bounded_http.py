"""HTTP/1.1 as uvicorn speaks it, with a bound on what a client may send besides bodies: its parser keeps all of it."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# As much as uvicorn's other parser, h11, takes for an address and all headers.
HEAD_BYTES_MAX = 64 * 1024
REFUSAL = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class BoundedHttp(HttpToolsProtocol):
    """Hangs up on an endless address, header, trailer or chunk extension. Bodies are bounded by the routes."""

    _bytes_without_body = 0

    def data_received(self, data: bytes) -> None:
        self._bytes_without_body += len(data)
        super().data_received(data)
        if self._bytes_without_body > HEAD_BYTES_MAX and not self.transport.is_closing():
            self.transport.write(REFUSAL)
            self.transport.close()

    def on_message_begin(self) -> None:
        self._bytes_without_body = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._bytes_without_body = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._bytes_without_body = 0
        super().on_body(body)
