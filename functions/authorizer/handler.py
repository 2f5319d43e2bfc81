"""Who is asking? Runs before every route of the agents' and administrators' API.

It lets every request through and only says who it is from, if anybody: API Gateway answers a refusal with a bare 403
that nothing can change, while the functions behind answer a missing or expired token with a proper 401 problem. They
cannot forget to: without an agent in the context they have no actor, and no use case works without one (docs/adr/0003).
"""

from typing import Any

from tessera import bootstrap

SCHEME = "bearer "


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """HTTP API Lambda authorizer, payload 2.0, simple response."""
    return {"isAuthorized": True, "context": _who((event.get("headers") or {}).get("authorization", ""))}


def _who(header: str) -> dict[str, str]:
    """The context, all strings; empty for nobody."""
    if header[: len(SCHEME)].lower() != SCHEME:
        return {}
    claims = bootstrap.services().access_claims(header[len(SCHEME) :].strip())
    if claims is None:
        return {}
    return {
        "org_id": claims.org,
        "agent_id": claims.sub,
        "name": claims.name,
        "role": claims.role,
        "team_ids": ",".join(claims.teams),
        "ticket_scope": claims.scope,
        "session_id": claims.sid,
    }
