"""What stands between a browser and the routes: headers, cross-site requests, oversize bodies, the cookie."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import settings
from app.errors import TooLarge

SECURE_COOKIE, PLAIN_COOKIE = "__Host-lorecast", "lorecast"
SESSION_COOKIES = (SECURE_COOKIE, PLAIN_COOKIE)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_security_policy(media_origin: str | None = None) -> str:
    """Everything from ourselves, nothing inline. Blobs are the recorder's own previews."""
    media = f"'self' blob: {media_origin}" if media_origin else "'self' blob:"
    return (
        f"default-src 'self'; img-src 'self' data:; media-src {media}; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    )


def set_session_cookie(request: Request, response: Response, value: str) -> None:
    """Sign the browser in. Over HTTPS the name itself keeps other hosts from setting it."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        SECURE_COOKIE if secure else PLAIN_COOKIE,
        value,
        max_age=settings().session_days * 86_400,
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def clear_session_cookie(response: Response) -> None:
    """Sign the browser out."""
    response.delete_cookie(PLAIN_COOKIE, path="/")
    response.delete_cookie(SECURE_COOKIE, path="/", secure=True)


class SecurityMiddleware:
    """Refuses cross-site changes, caps bodies, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        chosen = settings()
        self.policy = content_security_policy(chosen.s3_endpoint_url if chosen.s3_redirects else None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self.policy)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        if is_cross_site(scope["method"], Headers(scope=scope)):
            refusal = PlainTextResponse("This request came from another site and was refused.", status_code=403)
            await refusal(scope, receive, send_with_headers)
            return
        await self.app(scope, capped(scope, receive), send_with_headers)


def is_cross_site(method: str, headers: Headers) -> bool:
    """Whether a browser says that another site makes it change something here (Fetch metadata, else Origin).

    Requests with a bearer token carry no ambient authority, and programs that are no browsers send neither header.
    """
    if method in SAFE_METHODS or headers.get("authorization", "").lower().startswith("bearer "):
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def capped(scope: Scope, receive: Receive) -> Receive:
    """The body, up to its limit: parts may be large, everything else is a form or a bit of JSON."""
    chosen = settings()
    limit = chosen.part_max_bytes if "/parts/" in scope["path"] else chosen.form_max_bytes
    declared = Headers(scope=scope).get("content-length", "0")
    received = 0

    async def receive_capped() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit or (declared.isdigit() and int(declared) > limit):
            raise TooLarge(f"This is larger than the {limit // 1024} kB allowed here.")
        return message

    return receive_capped
