"""Merging two tickets into one, and taking that apart again.

Nothing is moved: the merged ticket keeps its messages, files, number and mail threads under its own key, and points to
the ticket that goes on; that one shows all the conversations as one. Whoever comes by the old number or by an old mail
is led on. So a merge costs two writes, however long the conversations are, and undoing it loses nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, Permission, TicketStatus
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.person import Person
from tessera.ticketing.conversation import newest_first, standing
from tessera.ticketing.model import Change, Claim, Message, Ticket
from tessera.ticketing.ports import Entry, StaleTicket, Tickets
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import MAX_TRIES, leading_to

#: Each costs one query when the ticket is opened.
MAX_MERGED = 20


class MergeService:
    """For one organization."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._clock = clock

    def merge(self, actor: Actor, source_id: str, target_id: str, claims: tuple[Claim, ...] = ()) -> Ticket:
        """The ticket that goes on. `claims` go with the other. Raises `NotFound`, `Invalid`, `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        if source_id == target_id:
            raise Invalid("A ticket cannot be merged into itself. Choose another one.", "into")
        for _ in range(MAX_TRIES):
            source, target = (seen_ticket(self._tickets, actor, one) for one in (source_id, target_id))
            at = self._clock()
            _refuse(source, target)
            try:
                closed, grown = _merged(source, target, actor, at)
                self._write((source, closed), (target, grown), claims=claims)
            except StaleTicket:
                continue
            return grown[0]
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def unmerge(self, actor: Actor, source_id: str) -> Ticket:
        """The ticket that was merged, on its own again. Raises `NotFound`, `Conflict` if it is not merged."""
        actor.require(Permission.TICKETS_WRITE)
        for _ in range(MAX_TRIES):
            source, at = seen_ticket(self._tickets, actor, source_id), self._clock()
            if source.merged_into is None:
                raise Conflict("This ticket is not merged.")
            holders = self._holders(actor, source.merged_into)
            alone = _unmerged(source, holders[0], self._status_before(source), actor, at)
            shrunk = [(holder, self._without(holder, source, actor, at)) for holder in holders]
            try:
                self._write((source, alone), *shrunk)
            except StaleTicket:
                continue
            return alone[0]
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _holders(self, actor: Actor, ticket_id: str) -> list[Ticket]:
        """The ticket that another was merged into, and those which that one was merged into since."""
        holders = [seen_ticket(self._tickets, actor, ticket_id)]
        while (further := holders[-1].merged_into) is not None:
            holders.append(seen_ticket(self._tickets, actor, further))
        return holders

    def _status_before(self, source: Ticket) -> TicketStatus:
        merged = self._tickets.find_event(source.id, source.last_change_id or "")
        return TicketStatus(merged.changes["status"][0]) if merged and "status" in merged.changes else source.status

    def _without(self, holder: Ticket, source: Ticket, actor: Actor, at: datetime) -> "Told":
        """The holder as its own conversation makes it. The change to undo next is still its own: the status it had
        before it was merged itself is read from that."""
        gone = {source.id, *source.merged_ids}
        merged_ids = tuple(one for one in holder.merged_ids if one not in gone)
        left = replace(holder, merged_ids=merged_ids)
        entries = list(newest_first(self._tickets, left))[::-1]
        still = [one for each in self._tickets.get_many(merged_ids) for one in (each.requester, *each.participants)]
        people = _people_without(holder, source, entries, {one.email for one in still})
        shrunk = replace(standing(_next(left, at, "merged_ids"), entries), participants=people)
        told, event = _told(shrunk, EventType.TICKET_UNMERGED, actor, at, _differences(holder, shrunk), source.number)
        return replace(told, last_change_id=holder.last_change_id), event

    def read(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        return seen_ticket(self._tickets, actor, ticket_id)

    def _write(self, *steps: "tuple[Ticket, Told]", claims: tuple[Claim, ...] = ()) -> None:
        first, *others = (Change(after, before.version, events=(event,)) for before, (after, event) in steps)
        kept = tuple(leading_to(claim, first.ticket, None) for claim in claims)
        self._tickets.commit(replace(first, claims=kept), *others)


Told = tuple[Ticket, Event]


def _refuse(source: Ticket, target: Ticket) -> None:
    if source.deleted_at or target.deleted_at:
        raise Conflict("One of the tickets is deleted. Restore it first.")
    if source.merged_into is not None:
        raise Conflict("This ticket is merged already. Take that apart first.")
    if target.merged_into is not None:
        raise Conflict("The other ticket was itself merged. Choose the one that it was merged into.")
    if len(target.merged_ids) + 1 + len(source.merged_ids) > MAX_MERGED:
        raise Invalid(f"A ticket takes at most {MAX_MERGED} others.", "into")


def _merged(source: Ticket, target: Ticket, actor: Actor, at: datetime) -> tuple[Told, Told]:
    merged_ids = (*target.merged_ids, source.id, *source.merged_ids)
    known = {target.requester.email} | {person.email for person in target.participants}
    joining = {person.email: person for person in (source.requester, *source.participants) if person.email not in known}
    newer = source if source.last_message_at > target.last_message_at else target
    grown = replace(
        _next(target, at, "merged_ids"),
        merged_ids=merged_ids,
        participants=(*target.participants, *joining.values()),
        consulted=(*target.consulted, *(one for one in source.consulted if not target.was_consulted(one.email))),
        message_count=target.message_count + source.message_count,
        last_message_at=newer.last_message_at,
        last_message_by=newer.last_message_by,
        preview=newer.preview,
        first_reply_at=min((each for each in (target.first_reply_at, source.first_reply_at) if each), default=None),
    )
    closed = replace(_next(source, at, "merged_into", "status"), merged_into=target.id, status=TicketStatus.CLOSED)
    leaving = {"merged_into": (None, target.id), "status": (source.status, TicketStatus.CLOSED)}
    return (
        _told(closed, EventType.TICKET_MERGED, actor, at, leaving, target.number),
        _told(grown, EventType.TICKET_MERGED, actor, at, _differences(target, grown), source.number),
    )


def _unmerged(source: Ticket, target: Ticket, status: TicketStatus, actor: Actor, at: datetime) -> Told:
    alone = replace(_next(source, at, "merged_into", "status"), merged_into=None, status=status)
    changes = {"merged_into": (target.id, None), "status": (source.status, status)}
    return _told(alone, EventType.TICKET_UNMERGED, actor, at, changes, target.number)


def _people_without(
    holder: Ticket, source: Ticket, entries: Sequence[Entry], still: Collection[str]
) -> tuple[Person, ...]:
    """Who came in with the merged ticket leaves with it, unless they wrote or were written to here since."""
    joined: set[str] = set()
    here = set(still)
    for entry in entries:
        if isinstance(entry, Message):
            here |= {entry.author_email or "", *(one.email for one in (*entry.to, *entry.cc))}
        elif entry.type is EventType.TICKET_MERGED and entry.subject_id == holder.id:
            before, after = entry.changes.get("participants", ((), ()))
            joined |= {one["email"] for one in after} - {one["email"] for one in before}
    leaving = joined & {one.email for one in (source.requester, *source.participants)} - here
    return tuple(one for one in holder.participants if one.email not in leaving)


def _differences(before: Ticket, after: Ticket) -> dict[str, tuple[Any, Any]]:
    """What a merge does to the ticket that goes on, beside what follows from its conversation."""
    changed: dict[str, tuple[Any, Any]] = {"merged_ids": (list(before.merged_ids), list(after.merged_ids))}
    if before.participants != after.participants:
        changed["participants"] = (
            [asdict(one) for one in before.participants],
            [asdict(one) for one in after.participants],
        )
    return changed


def _next(ticket: Ticket, at: datetime, *names: str) -> Ticket:
    version = ticket.version + 1
    touched = ticket.field_versions | dict.fromkeys(names, version)
    return replace(ticket, version=version, updated_at=at, field_versions=touched)


def _told(
    changed: Ticket, type_: EventType, actor: Actor, at: datetime, changes: Mapping[str, tuple[Any, Any]], other: int
) -> Told:
    data = {"number": changed.number, "version": changed.version, "other_number": other}
    event = make_event(type_, actor, at, ("ticket", changed.id), changes, data)
    return replace(changed, last_change_id=event.id), event
