"""Assembles the web process: settings, middleware, routes, error answers, static files."""

from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from app import logs, problems
from app.config import settings
from app.logs import RequestLogMiddleware
from app.routes import router
from app.security import SecurityMiddleware

NOT_COMPRESSED = ("/audio", "/original")
STATIC = Path(__file__).parent.parent / "static" / "dist"


class HashedFiles(StaticFiles):
    """Built assets: their names change with their bytes, so browsers may keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class TextCompression(GZipMiddleware):
    """Compresses everything but sound, which is compressed already and read in ranges."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sound = scope["type"] == "http" and scope["path"].endswith(NOT_COMPRESSED)
        await (self.app if sound else super().__call__)(scope, receive, send)


def create_app() -> FastAPI:
    """The web application. Opens no connection before the first request."""
    logs.configure()
    app = FastAPI(
        title="Lorecast",
        version="1",
        summary="A team passes on what it knows by voice.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        max_body_size=settings().form_max_bytes,
    )
    app.add_middleware(TextCompression, minimum_size=1024, compresslevel=5)
    app.add_middleware(SecurityMiddleware)
    app.add_middleware(RequestLogMiddleware)
    app.mount("/static/dist", HashedFiles(directory=STATIC, check_dir=False), name="static")
    app.include_router(router)
    problems.install(app)
    return app
