"""Agents, teams and customers."""

from pydantic import Field

from schemas.base import Id, Inbound, Outbound
from schemas.vocabulary import Role, TicketScope


class AgentRef(Outbound):
    """What every signed-in agent may know of a colleague."""

    id: str
    name: str
    email: str
    role: Role
    team_ids: list[str]
    active: bool


class AgentList(Outbound):
    items: list[AgentRef]


class AgentDetail(AgentRef):
    ticket_scope: TicketScope
    created_at: str
    updated_at: str
    version: int


class AgentDetailList(Outbound):
    items: list[AgentDetail]


class CreateAgent(Inbound):
    name: str = Field(min_length=1, max_length=200)
    email: str = Field(min_length=3, max_length=320)
    password: str = Field(min_length=12, max_length=1024)
    role: Role = Role.AGENT
    team_ids: list[Id] = Field(default_factory=list, max_length=50)
    ticket_scope: TicketScope = TicketScope.ALL


class PatchAgent(Inbound):
    """Only the fields that are sent change. `password` signs the agent out everywhere."""

    name: str | None = Field(default=None, min_length=1, max_length=200)
    password: str | None = Field(default=None, min_length=12, max_length=1024)
    role: Role | None = None
    team_ids: list[Id] | None = Field(default=None, max_length=50)
    ticket_scope: TicketScope | None = None
    active: bool | None = None


class Team(Outbound):
    id: str
    name: str
    version: int


class TeamList(Outbound):
    items: list[Team]


class CreateTeam(Inbound):
    name: str = Field(min_length=1, max_length=200)


class PatchTeam(Inbound):
    name: str = Field(min_length=1, max_length=200)


class Customer(Outbound):
    id: str
    email: str
    name: str
    created_at: str
    updated_at: str
    version: int


class CustomerList(Outbound):
    items: list[Customer]
    next_cursor: str | None


class CreateCustomer(Inbound):
    email: str = Field(min_length=3, max_length=320)
    name: str = Field(default="", max_length=200)


class PatchCustomer(Inbound):
    name: str = Field(max_length=200)
