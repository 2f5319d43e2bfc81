"""People as the world sees them: the JSON of `schemas.http.people` and `schemas.http.auth`."""

from collections.abc import Mapping
from typing import Any

from tessera.identity.companies import Company, CompanyRef
from tessera.identity.customers import Customer
from tessera.identity.model import Agent, Mailbox, Organization, Team
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
        "away": agent.away,
        "away_until": to_text(agent.away_until) if agent.away_until else None,
    }


def agent(agent: Agent) -> dict[str, Any]:
    """What administrators and supervisors see."""
    return colleague(agent) | {
        "ticket_scope": agent.ticket_scope.value,
        "skills": list(agent.skills),
        "languages": list(agent.languages),
        "capacity": agent.capacity,
        **hours(agent),
        "created_at": to_text(agent.created_at),
        "updated_at": to_text(agent.updated_at),
        "version": agent.version,
    }


def hours(agent: Agent) -> dict[str, Any]:
    return {"working_hours": agent.working_hours.to_json() if agent.working_hours else None}


def organization(organization: Organization) -> dict[str, Any]:
    """What administrators see."""
    return {
        "name": organization.name,
        "hue": organization.hue,
        "mail_header": organization.mail_header,
        "mail_footer": organization.mail_footer,
        "language": organization.language,
        "version": organization.version,
    }


def mailbox(mailbox: Mailbox) -> dict[str, Any]:
    return {"address": mailbox.address, "team_id": mailbox.team_id}


def team(team: Team) -> dict[str, Any]:
    return {
        "id": team.id,
        "name": team.name,
        "routing": team.routing.value,
        "signature": team.signature,
        "version": team.version,
    }


def customer(customer: Customer, company: CompanyRef | None = None) -> dict[str, Any]:
    """`company` is where they work, by hand or by domain."""
    return {
        "id": customer.id,
        "email": customer.email,
        "emails": list(customer.emails),
        "name": customer.name,
        "phones": list(customer.phones),
        "language": customer.language,
        "time_zone": customer.time_zone,
        "notes": customer.notes,
        "metadata": dict(customer.metadata),
        "fields": dict(customer.fields),
        "company": {"id": company.id, "name": company.name} if company else None,
        "company_id": customer.company_id,
        "blocked": _blocked(customer),
        "merged_ids": list(customer.merged_ids),
        "created_at": to_text(customer.created_at),
        "updated_at": to_text(customer.updated_at),
        "version": customer.version,
    }


def _blocked(customer: Customer) -> dict[str, Any] | None:
    if customer.blocked_at is None:
        return None
    return {"at": to_text(customer.blocked_at), "reason": customer.blocked_reason or ""}


def customer_list(page: Page[Customer], companies: Mapping[str, CompanyRef]) -> dict[str, Any]:
    return {"items": [customer(one, companies.get(one.id)) for one in page.items], "next_cursor": page.next_cursor}


def company(company: Company) -> dict[str, Any]:
    return {
        "id": company.id,
        "name": company.name,
        "domains": list(company.domains),
        "notes": company.notes,
        "fields": dict(company.fields),
        "created_at": to_text(company.created_at),
        "updated_at": to_text(company.updated_at),
        "deleted_at": to_text(company.deleted_at) if company.deleted_at else None,
        "version": company.version,
    }


def company_list(page: Page[Company]) -> dict[str, Any]:
    return {"items": [company(one) for one in page.items], "next_cursor": page.next_cursor}


def me(agent: Agent, organization: Organization) -> dict[str, Any]:
    return {
        "id": agent.id,
        "email": agent.email,
        "name": agent.name,
        "role": agent.role.value,
        "permissions": sorted(permission.value for permission in agent.permissions),
        "team_ids": list(agent.team_ids),
        "ticket_scope": agent.ticket_scope.value,
        "organization": {
            "id": organization.id,
            "name": organization.name,
            "slug": organization.slug,
            "hue": organization.hue,
        },
        "created_at": to_text(agent.created_at),
    }
