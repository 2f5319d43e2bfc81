"""Corrections of what the engine does differently from AWS, made in its process."""

import time
from typing import Any

from localstack.engine.internals import Internals


def correct(engine: Internals) -> None:
    """HTTP events get their cookies and their caller's address; nested stacks survive an update."""
    _keep_attributes(engine)
    _answer_at_once(engine)
    original = engine.functions._execute_function_with_config_scope

    def with_what_api_gateway_adds(record: Any, event: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(event, dict) and event.get("version") == "2.0" and "routeKey" in event:
            complete_http_event(event)
        return original(record, event, *rest, **named)

    engine.functions._execute_function_with_config_scope = with_what_api_gateway_adds


#: Seconds that MiniStack waits for a handler's log: for its first line, after its last line, and at most.
LOG_WAIT = (0.002, 0.002, 0.25)


def _answer_at_once(engine: Internals) -> None:
    """MiniStack holds an answer back for 50 ms in case the handler logs something yet, twice a request with the
    authorizer. Lines that come later are read with the next call."""
    engine.runtime.Worker._drain_stderr_bounded.__defaults__ = LOG_WAIT


def _keep_attributes(engine: Internals) -> None:
    """When a nested stack is updated, MiniStack forgets the attributes (ARN, URL, …) of every resource that did not
    change, and the next reference to one fails. The stack still has them: look there."""
    original = engine.provisioners._update_resource

    def update_resource(
        kind: str, physical: str, old: Any, new: Any, stack: str, logical: str | None = None, attributes: Any = None
    ) -> Any:
        if attributes is None:
            resources = (engine.cloudformation._stacks.get(stack) or {}).get("_resources", {})
            attributes = resources.get(logical, {}).get("Attributes")
        return original(kind, physical, old, new, stack, logical, attributes)

    engine.provisioners._update_resource = update_resource


def complete_http_event(event: dict[str, Any]) -> None:
    """API Gateway's payload 2.0 lists cookies apart and knows who called; the proxy says so in a header."""
    headers = event.get("headers") or {}
    if headers.get("cookie") and not event.get("cookies"):
        event["cookies"] = [part.strip() for part in headers["cookie"].split(";") if part.strip()]
    forwarded = headers.get("x-forwarded-for", "").split(",")[0].strip()
    if forwarded:
        event["requestContext"]["http"]["sourceIp"] = forwarded


def release_messages(engine: Internals) -> None:
    """After a start nobody works on a message any more: let each be taken at once, not after its timeout."""
    now = time.time()
    for queue in engine.sqs._queues._data.values():
        for message in queue["messages"]:
            message["visible_at"] = min(message.get("visible_at", now), now)
