"""The API for administrators: people, quarantined mail, and the record of every change."""

from typing import Any

from functions.api_admin.routes import agents, audit, catalogue, organization, quarantine, teams
from tessera import bootstrap
from tessera.edge.http import resolver, serve

app = resolver()
for room in (agents, teams, organization, catalogue, quarantine, audit):
    app.include_router(room.router, prefix="/api/v1/admin")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """API Gateway HTTP API, payload 2.0."""
    return serve(app, event, context, services=bootstrap.services())
