"""How our HTTP functions speak: Powertools' resolver, with our problems, our actor and our headers.

A function makes its resolver at module level with `resolver()`, includes its routers, and hands events to `serve()`.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from schemas.http.problem import Problem
from schemas.vocabulary import ActorType, Role, TicketScope
from tessera.edge import problem
from tessera.edge.mending import how_to_mend
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, TesseraError, Unauthenticated
from tessera.kernel.ids import OrgId, new_id

JSON = "application/json"
#: Quoted as RFC 9110 has it; a bare number is understood.
_ETAG = re.compile(r'(?:W/)?"([0-9]{1,15})"|([0-9]{1,15})')
#: Room for the longest message in both its forms; a Lambda request holds 6 MB at most.
MAX_BODY_BYTES = 1024 * 1024

App = APIGatewayHttpResolver
Answer = Response[Any]


def resolver() -> App:
    """A resolver that validates what comes in, and answers every error with a problem."""
    app = APIGatewayHttpResolver(enable_validation=True)
    app.use([_refuse_unknown_parameters])

    @app.exception_handler(TesseraError)
    def _ours(error: TesseraError) -> Answer:
        return _problem(*problem.of_error(_request(app), error))

    @app.exception_handler(RequestValidationError)
    def _validation(error: RequestValidationError) -> Answer:
        return _invalid_input(app, error)

    @app.exception_handler(RequestUnsupportedContentType)
    def _content_type(error: RequestUnsupportedContentType) -> Answer:
        return _simple(app, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content-type", "Send JSON (application/json).")

    @app.exception_handler(Exception)
    def _unexpected(error: Exception) -> Answer:
        if _is_unreadable(app.current_event.body):
            return _malformed(_request(app))
        return _problem(*problem.unexpected(_request(app), error))

    @app.not_found
    def _not_found(error: Exception) -> Answer:
        return _simple(app, HTTPStatus.NOT_FOUND, "not-found", "There is nothing at this address.")

    return app


def serve(app: App, event: dict[str, Any], context: Any, **given: Any) -> dict[str, Any]:
    """Answer one API Gateway event. What is `given` is in the routers' context, beside the `correlation_id`."""
    headers = event.get("headers") or {}
    correlation_id = headers.get("x-correlation-id", "")[:64] or new_id()
    app.append_context(correlation_id=correlation_id, **given)
    oversize = len(event.get("body") or "") > MAX_BODY_BYTES * (4 / 3 if event.get("isBase64Encoded") else 1)
    answer: dict[str, Any] = _too_large(event, correlation_id) if oversize else app.resolve(_shaped(event), context)
    answer.setdefault("headers", {})["X-Correlation-Id"] = correlation_id
    answer["headers"].setdefault("Cache-Control", "no-store")
    return answer


def actor_of(app: Any) -> Actor:
    """Who is asking, from the authorizer's context. Raises `Unauthenticated` if the route has none."""
    request = app.current_event.raw_event["requestContext"]
    claims: Mapping[str, str] = (request.get("authorizer") or {}).get("lambda") or {}
    if not claims.get("agent_id"):
        raise Unauthenticated("Sign in first.")
    return Actor(
        org_id=OrgId(claims["org_id"]),
        type=ActorType.AGENT,
        id=claims["agent_id"],
        name=claims.get("name", ""),
        role=Role(claims["role"]),
        team_ids=frozenset(filter(None, claims.get("team_ids", "").split(","))),
        ticket_scope=TicketScope(claims.get("ticket_scope", TicketScope.ALL)),
        ip=request.get("http", {}).get("sourceIp"),
        session_id=claims.get("session_id"),
        correlation_id=app.context["correlation_id"],
    )


