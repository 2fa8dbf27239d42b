"""Mail: speaks SMTP with the server of SMTP_URL, over TLS whose certificate is verified. Only file that knows smtplib.

smtps://    TLS from the start        smtp://     STARTTLS, which must work
smtp+plain://  no encryption, for a relay on the same machine
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from app.config import Settings, settings
from app.letters import Letter

PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
# The server's own no; every other error of smtplib is one of the connection.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class MailAway(Exception):
    """The mail server does not answer, or does not let us in."""


class LetterRefused(Exception):
    """The mail server has said no to this letter: it has not been taken."""


class LetterUncertain(Exception):
    """The connection broke before the server's answer: it may have been taken."""


class Mail:
    """An open connection."""

    def __init__(self, server: smtplib.SMTP, sender: str) -> None:
        self._server, self._sender = server, sender

    def send(self, letter: Letter) -> None:
        """Hand one letter over. Raises LetterRefused or LetterUncertain."""
        try:
            message = _message(letter, self._sender)
        except (ValueError, IndexError) as error:
            raise LetterRefused("an address that no mail can go to") from error
        try:
            self._server.send_message(message)
        except REFUSALS as error:
            raise LetterRefused(type(error).__name__) from error
        except OSError as error:
            raise LetterUncertain(type(error).__name__) from error

    @property
    def is_open(self) -> bool:
        return self._server.sock is not None


@contextmanager
def connected() -> Iterator[Mail]:
    """A connection to the mail server. Raises MailAway."""
    chosen = settings()
    try:
        server = _open(urlsplit(chosen.smtp_url or ""), chosen)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailAway(type(error).__name__) from error
    try:
        yield Mail(server, chosen.smtp_from)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _open(url: SplitResult, chosen: Settings) -> smtplib.SMTP:
    host, port, timeout = url.hostname or "", url.port or PORTS.get(url.scheme, 0), chosen.smtp_timeout_seconds
    if url.scheme not in PORTS or not host:
        raise ValueError("SMTP_URL begins with smtps://, smtp:// or smtp+plain:// and a host")
    tls = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=tls)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if url.scheme == "smtp":
            server.starttls(context=tls)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(" ".join(letter.to_name.split()), addr_spec=letter.to_email)
    message["Subject"] = " ".join(letter.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.ending}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
