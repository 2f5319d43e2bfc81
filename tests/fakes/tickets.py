"""Ticketing's ports in memory, with the rules of the real ones (tests/adapters holds both to one contract)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from schemas.vocabulary import EventType, TicketStatus
from tessera.kernel.clock import to_ms, to_text
from tessera.kernel.errors import AlreadyExists, BadCursor, NotFound
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId, first_id
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.kernel.person import Contact, Person
from tessera.ticketing.files import StoredFile
from tessera.ticketing.model import Change, Claim, FileRef, Message, Move, Revision, Rewrite, Ticket, Tombstone
from tessera.ticketing.ports import (
    AlreadyClaimed,
    DeliveryReport,
    Entry,
    StaleTicket,
    TicketQuery,
    UnknownReference,
    UploadTaken,
)
from tessera.ticketing.purging import Remains

RANK = (TicketStatus.CLOSED, TicketStatus.RESOLVED, TicketStatus.ON_HOLD, TicketStatus.PENDING, TicketStatus.OPEN)
#: Events that are only handed on; the others stay in the timeline.
PASSING = (
    EventType.MESSAGE_ADDED,
    EventType.MESSAGE_SCHEDULED,
    EventType.MESSAGE_UNSCHEDULED,
    EventType.MESSAGE_DELIVERY_CHANGED,
    EventType.MESSAGE_REACTED,
)


@dataclass
class FakeDesk:
    """What one organization keeps. `people` holds agents and teams as (kind, id) and whether they are active."""

    tickets: dict[str, Ticket] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    claims: dict[tuple[str, str], Claim] = field(default_factory=dict)
    customers: dict[str, Person] = field(default_factory=dict)
    blocked: dict[str, str] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    people: dict[tuple[str, str], bool] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    #: Which ticket holds a message that (ticket, message) shows.
    pointers: dict[tuple[str, str], str] = field(default_factory=dict)
    revisions: dict[str, list[Revision]] = field(default_factory=dict)
    last_number: int = 0
    graves: dict[str, Tombstone] = field(default_factory=dict)
    #: Runs once, just before the next commit: what somebody else does at that moment.
    before_commit: Callable[[], object] | None = None


class FakeTickets:
    """`tessera.ticketing.ports.Tickets`."""

    def __init__(self, desk: FakeDesk, org_id: OrgId) -> None:
        self._desk = desk
        self._org = org_id

    def get(self, ticket_id: str) -> Ticket | None:
        return self._desk.tickets.get(ticket_id)

    def purged(self, ticket_id: str) -> Tombstone | None:
        return self._desk.graves.get(ticket_id)

    def get_many(self, ticket_ids: Sequence[str]) -> list[Ticket]:
        return [self._desk.tickets[ticket_id] for ticket_id in ticket_ids if ticket_id in self._desk.tickets]

    def get_by_number(self, number: int) -> Ticket | None:
        return next((ticket for ticket in self._desk.tickets.values() if ticket.number == number), None)

    def open(self, ticket_id: str, limit: int) -> tuple[Ticket, Page[Entry]] | None:
        ticket = self.get(ticket_id)
        return (ticket, self.entries(ticket_id, limit, None, ticket.merged_ids)) if ticket else None

    def entries(self, ticket_id: str, limit: int, cursor: str | None, merged_ids: Sequence[str] = ()) -> Page[Entry]:
        before = _position(cursor, self._org, ticket_id)
        holders = (ticket_id, *merged_ids)
        stored = {key: entry for one in holders for key, entry in self._shown(one).items()}
        older = sorted(entry_id for entry_id in stored if before is None or entry_id < before)
        page = older[-limit:]
        more = len(older) > limit
        items = [stored[entry_id] for entry_id in page]
        return Page(items, encode_cursor({"at": page[0]}, self._org, ticket_id) if more else None)

    def list(self, query: TicketQuery, limit: int, cursor: str | None, *, oldest_first: bool = False) -> Page[Ticket]:
        last = _position(cursor, self._org, repr(query))
        matching = (ticket for ticket in self._desk.tickets.values() if _matches(ticket, query))
        found = sorted(matching, key=_place, reverse=not oldest_first)
        left = [one for one in found if last is None or (_place(one) > last if oldest_first else _place(one) < last)]
        page = left[:limit]
        more = len(left) > limit
        return Page(page, encode_cursor({"at": _place(page[-1])}, self._org, repr(query)) if more else None)

    def scheduled(self, author_id: str) -> Sequence[tuple[str, Message]]:
        waiting = [
            (ticket_id, entry)
            for ticket_id, entries in self._desk.entries.items()
            for entry in entries.values()
            if isinstance(entry, Message) and entry.send_at is not None and entry.author_id == author_id
        ]
        return sorted(waiting, key=lambda pair: (pair[1].send_at, pair[1].id))[:100]

    def next_number(self) -> int:
        self._desk.last_number += 1
        return self._desk.last_number

    def find_claim(self, kind: str, value: str) -> Claim | None:
        return self._desk.claims.get((kind, value))

    def find_claims(self, kind: str, values: Sequence[str]) -> dict[str, Claim]:
        return {value: self._desk.claims[kind, value] for value in values if (kind, value) in self._desk.claims}

    def find_event(self, ticket_id: str, event_id: str) -> Event | None:
        entry = self._desk.entries.get(ticket_id, {}).get(event_id)
        return entry if isinstance(entry, Event) else None

    def entries_since(self, ticket_id: str, at: datetime) -> Sequence[Entry]:
        stored = self._shown(ticket_id)
        return [stored[entry_id] for entry_id in sorted(stored) if entry_id >= first_id(to_ms(at) + 1)]

    def find_message(self, ticket_id: str, message_id: str) -> Message | None:
        home = self._desk.pointers.get((ticket_id, message_id))
        entry = self._desk.entries.get(home or ticket_id, {}).get(message_id)
        return replace(entry, home=home) if isinstance(entry, Message) else None

    def _shown(self, ticket_id: str) -> dict[str, Entry]:
        held = self._desk.entries.get(ticket_id, {})
        own = {key: each for key, each in held.items() if isinstance(each, Event) or each.shown_on is None}
        given = [message_id for shown_on, message_id in self._desk.pointers if shown_on == ticket_id]
        return own | {key: found for key in given if (found := self.find_message(ticket_id, key))}

    def revisions(self, ticket_id: str, message_id: str) -> Sequence[Revision]:
        return list(self._desk.revisions.get(message_id, [])) if self.find_message(ticket_id, message_id) else []

    def forget_bodies(self, ticket_id: str, message_id: str) -> None:
        """Here nothing is kept elsewhere."""

    def commit(self, *changes: Change) -> None:
        meanwhile, self._desk.before_commit = self._desk.before_commit, None
        if meanwhile:
            meanwhile()
        for change in changes:
            self._refuse(change)
        for change in changes:
            self._apply(change)

    def _apply(self, change: Change) -> None:
        ticket = change.ticket
        self._desk.tickets[ticket.id] = ticket
        for gone in change.unscheduled:
            message = gone.message
            del self._desk.entries[gone.ticket_id][message.id]
            self._desk.files |= {file.id: StoredFile(file, None, message.author_id) for file in message.files}
        self._keep(ticket.id, [*change.messages, *(event for event in change.events if event.type not in PASSING)])
        for rewrite in change.rewritten:
            self._rewrite(rewrite)
        for move in change.moves:
            self._move(move)
        self._desk.events += change.events
        self._desk.claims |= {(claim.kind, claim.value): claim for claim in change.claims}
        if change.new_customer:
            self._desk.customers[change.new_customer.email] = change.new_customer

    def _move(self, move: Move) -> None:
        message = replace(move.message, shown_on=move.to, home=None)
        self._desk.entries[move.home][message.id] = message
        self._desk.pointers.pop((move.message.shown_on or "", message.id), None)
        if move.to is not None:
            self._desk.pointers[move.to, message.id] = move.home
        for file in message.files:
            self._desk.files[file.id] = StoredFile(file, move.to or move.home, None, message.id)

    def _rewrite(self, rewrite: Rewrite) -> None:
        for file in rewrite.before.files:
            self._desk.files.pop(file.id, None)
        self._keep(rewrite.ticket_id, [replace(rewrite.after, home=None)])
        known = self._desk.revisions.setdefault(rewrite.after.id, [])
        known += [rewrite.revision] if rewrite.revision else []
        known[:] = [revision for revision in known if revision not in rewrite.forgotten]

    def set_delivery(self, ticket_id: str, message_id: str, report: DeliveryReport, event: Event) -> None:
        message = self.find_message(ticket_id, message_id)
        if message is None:
            raise NotFound("There is no such message.")
        told = replace(message, delivery=report.delivery, delivery_detail=report.detail)
        self._desk.entries[ticket_id][message_id] = told
        ticket = self._desk.tickets[ticket_id]
        self._desk.tickets[ticket_id] = replace(ticket, version=ticket.version + 1)
        self._desk.events.append(event)
        for mail_id in report.mail_ids:
            self._desk.claims["mail-id", mail_id] = Claim("mail-id", mail_id, ticket_id, message_id)

    def set_files(self, ticket_id: str, message: Message, files: Sequence[FileRef], event: Event) -> None:
        there = self.find_message(ticket_id, message.id)
        if there is None or there.files != message.files:
            raise StaleTicket
        self._keep(ticket_id, [replace(there, files=tuple(files))])
        ticket = self._desk.tickets[ticket_id]
        self._desk.tickets[ticket_id] = replace(ticket, version=ticket.version + 1)
        self._desk.events.append(event)

    def import_conversation(self, ticket: Ticket, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        if ticket.id in self._desk.tickets:
            return
        if self.get_by_number(ticket.number) is not None:
            raise AlreadyExists("Another ticket has this number.", "number")
        for claim in claims:
            if self.find_claim(claim.kind, claim.value):
                raise AlreadyClaimed(claim)
            self._desk.claims[claim.kind, claim.value] = claim
        self._desk.tickets[ticket.id] = ticket
        self._desk.last_number = max(self._desk.last_number, ticket.number)
        self._keep(ticket.id, entries)

    def _keep(self, ticket_id: str, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._desk.entries.setdefault(ticket_id, {})[entry.id] = entry
            for file in entry.files if isinstance(entry, Message) else ():
                self._desk.files[file.id] = StoredFile(file, ticket_id, None, entry.id)

    def _refuse(self, change: Change) -> None:
        """The first condition that does not hold, in the order of the real thing."""
        stored = self._desk.tickets.get(change.ticket.id)
        if change.base_version is None and stored is not None:
            raise AlreadyClaimed(Claim("ticket", stored.id, stored.id))
        if change.base_version is not None and (stored is None or stored.version != change.base_version):
            raise StaleTicket
        for other in change.unchanged:
            if self._desk.tickets[other.id].version != other.version:
                raise StaleTicket
        for gone in change.unscheduled:
            waiting = self.find_message(gone.ticket_id, gone.message.id)
            if waiting is None or (waiting.delivery, waiting.files) != (gone.message.delivery, gone.message.files):
                raise StaleTicket
        for rewrite in change.rewritten:
            there = self.find_message(rewrite.ticket_id, rewrite.before.id)
            if there is None or (there.delivery, there.files) != (rewrite.before.delivery, rewrite.before.files):
                raise StaleTicket
        for move in change.moves:
            held = self._desk.entries.get(move.home, {}).get(move.message.id)
            if not isinstance(held, Message) or held.shown_on != move.message.shown_on:
                raise StaleTicket
        for claim in change.claims:
            if (claim.kind, claim.value) in self._desk.claims:
                raise AlreadyClaimed(self._desk.claims[claim.kind, claim.value])
        for reference in change.references:
            if not self._desk.people.get((reference.kind, reference.id)):
                raise UnknownReference(reference)
        taken = change.base_version is None and self.get_by_number(change.ticket.number) is not None
        handed_on = {file.id for gone in change.unscheduled for file in gone.message.files}
        for message in change.messages:
            for file in () if message.raw_key else message.files:
                record = self._desk.files.get(file.id)
                if file.id not in handed_on and (record is None or record.ticket_id is not None):
                    raise UploadTaken(file.id)
        if taken or (change.new_customer and change.new_customer.email in self._desk.customers):
            raise StaleTicket


class FakeGraves:
    """`tessera.ticketing.purging.Graves`, of tickets without splits: all that one leaves at once."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def bury(self, ticket: Ticket, tombstone: Tombstone, event: Event) -> None:
        if self._desk.tickets[ticket.id].version != ticket.version:
            raise StaleTicket
        del self._desk.tickets[ticket.id]
        self._desk.graves[ticket.id] = tombstone
        self._desk.events.append(event)

    def remains(self, tombstone: Tombstone) -> list[Remains]:
        entries = self._desk.entries.get(tombstone.id, {})
        messages = [entry for entry in entries.values() if isinstance(entry, Message)]
        return [
            Remains(
                [(tombstone.id, entry_id) for entry_id in entries],
                [file.key for message in messages for file in message.files],
                [message.raw_key for message in messages if message.raw_key],
            )
        ]

    def remove(self, records: Sequence[tuple[str, str]]) -> None:
        for ticket_id, entry_id in records:
            self._desk.entries[ticket_id].pop(entry_id, None)


