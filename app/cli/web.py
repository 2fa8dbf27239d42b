"""`lorecast web`: the pages and the API, in one process."""

import gc
import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from fastapi import FastAPI

from app import meaning
from app.bounded_http import BoundedHttp
from app.cli.place import Data, reach
from app.config import settings

# A page that streams progress would otherwise hold up a restart for ever.
GRACEFUL_SECONDS = 3
# Loading the meaning model any earlier would take the processor from the first page.
MODEL_SECONDS = 5.0
Fd = Annotated[int | None, typer.Option(hidden=True, help="A listening socket that was inherited.")]
Certificate = Annotated[Path | None, typer.Option(help="A TLS certificate chain, PEM.")]
Key = Annotated[Path | None, typer.Option(help="The key of the certificate, PEM.")]


def command(data: Data = None, fd: Fd = None, certificate: Certificate = None, key: Key = None) -> None:
    """Serve the pages and the API at LORECAST_HOST and LORECAST_PORT."""
    reach(data)
    meaning.load_ahead(MODEL_SECONDS)
    config = uvicorn.Config(
        built,
        factory=True,
        http=BoundedHttp,
        host=settings().host,
        port=settings().port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=fd)] if fd is not None else None)


def built() -> FastAPI:
    """The application. All that is made here lives as long as the process, so the garbage collector never looks at it:
    that takes a sixth off the start, and the longest pauses off the requests.
    """
    gc.disable()
    from app.main import create_app  # Not before: this import is what takes its time.

    app = create_app()
    gc.freeze()
    gc.enable()
    return app
