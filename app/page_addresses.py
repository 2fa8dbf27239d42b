"""Addresses that pages hand out or are sent on to."""

from fastapi import Request

from app.config import settings


def own_path(address: object) -> str | None:
    """The address when it stays inside Lorecast, else None: nobody is sent to another site from here."""
    if not isinstance(address, str) or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    return None if any(ord(letter) < 32 for letter in address) else address


def absolute(request: Request, path: str) -> str:
    """What to give somebody else: the public address when one is set, else the one this browser used."""
    base = settings().base_url or str(request.base_url)
    return base.rstrip("/") + path
