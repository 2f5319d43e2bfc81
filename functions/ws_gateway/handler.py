"""The WebSocket's own events: somebody connects, says something, leaves."""

import json
from typing import Any

from tessera import bootstrap
from tessera.kernel.errors import Unauthenticated

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
            services.realtime.disconnect(connection_id)
        case _:
            if _action(event.get("body")) == "ping":
                services.push.send(connection_id, [PONG])
    return {"statusCode": 200}


def _action(body: str | None) -> str:
    try:
        content = json.loads(body or "")
    except (ValueError, RecursionError):
        return ""
    return str(content.get("action", "")) if isinstance(content, dict) else ""
