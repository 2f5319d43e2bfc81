"""People as items and back. Pure: no table is touched here."""

from datetime import datetime
from typing import Any

from schemas.vocabulary import Role, RoutingMode, TicketScope
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.identity.hours import hours_from
from tessera.identity.model import Agent, Mailbox, Organization, Record, Team
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import AgentId, OrgId, TeamId


def organization_item(organization: Organization) -> Item:
    return {
        "pk": keys.org(organization.id),
        "sk": "ORG",
        "kind": "organization",
        "id": organization.id,
        "name": organization.name,
        "slug": organization.slug,
        "hue": organization.hue,
        "mail_header": organization.mail_header,
        "mail_footer": organization.mail_footer,
        "language": organization.language,
        **common(organization),
    }


def organization_from(item: Item) -> Organization:
    hue = item.get("hue")
    return Organization(
        id=OrgId(item["id"]),
        name=item["name"],
        slug=item["slug"],
        hue=None if hue is None else int(hue),
        mail_header=item.get("mail_header", ""),
        mail_footer=item.get("mail_footer", ""),
        language=item.get("language"),
        **record(item),
    )


def mailbox_item(mailbox: Mailbox) -> Item:
    return {
        "pk": keys.org(mailbox.org_id),
        "sk": f"MAILBOX#{mailbox.address}",
        "kind": "mailbox",
        "org_id": mailbox.org_id,
        "address": mailbox.address,
        "team_id": mailbox.team_id,
        **common(mailbox),
    }


def mailbox_from(item: Item) -> Mailbox:
    team_id = item.get("team_id")
    return Mailbox(
        address=item["address"],
        org_id=OrgId(item["org_id"]),
        team_id=TeamId(team_id) if team_id else None,
        **record(item),
    )


def team_item(team: Team) -> Item:
    return {
        "pk": keys.org(team.org_id),
        "sk": f"TEAM#{team.id}",
        "kind": "team",
        "id": team.id,
        "org_id": team.org_id,
        "name": team.name,
        "routing": team.routing.value,
        "signature": team.signature,
        **common(team),
    }


def team_from(item: Item) -> Team:
    return Team(
        id=TeamId(item["id"]),
        org_id=OrgId(item["org_id"]),
        name=item["name"],
        routing=RoutingMode(item.get("routing", RoutingMode.MANUAL)),
        signature=item.get("signature", ""),
        **record(item),
    )


def agent_item(agent: Agent) -> Item:
    return {
        "pk": keys.org(agent.org_id),
        "sk": f"AGENT#{agent.id}",
        "kind": "agent",
        "id": agent.id,
        "org_id": agent.org_id,
        "name": agent.name,
        "email": agent.email,
        "role": agent.role,
        "team_ids": list(agent.team_ids),
        "ticket_scope": agent.ticket_scope,
        "password_hash": agent.password_hash,
        "active": agent.active,
        "signed_out_at": text_of(agent.signed_out_at),
        "skills": list(agent.skills),
        "languages": list(agent.languages),
        "capacity": agent.capacity,
        "working_hours": agent.working_hours.to_json() if agent.working_hours else None,
        "away": agent.away,
        "away_until": text_of(agent.away_until),
        **common(agent),
    }


def agent_from(item: Item) -> Agent:
    return Agent(
        id=AgentId(item["id"]),
        org_id=OrgId(item["org_id"]),
        name=item["name"],
        email=item["email"],
        role=Role(item["role"]),
        team_ids=tuple(item["team_ids"]),
        ticket_scope=TicketScope(item["ticket_scope"]),
        password_hash=item["password_hash"],
        active=item["active"],
        signed_out_at=time_of(item.get("signed_out_at")),
        skills=tuple(item.get("skills", ())),
        languages=tuple(item.get("languages", ())),
        capacity=item.get("capacity"),
        working_hours=hours_from(item["working_hours"]) if item.get("working_hours") else None,
        away=item.get("away", False),
        away_until=time_of(item.get("away_until")),
        **record(item),
    )


def common(kept: Record) -> Item:
    return {
        "created_at": to_text(kept.created_at),
        "updated_at": to_text(kept.updated_at),
        "created_by": kept.created_by,
        "version": kept.version,
        "deleted_at": text_of(kept.deleted_at),
        "metadata": dict(kept.metadata),
        "cause": kept.cause,
    }


def record(item: Item) -> dict[str, Any]:
    return {
        "created_at": from_text(item["created_at"]),
        "updated_at": from_text(item["updated_at"]),
        "created_by": item.get("created_by"),
        "version": item["version"],
        "deleted_at": time_of(item.get("deleted_at")),
        "metadata": item.get("metadata", {}),
        "cause": item.get("cause"),
    }


def text_of(at: datetime | None) -> str | None:
    return to_text(at) if at else None


def time_of(text: str | None) -> datetime | None:
    return from_text(text) if text else None
