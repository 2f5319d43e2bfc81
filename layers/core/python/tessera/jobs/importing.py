"""Rows of a file become tickets, people or companies, page by page.

A row that is there already is left as it is, or brought up to date.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from schemas.vocabulary import FileFormat, ItemResult, RecordKind
from tessera.jobs import tables, untaken
from tessera.jobs.attempt import attempted, each_in_turn
from tessera.jobs.companies import CompanyImport
from tessera.jobs.doubles import DOUBLE, Doubles, is_double
from tessera.jobs.export import Names
from tessera.jobs.mapping import Mapped, suggested, told
from tessera.jobs.model import PAGE, Job, Outcome, left_undone
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.own_status import OwnStatuses
from tessera.jobs.pages import Pages
from tessera.jobs.people import PersonImport
from tessera.jobs.ports import Cancelled, CompanyBook, CustomerBook, Store
from tessera.jobs.reading import Layout, Row, rows
from tessera.jobs.refused import format_of, kept_as, refused_rows
from tessera.jobs.rows import IMPORT, TicketRow, own_id, ticket_row
from tessera.jobs.story import Known, conversation
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import AlreadyExists, Invalid
from tessera.kernel.ids import parse_id
from tessera.kernel.person import Person
from tessera.ticketing.model import Claim, Ticket
from tessera.ticketing.ports import AlreadyClaimed, Customers, Sanitiser, Tickets
from tessera.ticketing.service import TicketService
from tessera.ticketing.writing import JOB


class _Taken(NamedTuple):
    """What became of a row, and the fields that were left as they are."""

    result: ItemResult
    untaken: Sequence[str] = ()


class _Requester(NamedTuple):
    person: Person
    company_id: str | None


class _Before(NamedTuple):
    """The tickets that rows are about already, by their `external_id`: those that an import made, and those whose own
    id it is, as exports give it. Of their ids those that are `there`."""

    claims: Mapping[str, Claim]
    there: Mapping[str, Ticket]


class Import:
    """`tessera.jobs.ports.Work`."""

    def __init__(
        self,
        store: Store,
        pages: Pages,
        tickets: Tickets,
        service: TicketService,
        customers: Customers,
        book: CustomerBook,
        companies: CompanyBook,
        names: Callable[[], Names],
        own: Callable[[RecordKind], OwnColumns],
        statuses: OwnStatuses,
        sanitiser: Sanitiser,
        clock: Clock,
    ) -> None:
        self._store = store
        self._pages = pages
        self._tickets = tickets
        self._service = service
        self._customers = customers
        self._book = book
        self._companies = companies
        self._names = names
        self._own = own
        self._statuses = statuses
        self._sanitiser = sanitiser
        self._clock = clock
        self._reading: Iterator[Row] | None = None
        self._doubles: Doubles | None = None

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        """Within one step the file is read on where the page before ended."""
        layout = layout_in(job)
        start, line = map(int, position.split(":")) if position else (layout.start, layout.line)
        if self._reading is None:
            self._reading = rows(layout, lambda at: self._store.open(job.what["key"], at), start, line)
            self._doubles = Doubles(self._pages, job) if job.what["kind"] == RecordKind.TICKETS else None
        found, mapped = list(islice(self._reading, PAGE)), self._mapped(job, actor, layout)
        further = f"{found[-1].next_start}:{found[-1].next_line}" if len(found) == PAGE else None
        items = [mapped.item(row) for row in found]
        if self._doubles is not None:
            items = [self._doubles.marked(item) for item in items]
            self._doubles.keep(job)
        return items, further

    def _mapped(self, job: Job, actor: Actor, layout: Layout) -> Mapped:
        if not job.what.get("guessed"):
            return Mapped(layout.columns, job.what["mapping"], None)
        kind = RecordKind(job.what["kind"])
        own = self._own(kind)
        return Mapped(layout.columns, job.what["mapping"], partial(suggested, actor, kind, own))

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        into = self._into(job, actor, items)
        outcomes = each_in_turn(items, lambda item: self._tried(job, item, partial(into, item)), left_undone, cancelled)
        return self._with_done_before(job, items, outcomes)

    def _with_done_before(self, job: Job, items: Sequence[Any], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """What another run of the page did is done, though to this one it is unchanged, or its turn did not come."""
        both = list(zip(items, outcomes, strict=True))
        left = [item for item, one in both if one.result is ItemResult.NOT_DONE]
        unchanged = [item for item, one in both if one.result is ItemResult.UNCHANGED]
        did = self._made(job, left) | self._updated(job, left + unchanged)
        return [replace(one, result=ItemResult.DONE) if item["line"] in did else one for item, one in both]

    def _into(self, job: Job, actor: Actor, items: Sequence[Any]) -> Callable[[Mapping[str, Any]], _Taken]:
        """What is made of a row of this page."""
        if job.what["kind"] == RecordKind.PEOPLE:
            return lambda item: _Taken(self._person(job, _as_row(job, actor, item), item))
        if job.what["kind"] == RecordKind.COMPANIES:
            return lambda item: _Taken(self._company_import().take(job, _as_row(job, actor, item), item["values"]))
        names = self._names()
        known = Known(
            {email: agent_id for agent_id, email in names.agents.items()},
            {name.casefold(): team_id for team_id, name in names.teams.items()},
        )
        before = self._before(job, items)
        return lambda item: self._ticket(job, actor, item, known, before)

    def so_far(self, job: Job, actor: Actor | None, items: Sequence[Any]) -> list[Outcome]:
        """Of tickets. People and companies are not asked one by one."""
        did = self._made(job, items) | self._updated(job, items)
        if not did:
            return []
        left = [left_undone(item) for item in items]
        return [
            replace(one, result=ItemResult.DONE, place=_place(item)) if item["line"] in did else one
            for item, one in zip(items, left, strict=True)
        ]

    def _made(self, job: Job, items: Sequence[Any]) -> set[int]:
        """The lines by which this job made tickets."""
        if not items or job.what["kind"] != RecordKind.TICKETS:
            return set()
        claims = self._tickets.find_claims(IMPORT, [_external(job, item) for item in items])
        marks = {claim.fingerprint for claim in claims.values()}
        return {item["line"] for item in items if _mark(job, item) in marks}

    def _updated(self, job: Job, items: Sequence[Any]) -> set[int]:
        """The lines by which this job brought tickets up to date."""
        if not items or job.what["kind"] != RecordKind.TICKETS or not job.what["update"]:
            return set()
        claims = self._tickets.find_claims(JOB, [_mark(job, item) for item in items])
        return {item["line"] for item in items if _mark(job, item) in claims}

    def finish(self, job: Job, actor: Actor) -> None:
        """The rows that were refused become a file."""
        if job.counts.refused:
            self._pages.join(job, kept_as(job), tables.TYPES[format_of(job)], refused_rows(self._pages, job))

    def _tried(self, job: Job, item: Mapping[str, Any], work: Callable[[], _Taken]) -> Outcome:
        line = str(item["line"])

        def tried() -> Outcome:
            if item["wrong"]:
                raise Invalid(item["wrong"], "")
            taken = work()
            reasons = (told(item.get("left", ())), untaken.told(taken.untaken, job.what["mapping"]))
            return Outcome(line, taken.result, _place(item), " ".join(filter(None, reasons)))

        outcome = attempted(line, tried, _place(item))
        if outcome.result is ItemResult.NOT_FOUND:  # a row is there: what is not is the ticket that it is about
            return replace(outcome, result=ItemResult.REFUSED, field="external_id")
        return outcome

    def _person(self, job: Job, actor: Actor, item: Mapping[str, Any]) -> ItemResult:
        companies = self._company_import()
        people = PersonImport(self._customers, self._book, self._own(RecordKind.PEOPLE), self._clock)
        return people.take(job, actor, item["values"], lambda name: companies.called(actor, name, "company"))

    def _company_import(self) -> CompanyImport:
        return CompanyImport(self._companies, self._own(RecordKind.COMPANIES), self._clock)

    def _ticket(self, job: Job, actor: Actor, item: Mapping[str, Any], known: Known, before: _Before) -> _Taken:
        row = ticket_row(item["values"], self._clock())
        given = row.given | self._statuses.read(item["values"]) | known.references(row)
        external, mark = _external(job, item), _mark(job, item)
        if is_double(item):
            raise Invalid(DOUBLE, "external_id")
        there = before.claims.get(external)
        if there is not None and there.fingerprint == mark:
            return _Taken(ItemResult.DONE)
        own = self._own(RecordKind.TICKETS)
        fields = own.read(item["values"])
        if there is not None:
            ticket = before.there.get(there.ticket_id) or self._tickets.get(there.ticket_id)
            if ticket is None:
                raise Invalid(
                    "The ticket of this id was purged. Give the row another id to make it anew.", "external_id"
                )
            wish = given | _further(row, there) | ({"fields": fields} if fields else {})
            return self._brought_up(job, actor, row, ticket, wish, Claim(JOB, mark, ticket.id))
        if row.number is not None and self._tickets.get_by_number(row.number) is not None:
            raise AlreadyExists("Another ticket has this number. Leave the column out for new numbers.", "number")
        tags = tuple(sorted({*given.get("tags", ()), *job.what["tags"]}))
        given |= {"tags": tags, "fields": own.filled(fields, {}, actor)}
        story = conversation(actor, row, given, self._sanitiser, known, self._clock(), mark, job.created_at)
        if job.what["dry_run"]:
            return _Taken(ItemResult.DONE)
        requester = self._requester(actor, row.email, row.name)
        ticket, entries = story(requester.person, row.number or self._tickets.next_number())
        participants = self._service.outside(ticket.participants)
        ticket = replace(ticket, company_id=requester.company_id, participants=participants)
        claim = Claim(IMPORT, external, ticket.id, fingerprint=mark)
        try:
            self._tickets.import_conversation(ticket, entries, (claim,))
        except AlreadyClaimed:  # another import was first
            return self._ticket(job, actor, item, known, self._before(job, [item]))
        return _Taken(ItemResult.DONE)

    def _before(self, job: Job, items: Sequence[Any]) -> _Before:
        """At most three calls for a page."""
        externals = [_external(job, item) for item in items]
        own = {found: external for external in externals if (found := _ticket_id(external))}
        there = self._there(own)
        by_id = {own[one]: Claim(IMPORT, own[one], one) for one in there}
        claims = self._tickets.find_claims(IMPORT, externals) | by_id
        return _Before(claims, there | self._there({claim.ticket_id for claim in claims.values()} - there.keys()))

    def _there(self, ticket_ids: Collection[str]) -> dict[str, Ticket]:
        return {ticket.id: ticket for ticket in self._tickets.get_many(list(ticket_ids))} if ticket_ids else {}

    def _brought_up(
        self, job: Job, actor: Actor, row: TicketRow, ticket: Ticket, given: Mapping[str, Any], claim: Claim
    ) -> _Taken:
        if not job.what["update"]:
            return _Taken(ItemResult.UNCHANGED)
        left = untaken.Untaken(self._tickets, self._customers, self._sanitiser).fields(row, ticket)
        if job.what["dry_run"]:
            return _Taken(ItemResult.DONE, left)
        try:
            fresh = self._service.edit(actor, ticket.id, given, claims=(claim,)).fresh
            return _Taken(ItemResult.DONE if fresh else ItemResult.UNCHANGED, left)
        except Invalid as error:
            if error.field == "add_participants":
                raise Invalid(error.message, "cc") from error
            raise

    def _requester(self, actor: Actor, email: str, name: str) -> _Requester:
        there = self._customers.look_up(email)
        if there.person is None:
            with suppress(AlreadyExists):  # a row beside this one was first
                made = self._book.create_customer(actor, email, name)
                return _Requester(Person(made.id, made.name, made.email), there.company_id)
            there = self._customers.look_up(email)
        return _Requester(there.person or Person(None, name, email), there.company_id)


def layout_in(job: Job) -> Layout:
    kept = job.what["layout"]
    return Layout(**{**kept, "format": FileFormat(kept["format"]), "columns": tuple(kept["columns"])})


def _external(job: Job, item: Mapping[str, Any]) -> str:
    """The row's own id, or its place in this import."""
    return own_id(item["values"]) or _mark(job, item)


