"""The WebSocket's own events: somebody connects, says something, leaves."""

import json
from typing import Any

from tessera import bootstrap
from tessera.kernel.errors import Unauthenticated
from tessera.realtime.presence import wish_from

PONG = json.dumps({"event": "pong"})


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """API Gateway WebSocket API. The status of `$connect` decides whether the connection is made."""
    services = bootstrap.services()
    request = event["requestContext"]
    connection_id = request["connectionId"]
    match request["routeKey"]:
        case "$connect":
            value = (event.get("queryStringParameters") or {}).get("pass", "")
            try:
                services.realtime.connect(value, connection_id)
            except Unauthenticated:
                return {"statusCode": 401}
        case "$disconnect":
            services.presence.leave(connection_id, services.push)
        case _:
            _heard(services, connection_id, _content(event.get("body")))
    return {"statusCode": 200}


def _heard(services: bootstrap.Services, connection_id: str, said: dict[str, Any]) -> None:
    """What makes no sense is let pass: nobody waits for an answer."""
    if said.get("action") == "ping":
        services.push.send(connection_id, [PONG])
    elif said.get("action") == "presence":
        wish = wish_from(said)
        if wish is not None:
            services.presence.move(connection_id, wish, services.push)


def _content(body: str | None) -> dict[str, Any]:
    try:
        content = json.loads(body or "")
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
