"""Identity's ports in memory, with the same rules as the real ones (tests/adapters holds both against one contract)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tessera.identity.claims import AccessClaims
from tessera.identity.companies import Company, CompanyRef
from tessera.identity.customers import Customer
from tessera.identity.merging import Pair
from tessera.identity.model import Agent, Mailbox, Organization, Record, Team
from tessera.identity.ports import StaleRecord
from tessera.identity.session import RefreshToken, Session
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.kernel.person import Contact, Person, comparable

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Stands still until it is told to go on."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@dataclass
class FakeStore:
    """What all organizations share."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    agents: dict[tuple[str, str], Agent] = field(default_factory=dict)
    teams: dict[tuple[str, str], Team] = field(default_factory=dict)
    customers: dict[tuple[str, str], Customer] = field(default_factory=dict)
    companies: dict[tuple[str, str], Company] = field(default_factory=dict)
    mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


class FakePeople:
    def __init__(self, store: FakeStore, org_id: OrgId) -> None:
        self._store = store
        self._org_id = org_id

    def organization(self) -> Organization | None:
        return self._store.organizations.get(self._org_id)

    def agent(self, agent_id: str) -> Agent | None:
        return self._store.agents.get((self._org_id, agent_id))

    def agents(self) -> list[Agent]:
        mine = [agent for (org, _), agent in self._store.agents.items() if org == self._org_id]
        return sorted(mine, key=lambda agent: agent.name.casefold())

    def add_agent(self, agent: Agent, event: Event) -> None:
        if any(other.email == agent.email or other.id == agent.id for other in self._store.agents.values()):
            raise AlreadyExists("Somebody signs in with this e-mail address already.", "email")
        self._store.agents[agent.org_id, agent.id] = agent
        self._store.events.append(event)

    def save_agent(self, agent: Agent, event: Event) -> None:
        _refuse_stale(self.agent(agent.id), agent)
        self._store.agents[agent.org_id, agent.id] = agent
        self._store.events.append(event)

    def team(self, team_id: str) -> Team | None:
        return self._store.teams.get((self._org_id, team_id))

    def teams(self) -> list[Team]:
        mine = [team for (org, _), team in self._store.teams.items() if org == self._org_id]
        return sorted(mine, key=lambda team: team.name.casefold())

    def mailboxes(self) -> list[Mailbox]:
        mine = [one for one in self._store.mailboxes.values() if one.org_id == self._org_id]
        return sorted(mine, key=lambda one: one.address)

    def save_organization(self, organization: Organization, event: Event) -> None:
        _refuse_stale(self.organization(), organization)
        self._store.organizations[organization.id] = organization
        self._store.events.append(event)

    def add_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        if mailbox.address in self._store.mailboxes:
            raise AlreadyExists("This address receives mail already.", "address")
        self._store.mailboxes[mailbox.address] = mailbox
        self._store.events.append(event)

    def save_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        _refuse_stale(self._store.mailboxes.get(mailbox.address), mailbox)
        self._store.mailboxes[mailbox.address] = mailbox
        self._store.events.append(event)

    def remove_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        if self._store.mailboxes.get(mailbox.address) != mailbox:
            raise StaleRecord
        del self._store.mailboxes[mailbox.address]
        self._store.events.append(event)

    def add_team(self, team: Team, event: Event) -> None:
        if self.team(team.id) is not None:
            raise AlreadyExists("There is a team with this id already.", "id")
        self._store.teams[team.org_id, team.id] = team
        self._store.events.append(event)

    def save_team(self, team: Team, event: Event) -> None:
        _refuse_stale(self.team(team.id), team)
        self._store.teams[team.org_id, team.id] = team
        self._store.events.append(event)


