"""The way to the mail server: encrypted and verified, or not at all."""

import ssl
from pathlib import Path

import pytest

from app.config import settings
from app.letters import Letter
from runtime.certificate import certificate
from tests.worker.mailbox import Mailbox, listening
from worker.mail import LetterRefused, MailAway, connected

LETTER = Letter("Ada\nLovelace", "ada@example.org", "Hello\nBcc: all@example.org", "text", "<p>html</p>", "https://x/y")


@pytest.fixture
def server_tls(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    made = certificate(tmp_path / "mail", ["localhost", "127.0.0.1"], authority=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.chain, made.key)
    return context, made.chain


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """`at(address)` is the mail server from now on."""

    def use(address: str) -> None:
        monkeypatch.setenv("SMTP_URL", address)
        monkeypatch.setenv("SMTP_FROM", "Lorecast <lorecast@example.org>")
        # A server that refuses a login waits for another one.
        monkeypatch.setenv("LORECAST_SMTP_TIMEOUT_SECONDS", "3")
        settings.cache_clear()

    yield use
    monkeypatch.undo()
    settings.cache_clear()


def test_a_letter_goes_encrypted_and_signed_in(monkeypatch, at, server_tls) -> None:
    context, trusted = server_tls
    mailbox = Mailbox()
    mailbox.login = ("ada@example.org", "p@ss word")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with listening(mailbox, context) as port:
        at(f"smtp://ada%40example.org:p%40ss%20word@localhost:{port}")
        with connected() as mail:
            mail.send(LETTER)
    (letter,) = mailbox.letters
    assert mailbox.was_encrypted
    assert (letter["To"], letter["Bcc"]) == ("Ada Lovelace <ada@example.org>", None)
    assert letter["Subject"] == "Hello Bcc: all@example.org"
    assert letter.get_body(("html",)) is not None


def test_a_certificate_that_nobody_vouches_for_is_refused(at, server_tls) -> None:
    context, _ = server_tls
    with listening(Mailbox(), context) as port:
        at(f"smtp://localhost:{port}")
        with pytest.raises(MailAway), connected():
            pass


def test_a_server_without_encryption_is_refused_unless_that_was_asked_for(at) -> None:
    mailbox = Mailbox()
    with listening(mailbox) as port:
        at(f"smtp://127.0.0.1:{port}")
        with pytest.raises(MailAway), connected():
            pass
        at(f"smtp+plain://127.0.0.1:{port}")
        with connected() as mail:
            mail.send(LETTER)
    assert len(mailbox.letters) == 1


def test_a_wrong_password_is_told(monkeypatch, at, server_tls) -> None:
    context, trusted = server_tls
    mailbox = Mailbox()
    mailbox.login = ("ada", "right")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with listening(mailbox, context) as port:
        at(f"smtp://ada:wrong@localhost:{port}")
        with pytest.raises(MailAway), connected():
            pass


@pytest.mark.parametrize("address", ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtps://x:port"])
def test_an_address_that_is_none_is_told(at, address: str) -> None:
    at(address)
    with pytest.raises(MailAway), connected():
        pass


def test_an_address_that_no_mail_can_go_to_refuses_one_letter_only(at) -> None:
    mailbox = Mailbox()
    with listening(mailbox) as port:
        at(f"smtp+plain://127.0.0.1:{port}")
        with connected() as mail:
            with pytest.raises(LetterRefused):
                mail.send(Letter("Ada", 'a"da@@example.org', "Hi", "text", "html", "https://x/y"))
            mail.send(LETTER)
    assert len(mailbox.letters) == 1
