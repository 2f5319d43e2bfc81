"""People to test with."""

from datetime import datetime
from typing import Any

from schemas.vocabulary import ActorType, Role, TicketScope
from tessera.identity.customers import Customer
from tessera.identity.model import Agent, Mailbox, Organization, Team
from tessera.kernel.actor import Actor
from tessera.kernel.ids import AgentId, CustomerId, OrgId, TeamId, new_id
from tests.fakes.identity import START

ORG = OrgId("01930000-0000-7000-8000-00000000000a")
OTHER_ORG = OrgId("01930000-0000-7000-8000-00000000000b")
PASSWORD = "correct horse battery"


def _record(at: datetime = START) -> dict[str, Any]:
    return {"created_at": at, "updated_at": at, "created_by": None}


def make_organization(**fields: Any) -> Organization:
    return Organization(**{"id": ORG, "name": "Acme", "slug": "acme"} | _record() | fields)


def make_agent(**fields: Any) -> Agent:
    agent_id = AgentId(new_id())
    known = {
        "id": agent_id,
        "org_id": ORG,
        "name": "Ada Lovelace",
        "email": f"{agent_id}@acme.test",
        "role": Role.AGENT,
        "team_ids": (),
        "ticket_scope": TicketScope.ALL,
        "password_hash": f"hash of {PASSWORD}",
    }
    return Agent(**known | _record() | fields)


def make_team(**fields: Any) -> Team:
    return Team(**{"id": TeamId(new_id()), "org_id": ORG, "name": "Support"} | _record() | fields)


def make_customer(**fields: Any) -> Customer:
    customer_id = CustomerId(new_id())
    known = {"id": customer_id, "org_id": ORG, "email": f"{customer_id}@example.com", "name": "Grace Hopper"}
    return Customer(**known | _record() | fields)


def make_mailbox(**fields: Any) -> Mailbox:
    return Mailbox(**{"address": "support@acme.test", "org_id": ORG} | _record() | fields)


def actor_of(agent: Agent, **fields: Any) -> Actor:
    known = {"role": agent.role, "team_ids": frozenset(agent.team_ids), "correlation_id": "test"}
    return Actor(agent.org_id, ActorType.AGENT, agent.id, agent.name, **known | fields)


def actor_with(role: Role, org_id: OrgId = ORG) -> Actor:
    return actor_of(make_agent(role=role, org_id=org_id))
