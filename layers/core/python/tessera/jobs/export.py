"""Tickets, people or companies into one file, page by page: each is a part; all are put together at the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.vocabulary import FileFormat, ItemResult, MessageKind, RecordKind
from tessera.catalogue.ports import Reading
from tessera.identity.companies import Company, CompanyRef
from tessera.identity.customers import NO_COMPANY, Customer
from tessera.jobs import tables
from tessera.jobs.choosing import Choice, Find
from tessera.jobs.model import PAGE, Job, Outcome
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.own_status import OwnStatuses
from tessera.jobs.pages import Pages
from tessera.jobs.ports import Cancelled, CompanyBook, CustomerBook
from tessera.jobs.rows import IMPORT, named
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.ticketing import policy
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Tickets

PEOPLE = (
    *("email", "name", "other_emails", "phones", "company", "language", "time_zone", "notes", "metadata"),
    *("no_company", "blocked", "blocked_reason"),
    *("id", "created_at", "updated_at"),
)
COMPANIES = ("name", "domains", "notes", "id", "created_at", "updated_at")
TICKETS = (
    *("number", "subject", "status", "priority", "type", "requester_email", "requester_name", "assignee_email"),
    *("team", "tags", "channel", "created_at", "updated_at", "due_at", "resolved_at", "message_count", "external_id"),
    *("cc", "metadata"),
)
COLUMNS = {RecordKind.TICKETS: TICKETS, RecordKind.PEOPLE: PEOPLE, RecordKind.COMPANIES: COMPANIES}
#: Entries of a timeline that are read at once.
ENTRIES = 100


@dataclass(frozen=True)
class Names:
    """What agents (by their address) and teams are called, by id."""

    agents: Mapping[str, str]
    teams: Mapping[str, str]


class Export:
    """`tessera.jobs.ports.Work`."""

    def __init__(
        self,
        tickets: Tickets,
        customers: CustomerBook,
        companies: CompanyBook,
        pages: Pages,
        find: Find,
        names: Callable[[], Names],
        own: Callable[[RecordKind], OwnColumns],
        statuses: OwnStatuses,
        definitions: Reading,
    ) -> None:
        self._tickets = tickets
        self._customers = customers
        self._companies = companies
        self._pages = pages
        self._choice = Choice(tickets, find, pages)
        self._names = names
        self._own = own
        self._statuses = statuses
        self._definitions = definitions

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        if job.what["kind"] == RecordKind.TICKETS:
            return self._choice.next(job, job.what["selection"], actor, position)
        if job.what["kind"] == RecordKind.COMPANIES:
            companies = self._companies.list_companies(actor, "", PAGE, position)
            return [company_row(one) | self._own_row(job, one.fields) for one in companies.items], companies.next_cursor
        people = self._customers.list_customers(actor, PAGE, position)
        where = self._customers.companies_of(people.items)
        rows = [person_row(one, where.get(one.id)) | self._own_row(job, one.fields) for one in people.items]
        return rows, people.next_cursor

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        """A page is read to its end: nothing is changed by it."""
        if job.what["kind"] != RecordKind.TICKETS:
            self._write(job, page, items)
            return [Outcome(one["id"], ItemResult.DONE, one.get("email") or one["name"]) for one in items]
        found = {one.id: one for one in self._tickets.get_many(items) if policy.may_see(actor, one)}
        names, externals = self._names(), self._externals(found.values())
        today = self._definitions.read(fresh=True)
        found = {id_: replace(one, tags=today.shown_tags(one.tags)) for id_, one in found.items()}
        rows = [self._row(job, found[one], names, externals.get(one, one)) for one in items if one in found]
        self._write(job, page, rows)
        return [
            Outcome(one, ItemResult.DONE, f"#{found[one].number} {found[one].subject}")
            if one in found
            else Outcome(one, ItemResult.NOT_FOUND)
            for one in items
        ]

    def so_far(self, job: Job, actor: Actor | None, items: Sequence[Any]) -> list[Outcome]:
        """What was read changed nothing, and its part of the file is of no use alone."""
        return []

    def finish(self, job: Job, actor: Actor) -> None:
        self._pages.join(job, filename(job), tables.TYPES[format_of(job)], self._parts(job))

    def _parts(self, job: Job) -> Iterator[bytes]:
        yield tables.head(format_of(job), columns_of(job))
        for page in range(job.pages):
            yield self._pages.get(job, _part(page))

    def _write(self, job: Job, page: int, rows: Sequence[Mapping[str, Any]]) -> None:
        content = tables.body(format_of(job), columns_of(job), rows)
        self._pages.put(job, _part(page), content, tables.TYPES[format_of(job)])

    def _externals(self, tickets: Iterable[Ticket]) -> dict[str, str]:
        """By ticket, the id by which an import made it, and would find it again: one call for a page."""
        said = {ticket.id: str(name) for ticket in tickets if (name := ticket.metadata.get("external_id"))}
        claims = self._tickets.find_claims(IMPORT, [named(name) for name in set(said.values())]) if said else {}
        led = {value: claim.ticket_id for value, claim in claims.items()}
        return {ticket_id: name for ticket_id, name in said.items() if led.get(named(name)) == ticket_id}

    def _row(self, job: Job, ticket: Ticket, names: Names, external_id: str) -> dict[str, Any]:
        row = ticket_row(ticket, self._statuses.cell(ticket), names, external_id) | self._own_row(job, ticket.fields)
        if job.what["messages"]:
            row["messages"] = [message_row(one) for one in self._messages(ticket)]
        return row

    def _own_row(self, job: Job, held: Mapping[str, Any]) -> dict[str, Any]:
        return self._own(RecordKind(job.what["kind"])).written(held, job.what.get("own_fields", ()))

    def _messages(self, ticket: Ticket) -> list[Message]:
        """All that the ticket shows, with those of tickets that were merged into it, oldest first."""
        found: list[Message] = []
        cursor = None
        while True:
            page = self._tickets.entries(ticket.id, ENTRIES, cursor, ticket.merged_ids)
            found = [one for one in page.items if isinstance(one, Message) and one.send_at is None] + found
            cursor = page.next_cursor
            if cursor is None:
                return found


def ticket_row(ticket: Ticket, status: str, names: Names, external_id: str) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "status": status,
        "priority": ticket.priority.value,
        "type": ticket.type.value if ticket.type else None,
        "requester_email": ticket.requester.email,
        "requester_name": ticket.requester.name,
        "assignee_email": names.agents.get(ticket.assignee_id or ""),
        "team": names.teams.get(ticket.team_id or ""),
        "tags": list(ticket.tags),
        "channel": ticket.channel.value,
        "created_at": to_text(ticket.created_at),
        "updated_at": to_text(ticket.updated_at),
        "due_at": to_text(ticket.due_at) if ticket.due_at else None,
        "resolved_at": to_text(ticket.resolved_at) if ticket.resolved_at else None,
        "message_count": ticket.message_count,
        "external_id": external_id,
        "cc": [person.email for person in ticket.participants],
        "metadata": dict(ticket.metadata),
    }


def person_row(person: Customer, company: CompanyRef | None) -> dict[str, Any]:
    return {
        "email": person.email,
        "name": person.name,
        "other_emails": list(person.other_emails),
        "phones": list(person.phones),
        "company": company.name if company else None,
        "no_company": "yes" if person.company_id == NO_COMPANY else None,
        "language": person.language,
        "time_zone": person.time_zone,
        "notes": person.notes or None,
        "metadata": dict(person.metadata) or None,
        "blocked": "yes" if person.blocked_at else None,
        "blocked_reason": person.blocked_reason or None,
        "id": person.id,
        "created_at": to_text(person.created_at),
        "updated_at": to_text(person.updated_at),
    }


def company_row(company: Company) -> dict[str, Any]:
    return {
        "name": company.name,
        "domains": list(company.domains),
        "notes": company.notes or None,
        "id": company.id,
        "created_at": to_text(company.created_at),
        "updated_at": to_text(company.updated_at),
    }


def message_row(message: Message) -> dict[str, Any]:
    return {
        "kind": message.kind.value,
        "author": message.author_type.value,
        "author_name": message.author_name,
        "author_email": message.author_email,
        "text": message.text,
        "html": message.html,
        "files": [file.filename for file in message.files],
        "created_at": to_text(message.created_at),
        "redacted": message.redaction is not None,
        "internal": message.kind is MessageKind.NOTE,
    }


def columns_of(job: Job) -> Sequence[str]:
    return (*COLUMNS[RecordKind(job.what["kind"])], *job.what.get("own_fields", ()))


def format_of(job: Job) -> FileFormat:
    return FileFormat(job.what["format"])


def filename(job: Job) -> str:
    return f"{job.what['kind']}-{job.created_at:%Y-%m-%d}.{job.what['format']}"


def _part(page: int) -> str:
    return f"parts/{page:06d}"
