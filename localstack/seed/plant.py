"""Plants the demonstration organization. Planting it again adds what is missing and changes nothing that is there."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any, TypeVar

from localstack.seed import calendar
from localstack.seed.catalogue import define
from localstack.seed.companies import company_of, found_companies
from localstack.seed.conversation import CORRELATION, Case, Story
from localstack.seed.ids import derived_id
from localstack.seed.macros import share_macros
from localstack.seed.people import MAILBOXES, PASSWORD, STAFF, TEAMS, WRITERS, Writer
from localstack.seed.scenarios import Opening, Scenario, load
from schemas.vocabulary import Role
from tessera.adapters.passwords import Argon2Passwords
from tessera.bootstrap import Services
from tessera.identity.customers import Customer, CustomerChanges, new_customer
from tessera.identity.model import Agent, Mailbox, Organization, Team, new_agent, new_team
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.errors import AlreadyExists
from tessera.kernel.ids import OrgId

T = TypeVar("T")

SLUG = "acme"
EPOCH = datetime.fromisoformat("2026-01-05T09:00:00+00:00")
ORG_ID = OrgId(derived_id(EPOCH, "organization", SLUG))

#: What customers have, the one after the other.
SUBSCRIPTIONS: tuple[dict[str, Any], ...] = (
    {"subscription": "beans_every_month"},
    {},
    {"subscription": "beans_every_week", "vip": True},
    {},
    {"subscription": "paused"},
)
SIGNATURE = "<p>{{{{agent.name}}}}<br>Acme · {}</p>"


@dataclass(frozen=True)
class Planted:
    """How many tickets there are, and how many of them were written now."""

    tickets: int
    fresh: int


def plant(services: Services) -> Planted:
    """All of it. Times are relative to the first planting, which the organization's record remembers."""
    now = _organization(services).created_at
    actor = system_actor(ORG_ID, CORRELATION)
    teams = {name: _team(services, actor, name, now) for name in TEAMS}
    agents = [_agent(services, actor, place, teams, now) for place in range(len(STAFF))]
    _mailboxes(services, teams, now)
    define(services.definitions(ORG_ID), actor)
    found_companies(services.company_table(ORG_ID), actor, EPOCH)
    share_macros(services.macros(ORG_ID), next(agent for agent in agents if agent.role is Role.ADMIN))
    return _tickets(services, actor, teams, agents, now)


def _organization(services: Services) -> Organization:
    known = services.people(ORG_ID).organization()
    if known is not None:
        return known
    at = services.clock()
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    made = Organization(id=ORG_ID, name="Acme", slug=SLUG, created_at=at, updated_at=at, created_by=None)
    services.directory.add_organization(made)
    return made


def _team(services: Services, actor: Actor, name: str, at: datetime) -> Team:
    team, event = new_team(actor, at, name, signature=SIGNATURE.format(name), id=derived_id(EPOCH, "team", name))
    people = services.people(ORG_ID)
    return people.team(team.id) or _added(lambda: people.add_team(team, event), team)


def _agent(services: Services, actor: Actor, place: int, teams: dict[str, Team], at: datetime) -> Agent:
    person = STAFF[place]
    people, agent_id = services.people(ORG_ID), derived_id(EPOCH, "agent", person.email)
    known = people.agent(agent_id)
    if known is not None:
        return known
    agent, event = new_agent(
        actor,
        at,
        name=person.name,
        email=person.email,
        password_hash=Argon2Passwords().hash(PASSWORD),
        role=person.role,
        team_ids=[teams[name].id for name in person.teams],
        id=agent_id,
    )
    return _added(lambda: people.add_agent(agent, event), agent)


def _mailboxes(services: Services, teams: dict[str, Team], at: datetime) -> None:
    for place, (address, team) in enumerate(MAILBOXES):
        if services.directory.mailbox(address) is None:
            team_id = teams[team].id if team else None
            # The first is the one that what did not come by mail is answered from.
            then = at + timedelta(seconds=place)
            mailbox = Mailbox(
                address=address, org_id=ORG_ID, team_id=team_id, created_at=then, updated_at=then, created_by=None
            )
            with suppress(AlreadyExists):
                services.directory.add_mailbox(mailbox)


