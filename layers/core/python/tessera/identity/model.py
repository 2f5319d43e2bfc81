"""Organizations and the people in them. Every change gives the changed record and the event that says so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict, TypeVar

from schemas.vocabulary import ROLE_PERMISSIONS, EventType, Permission, Role, RoutingMode, TicketScope
from tessera.catalogue.naming import tag_form
from tessera.identity.hours import WorkingHours
from tessera.kernel import template
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms, to_text
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import AgentId, OrgId, TeamId, new_id
from tessera.kernel.line import one_line
from tessera.kernel.person import normalise_email

MAX_NAME = 200
MIN_PASSWORD = 12


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every kept thing has. `version` counts from 1; `created_by` is an actor's id, or None for the system.
    `cause` is what the latest change answers (`Actor.causation_id`): a row of an import knows by it what it did."""

    created_at: datetime
    updated_at: datetime
    created_by: str | None
    version: int = 1
    deleted_at: datetime | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    cause: str | None = None


@dataclass(frozen=True, kw_only=True)
class Organization(Record):
    """`hue` is the brand's, in degrees of OKLCH; None is the product's own. `mail_header` and `mail_footer` are HTML
    with variables that stand over and under all that its agents mail. `language` is the tag (BCP 47) of what they are
    written in where the reader's own is not known."""

    id: OrgId
    name: str
    slug: str
    hue: int | None = None
    mail_header: str = ""
    mail_footer: str = ""
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mailbox(Record):
    """An address that receives an organization's mail. Its tickets start in `team_id`, if there is one."""

    address: str
    org_id: OrgId
    team_id: TeamId | None = None


@dataclass(frozen=True, kw_only=True)
class Team(Record):
    """`signature` is HTML with variables that stands under what the team's agents mail; empty for none."""

    id: TeamId
    org_id: OrgId
    name: str
    routing: RoutingMode = RoutingMode.MANUAL
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class Agent(Record):
    """`signed_out_at` voids every session begun up to then: set by a new password and by deactivation. `skills` are the
    tags of tickets that they know about; `capacity` is how many open tickets they get at most. Somebody who is `away`
    gets none, until a time if there is one; nor does anybody outside their `working_hours`. `languages` are those that
    they speak, as primary tags of BCP 47 (`pt`)."""

    id: AgentId
    org_id: OrgId
    name: str
    email: str
    role: Role
    team_ids: tuple[str, ...]
    ticket_scope: TicketScope
    password_hash: str = field(repr=False)
    active: bool = True
    signed_out_at: datetime | None = None
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    working_hours: WorkingHours | None = None
    away: bool = False
    away_until: datetime | None = None

    def is_away(self, now: datetime) -> bool:
        return self.away and (self.away_until is None or self.away_until > now)

    def is_at_work(self, now: datetime) -> bool:
        return self.working_hours is None or self.working_hours.covers(now)

    @property
    def may_sign_in(self) -> bool:
        return self.active and self.deleted_at is None

    @property
    def permissions(self) -> frozenset[Permission]:
        return ROLE_PERMISSIONS[self.role]

    @property
    def may_have_tickets(self) -> bool:
        return self.may_sign_in and Permission.TICKETS_WRITE in self.permissions


class OrganizationChanges(TypedDict, total=False):
    """Only the keys that are there change."""

    name: str
    hue: int | None
    mail_header: str
    mail_footer: str
    language: str | None


class AgentChanges(TypedDict, total=False):
    """Only the keys that are there change. `password_hash` signs the agent out everywhere."""

    name: str
    role: Role
    team_ids: list[str]
    ticket_scope: TicketScope
    active: bool
    password_hash: str
    skills: list[str]
    languages: list[str]
    capacity: int | None
    working_hours: WorkingHours | None
    away: bool
    away_until: datetime | None


R = TypeVar("R", bound=Record)
_LANGUAGE = re.compile("[a-z]{2,3}")
_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
SECRET = "(hidden)"  # noqa: S105 - what stands in the audit record in place of a password's hash


def new_agent(
    actor: Actor,
    at: datetime,
    *,
    name: str,
    email: str,
    password_hash: str,
    role: Role = Role.AGENT,
    team_ids: list[str] | None = None,
    ticket_scope: TicketScope = TicketScope.ALL,
    id: str | None = None,
) -> tuple[Agent, Event]:
    """An active agent. Raises `Invalid` with the field at fault."""
    agent = Agent(
        id=AgentId(id or new_id(to_ms(at))),
        org_id=actor.org_id,
        name=checked_name(name),
        email=normalise_email(email),
        role=role,
        team_ids=tuple(sorted(set(team_ids or []))),
        ticket_scope=ticket_scope,
        password_hash=password_hash,
        created_at=at,
        updated_at=at,
        created_by=actor.id,
    )
    shown = {"name": agent.name, "email": agent.email, "role": role.value, "team_ids": list(agent.team_ids)}
    shown["ticket_scope"] = ticket_scope.value
    return agent, created(EventType.AGENT_CREATED, actor, at, ("agent", agent.id), shown)


