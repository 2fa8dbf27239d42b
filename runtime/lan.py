"""The addresses under which other devices in the same network reach this machine."""

import ipaddress
import socket
from collections.abc import Iterator

import psutil

# Bridges of containers and virtual machines, which a phone cannot reach.
INNER_INTERFACES = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet")


def addresses() -> list[str]:
    """IPv4 addresses, the likeliest first: private ones before public ones."""
    return sorted(set(_candidates()), key=lambda address: not ipaddress.ip_address(address).is_private)


def certificate_names() -> list[str]:
    """Everything that a certificate for this machine should speak for."""
    return sorted({"localhost", "127.0.0.1", socket.gethostname(), f"{socket.gethostname()}.local", *addresses()})


def _candidates() -> Iterator[str]:
    status = psutil.net_if_stats()
    for interface, entries in psutil.net_if_addrs().items():
        if interface.startswith(INNER_INTERFACES) or not status[interface].isup:
            continue
        for entry in entries:
            if entry.family == socket.AF_INET:
                yield entry.address
