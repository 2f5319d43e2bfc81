"""Taking a deleted ticket out for good: its conversation, files, earlier wordings, drafts, what mail is found by.

First the ticket becomes a tombstone, in one transaction with the event that says so; from then on nobody finds it. What
is left under its key goes after that event, however often it is heard: each piece is taken out of the buckets before
its record goes, so a removal that breaks off goes on where it was. The number stays given, the audit stays as it is.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schemas.vocabulary import EventType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_text
from tessera.kernel.errors import Conflict, NotFound, Unavailable
from tessera.kernel.events import Event, make_event
from tessera.ticketing.linking import LinkService
from tessera.ticketing.model import Ticket, Tombstone
from tessera.ticketing.ports import StaleTicket, Tickets
from tessera.ticketing.redacting import Vault
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import MAX_TRIES


@dataclass(frozen=True)
class Remains:
    """Some of what a purged ticket left: the keys of records, what the files' bucket has of them (prefixes), and the
    raw mails."""

    records: Sequence[tuple[str, str]]
    files: Sequence[str] = ()
    raw_mails: Sequence[str] = ()


class Graves(Protocol):
    """The purged tickets of one organization."""

    def bury(self, ticket: Ticket, tombstone: Tombstone, event: Event) -> None:
        """The tombstone in the ticket's place. Raises `StaleTicket` if it changed since it was read."""
        ...

    def remains(self, tombstone: Tombstone) -> Iterable[Remains]:
        """All that is left, some at a time. A message that a split gave to another ticket is that one's and is left
        out; one that a split gave to this ticket goes, wherever it is held."""
        ...

    def remove(self, records: Sequence[tuple[str, str]]) -> None:
        """It may be gone already."""
        ...


class Forget(Protocol):
    """Takes a purged ticket out of what is kept for screens that catch up."""

    def __call__(self, ticket_id: str, purged_at: datetime, /) -> bool:
        """False: not all of it may be there yet."""
        ...


class PurgeService:
    """For one organization."""

    def __init__(self, tickets: Tickets, graves: Graves, clock: Clock) -> None:
        self._tickets = tickets
        self._graves = graves
        self._linking = LinkService(tickets, clock)
        self._clock = clock

    def purge(self, actor: Actor, ticket_id: str) -> Tombstone:
        """Doing it again gives the same. Raises `Forbidden`, `NotFound`, and `Conflict` for a ticket that is not
        deleted, or that is merged with others."""
        actor.require(Permission.ADMIN)
        for _ in range(MAX_TRIES):
            there = self._tickets.purged(ticket_id)
            if there is not None:
                return there
            ticket = self._alone(actor, ticket_id)
            at = self._clock()
            tombstone = Tombstone(ticket.id, ticket.number, ticket.version + 1, at, actor.id, actor.name)
            data = {"number": ticket.number, "version": tombstone.version}
            gone = {"purged_at": (None, to_text(at))}
            event = make_event(EventType.TICKET_PURGED, actor, at, ("ticket", ticket.id), gone, data)
            with suppress(StaleTicket):
                self._graves.bury(ticket, tombstone, event)
                return tombstone
        raise Conflict("Many people are changing this ticket at this moment. Try again.")

    def _alone(self, actor: Actor, ticket_id: str) -> Ticket:
        """The ticket, without links. A deleted one gets no new ones."""
        ticket = seen_ticket(self._tickets, actor, ticket_id)
        _refuse(ticket)
        for link in ticket.links:
            with suppress(NotFound):
                self._linking.unlink(actor, ticket.id, link.ticket_id)
        return seen_ticket(self._tickets, actor, ticket_id) if ticket.links else ticket


class Clearance:
    """Takes out what purged tickets of one organization left; doing it again harms nothing."""

    def __init__(self, tickets: Tickets, graves: Graves, files: Vault, raw_mail: Vault, forget: Forget) -> None:
        self._tickets = tickets
        self._graves = graves
        self._files = files
        self._raw_mail = raw_mail
        self._forget = forget

    def clear(self, ticket_id: str) -> int:
        """How many records went. Raises `Unavailable` as long as the screens were not told: what they are told until
        then is kept."""
        tombstone = self._tickets.purged(ticket_id)
        count = 0
        for some in self._graves.remains(tombstone) if tombstone else ():
            for prefix in some.files:
                self._files.erase(prefix)
            for key in some.raw_mails:
                self._raw_mail.erase(key)
            self._graves.remove(some.records)
            count += len(some.records)
        if tombstone and not self._forget(ticket_id, tombstone.purged_at):
            raise Unavailable("Older news of the purged ticket may be coming. Try again.")
        return count


def _refuse(ticket: Ticket) -> None:
    if ticket.merged_into is not None:
        raise Conflict(
            "This ticket was merged into another one, which shows its conversation. Take it out there first."
        )
    if ticket.deleted_at is None:
        raise Conflict("This ticket is not deleted. Delete it first: what is purged cannot be restored.")
    if ticket.merged_ids:
        raise Conflict(
            "Other tickets were merged into this one and would be lost with it. Take them out first, "
            "then purge this one alone."
        )