def change_agent(agent: Agent, actor: Actor, at: datetime, changes: AgentChanges) -> tuple[Agent, Event | None]:
    """The agent with `changes`, and no event when they change nothing. Raises `Invalid` with the field at fault."""
    wanted: dict[str, Any] = dict(changes)
    if "name" in wanted:
        wanted["name"] = checked_name(wanted["name"])
    if "team_ids" in wanted:
        wanted["team_ids"] = tuple(sorted(set(wanted["team_ids"])))
    if "skills" in wanted:
        wanted["skills"] = tuple(sorted({skill for each in wanted["skills"] if (skill := tag_form(each))}))
    if "languages" in wanted:
        wanted["languages"] = tuple(sorted({language_of(each, "languages") for each in wanted["languages"]}))
    wanted |= _until(agent, at, wanted)
    different = {name: value for name, value in wanted.items() if value != getattr(agent, name)}
    if "password_hash" in different or different.get("active") is False:
        different["signed_out_at"] = at
    return changed_record(agent, EventType.AGENT_UPDATED, actor, at, ("agent", agent.id), different)


def _until(agent: Agent, at: datetime, wanted: Mapping[str, Any]) -> dict[str, datetime | None]:
    """Until when somebody is away ends with it, and never lies before: they would be away and get tickets."""
    until = wanted.get("away_until")
    if wanted.get("away") is False:
        return {"away_until": None}
    if until is not None and until <= at:
        raise Invalid("Choose a time to come.", "away_until")
    left = agent.away_until is not None and agent.away_until <= at
    return {"away_until": None} if wanted.get("away") and until is None and left else {}


def new_team(
    actor: Actor,
    at: datetime,
    name: str,
    routing: RoutingMode = RoutingMode.MANUAL,
    signature: str = "",
    id: str | None = None,
) -> tuple[Team, Event]:
    template.check(signature, "signature")
    team = Team(
        id=TeamId(id or new_id(to_ms(at))),
        org_id=actor.org_id,
        name=checked_name(name),
        routing=routing,
        signature=signature,
        created_at=at,
        updated_at=at,
        created_by=actor.id,
    )
    shown = {"name": team.name, "routing": team.routing.value, **({"signature": signature} if signature else {})}
    return team, created(EventType.TEAM_CREATED, actor, at, ("team", team.id), shown)


class TeamChanges(TypedDict, total=False):
    name: str
    routing: RoutingMode
    signature: str


def change_team(team: Team, actor: Actor, at: datetime, changes: TeamChanges) -> tuple[Team, Event | None]:
    wanted: dict[str, Any] = dict(changes)
    if "name" in wanted:
        wanted["name"] = checked_name(wanted["name"])
    template.check(wanted.get("signature", ""), "signature")
    different = {name: value for name, value in wanted.items() if value != getattr(team, name)}
    return changed_record(team, EventType.TEAM_UPDATED, actor, at, ("team", team.id), different)


def language_of(tag: str, field: str = "language") -> str:
    """The language of a tag like `pt-BR`, without country and script. Raises `Invalid`."""
    primary = tag.strip().lower().partition("-")[0]
    if not _LANGUAGE.fullmatch(primary):
        raise Invalid("Write languages like de, en or pt.", field)
    return primary


def language_tag(tag: str | None) -> str | None:
    """As the tag is written, if it has the form of one (BCP 47). Raises `Invalid`."""
    if not tag:
        return None
    if not _TAG.fullmatch(tag):
        raise Invalid("Write it like pt-BR.", "language")
    return tag


def checked_name(name: str) -> str:
    """A name for a person or a team: one line, not empty. Raises `Invalid`."""
    line = one_line(name)
    if not line or len(line) > MAX_NAME:
        raise Invalid(f"Give a name of 1 to {MAX_NAME} characters.", "name")
    return line


def created(type_: EventType, actor: Actor, at: datetime, subject: tuple[str, str], shown: Mapping[str, Any]) -> Event:
    return make_event(type_, actor, at, subject, {name: (None, value) for name, value in shown.items()})


def changed_record(
    record: R, type_: EventType, actor: Actor, at: datetime, subject: tuple[str, str], different: Mapping[str, Any]
) -> tuple[R, Event | None]:
    if not different:
        return record, None
    shown = {name: (_shown(name, getattr(record, name)), _shown(name, value)) for name, value in different.items()}
    shown.pop("signed_out_at", None)
    changed = replace(record, **different, version=record.version + 1, updated_at=at, cause=actor.causation_id)
    return changed, make_event(type_, actor, at, subject, shown)


def _shown(name: str, value: Any) -> Any:
    if name == "password_hash":
        return SECRET
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, WorkingHours):
        return value.to_json()
    return list(value) if isinstance(value, tuple) else value