def _ticket_id(external: str) -> str | None:
    with suppress(Invalid):
        return parse_id(external.removeprefix("id:"), "external_id") if external.startswith("id:") else None
    return None


def _further(row: TicketRow, there: Claim) -> dict[str, Any]:
    """Who comes into copy, and the metadata, of a ticket that is there already. A ticket that an import made keeps the
    id that it has there."""
    wish: dict[str, Any] = {}
    if row.cc:
        wish["add_participants"] = [Person(None, "", one) for one in row.cc]
    if row.metadata is not None:
        imported = row.external_id and _ticket_id(there.value) != there.ticket_id
        wish["metadata"] = row.metadata | ({"external_id": row.external_id} if imported else {})
    return wish


def _mark(job: Job, item: Mapping[str, Any]) -> str:
    return f"{job.id}:{item['line']}"


def _as_row(job: Job, actor: Actor, item: Mapping[str, Any]) -> Actor:
    """Whom a person or a company knows their latest change by: claims are for tickets."""
    return replace(actor, causation_id=_mark(job, item))


def _place(item: Mapping[str, Any]) -> str:
    values = item["values"]
    what = values.get("subject") or values.get("email") or values.get("name") or ""
    return f"Line {item['line']}" + (f": {str(what)[:100]}" if what else "")
