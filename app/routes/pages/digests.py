"""The link in a digest that ends all: opening it asks, and only a POST, by hand or by the mail program, does it."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.deps import Db
from app.domain import digests
from app.pages import render

router = APIRouter(prefix="/digests/{token}")


@router.get("")
def show(token: str, request: Request, session: Db) -> Response:
    member = digests.receiver(session, token)
    return render(request, "digests/show.html", token=token, is_over=member.digest_off_at is not None)


@router.post("")
def end(token: str, request: Request, session: Db) -> Response:
    """Also RFC 8058's one click: the mail program posts without a cookie and without asking."""
    digests.end(session, token)
    return render(request, "digests/show.html", token=token, is_over=True)
