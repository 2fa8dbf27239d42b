"""The listening socket of the web process: made by the supervisor, so that a restart of web turns nobody away."""

import socket

from runtime.errors import AddressInUse

BACKLOG = 2048
LATER_PORTS = 20


def listen(host: str, port: int, *, chosen: bool) -> socket.socket:
    """A listening socket. A port that somebody chose must be free; from the default one we move on to the next."""
    for candidate in [port] if chosen else [*range(port, port + LATER_PORTS), 0]:
        try:
            return _bound(host, candidate)
        except PermissionError as problem:
            raise AddressInUse(f"Port {candidate} needs more rights than we have. Choose one above 1023.") from problem
        except OSError as problem:
            reason = problem.strerror
    raise AddressInUse(f"Nothing can listen at {host}:{port} ({reason}). Choose another port with --port.")


def _bound(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    made.set_inheritable(True)
    return made
