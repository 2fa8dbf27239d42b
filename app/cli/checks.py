"""What a check of `lorecast doctor` says, and the checks that need nothing to run."""

import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from app.config import settings
from media import sandbox
from runtime import weights
from runtime.errors import RuntimeProblem

Verdict = Literal["fine", "warning", "failure"]
OLDEST_PYTHON = (3, 11)
# As worker/mail.py has them.
MAIL_PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
ROOM_NEEDED_BYTES = 200 * 1024**2
ROOM_WISHED_BYTES = 2 * 1024**3
DIST = Path(__file__).parent.parent.parent / "static" / "dist"


@dataclass(frozen=True)
class Check:
    """One finding: what was looked at, how it is, and what to do if it is not fine."""

    name: str
    verdict: Verdict
    sentence: str

    @classmethod
    def of(cls, name: str, ok: bool, sentence: str, otherwise: str, *, verdict: Verdict = "failure") -> "Check":
        """`sentence` when it is fine, `otherwise` what to do."""
        return cls(name, "fine", sentence) if ok else cls(name, verdict, otherwise)


def python() -> Check:
    version = platform.python_version()
    return Check.of(
        "Python", sys.version_info >= OLDEST_PYTHON, version, f"{version} is too old; install 3.11 or newer."
    )


def machine() -> Check:
    kind = f"{platform.system()} {platform.machine()}"
    advice = f"{kind} has no embedded PostgreSQL and SeaweedFS: set DATABASE_URL and S3_ENDPOINT_URL."
    return Check.of("Machine", kind == "Linux x86_64", kind, advice, verdict="warning")


def data_folder() -> Check:
    place = settings().data.expanduser().resolve()
    probe = place / f"doctor-{id(place)}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as problem:
        return Check("Data folder", "failure", f"{place} cannot be written ({problem.strerror}): change its owner.")
    return Check("Data folder", "fine", str(place))


def disk_space() -> Check:
    place = settings().data.expanduser().resolve()
    there = next(path for path in (place, *place.parents) if path.exists())
    free = shutil.disk_usage(there).free
    words = f"{free / 1024**3:.1f} GB free"
    if free < ROOM_NEEDED_BYTES:
        return Check("Disk space", "failure", f"Only {words}: recordings are refused. Free some space.")
    return Check.of(
        "Disk space", free > ROOM_WISHED_BYTES, words, f"Only {words}: that is not for long.", verdict="warning"
    )


def assets() -> Check:
    return Check.of(
        "Assets", (DIST / "manifest.json").exists(), "built", "The pages have no styles: run `make assets`."
    )


def models() -> Check:
    try:
        weights.verify(settings().data)
    except RuntimeProblem as problem:
        return Check("Models", "failure", str(problem))
    return Check("Models", "fine", "Whisper base and MiniLM are the published files, byte for byte")


def speech_model() -> Check:
    """The one that the worker is told to use. A name of the model hub may still be downloaded."""
    wanted = settings().whisper_model
    if "/" in wanted and not Path(wanted).is_dir():
        advice = f"There is no folder {wanted}: set WHISPER_MODEL to one with a faster-whisper model, or to `base`."
        return Check("Speech model", "failure", advice)
    return Check("Speech model", "fine", wanted)


def decoder() -> Check:
    verdict: Verdict = "fine" if sandbox.kind() in ("full", "seccomp") else "warning"
    return Check("Decoder", verdict, sandbox.report())


def email() -> Check:
    chosen = settings()
    if not chosen.smtp_url:
        return Check("Email", "fine", "off: there is no SMTP_URL")
    missing = {"SMTP_FROM": chosen.smtp_from, "LORECAST_BASE_URL": chosen.base_url}
    names = " and ".join(name for name, value in missing.items() if not value)
    return Check.of("Email", not names, "on", f"Nothing is mailed without {names}: set it too.", verdict="warning")


def mail_server() -> Check:
    """Whether anybody listens where SMTP_URL points. Password and certificate are tried with the first digest."""
    address = urlsplit(settings().smtp_url or "")
    if not address.hostname:
        return Check("Mail server", "fine", "none is wanted")
    try:
        where = (address.hostname, address.port or MAIL_PORTS.get(address.scheme, 25))
        socket.create_connection(where, timeout=5).close()
    except (OSError, ValueError) as problem:
        return Check("Mail server", "failure", f"{address.hostname} does not answer ({problem}): is SMTP_URL right?")
    return Check("Mail server", "fine", f"{address.hostname} answers")


def standing() -> Iterator[Callable[[], Check]]:
    """Checks that need neither database nor object store."""
    yield from (python, machine, data_folder, disk_space, assets, models, speech_model, decoder, email, mail_server)
