"""Tickets and people as an index holds them, read from where they are kept."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime

from schemas.vocabulary import TicketStatus
from tessera.identity.companies import CompanyRef
from tessera.identity.customers import Customer
from tessera.search.model import Document, PersonDocument, Text, TicketDocument
from tessera.search.ports import Companies, Customers, Tickets
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Entry, TicketQuery

#: What is indexed of one ticket: its newest messages, and the beginning of each.
MAX_ENTRIES = 500
MAX_TEXT = 10_000
ENTRIES_AT_ONCE = 100
TICKETS_AT_ONCE = 100
PEOPLE_AT_ONCE = 500
MAX_MEMBERS = 2_000


class Source:
    """The tickets and people of one organization. With `threads`, several are read at a time."""

    def __init__(
        self, tickets: Tickets, customers: Customers, companies: Companies, threads: Executor | None = None
    ) -> None:
        self._tickets = tickets
        self._customers = customers
        self._companies = companies
        self._threads = threads

    def read(
        self, ticket_ids: Sequence[str], person_ids: Sequence[str] = ()
    ) -> tuple[Sequence[Document], Sequence[str]]:
        """The documents of those that are there, and the ids of those that are not, or not any more."""
        apply = self._threads.map if self._threads else map
        found: list[Document | None] = [*apply(self._document, ticket_ids), *apply(self._person, person_ids)]
        documents = [document for document in found if document is not None]
        there = {document.id for document in documents}
        return documents, [each for each in (*ticket_ids, *person_ids) if each not in there]

    def people(self, since: datetime | None = None) -> Iterator[tuple[list[PersonDocument], list[str]]]:
        """Everybody, or whoever changed since then: their documents, and the ids of those that are gone."""
        cursor = None
        while True:
            page = self._customers.customers(PEOPLE_AT_ONCE, cursor)
            recent = [one for one in page.items if since is None or one.updated_at >= since]
            gone: list[str] = [one.id for one in recent if one.deleted_at is not None]
            there = self._customers.companies_of(recent)
            yield [person_of(one, there.get(one.id)) for one in recent if one.deleted_at is None], gone
            cursor = page.next_cursor
            if cursor is None or len(recent) < len(page.items):
                return

    def members(self, company_id: str, lost_domains: Iterable[str] = ()) -> list[str]:
        """Ids of who works there, or may have until it lost these domains or was deleted: as many as one change of it
        brings up to date. The others follow with their next change, or when the index is made anew."""
        company = self._companies.company(company_id)
        found: list[str] = []
        cursor = None
        while company is not None and len(found) < MAX_MEMBERS:
            domains = tuple(dict.fromkeys((*company.domains, *sorted(lost_domains))))
            page = self._companies.listed(replace(company, domains=domains), PEOPLE_AT_ONCE, cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    def all_ids(self) -> Iterator[list[str]]:
        """Every ticket that is not deleted; with it those that were merged into it, which lists leave out."""
        cursor = None
        while True:
            page = self._tickets.list(TicketQuery(), TICKETS_AT_ONCE, cursor)
            yield _with_merged(page.items)
            cursor = page.next_cursor
            if cursor is None:
                return

    def changed_ids(self, since: datetime) -> Iterator[list[str]]:
        """Every ticket that changed since then; the deleted ones too."""
        for status in TicketStatus:
            yield from self._changed(TicketQuery(statuses=(status,)), since)
            yield from self._changed(TicketQuery(statuses=(status,), deleted=True), since)

    def _changed(self, query: TicketQuery, since: datetime) -> Iterator[list[str]]:
        """Within one status a list has the latest change first, so what follows an older one is older."""
        cursor = None
        while True:
            page = self._tickets.list(query, TICKETS_AT_ONCE, cursor)
            recent = [ticket for ticket in page.items if ticket.updated_at >= since]
            if recent:
                yield _with_merged(recent)
            cursor = page.next_cursor
            if cursor is None or len(recent) < len(page.items):
                return

    def _document(self, ticket_id: str) -> TicketDocument | None:
        opened = self._tickets.open(ticket_id, ENTRIES_AT_ONCE)
        if opened is None or opened[0].deleted_at is not None:
            return None
        ticket, page = opened
        entries = page.items
        while page.next_cursor is not None and len(entries) < MAX_ENTRIES:
            page = self._tickets.entries(ticket_id, ENTRIES_AT_ONCE, page.next_cursor, ticket.merged_ids)
            entries = [*page.items, *entries]
        return document_of(ticket, entries, self._subjects(ticket.merged_ids))

    def _subjects(self, ticket_ids: Sequence[str]) -> tuple[str, ...]:
        found = {each.id: each.subject for each in self._tickets.get_many(ticket_ids)} if ticket_ids else {}
        return tuple(found[each] for each in ticket_ids if each in found)

    def _person(self, customer_id: str) -> PersonDocument | None:
        customer = self._customers.customer(customer_id)
        gone = customer is None or customer.deleted_at is not None or customer.merged_into is not None
        if customer is None or gone:
            return None
        return person_of(customer, self._customers.companies_of([customer]).get(customer.id))


def _with_merged(tickets: Sequence[Ticket]) -> list[str]:
    return [each for ticket in tickets for each in (ticket.id, *ticket.merged_ids)]


def person_of(customer: Customer, company: CompanyRef | None) -> PersonDocument:
    name = company.name if company else ""
    return PersonDocument(customer.id, customer.name, customer.emails, name, customer.version)


def document_of(ticket: Ticket, entries: Sequence[Entry], merged_subjects: tuple[str, ...] = ()) -> TicketDocument:
    """The conversation of a merged ticket is in the one it was merged into. It is closed, whatever own status it
    had."""
    merged = ticket.merged_into is not None
    messages = [entry for entry in entries if isinstance(entry, Message) and not merged]
    others = (person for person in ticket.participants if person.email != ticket.requester.email)
    return TicketDocument(
        id=ticket.id,
        number=ticket.number,
        subject=ticket.subject,
        status=ticket.status.value,
        priority=ticket.priority.value,
        channel=ticket.channel.value,
        assignee_id=ticket.assignee_id,
        team_id=ticket.team_id,
        requester=(ticket.requester.name, ticket.requester.email),
        people=tuple(f"{person.name} {person.email}".strip() for person in others),
        tags=ticket.tags,
        files=tuple(file.filename for message in messages for file in message.files if file.content_id is None),
        texts=tuple(Text(each.id, each.kind, each.author_name, each.text[:MAX_TEXT]) for each in messages),
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        version=ticket.version,
        type=ticket.type.value if ticket.type else None,
        due_at=ticket.due_at,
        follower_ids=ticket.follower_ids,
        company_id=ticket.company_id,
        status_id=None if merged else ticket.status_id,
        merged=merged,
        merged_subjects=merged_subjects,
    )
