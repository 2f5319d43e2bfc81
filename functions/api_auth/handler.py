"""Signing in, staying signed in, signing out. The refresh token is only ever in an HttpOnly cookie of these routes."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.shared.cookies import Cookie, SameSite

from schemas.http.auth import LoginRequest, TokenResponse
from tessera import bootstrap
from tessera.edge.http import Answer, answer, documented, resolver, serve
from tessera.identity.session import SESSION_LIFE
from tessera.identity.sign_in import Client, SignedIn
from tessera.kernel.errors import Forbidden, Unauthenticated

COOKIE = "tessera_refresh"
COOKIE_PATH = "/api/v1/auth"
CSRF_HEADER = "x-tessera-request"

app = resolver()


@app.post(
    "/api/v1/auth/login",
    summary="Sign in",
    description="Gives an access token, and sets the refresh token as an HttpOnly cookie.",
    tags=["auth"],
    responses=documented(TokenResponse),
)
def sign_in(body: Annotated[LoginRequest, Body()]) -> Answer:
    _check_origin()
    return _tokens(_services().sign_in.sign_in(body.email, body.password, _client()))


@app.post(
    "/api/v1/auth/refresh",
    summary="Get a new access token",
    description="Needs the cookie and the header `X-Tessera-Request: 1`. The cookie's token is replaced.",
    tags=["auth"],
    responses=documented(TokenResponse),
)
def refresh() -> Answer:
    _check_own_page()
    token = _refresh_token()
    if not token:
        raise Unauthenticated("Sign in first.")
    return _tokens(_services().sign_in.refresh(token, _client()))


@app.post(
    "/api/v1/auth/logout",
    summary="Sign out",
    description="Ends the session. Needs the header `X-Tessera-Request: 1`.",
    tags=["auth"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def sign_out() -> Answer:
    _check_own_page()
    _services().sign_in.sign_out(_refresh_token(), _client())
    return Answer(HTTPStatus.NO_CONTENT.value, body="", cookies=[_cookie("", 0)])


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """API Gateway HTTP API, payload 2.0, without an authorizer."""
    return serve(app, event, context, services=bootstrap.services())


def _services() -> bootstrap.Services:
    services: bootstrap.Services = app.context["services"]
    return services


def _client() -> Client:
    http = app.current_event.raw_event["requestContext"]["http"]
    return Client(http.get("sourceIp"), http.get("userAgent") or "", app.context["correlation_id"])


def _tokens(signed_in: SignedIn) -> Answer:
    """No cookie is set when the browser already has the newer one (another tab was faster)."""
    given = {"access_token": signed_in.access_token, "token_type": "Bearer", "expires_in": signed_in.expires_in}
    answered = answer(given)
    if signed_in.refresh_token is not None:
        answered.cookies = [_cookie(signed_in.refresh_token, int(SESSION_LIFE.total_seconds()))]
    return answered


def _cookie(value: str, seconds: int) -> Cookie:
    """Secure, except on a developer's http://localhost, where a browser may not keep a Secure cookie."""
    return Cookie(
        COOKIE,
        value,
        path=COOKIE_PATH,
        max_age=seconds,
        http_only=True,
        same_site=SameSite.STRICT_MODE,
        secure=_services().settings.web_origin.startswith("https://"),
    )


def _refresh_token() -> str:
    """From the event's `cookies`, or from the header where a gateway leaves them there."""
    event = app.current_event.raw_event
    cookies: list[str] = event.get("cookies") or (event.get("headers") or {}).get("cookie", "").split(";")
    pairs = (cookie.strip().partition("=") for cookie in cookies)
    return next((value for name, _, value in pairs if name == COOKIE), "")


def _check_own_page() -> None:
    """Against requests forged by other pages, beside SameSite: they cannot set this header without our leave."""
    _check_origin()
    if app.current_event.headers.get(CSRF_HEADER) != "1":
        raise Forbidden("Send the header X-Tessera-Request: 1.")


def _check_origin() -> None:
    origin = app.current_event.headers.get("origin")
    if origin is not None and origin != _services().settings.web_origin:
        raise Forbidden("This does not come from Tessera's own pages.")
