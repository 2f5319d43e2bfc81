"""Agents, teams and customers."""

from typing import Annotated

from pydantic import Field

from schemas.base import Id, Inbound, Moment, Outbound
from schemas.http.catalogue import FieldValues
from schemas.http.jobs import Job, JobItem
from schemas.vocabulary import Role, RoutingMode, TicketScope, Weekday

Skill = Annotated[str, Field(min_length=1, max_length=50)]


Language = Annotated[str, Field(min_length=2, max_length=35)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["09:00"])]


class Span(Inbound):
    """From a time of day to a time of day; what does not end later than it starts ends on the day after."""

    starts: TimeOfDay
    ends: TimeOfDay


class WorkingHours(Inbound):
    """In the agent's own time zone, by its IANA name. On days that are left out they do not work."""

    time_zone: str = Field(min_length=1, max_length=64, examples=["Europe/Lisbon"])
    days: dict[Weekday, Span]


class AgentRef(Outbound):
    """What every signed-in agent may know of a colleague. Whoever is `away`, until `away_until` if that is set,
    is given no tickets."""

    id: str
    name: str
    email: str
    role: Role
    team_ids: list[str]
    active: bool
    away: bool
    away_until: str | None


class AgentList(Outbound):
    items: list[AgentRef]


class AgentDetail(AgentRef):
    """`skills` are tags of tickets that they know about, `languages` those that they speak; they get at most `capacity`
    open tickets, and none outside their `working_hours` (null: they work at any time)."""

    ticket_scope: TicketScope
    skills: list[str]
    languages: list[str]
    capacity: int | None
    working_hours: WorkingHours | None
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
    skills: list[Skill] | None = Field(default=None, max_length=50)
    languages: list[Language] | None = Field(default=None, max_length=20)
    capacity: int | None = Field(default=None, ge=1, le=500)
    working_hours: WorkingHours | None = None
    away: bool | None = None
    away_until: Moment | None = None


MAX_SIGNATURE = 5_000


class Team(Outbound):
    """`signature` is HTML with the variables of macros; it stands under the mails of the team's tickets."""

    id: str
    name: str
    routing: RoutingMode
    signature: str
    version: int


class TeamList(Outbound):
    items: list[Team]


class CreateTeam(Inbound):
    name: str = Field(min_length=1, max_length=200)
    routing: RoutingMode = RoutingMode.MANUAL
    signature: str = Field(default="", max_length=MAX_SIGNATURE)


class PatchTeam(Inbound):
    """Only the fields that are sent change."""

    name: str = Field(default="", min_length=1, max_length=200)
    routing: RoutingMode = RoutingMode.MANUAL
    signature: str = Field(default="", max_length=MAX_SIGNATURE)


class SetAway(Inbound):
    """With `hand_back`, the open tickets of whoever goes away go back to their teams."""

    away: bool
    until: Moment | None = None
    hand_back: bool = False


class OwnWorkingHours(Inbound):
    """Null: at any time."""

    working_hours: WorkingHours | None


class Blocked(Outbound):
    at: str
    reason: str


class CompanyRef(Outbound):
    id: str
    name: str


class Customer(Outbound):
    """`email` is the one of the `emails` that we write to first; mail from any of them is theirs. `company` is
    where they work: by hand (`company_id` is its id, or `none`), or by the domains of their addresses (`company_id` is
    null). `fields` are those that whoever asks may see. While somebody is `blocked`, their mail is kept in quarantine.
    `merged_ids` are who was merged into them."""

    id: str
    email: str
    emails: list[str]
    name: str
    phones: list[str]
    language: str | None
    time_zone: str | None
    notes: str
    metadata: dict[str, str]
    fields: FieldValues
    company: CompanyRef | None
    company_id: str | None
    blocked: Blocked | None
    merged_ids: list[str]
    created_at: str
    updated_at: str
    version: int


class MergeCustomer(Inbound):
    """`from` is who goes."""

    gone_id: Id = Field(alias="from")


class CustomerMerged(Outbound):
    """`job` gives the tickets of whoever went to the one who stays; `items` is null while it goes on."""

    customer: Customer
    job: Job
    items: list[JobItem] | None


class CustomerList(Outbound):
    items: list[Customer]
    next_cursor: str | None


Address = Annotated[str, Field(min_length=3, max_length=320)]
PhoneNumber = Annotated[str, Field(min_length=3, max_length=40)]


class CustomerFields(Inbound):
    phones: list[PhoneNumber] = Field(default_factory=list, max_length=10)
    language: str | None = Field(default=None, max_length=35)
    time_zone: str | None = Field(default=None, max_length=64)
    notes: str = Field(default="", max_length=10_000)
    company_id: str | None = Field(
        default=None, max_length=64, description="A company's id, `none`, or null: by the domains of the addresses"
    )
    metadata: dict[str, str] = Field(default_factory=dict, max_length=50)
    fields: FieldValues = Field(
        default_factory=dict, max_length=80, description="Custom fields; those that are left out stay, null empties one"
    )


class CreateCustomer(CustomerFields):
    """`emails` are all addresses; the first is `email`, if both are sent."""

    email: str | None = Field(default=None, min_length=3, max_length=320)
    emails: list[Address] = Field(default_factory=list, max_length=20)
    name: str = Field(default="", max_length=200)


class PatchCustomer(CustomerFields):
    """Only the fields that are sent change. `emails` are all of them, the one that we write to first."""

    name: str = Field(default="", max_length=200)
    emails: list[Address] = Field(default_factory=list, min_length=1, max_length=20)


class BlockCustomer(Inbound):
    """Why their mail is not wanted: it stands beside each mail in quarantine."""

    reason: str = Field(default="", max_length=500)
