"""Ways to write the address of a thing that some server, proxy or framework somewhere has taken for another one."""

from dataclasses import replace
from urllib.parse import quote

from tests.security.wire import Mutation, Sent, as_it_is


def _path(change: str) -> Mutation:
    """`{path}` is the path as it is, `{tail}` what follows its first slash, `{query}` the rest of the address."""

    def mutated(sent: Sent) -> Sent:
        path, mark, query = sent.target.partition("?")
        target = change.format(path=path, tail=path[1:], query=mark + query)
        return replace(sent, target=target)

    return mutated


def _last_slash(instead: str) -> Mutation:
    def mutated(sent: Sent) -> Sent:
        path, mark, query = sent.target.partition("?")
        return replace(sent, target=instead.join(path.rsplit("/", 1)) + mark + query)

    return mutated


def _query(text: str) -> Mutation:
    return lambda sent: replace(sent, target=sent.target + ("&" if "?" in sent.target else "?") + text)


def _headers(**headers: str) -> Mutation:
    """`{path}` in a value is the address that is asked for."""

    def mutated(sent: Sent) -> Sent:
        told = {name.replace("_", "-"): value.format(path=sent.target) for name, value in headers.items()}
        return replace(sent, headers={**sent.headers, **told})

    return mutated


def _method(method: str) -> Mutation:
    return lambda sent: replace(sent, method=method)


def _upper(sent: Sent) -> Sent:
    return replace(sent, target=sent.target.upper())


def _escaped(sent: Sent) -> Sent:
    """Every letter of the first word as a percent code."""
    head, slash, tail = sent.target[1:].partition("/")
    return replace(sent, target="/" + "".join(f"%{ord(letter):02x}" for letter in head) + slash + tail)


def _as_parameter(sent: Sent) -> Sent:
    return _query(f"url={quote(sent.target)}&path={quote(sent.target)}&next={quote(sent.target)}")(sent)


MUTATIONS: dict[str, Mutation] = {
    "as it is": as_it_is,
    "slash behind": _path("{path}/{query}"),
    "two slashes before": _path("//{tail}{query}"),
    "two slashes behind": _path("{path}//{query}"),
    "two slashes inside": _last_slash("//"),
    "dot": _path("/./{tail}{query}"),
    "up and down": _path("/health/..{path}{query}"),
    "up and down, escaped": _path("/health/%2e%2e{path}{query}"),
    "up and down, slash escaped": _path("/health/..%2f{tail}{query}"),
    "up and down, twice escaped": _path("/health/%252e%252e%252f{tail}{query}"),
    "up and down, Tomcat": _path("/health/..;{path}{query}"),
    "out of the static files": _path("/static/dist/..%2f..%2f{tail}{query}"),
    "behind sign-in": _path("/sign-in{path}{query}"),
    "slash escaped": _last_slash("%2f"),
    "slash twice escaped": _last_slash("%252f"),
    "backslash": _last_slash("%5c"),
    "full-width slash": _last_slash("%ef%bc%8f"),
    "path parameter": _path("{path};jsessionid=1{query}"),
    "json": _path("{path}.json{query}"),
    "m4a": _path("{path}.m4a{query}"),
    "css": _path("{path}.css{query}"),
    "image as a parameter": _path("{path};.png{query}"),
    "zero byte": _path("{path}%00{query}"),
    "space": _path("{path}%20{query}"),
    "tab and line": _path("{path}%09%0a{query}"),
    "capitals": _upper,
    "letters escaped": _escaped,
    "whole address": _path("http://127.0.0.1{path}{query}"),
    "another host's": _path("http://localhost:1{path}{query}"),
    "ids as parameters": _query("id=0&id=1&track_id=0&workspace_id=0&member_id=0"),
    "token as a parameter": _query("token=lorecast_x&access_token=x&api_key=x&key=x&session=x"),
    "method as a parameter": _query("_method=GET&method=GET"),
    "file as a parameter": _query("/../health.css"),
    "address as a parameter": _as_parameter,
    "method by header": _headers(X_HTTP_Method_Override="GET", X_Method_Override="GET", X_HTTP_Method="GET"),
    "address by header": _headers(X_Original_URL="/health", X_Rewrite_URL="/health", X_Forwarded_Uri="/health"),
    "from inside": _headers(
        X_Forwarded_For="127.0.0.1", X_Real_IP="127.0.0.1", X_Forwarded_Host="localhost", Forwarded="for=127.0.0.1"
    ),
    "by name": _headers(X_Forwarded_User="ada", X_Remote_User="ada", Remote_User="ada", X_Workspace="*"),
    "basic": _headers(Proxy_Authorization="Basic YWRhOmFkYQ==", X_Api_Key="x"),
    "head": _method("HEAD"),
    "options": _method("OPTIONS"),
    "trace": _method("TRACE"),
    "small letters": _method("get"),
    "any": _method("PROPFIND"),
}  # fmt: skip