class FakeCustomers:
    def __init__(self, store: FakeStore, org_id: OrgId) -> None:
        self._store = store
        self._org_id = org_id

    def customer(self, customer_id: str) -> Customer | None:
        return self._store.customers.get((self._org_id, customer_id))

    def look_up(self, email: str) -> Contact:
        found = next((customer for customer in self._mine() if email in customer.emails), None)
        if found is None:
            holder = self._company_of((email.rpartition("@")[2],))
            return Contact(company_id=holder.id if holder else None)
        company = self.companies_of([found]).get(found.id)
        blocked = (found.blocked_reason or "") if found.blocked_at else None
        return Contact(Person(found.id, found.name, email), blocked, company.id if company else None)

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        found = {one.id: self._company_of((one.company_id,) if one.company_id else one.domains) for one in customers}
        return {customer_id: ref for customer_id, ref in found.items() if ref}

    def _company_of(self, ways: Sequence[str]) -> CompanyRef | None:
        mine = [one for (org, _), one in self._store.companies.items() if org == self._org_id and not one.deleted_at]
        there = ((way, one) for way in ways for one in mine if way == one.id or way in one.domains)
        return next((CompanyRef(one.id, one.name) for _, one in there), None)

    def addresses(self, customer_id: str) -> tuple[str, ...]:
        found = self.customer(customer_id)
        while found is not None and found.merged_into is not None:
            found = self.customer(found.merged_into)
        return found.emails if found else ()

    def many(self, ids: list[str]) -> list[Customer]:
        return [found for each in ids if (found := self.customer(each))]

    def find_customers(self, prefix: str, limit: int) -> list[Customer]:
        wanted, found = prefix.strip().casefold(), dict[str, Customer]()
        for customer in sorted(self._mine(), key=lambda one: one.name.casefold()):
            name = customer.name.casefold()
            words = (name, name.rpartition(" ")[2])
            named = wanted and any(word.startswith(wanted) for word in words)
            if named or (wanted and any(email.startswith(comparable(prefix)) for email in customer.emails)):
                found[customer.id] = customer
        return list(found.values())[:limit]

    def customers(self, limit: int, cursor: str | None) -> Page[Customer]:
        offset = 0
        if cursor is not None:
            offset = decode_cursor(cursor, "customers", self._org_id).get("offset", -1)
            if offset < 0:
                raise BadCursor
        newest_first = sorted(self._mine(), key=lambda customer: (customer.updated_at, customer.id), reverse=True)
        page = newest_first[offset : offset + limit]
        more = len(page) == limit
        return Page(page, encode_cursor({"offset": offset + limit}, "customers", self._org_id) if more else None)

    def add_customer(self, customer: Customer, event: Event) -> None:
        if any(self.look_up(email).person for email in customer.emails) or self.customer(customer.id):
            raise AlreadyExists("Somebody has this address already.", "email")
        self._store.customers[customer.org_id, customer.id] = customer
        self._store.events.append(event)

    def save_customer(self, before: Customer, customer: Customer, event: Event) -> None:
        _refuse_stale(self.customer(customer.id), customer)
        for place, email in enumerate(customer.emails):
            holder = self.look_up(email).person
            if holder and holder.id != customer.id:
                raise AlreadyExists("Somebody has this address already.", f"emails.{place}")
        self._store.customers[customer.org_id, customer.id] = customer
        self._store.events.append(event)

    def save_pair(self, before: Pair, after: Pair, events: Sequence[Event]) -> None:
        for one in after:
            _refuse_stale(self.customer(one.id), one)
        self._store.customers.update({(one.org_id, one.id): one for one in after})
        self._store.events += events

    def _mine(self) -> list[Customer]:
        mine = [customer for (org, _), customer in self._store.customers.items() if org == self._org_id]
        return [customer for customer in mine if customer.merged_into is None]


