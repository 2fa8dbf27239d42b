"""Downloads: the page of what this device keeps for listening offline. Only the browser knows what that is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.deps import Actor
from app.pages import render

router = APIRouter()


@router.get("/downloads")
def index(request: Request, actor: Actor) -> HTMLResponse:
    return render(request, "downloads/index.html", actor, section="library")