def _tickets(services: Services, actor: Actor, teams: dict[str, Team], agents: list[Agent], now: datetime) -> Planted:
    table = services.ticket_table(ORG_ID)
    cases = list(_cases(teams, agents, now))
    if table.get(derived_id(cases[-1].opened_at, ORG_ID, "ticket", cases[-1].number)) is not None:
        return Planted(len(cases), 0)
    while table.next_number() < len(cases):  # numbers given from now on come after ours
        pass
    fresh = 0
    for case in cases:
        if table.get(derived_id(case.opened_at, ORG_ID, "ticket", case.number)) is not None:
            continue
        _customer(services, actor, case)
        story = Story(case, Random(f"story {case.number}")).tell()
        for key, file in story.files.items():
            services.files_bucket.put(key, file.content, file.content_type)
        table.import_conversation(story.ticket, story.entries)
        fresh += 1
    return Planted(len(cases), fresh)


def _customer(services: Services, actor: Actor, case: Case) -> None:
    customers, customer = services.customer_table(ORG_ID), case.customer
    details: CustomerChanges = {"language": case.language, "fields": SUBSCRIPTIONS[case.number % len(SUBSCRIPTIONS)]}
    made, event = new_customer(actor, customer.created_at, customer.email, customer.name, customer.id, details)
    if customers.look_up(customer.email).person is None:
        _added(lambda: customers.add_customer(made, event), made)


def _cases(teams: dict[str, Team], agents: list[Agent], now: datetime) -> Iterator[Case]:
    """Every opening of every scenario once, in an order and at times that look like a desk's."""
    rng = Random("acme")
    told = [(scenario, opening) for scenario in load() for opening in scenario.openings]
    rng.shuffle(told)
    writers = _Writers(rng)
    for number, ((scenario, opening), at) in enumerate(
        zip(told, calendar.arrivals(len(told), now, rng), strict=True), 1
    ):
        team = teams[scenario.team.capitalize()]
        desk = [agent for agent in agents if team.id in agent.team_ids and agent.role is not Role.ADMIN]
        assignee, colleague = rng.sample(desk, 2)
        writer, customer = writers.next(scenario, opening, at)
        yield Case(
            org_id=ORG_ID,
            number=number,
            scenario=scenario,
            opening=opening,
            customer=customer,
            company_id=company_of(customer.email, EPOCH),
            language=scenario.language,
            signature=writer.signature,
            assignee=assignee,
            colleague=colleague,
            team_id=team.id,
            mailbox="billing@acme.test" if scenario.team == "billing" and rng.random() < 0.7 else "support@acme.test",
            opened_at=at,
            now=now,
        )


class _Writers:
    """Hands out customers by language, each in turn; who writes from work has a signature that says so."""

    def __init__(self, rng: Random) -> None:
        pool = WRITERS.copy()
        rng.shuffle(pool)
        kinds = {(writer.language, bool(writer.signature)) for writer in pool}
        self._turns = {kind: cycle([w for w in pool if (w.language, bool(w.signature)) == kind]) for kind in kinds}
        self._known: dict[str, Customer] = {}

    def next(self, scenario: Scenario, opening: Opening, at: datetime) -> tuple[Writer, Customer]:
        kind = (scenario.language, opening.business)
        turns = self._turns.get(kind) or self._turns[scenario.language, not opening.business]
        writer = next(turns)
        customer = self._known.setdefault(writer.email, _customer_of(writer, at))
        return writer, customer


def _customer_of(writer: Writer, at: datetime) -> Customer:
    actor = system_actor(ORG_ID, CORRELATION)
    return new_customer(actor, at, writer.email, writer.name, id=derived_id(EPOCH, "customer", writer.email))[0]


def _added(add: Callable[[], None], record: T) -> T:
    """The record, whether it was added now or by somebody who planted at the same moment."""
    with suppress(AlreadyExists):
        add()
    return record
