"""Where web listens, and what people type or scan to get there."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.config import Settings
from runtime import lan
from runtime.folder import Folder
from runtime.listener import listen

if TYPE_CHECKING:
    from runtime.certificate import Certificate

ANSWER_SECONDS = 1.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what to ask when we listen everywhere


@dataclass(frozen=True)
class Address:
    """A listening socket with its certificate, if any. `phone_url` is None when no phone could get here."""

    listener: socket.socket
    url: str
    phone_url: str | None
    tls: "Certificate | None"

    def is_answered(self) -> bool:
        """Whether the web process answers."""
        host, port = self.listener.getsockname()[:2]
        connection = self._connection(EVERYWHERE.get(host, host), port)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _connection(self, host: str, port: int) -> http.client.HTTPConnection:
        if self.tls is None:
            return http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
        context = ssl.create_default_context(cafile=str(self.tls.chain))
        context.check_hostname = False
        return http.client.HTTPSConnection(host, port, timeout=ANSWER_SECONDS, context=context)


def listen_at(settings: Settings, place: Folder, *, network: bool) -> Address:
    """Start listening: on loopback, where the settings say, or with `network` over HTTPS for the whole network."""
    chosen = "port" in settings.model_fields_set
    if network:
        listener = listen("0.0.0.0", settings.port, chosen=chosen)  # noqa: S104 - that is what was asked for
        from runtime.certificate import certificate  # Only this start needs to wait for a cryptography library.

        tls = certificate(place.tls / "web", lan.certificate_names())
        url = f"https://{next(iter(lan.addresses()), '127.0.0.1')}:{listener.getsockname()[1]}"
        return Address(listener, url, settings.base_url or url, tls)
    listener = listen(settings.host, settings.port, chosen=chosen)
    host = EVERYWHERE.get(settings.host, settings.host)
    local = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
    return Address(listener, settings.base_url or local, settings.base_url, None)
