"""Every error as one RFC 9457 problem."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tessera.kernel.errors import (
    AlreadyExists,
    BadCursor,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    TesseraError,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)

CONTENT_TYPE = "application/problem+json"
log = logging.getLogger(__name__)

STATUS: dict[type[TesseraError], tuple[HTTPStatus, str]] = {
    Unauthenticated: (HTTPStatus.UNAUTHORIZED, "unauthenticated"),
    Forbidden: (HTTPStatus.FORBIDDEN, "forbidden"),
    NotFound: (HTTPStatus.NOT_FOUND, "not-found"),
    Gone: (HTTPStatus.GONE, "gone"),
    Conflict: (HTTPStatus.CONFLICT, "conflict"),
    AlreadyExists: (HTTPStatus.CONFLICT, "already-exists"),
    BadCursor: (HTTPStatus.BAD_REQUEST, "bad-cursor"),
    Invalid: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid"),
    TooManyRequests: (HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests"),
    Unavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"),
}


@dataclass(frozen=True)
class Request:
    """What a problem says of the request it answers."""

    path: str
    correlation_id: str


def body(
    request: Request,
    status: HTTPStatus,
    slug: str,
    detail: str,
    errors: Sequence[dict[str, str]] = (),
    current: Any = None,
) -> str:
    """The JSON of `schemas.http.problem.Problem`."""
    problem = {
        "type": f"/problems/{slug}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": request.path,
        "correlation_id": request.correlation_id,
        "errors": list(errors),
        "current": current,
    }
    return json.dumps(problem, ensure_ascii=False)


def of_error(request: Request, error: TesseraError) -> tuple[HTTPStatus, str, dict[str, str]]:
    """Status, body and headers. An error that no client can mend is logged whole and told without its text."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            status, slug = STATUS[kind]
            break
    else:
        return unexpected(request, error)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"  # RFC 9110, section 11.6.1: every 401 has it
    current = error.current if isinstance(error, Conflict) and isinstance(error.current, dict) else None
    return status, body(request, status, slug, error.message, _fields(error), current), headers


def unexpected(request: Request, error: Exception) -> tuple[HTTPStatus, str, dict[str, str]]:
    log.error("request failed", exc_info=error, extra={"correlation_id": request.correlation_id})
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    detail = "This failed on our side; nothing was changed. Try again, and name the correlation id if it goes on."
    return status, body(request, status, "internal", detail), {}


def _fields(error: TesseraError) -> list[dict[str, str]]:
    if isinstance(error, Conflict):
        return [{"field": name, "message": error.message} for name in error.fields]
    field = getattr(error, "field", "")
    told = [(field, error.message)] if field else []
    if isinstance(error, Invalid):
        told += error.others
    return [{"field": name, "message": message} for name, message in told]
