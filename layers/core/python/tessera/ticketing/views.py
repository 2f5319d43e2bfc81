"""Reading tickets: what a list, a ticket's page and its older entries show."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial

from schemas.vocabulary import Permission, TicketScope
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.errors import BadCursor, Gone, NotFound
from tessera.kernel.events import Changes, Event
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.ticketing import history, linked, past, policy
from tessera.ticketing.conversation import is_said
from tessera.ticketing.model import Message, Ticket, going_on
from tessera.ticketing.ports import Entry, TicketQuery, Tickets

ENTRIES_SHOWN = 60
#: Tickets of one call.
AT_ONCE = 100
#: What the cursors of a copy are bound to, besides what the list of all tickets binds them to.
COPY = "copy"


class TicketViews:
    """The reads, for one organization. A ticket that the actor may not see is `NotFound`, as if it were not there."""

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets

    def list_tickets(self, actor: Actor, query: TicketQuery, limit: int, cursor: str | None) -> Page[Ticket]:
        """Raises `BadCursor`."""
        actor.require(Permission.TICKETS_READ)
        return self._tickets.list(policy.limited_to(actor, query), limit, cursor)

    def copy_tickets(self, actor: Actor, limit: int, cursor: str | None) -> Page[Ticket]:
        """Every ticket, the unresolved first, to keep a copy. Its cursors are of no other list, though it reads what
        the list of all tickets does. Raises `BadCursor`."""
        within = decode_cursor(cursor, COPY).get("at") if cursor else None
        if cursor and not isinstance(within, str):
            raise BadCursor
        page = self.list_tickets(actor, TicketQuery(), limit, within)
        return Page(page.items, encode_cursor({"at": page.next_cursor}, COPY) if page.next_cursor else None)

    def find_by_number(self, actor: Actor, number: int) -> Ticket | None:
        actor.require(Permission.TICKETS_READ)
        ticket = self._tickets.get_by_number(number)
        return ticket if ticket and policy.may_see(actor, ticket) else None

    def open_ticket(self, actor: Actor, ticket_id: str) -> tuple[Ticket, Page[Entry]]:
        """The ticket with its newest entries, oldest first. Raises `NotFound`."""
        actor.require(Permission.TICKETS_READ)
        found = self._tickets.open(ticket_id, ENTRIES_SHOWN)
        if found is None:
            raise _missing(self._tickets, actor, ticket_id)
        if not policy.may_see(actor, found[0]):
            raise no_such_ticket()
        return self._limited(actor, *found, found[0].merged_ids)

    def read_as_of(
        self, actor: Actor, ticket_id: str, at: datetime, cursor: str | None = None
    ) -> tuple[Ticket, Page[Entry]]:
        """The ticket as it was at a time, with its newest entries by then, or those before `cursor`. Notes say what
        they said then, but for what was redacted since; what is now in tickets that the actor may not see is left out,
        and so are reactions: nothing tells when they came.
        Raises `BadCursor`, and `NotFound`, also if it was not there yet."""
        ticket = self._visible(actor, ticket_id)
        query = ("as-of", ticket_id, to_text(at))
        before = decode_cursor(cursor, *query)["before"] if cursor else None
        later = self._tickets.entries_since(ticket_id, at)
        then = history.as_of(ticket, later, at)
        if then is None:
            raise NotFound("This ticket was not there yet.")
        placed = past.shown_then(self._tickets, then, later, at)
        then = past.with_people(self._tickets, then, [each for _, each in placed], at)
        reads = cache(partial(policy.may_read, actor, self._tickets.get))
        entries = [each for place, each in placed if history.time_of(each) <= at and reads(place)]
        said = [each for each in entries if isinstance(each, Event) or is_said(each)]
        then = past.without_merged(then, {each for each in then.merged_ids if not reads(each)}, said)
        older = [each for each in said if before is None or each.id < before]
        shown = older[-ENTRIES_SHOWN:]
        further = encode_cursor({"before": shown[0].id}, *query) if len(older) > len(shown) else None
        page = Page([self._worded(then, each, at) for each in shown], further)
        return self._limited(actor, history.told_by(then, said), page, ticket.merged_ids)

    def _limited(
        self, actor: Actor, ticket: Ticket, page: Page[Entry], shown: Collection[str]
    ) -> tuple[Ticket, Page[Entry]]:
        """Without what it names of tickets that the actor may not see, but for those that are `shown` with it. Whether
        they may, those tickets alone say: that costs whoever is limited to teams one call more, and only if there is
        one to ask for."""
        if actor.ticket_scope is TicketScope.ALL:
            return ticket, page
        seen = self._seen_of(actor, linked.named_in(ticket, page.items) | (linked.merged_in(page.items) - {*shown}))
        entries = list(linked.told_of(page.items, seen, shown))
        return linked.without_unseen(ticket, seen), Page(entries, page.next_cursor)

    def _worded(self, then: Ticket, entry: Entry, at: datetime) -> Entry:
        """A note that was edited since, as it was before; no reactions."""
        if isinstance(entry, Event):
            return entry
        entry = replace(entry, reactions={})
        if entry.edited_at is None or entry.edited_at <= at or entry.redaction is not None:
            return entry
        holders = (entry.home, then.id, *then.merged_ids)
        earlier = next(filter(None, (self._tickets.revisions(one, entry.id) for one in holders if one)), ())
        return history.worded(entry, earlier, at)

    def read_entries(self, actor: Actor, ticket_id: str, limit: int, cursor: str | None) -> Page[Entry]:
        """The entries before `cursor`. Raises `NotFound`, `BadCursor`."""
        ticket = self._visible(actor, ticket_id)
        page = self._tickets.entries(ticket_id, limit, cursor, ticket.merged_ids)
        return self._limited(actor, ticket, page, ticket.merged_ids)[1]

    def read_message(self, actor: Actor, ticket_id: str, message_id: str) -> Message:
        """Raises `NotFound`."""
        ticket = self._visible(actor, ticket_id)
        return find_message(self._tickets, ticket, message_id)[1]

    def check_visible(self, actor: Actor, ticket_id: str) -> None:
        """Raises `NotFound` unless the actor may see the ticket."""
        self._visible(actor, ticket_id)

    def refuse_unseen(self, actor: Actor, ticket_id: str) -> None:
        """Raises `NotFound` for a ticket that the actor may not see, or that is not there."""
        seen_ticket(self._tickets, actor, ticket_id)

    def told(self, actor: Actor, ticket_id: str, changes: Sequence[Changes]) -> list[Changes | None]:
        """The changes of a ticket as its entries tell of them: without what they name of tickets that the actor may
        not see. None for a change of nothing else."""
        named = {each for one in changes for each in linked.linked_by(one) | linked.merged_by(one)}
        seen = self._seen_of(actor, named)
        ticket = self._tickets.get(ticket_id) if named - seen else None
        shown = ticket.merged_ids if ticket else ()
        return [linked.told_changes(one, seen, shown) for one in changes]

    def _seen_of(self, actor: Actor, ticket_ids: Collection[str]) -> set[str]:
        named = sorted(ticket_ids)
        found = [
            each for at in range(0, len(named), AT_ONCE) for each in self._tickets.get_many(named[at : at + AT_ONCE])
        ]
        return {each.id for each in found if policy.may_see(actor, each)}

    def _visible(self, actor: Actor, ticket_id: str) -> Ticket:
        actor.require(Permission.TICKETS_READ)
        return seen_ticket(self._tickets, actor, ticket_id)


def find_message(tickets: Tickets, ticket: Ticket, message_id: str) -> tuple[str, Message]:
    """A message that the ticket shows, with the ticket that holds it: this one, one merged into it, or the one that it
    was split off."""
    for holder in (ticket.id, *ticket.merged_ids):
        message = tickets.find_message(holder, message_id)
        if message and (message.shown_on is None or message.home is not None):
            return message.home or holder, message
    raise NotFound("There is no such message. If it is a reply that waited, it may be on its way already.")


def seen_ticket(tickets: Tickets, actor: Actor, ticket_id: str) -> Ticket:
    """Raises `NotFound` for a ticket that the actor may not see, as if it were not there; `Gone` for a purged one."""
    ticket = tickets.get(ticket_id)
    if ticket is None:
        raise _missing(tickets, actor, ticket_id)
    if not policy.may_see(actor, ticket):
        raise no_such_ticket()
    return ticket


def ticket_going_on(tickets: Tickets, actor: Actor, ticket_id: str) -> Ticket:
    """The ticket, or the one that it was merged into. Raises `NotFound` for one that the actor may not see."""
    ticket = going_on(tickets.get, tickets.get(ticket_id))
    if ticket is None or not policy.may_see(actor, ticket):
        raise no_such_ticket()
    return ticket


def _missing(tickets: Tickets, actor: Actor, ticket_id: str) -> NotFound:
    """Whoever sees only some tickets is not told that there was one: nobody knows any more whether it was theirs."""
    purged = tickets.purged(ticket_id) if actor.ticket_scope is TicketScope.ALL else None
    if purged is None:
        return no_such_ticket()
    return Gone(f"This ticket was purged on {purged.purged_at.date().isoformat()} and cannot be restored.")


def no_such_ticket() -> NotFound:
    return NotFound("There is no such ticket.")
