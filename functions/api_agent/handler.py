"""The API that agents' screens and integrations use: everything under `/api/v1` but sign-in and administration."""

from typing import Any

from functions.api_agent.routes import (
    catalogue,
    companies,
    customers,
    devices,
    drafts,
    files,
    jobs,
    links,
    macros,
    me,
    messages,
    notices,
    read_marks,
    realtime,
    scheduled,
    sync,
    tickets,
    transfer,
    views,
    workspace,
)
from tessera import bootstrap
from tessera.edge.http import resolver, serve

app = resolver()
for room in (
    me,
    jobs,
    tickets,
    links,
    messages,
    drafts,
    read_marks,
    files,
    customers,
    companies,
    catalogue,
    macros,
    notices,
    devices,
    realtime,
    scheduled,
    sync,
    transfer,
    views,
    workspace,
):
    app.include_router(room.router, prefix="/api/v1")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """API Gateway HTTP API, payload 2.0."""
    return serve(app, event, context, services=bootstrap.services())