def answer(
    content: Any,
    status: HTTPStatus = HTTPStatus.OK,
    version: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """JSON, with the version as `ETag` if the resource has one."""
    etag = {"ETag": f'"{version}"'} if version is not None else {}
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(status.value, JSON, body, headers={**etag, **(headers or {})})


def if_match(app: Any) -> int | None:
    """The version in `If-Match`, or None if there is none (or `*`). Raises `Invalid` for what no ETag of ours is."""
    value = app.current_event.headers.get("if-match", "").strip()
    if value in ("", "*"):
        return None
    found = _ETAG.fullmatch(value)
    if found is None:
        raise Invalid('Send the ETag that you got, such as "3".', "If-Match")
    return int(found[1] or found[2])


def idempotency_key(app: Any) -> tuple[str, str] | None:
    """The `Idempotency-Key` and a fingerprint of the request that it stands for. Raises `Invalid` if it is too long."""
    key = app.current_event.headers.get("idempotency-key", "").strip()
    if not key:
        return None
    if len(key) > 255:
        raise Invalid("Use at most 255 characters.", "Idempotency-Key")
    event = app.current_event
    sent = f"{event.path}\n{event.body or ''}"
    return key, hashlib.sha256(sent.encode()).hexdigest()[:32]


def documented(model: type | None, status: HTTPStatus = HTTPStatus.OK) -> dict[int, Any]:
    """`responses=` of a route: what it answers, and that any error is a problem."""
    good: dict[str, Any] = {"description": status.phrase}
    if model is not None:
        good["content"] = {JSON: {"model": model}}
    failure = {"description": "A problem (RFC 9457)", "content": {problem.CONTENT_TYPE: {"model": Problem}}}
    return {status.value: good, 400: failure, 401: failure, 403: failure, 404: failure, 409: failure, 422: failure}


def _refuse_unknown_parameters(app: Any, next_middleware: Any) -> Answer:
    """A misspelt filter would find everything, and nobody would know."""
    known = [parameter.alias for parameter in app.context["_route"].dependant.query_params]
    for name in app.current_event.query_string_parameters:
        if name not in known:
            choice = f" There are: {', '.join(known)}." if known else ""
            raise Invalid(f"There is no such parameter here.{choice}", name)
    answered: Answer = next_middleware(app)
    return answered


def _shaped(event: dict[str, Any]) -> dict[str, Any]:
    """A body that is not UTF-8 text is not JSON either: let validation say so instead of failing on it."""
    if not event.get("isBase64Encoded"):
        return event
    text = base64.b64decode(event["body"] or "").decode("utf-8", "replace")
    return {**event, "body": text, "isBase64Encoded": False}


def _request(app: Any) -> problem.Request:
    return problem.Request(app.current_event.path, app.context.get("correlation_id", ""))


def _problem(status: HTTPStatus, body: str, headers: Mapping[str, str]) -> Answer:
    return Response(status.value, problem.CONTENT_TYPE, body, headers=dict(headers))


def _simple(app: Any, status: HTTPStatus, slug: str, detail: str) -> Answer:
    return _problem(status, problem.body(_request(app), status, slug, detail), {})


def _invalid_input(app: Any, error: RequestValidationError) -> Answer:
    request, found = _request(app), list(error.errors())
    if any(item["type"] == "json_invalid" for item in found):
        return _malformed(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    body = app.current_event.json_body if any(item["loc"][0] == "body" for item in found) else None
    fields = [{"field": _path(item, body), "message": how_to_mend(item)} for item in found]
    return _problem(status, problem.body(request, status, "invalid", "Mend the fields named in errors.", fields), {})


def _malformed(request: problem.Request) -> Answer:
    status = HTTPStatus.BAD_REQUEST
    return _problem(status, problem.body(request, status, "malformed", "The body is not valid JSON."), {})


def _is_unreadable(body: str | None) -> bool:
    """JSON that Python's reader gives up on in other ways than by saying so: nested without end, a number without end.
    Powertools lets those errors through."""
    try:
        json.loads(body or "null")
    except (ValueError, RecursionError):
        return True
    return False


def _path(error: Mapping[str, Any], body: Any) -> str:
    """`('body', 'to', 0, 'email')` as `to.0.email`. Where something may be of several shapes, Pydantic puts the name of
    the shape in between: that is nowhere in the request."""
    source, *parts = error["loc"]
    if error["type"] == "recursion_depth_exceeded":  # the way there is as long as it is deep
        parts = parts[:1]
    if source == "body":
        parts = _sent(parts, body, error["type"] == "missing")
    return ".".join(map(str, parts)) or "body"


def _sent(parts: list[Any], held: Any, missing: bool) -> list[Any]:
    """What leads through what was sent, and at the end to what is missing there."""
    found = []
    for part in parts[:-1] if missing else parts:
        if part in held if isinstance(held, dict) else isinstance(held, list) and part in range(len(held)):
            held = held[part]
            found.append(part)
    return [*found, *parts[-1:]] if missing else found


def _too_large(event: dict[str, Any], correlation_id: str) -> dict[str, Any]:
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    request = problem.Request(event.get("rawPath", ""), correlation_id)
    detail = "Send at most 1 MB. Put large files into attachments."
    body = problem.body(request, status, "too-large", detail, [{"field": "body", "message": detail}])
    return {"statusCode": status.value, "headers": {"Content-Type": problem.CONTENT_TYPE}, "body": body}
