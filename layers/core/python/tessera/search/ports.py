"""What search needs from outside. One index per organization: an engine is made for one and sees no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tessera.identity.companies import Company, CompanyRef
from tessera.identity.customers import Customer
from tessera.kernel.page import Page
from tessera.search.model import Document, Field, Found, FoundPerson, Request, Scope
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Entry, TicketQuery

#: What the index was when a writer began; only the engine looks into it.
Base = object


class IndexMoved(Exception):
    """Somebody else wrote the index since the writer began; nothing was written. Begin again and read again."""


class NoIndex(Exception):
    """The organization's tickets have not been indexed yet."""


class Draft(Protocol):
    """An index in the making, which nobody sees until it takes the place of the one before."""

    def add(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None: ...

    def publish(self) -> None:
        """From now on this is the index, for readers and writers. What writers published meanwhile is not in it."""
        ...


class Index(Protocol):
    def begin(self) -> Base:
        """The index as it is now. Tickets are to be read after this. Raises `NoIndex`."""
        ...

    def publish(self, base: Base, documents: Sequence[Document], gone: Sequence[str]) -> None:
        """Put the documents in, in the place of older ones, and take `gone` out, all at once. Raises `IndexMoved`."""
        ...

    def draft(self) -> Draft:
        """A new, empty index."""
        ...

    def search(self, request: Request) -> Found:
        """Raises `NoIndex`."""
        ...

    def people(self, text: str, limit: int) -> list[FoundPerson]:
        """Whose name, address or company has a word for each of these, or one that begins so. Raises `NoIndex`."""
        ...

    def complete(self, start: str, scope: Scope | None, limit: int) -> list[str]:
        """Words of subjects that begin so, the commonest first. Raises `NoIndex`."""
        ...

    def values(self, field: Field, scope: Scope | None, limit: int) -> list[str]:
        """The values that tickets have of one of `FACETS`, the commonest first. Raises `NoIndex`."""
        ...


class Tickets(Protocol):
    """The truth: ticketing's own store, as far as search reads it."""

    def get_many(self, ticket_ids: Sequence[str]) -> list[Ticket]:
        """Those that exist, in no particular order. At most 100."""
        ...

    def open(self, ticket_id: str, limit: int) -> tuple[Ticket, Page[Entry]] | None: ...

    def entries(self, ticket_id: str, limit: int, cursor: str | None, merged_ids: Sequence[str]) -> Page[Entry]: ...

    def list(self, query: TicketQuery, limit: int, cursor: str | None) -> Page[Ticket]: ...


class Customers(Protocol):
    """Everybody who writes to the organization, as identity keeps them."""

    def customer(self, customer_id: str) -> Customer | None: ...

    def customers(self, limit: int, cursor: str | None) -> Page[Customer]:
        """Newest change first."""
        ...

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        """Where they work, by their ids."""
        ...


class CompanyNames(Protocol):
    """Companies by what one types of their names."""

    def companies(self, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        """By name, those whose name begins so."""
        ...


class Addresses(Protocol):
    def known_as(self, email: str) -> tuple[str, ...]:
        """All addresses of whom this one belongs to; of nobody none."""
        ...


class Companies(Protocol):
    """Where they work, as identity keeps it."""

    def company(self, company_id: str) -> Company | None: ...

    def listed(self, company: Company, limit: int, cursor: str | None) -> Page[str]:
        """Ids of who was put in by hand or has an address at one of its domains, whosever they are by now."""
        ...


@dataclass(frozen=True)
class Named:
    """An agent or a team. A team has no address."""

    id: str
    name: str
    email: str = ""


class Directory(Protocol):
    """Who is meant by a name."""

    def agents(self) -> Sequence[Named]: ...

    def teams(self) -> Sequence[Named]: ...


class Preparation(Protocol):
    """Who makes an index that is not there yet: one at a time, in the background."""

    def claim(self, until: datetime) -> bool:
        """True for the one who shall make it; the others are told no until then, or until `release`."""
        ...

    def release(self) -> None: ...

    def ask(self, until: datetime) -> None:
        """Have it made, elsewhere and soon. Asking again before `until` does nothing."""
        ...
