"""A real SMTP server on loopback that keeps what it is sent."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword


class Mailbox:
    """`refusal` is its answer to every letter while it is set; when it `hangs_up` it takes the letter and says nothing.

    `login` is the only name and password let in.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refusal: str | None = None
        self.hangs_up = False
        self.login: tuple[str, str] | None = None
        self.was_encrypted = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.was_encrypted = session.ssl is not None
        if self.hangs_up:
            server.transport.abort()
        if self.refusal:
            return self.refusal
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 kept"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, sent: LoginPassword) -> AuthResult:
        return AuthResult(success=(sent.login.decode(), sent.password.decode()) == self.login)


@contextmanager
def listening(mailbox: Mailbox, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port it listens on; with `tls` it offers STARTTLS and asks for a login."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    asks = {"auth_required": True, "require_starttls": True} if tls else {}
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=port, tls_context=tls, authenticator=mailbox.authenticate, **asks
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
