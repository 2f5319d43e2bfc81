"""People as the world sees them: the JSON of `schemas.http.people` and `schemas.http.auth`."""

from typing import Any

from tessera.identity.model import Agent, Customer, Organization, Team
from tessera.kernel.clock import to_text
from tessera.kernel.page import Page


def colleague(agent: Agent) -> dict[str, Any]:
    """What every signed-in agent may know."""
    return {
        "id": agent.id,
        "name": agent.name,
        "email": agent.email,
        "role": agent.role.value,
        "team_ids": list(agent.team_ids),
        "active": agent.active,
    }


def agent(agent: Agent) -> dict[str, Any]:
    """What administrators and supervisors see."""
    return colleague(agent) | {
        "ticket_scope": agent.ticket_scope.value,
        "created_at": to_text(agent.created_at),
        "updated_at": to_text(agent.updated_at),
        "version": agent.version,
    }


def team(team: Team) -> dict[str, Any]:
    return {"id": team.id, "name": team.name, "version": team.version}


def customer(customer: Customer) -> dict[str, Any]:
    return {
        "id": customer.id,
        "email": customer.email,
        "name": customer.name,
        "created_at": to_text(customer.created_at),
        "updated_at": to_text(customer.updated_at),
        "version": customer.version,
    }


def customer_list(page: Page[Customer]) -> dict[str, Any]:
    return {"items": [customer(one) for one in page.items], "next_cursor": page.next_cursor}


def me(agent: Agent, organization: Organization) -> dict[str, Any]:
    return {
        "id": agent.id,
        "email": agent.email,
        "name": agent.name,
        "role": agent.role.value,
        "permissions": sorted(permission.value for permission in agent.permissions),
        "team_ids": list(agent.team_ids),
        "ticket_scope": agent.ticket_scope.value,
        "organization": {"id": organization.id, "name": organization.name, "slug": organization.slug},
    }