class FakeTicketCustomers:
    """`tessera.ticketing.ports.Customers`."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def look_up(self, email: str) -> Contact:
        return Contact(self._desk.customers.get(email), self._desk.blocked.get(email))

    def addresses(self, customer_id: str) -> tuple[str, ...]:
        return tuple(email for email, person in self._desk.customers.items() if person.id == customer_id)


class FakeFileRecords:
    """`tessera.ticketing.files.FileRecords`."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def add_upload(self, file: FileRef, uploaded_by: str | None) -> None:
        self._desk.files[file.id] = StoredFile(file, None, uploaded_by)

    def find(self, file_ids: Sequence[str]) -> list[StoredFile]:
        return [self._desk.files[file_id] for file_id in file_ids if file_id in self._desk.files]

    def save(self, file: FileRef) -> None:
        if self._desk.files[file.id].ticket_id is None:
            self._desk.files[file.id] = replace(self._desk.files[file.id], file=file)


def _matches(ticket: Ticket, query: TicketQuery) -> bool:
    if ticket.merged_into is not None or (ticket.deleted_at is not None) is not query.deleted:
        return False
    if query.seen_by_teams is not None:
        mine = ticket.team_id is None or ticket.team_id in query.seen_by_teams
        if not mine and (ticket.assignee_id is None or ticket.assignee_id != query.seen_by_agent):
            return False
    wanted = (
        (query.statuses, ticket.status in query.statuses),
        (query.assignee, (ticket.assignee_id or "none") == query.assignee),
        (query.team, (ticket.team_id or "none") == query.team),
        (query.requester, ticket.requester.id == query.requester),
        (query.company, ticket.company_id == query.company),
        (query.priority, ticket.priority == query.priority),
        (query.changed_since, query.changed_since is None or ticket.updated_at >= query.changed_since),
    )
    return all(fits for asked, fits in wanted if asked)


def _place(ticket: Ticket) -> str:
    return f"{RANK.index(ticket.status)}#{to_text(ticket.updated_at)}#{ticket.id}"


def _position(cursor: str | None, *query: str) -> str | None:
    if cursor is None:
        return None
    at = decode_cursor(cursor, *query).get("at")
    if not isinstance(at, str):
        raise BadCursor
    return at