class FakeCompanies:
    def __init__(self, store: FakeStore, org_id: OrgId) -> None:
        self._store = store
        self._org_id = org_id

    def company(self, company_id: str) -> Company | None:
        return self._store.companies.get((self._org_id, company_id))

    def companies(self, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        mine = [one for (org, _), one in self._store.companies.items() if org == self._org_id and not one.deleted_at]
        wanted = [one for one in mine if one.name.casefold().startswith(prefix.strip().casefold())]
        return self._page(sorted(wanted, key=lambda one: one.name.casefold()), limit, cursor)

    def companies_named(self, name: str) -> list[Company]:
        there = self.companies(name, 1000, None).items
        return [one for one in there if one.name.casefold() == name.strip().casefold()]

    def members(self, company: Company, limit: int, cursor: str | None) -> Page[Customer]:
        customers = FakeCustomers(self._store, self._org_id)
        everybody = customers._mine()
        there = customers.companies_of(everybody)
        theirs = [one for one in everybody if one.id in there and there[one.id].id == company.id]
        return self._page(sorted(theirs, key=lambda one: one.company_id is None), limit, cursor)

    def listed(self, company: Company, limit: int, cursor: str | None) -> Page[str]:
        everybody = FakeCustomers(self._store, self._org_id)._mine()
        there = [
            one.id
            for one in everybody
            if one.company_id == company.id or (one.company_id is None and set(one.domains) & set(company.domains))
        ]
        return self._page(there, limit, cursor)

    def holders(self, domains: Iterable[str]) -> dict[str, CompanyRef]:
        there = self.companies("", 1000, None).items
        return {each: CompanyRef(one.id, one.name) for each in domains for one in there if each in one.domains}

    def add_company(self, company: Company, event: Event) -> None:
        if self.company(company.id) is not None:
            raise AlreadyExists("There is a company of this id already.", "id")
        self._keep(company, event)

    def _keep(self, company: Company, event: Event) -> None:
        self._refuse_taken(company)
        self._store.companies[company.org_id, company.id] = company
        self._store.events.append(event)

    def save_company(self, before: Company, company: Company, event: Event) -> None:
        _refuse_stale(self.company(company.id), company)
        self._keep(company, event)

    def _refuse_taken(self, company: Company) -> None:
        for place, domain in enumerate(company.domains):
            others = self.companies("", 1000, None).items
            if not company.deleted_at and any(domain in one.domains and one.id != company.id for one in others):
                raise AlreadyExists(f"Another company has the domain {domain}.", f"domains.{place}")

    def _page(self, found: list[Any], limit: int, cursor: str | None) -> Page[Any]:
        offset = decode_cursor(cursor, "fake", self._org_id)["offset"] if cursor else 0
        page = found[offset : offset + limit]
        more = len(found) > offset + limit
        return Page(page, encode_cursor({"offset": offset + limit}, "fake", self._org_id) if more else None)


class FakeDirectory:
    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def agent_by_email(self, email: str) -> Agent | None:
        return next((agent for agent in self._store.agents.values() if agent.email == email), None)

    def agent(self, org_id: OrgId, agent_id: str) -> Agent | None:
        return self._store.agents.get((org_id, agent_id))

    def mailbox(self, address: str) -> Mailbox | None:
        return self._store.mailboxes.get(address)

    def holder_of_domain(self, domain: str) -> OrgId | None:
        there = (box.org_id for box in self._store.mailboxes.values() if box.address.endswith(f"@{domain}"))
        return next(there, None)

    def record(self, event: Event) -> None:
        self._store.events.append(event)

    def add_organization(self, organization: Organization) -> None:
        if any(other.slug == organization.slug for other in self._store.organizations.values()):
            raise AlreadyExists("There is an organization with this slug already.", "slug")
        self._store.organizations[organization.id] = organization

    def add_mailbox(self, mailbox: Mailbox) -> None:
        if mailbox.address in self._store.mailboxes:
            raise AlreadyExists("This address receives mail already.", "address")
        self._store.mailboxes[mailbox.address] = mailbox


class FakeSessions:
    def __init__(self) -> None:
        self.kept: dict[str, Session] = {}
        self.attempts: dict[tuple[str, str | None, int], int] = {}
        self.strangers: list[str] = []
        #: Runs once just before the next save: what another tab does at that moment.
        self.before_save: Callable[[], object] | None = None

    def find(self, token: RefreshToken) -> Session | None:
        session = self.kept.get(token.session_id)
        return session if session and (session.org_id, session.agent_id) == (token.org_id, token.agent_id) else None

    def add(self, session: Session) -> None:
        self.kept[session.id] = session

    def save(self, session: Session) -> bool:
        meanwhile, self.before_save = self.before_save, None
        if meanwhile:
            meanwhile()
        stored = self.kept.get(session.id)
        if stored is None or stored.rotation != session.rotation - 1:
            return False
        self.kept[session.id] = session
        return True

    def remove(self, session: Session) -> None:
        self.kept.pop(session.id, None)

    def count_attempt(self, email: str, ip: str | None, window: int, until: datetime) -> int:
        self.attempts[email, ip, window] = self.attempts.get((email, ip, window), 0) + 1
        return self.attempts[email, ip, window]

    def forget_attempts(self, email: str, ip: str | None, window: int) -> None:
        self.attempts.pop((email, ip, window), None)

    def note_stranger(self, email: str, until: datetime) -> None:
        self.strangers.append(email)


@dataclass
class FakePasswords:
    """Counts the work, so that a test can see that a stranger costs as much as anybody."""

    verified: int = 0

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def verify(self, hash: str | None, password: str) -> bool:
        self.verified += 1
        return hash == f"hash of {password}"


@dataclass
class FakeTokens:
    issued: list[AccessClaims] = field(default_factory=list)

    def __call__(self, claims: AccessClaims) -> str:
        self.issued.append(claims)
        return f"access-{len(self.issued)}"


def _refuse_stale(stored: Record | None, record: Record) -> None:
    if stored is None or stored.version != record.version - 1:
        raise StaleRecord
