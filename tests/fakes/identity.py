"""Identity's ports in memory, with the same rules as the real ones (tests/adapters holds both against one contract)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tessera.identity.claims import AccessClaims
from tessera.identity.model import Agent, Customer, Mailbox, Organization, Record, Team
from tessera.identity.ports import StaleRecord
from tessera.identity.session import RefreshToken, Session
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.kernel.person import Person

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

    def find_by_email(self, email: str) -> Person | None:
        found = next((customer for customer in self._mine() if customer.email == email), None)
        return Person(found.id, found.name, found.email) if found else None

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
        if self.find_by_email(customer.email) or self.customer(customer.id):
            raise AlreadyExists("A customer has this address already.", "email")
        self._store.customers[customer.org_id, customer.id] = customer
        self._store.events.append(event)

    def save_customer(self, customer: Customer, event: Event) -> None:
        _refuse_stale(self.customer(customer.id), customer)
        self._store.customers[customer.org_id, customer.id] = customer
        self._store.events.append(event)

    def _mine(self) -> list[Customer]:
        return [customer for (org, _), customer in self._store.customers.items() if org == self._org_id]


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
