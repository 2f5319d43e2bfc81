"""Errors as RFC 9457 problem details (`application/problem+json`)."""

from typing import Any

from schemas.base import Outbound


class FieldError(Outbound):
    """`field` is the path of the offending field, dotted: `to.0.email`."""

    field: str
    message: str


class Problem(Outbound):
    """`type` is a stable relative URI that programs may compare; `detail` says what to do; nothing in it is secret.

    `current` is there on a 409 only: the resource as it is now, so that the client can show what changed.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    correlation_id: str
    errors: list[FieldError]
    current: dict[str, Any] | None
