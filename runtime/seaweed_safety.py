"""Locks the inner doors of SeaweedFS: else any user of the machine could read and delete objects on loopback.

Its parts speak to each other only over mutual TLS with one certificate of our own; S3 keeps its signed requests.
"""

import http.client
import ssl
from pathlib import Path

from runtime.folder import Folder

HOST = "127.0.0.1"
TWENTY_YEARS = 20 * 365
HTTPS_PARTS = ("MASTER", "VOLUME", "FILER", "ADMIN", "CLIENT")
GRPC_PARTS = (*HTTPS_PARTS, "S3", "WORKER")


def _files(folder: Folder) -> dict[str, Path]:
    stem = folder.tls / "objects"
    return {"CERT": stem.with_suffix(".crt"), "KEY": stem.with_suffix(".key"), "CA": stem.with_suffix(".crt")}


def make_certificate(folder: Folder) -> None:
    """Make the certificate once."""
    if not _files(folder)["CERT"].exists():
        from runtime.certificate import certificate

        certificate(folder.tls / "objects", ["localhost", HOST], days=TWENTY_YEARS, authority=True)


def environment(folder: Folder) -> dict[str, str]:
    """The settings that make SeaweedFS use the certificate everywhere inside."""
    files = _files(folder)
    grpc = {f"WEED_GRPC_{part}_{use}": str(files[use]) for part in GRPC_PARTS for use in ("CERT", "KEY")}
    https = {f"WEED_HTTPS_{part}_{use}": str(path) for part in HTTPS_PARTS for use, path in files.items()}
    return {**grpc, **https, "WEED_GRPC_CA": str(files["CA"]), "WEED_HTTPS_CLIENT_ENABLED": "true"}


def filer_status(folder: Folder, port: int, path: str) -> int:
    """The status of a GET at the filer's inner door, which only we can open; 0 when nobody answers."""
    files = _files(folder)
    context = ssl.create_default_context(cafile=str(files["CA"]))
    context.load_cert_chain(files["CERT"], files["KEY"])
    connection = http.client.HTTPSConnection(HOST, port, timeout=2, context=context)
    try:
        connection.request("HEAD", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
