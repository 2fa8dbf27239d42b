"""What a browser needs to install Lorecast and to run it without a network: manifest, service worker, offline page.

Anybody may fetch them: nothing of anybody is in them.
"""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from app.pages import asset, built, render
from app.routes.pages.imports import ACCEPTED
from app.web_manifest import web_manifest

router = APIRouter()
PICTURES = ("icon-192.png", "icon-512.png", "maskable-192.png", "maskable-512.png")


@router.get("/manifest.webmanifest")
def manifest() -> JSONResponse:
    content = web_manifest({name: asset(name) for name in PICTURES}, ACCEPTED.split(","))
    headers = {"Cache-Control": "no-cache"}
    return JSONResponse(content, headers=headers, media_type="application/manifest+json")


@router.get("/sw.js")
def service_worker() -> FileResponse:
    """At the root, because a worker rules what lies beneath its own address; asked for anew each time."""
    return FileResponse(built("worker.js"), headers={"Cache-Control": "no-cache"}, media_type="text/javascript")


@router.get("/offline")
def offline(request: Request) -> HTMLResponse:
    """What the service worker shows in place of a page that it does not have."""
    return render(request, "offline/show.html", is_framed=True)
