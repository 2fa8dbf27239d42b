"""What stands between a browser and the routes: headers, cross-site requests, the cookie."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import settings

SECURE_COOKIE, PLAIN_COOKIE = "__Host-lorecast", "lorecast"
SESSION_COOKIES = (SECURE_COOKIE, PLAIN_COOKIE)
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Whoever keeps answers between us and a browser keeps none of these.
    "Cache-Control": "private, no-cache",
}


def content_security_policy() -> str:
    """Everything from ourselves, nothing inline. Blobs are the recorder's own previews."""
    chosen = settings()
    media = f"'self' blob: {chosen.s3_endpoint_url}" if chosen.s3_redirects else "'self' blob:"
    return (
        f"default-src 'self'; img-src 'self' data:; media-src {media}; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    )


def put_headers(headers: MutableHeaders, scheme: str) -> None:
    """What every answer tells the browser, unless the route has said it differently."""
    headers.setdefault("Content-Security-Policy", content_security_policy())
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if scheme == "https":
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")


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
    """Refuses cross-site changes, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if (settings().base_url or "").startswith("https://"):
            # A proxy in front of us has taken the TLS off. Our own settings say so; a header could say anything.
            scope["scheme"] = "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                put_headers(MutableHeaders(scope=message), scope["scheme"])
            await send(message)

        if is_cross_site(scope["method"], Headers(scope=scope)):
            refusal = PlainTextResponse("This request came from another site and was refused.", status_code=403)
            await refusal(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


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
