"""Requests as API Gateway's HTTP API hands them to a function (payload 2.0)."""

import json
from typing import Any
from urllib.parse import urlencode

from tessera.identity.model import Agent


def make_request(
    method: str,
    path: str,
    body: Any = None,
    *,
    agent: Agent | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    cookies: list[str] | None = None,
) -> dict[str, Any]:
    """`body` is sent as JSON, or as it is if it is text. `agent` is who the authorizer recognised."""
    text = body if body is None or isinstance(body, str) else json.dumps(body)
    claims = {} if agent is None else claims_of(agent)
    return {
        "version": "2.0",
        "routeKey": "ANY /{proxy+}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "queryStringParameters": query,
        "cookies": cookies,
        "headers": {"content-type": "application/json", **(headers or {})},
        "requestContext": {
            "stage": "$default",
            "http": {"method": method, "path": path, "sourceIp": "192.0.2.7", "userAgent": "Firefox"},
            "authorizer": {"lambda": claims},
        },
        "body": text,
        "isBase64Encoded": False,
    }


def claims_of(agent: Agent) -> dict[str, str]:
    """What the authorizer says of an agent."""
    return {
        "org_id": agent.org_id,
        "agent_id": agent.id,
        "name": agent.name,
        "role": agent.role.value,
        "team_ids": ",".join(agent.team_ids),
        "ticket_scope": agent.ticket_scope.value,
        "session_id": "session-1",
    }


def json_of(answer: dict[str, Any]) -> Any:
    return json.loads(answer["body"])
