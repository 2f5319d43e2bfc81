"""What identity needs of the outside. Adapters and the tests' fakes have the same shape."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from tessera.identity.claims import AccessClaims
from tessera.identity.companies import Company, CompanyRef
from tessera.identity.customers import Customer
from tessera.identity.merging import Pair
from tessera.identity.model import Agent, Mailbox, Organization, Team
from tessera.identity.session import RefreshToken, Session
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page


class StaleRecord(Exception):
    """The record changed since it was read; nothing was written."""


class People(Protocol):
    """The people of one organization.

    `add_…` raises `AlreadyExists` for an address or an id that is taken. `save_…` writes a record whose version is one
    more than the stored one's, or raises `StaleRecord`. Each writes its event in the same transaction.
    """

    def organization(self) -> Organization | None: ...

    def agent(self, agent_id: str) -> Agent | None: ...

    def agents(self) -> list[Agent]:
        """All agents, active or not, by name."""
        ...

    def add_agent(self, agent: Agent, event: Event) -> None: ...

    def save_agent(self, agent: Agent, event: Event) -> None: ...

    def team(self, team_id: str) -> Team | None: ...

    def teams(self) -> list[Team]:
        """All teams, by name."""
        ...

    def mailboxes(self) -> list[Mailbox]:
        """All addresses that receive mail, in their order."""
        ...

    def save_organization(self, organization: Organization, event: Event) -> None: ...

    def add_mailbox(self, mailbox: Mailbox, event: Event) -> None: ...

    def save_mailbox(self, mailbox: Mailbox, event: Event) -> None: ...

    def remove_mailbox(self, mailbox: Mailbox, event: Event) -> None:
        """Raises `StaleRecord` if it changed since it was read."""
        ...

    def add_team(self, team: Team, event: Event) -> None: ...

    def save_team(self, team: Team, event: Event) -> None: ...


class Customers(Protocol):
    """The customers of one organization. Errors as in `People`."""

    def customer(self, customer_id: str) -> Customer | None: ...

    def customers(self, limit: int, cursor: str | None) -> Page[Customer]:
        """Newest change first. Raises `BadCursor`."""
        ...

    def find_customers(self, prefix: str, limit: int) -> list[Customer]:
        """Whose name, last name or one of whose addresses begins so, by name. Costs the same whatever their number."""
        ...

    def many(self, ids: list[str]) -> list[Customer]:
        """Those that are there, in this order."""
        ...

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        """By customer's id: where they work, by hand or by domain. One call for a page of people."""
        ...

    def add_customer(self, customer: Customer, event: Event) -> None: ...

    def save_customer(self, before: Customer, customer: Customer, event: Event) -> None:
        """Also raises `AlreadyExists` for an address that somebody else has. `before` is the stored one."""
        ...

    def save_pair(self, before: Pair, after: Pair, events: Sequence[Event]) -> None:
        """Both at once, with the addresses that go from one to the other."""
        ...


class Companies(Protocol):
    """The companies of one organization. `AlreadyExists` is raised for a domain that another company has."""

    def company(self, company_id: str) -> Company | None: ...

    def companies(self, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        """By name, those whose name begins so. Raises `BadCursor`."""
        ...

    def companies_named(self, name: str) -> list[Company]:
        """Without regard to capitals and accents."""
        ...

    def members(self, company: Company, limit: int, cursor: str | None) -> Page[Customer]:
        """Who was put there by hand, then who is there by each domain; a page may be short. Raises `BadCursor`."""
        ...

    def holders(self, domains: Iterable[str]) -> dict[str, CompanyRef]:
        """By domain, the company that has it."""
        ...

    def add_company(self, company: Company, event: Event) -> None:
        """Raises `AlreadyExists` also for an id that is taken; then the error's field is `id`."""
        ...

    def save_company(self, before: Company, company: Company, event: Event) -> None: ...


class Directory(Protocol):
    """What is looked up before the organization is known."""

    def agent_by_email(self, email: str) -> Agent | None:
        """Costs the same whether there is one or not."""
        ...

    def agent(self, org_id: OrgId, agent_id: str) -> Agent | None: ...

    def mailbox(self, address: str) -> Mailbox | None:
        """The mailbox with this normalised address, whichever organization has it."""
        ...

    def holder_of_domain(self, domain: str) -> OrgId | None:
        """The organization that had the first mailbox in a mail domain: what is misaddressed there is for it to see."""
        ...

    def record(self, event: Event) -> None:
        """An event that no kept record changes with: a sign-in, a sign-out."""
        ...


class Founding(Protocol):
    """How organizations come to be. Raises `AlreadyExists` for a slug or an address that is taken."""

    def add_organization(self, organization: Organization) -> None: ...

    def add_mailbox(self, mailbox: Mailbox) -> None: ...


class Sessions(Protocol):
    """Sessions and failed sign-ins; all of it forgets itself."""

    def find(self, token: RefreshToken) -> Session | None: ...

    def add(self, session: Session) -> None: ...

    def save(self, session: Session) -> bool:
        """False if somebody else changed the session since it was read."""
        ...

    def remove(self, session: Session) -> None: ...

    def count_attempt(self, email: str, ip: str | None, window: int, until: datetime) -> int:
        """Count one attempt in the window of that number, which ends at `until`; gives the attempts so far."""
        ...

    def forget_attempts(self, email: str, ip: str | None, window: int) -> None: ...

    def note_stranger(self, email: str, until: datetime) -> None:
        """What a failed sign-in of an unknown address writes in place of an event, so that both cost the same."""
        ...


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...

    def verify(self, hash: str | None, password: str) -> bool:
        """False without a hash too, after the same work."""
        ...


IssueToken = Callable[[AccessClaims], str]
