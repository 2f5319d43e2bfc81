"""Merging two tickets into one, and taking that apart again.

Nothing is moved: the merged ticket keeps its messages, files, number and mail threads under its own key, and points to
the ticket that goes on; that one shows all the conversations as one. Whoever comes by the old number or by an old mail
is led on. So a merge costs two writes, however long the conversations are, and undoing it loses nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, Permission, TicketStatus
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event, make_event
from tessera.kernel.person import Person
from tessera.ticketing import history, linking
from tessera.ticketing.changes import consulted_by, json_of, overslept
from tessera.ticketing.conversation import newest_first, standing
from tessera.ticketing.copying import MAX_PARTICIPANTS, each_once, refuse_crowd, strangers
from tessera.ticketing.model import Change, Claim, Message, Ticket
from tessera.ticketing.ports import Entry, StaleTicket, Tickets
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import MAX_TRIES, Written, leading_to

#: Each costs one query when the ticket is opened.
MAX_MERGED = 20

Told = tuple[Ticket, Event]
#: A ticket as it was read, and what becomes of it.
Step = tuple[Ticket, Told]


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

        def together(source: Ticket, at: datetime) -> list[Step]:
            target = seen_ticket(self._tickets, actor, target_id)
            if target.merged_into is not None:
                raise Conflict("The other ticket was itself merged. Choose the one that it was merged into.")
            linking.refuse_circle(self._tickets, source, target)
            return _together(source, [target], actor, at)

        return self._written(actor, source_id, together, claims)[1]

    def unmerge(self, actor: Actor, source_id: str) -> Ticket:
        """The ticket that was merged, on its own again. Raises `NotFound`, `Conflict` if it is not merged."""
        actor.require(Permission.TICKETS_WRITE)

        def apart(source: Ticket, at: datetime) -> list[Step]:
            if source.merged_into is None:
                raise Conflict("This ticket is not merged.")
            return self._apart(source, self._stood_before(source), actor, at)

        return self._written(actor, source_id, apart)[0]

    def take_back(self, actor: Actor, event: Event, claims: tuple[Claim, ...] = ()) -> Written:
        """The inverse of a merge, or of taking it apart, whichever of the two tickets tells of it; gives the one that
        was merged. Raises `NotFound`, and `Conflict` if it is not the latest that became of that one."""
        actor.require(Permission.TICKETS_WRITE)
        told = self._told_by_source(actor, event)
        wish = history.before(told)
        into: str | None = wish["merged_into"]

        def back(source: Ticket, at: datetime) -> list[Step]:
            if source.merged_into == into:
                return []
            history.refuse_touched(self._tickets, source, told, wish)
            if into is None:
                return self._apart(source, _stood(wish), actor, at, told.id)
            holders = self._holders(actor, into)
            linking.refuse_circle(self._tickets, source, holders[-1])
            return _together(source, holders, actor, at, told.id)

        changed = self._written(actor, told.subject_id, back, claims)
        if not changed:
            return Written(self.read(actor, told.subject_id), None, fresh=False)
        return Written(changed[0], None)

    def _told_by_source(self, actor: Actor, event: Event) -> Event:
        """As the ticket tells of it that was merged: it can be in one place only, the other one grows and shrinks."""
        if "merged_into" in event.changes:
            return event
        before, after = event.changes["merged_ids"]
        # Those that were merged into it before come and go with it, behind it.
        source_id = next(one for one in (*after, *before) if one not in before or one not in after)
        told = history.other_side(self._tickets, seen_ticket(self._tickets, actor, source_id).id, event)
        if told is None:
            raise NotFound("There is no such change.")
        return told

    def _written(
        self,
        actor: Actor,
        source_id: str,
        steps: Callable[[Ticket, datetime], list[Step]],
        claims: tuple[Claim, ...] = (),
    ) -> list[Ticket]:
        """What became of the tickets, that which is or was merged first. No steps, nothing is written."""
        for _ in range(MAX_TRIES):
            done = steps(seen_ticket(self._tickets, actor, source_id), self._clock())
            try:
                self._write(done, claims)
            except StaleTicket:
                continue
            return [after for _, (after, _) in done]
        raise Conflict("Many people are changing these tickets at this moment. Try again.")

    def _apart(
        self, source: Ticket, stood: Mapping[str, Any], actor: Actor, at: datetime, undoes: str | None = None
    ) -> list[Step]:
        holders = self._holders(actor, source.merged_into or "")
        # Some of its messages may have been split off the ticket that showed them.
        own = standing(source, list(newest_first(self._tickets, source))[::-1])
        steps: list[Step] = [(source, _unmerged(own, holders[0], stood, actor, at, undoes))]
        for holder in holders:
            # Those before lose people by it, too.
            shrunk = {before.id: after for before, (after, _) in steps}
            steps.append((holder, self._without(holder, source, shrunk, actor, at)))
        return steps

    def _holders(self, actor: Actor, ticket_id: str) -> list[Ticket]:
        """The ticket that another was merged into, and those which that one was merged into since."""
        holders = [seen_ticket(self._tickets, actor, ticket_id)]
        while (further := holders[-1].merged_into) is not None:
            holders.append(seen_ticket(self._tickets, actor, further))
        return holders

    def _stood_before(self, source: Ticket) -> Mapping[str, Any]:
        """From its latest merge; it may have been deleted and restored since."""
        own = newest_first(self._tickets, replace(source, merged_ids=()))
        merges = (each for each in own if isinstance(each, Event) and each.type is EventType.TICKET_MERGED)
        merged = next((each for each in merges if "merged_into" in each.changes), None)
        return _stood(history.before(merged)) if merged else {"status": source.status}

    def _without(
        self, holder: Ticket, source: Ticket, shrunk: Mapping[str, Ticket], actor: Actor, at: datetime
    ) -> Told:
        """The holder as its own conversation makes it. The change to undo next is still its own. `shrunk` are tickets
        as they are from now on."""
        gone = {source.id, *source.merged_ids}
        merged_ids = tuple(one for one in holder.merged_ids if one not in gone)
        left = replace(holder, merged_ids=merged_ids)
        entries = list(newest_first(self._tickets, left))[::-1]
        others = [shrunk.get(each.id, each) for each in self._tickets.get_many(merged_ids)]
        still = {one.email for each in others for one in (each.requester, *each.participants)}
        people = _people_without(holder, source, entries, still)
        experts = _experts_without(holder, source, entries, others)
        counted = standing(_next(left, at, "merged_ids"), entries)
        smaller = replace(counted, participants=people, consulted=experts)
        told, event = _told(smaller, EventType.TICKET_UNMERGED, actor, at, _differences(holder, smaller), source.number)
        return replace(told, last_change_id=holder.last_change_id), event

    def read(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        return seen_ticket(self._tickets, actor, ticket_id)

    def _write(self, steps: list[Step], claims: tuple[Claim, ...]) -> None:
        if not steps:
            return
        first, *others = (Change(after, before.version, events=(event,)) for before, (after, event) in steps)
        kept = tuple(leading_to(claim, first.ticket, None) for claim in claims)
        self._tickets.commit(replace(first, claims=kept), *others)


def _together(
    source: Ticket, holders: Sequence[Ticket], actor: Actor, at: datetime, undoes: str | None = None
) -> list[Step]:
    """The ticket within another, and within all that this one was itself merged into."""
    target = holders[0]
    if source.deleted_at or any(holder.deleted_at for holder in holders):
        raise Conflict("One of the tickets is deleted. Restore it first.")
    if source.merged_into is not None:
        raise Conflict("This ticket is merged already. Take that apart first.")
    if any(holder.id == source.id for holder in holders):
        raise Conflict(f"#{target.number} was merged into this ticket. Take that apart first.")
    if any(len(holder.merged_ids) + 1 + len(source.merged_ids) > MAX_MERGED for holder in holders):
        raise Invalid(f"A ticket takes at most {MAX_MERGED} others.", "into")
    closes: dict[str, Any] = {"merged_into": target.id, "status": TicketStatus.CLOSED}
    if source.status_id is not None:
        closes["status_id"] = None
    closed = replace(_next(source, at, *closes), **closes)
    leaving = {name: (getattr(source, name), value) for name, value in closes.items()}
    return [
        (source, _told(closed, EventType.TICKET_MERGED, actor, at, leaving, target.number, undoes)),
        *((holder, _grown(source, holder, actor, at)) for holder in holders),
    ]


def _grown(source: Ticket, holder: Ticket, actor: Actor, at: datetime) -> Told:
    people = (*holder.participants, *strangers(holder, (source.requester, *source.participants)))
    refuse_crowd(holder.participants, people, "into")
    newer = source if source.last_message_at > holder.last_message_at else holder
    # Whoever writes a reply meanwhile has not read what comes with it.
    came = ("messages",) if source.message_count else ()
    grown = replace(
        _next(holder, at, "merged_ids", *came),
        merged_ids=(*holder.merged_ids, source.id, *source.merged_ids),
        participants=people,
        consulted=each_once((*holder.consulted, *source.consulted))[:MAX_PARTICIPANTS],
        message_count=holder.message_count + source.message_count,
        last_message_at=newer.last_message_at,
        last_message_by=newer.last_message_by,
        preview=newer.preview,
        first_reply_at=min((each for each in (holder.first_reply_at, source.first_reply_at) if each), default=None),
    )
    return _told(grown, EventType.TICKET_MERGED, actor, at, _differences(holder, grown), source.number)


def _stood(before: Mapping[str, Any]) -> Mapping[str, Any]:
    """The status, and the own one, of a ticket's fields before it was merged."""
    return {name: before[name] for name in ("status", "status_id") if name in before}


def _unmerged(
    source: Ticket, target: Ticket, stood: Mapping[str, Any], actor: Actor, at: datetime, undoes: str | None
) -> Told:
    back = {"merged_into": None, **stood, **overslept(source, at)}
    alone = replace(_next(source, at, *back), **back)
    changes = {name: (json_of(getattr(source, name)), json_of(value)) for name, value in back.items()}
    return _told(alone, EventType.TICKET_UNMERGED, actor, at, changes, target.number, undoes)


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


def _experts_without(
    holder: Ticket, source: Ticket, entries: Sequence[Entry], others: Sequence[Ticket]
) -> tuple[Person, ...]:
    """Who was consulted on the merged ticket leaves with it, unless they were consulted here as well."""
    here = {one.email for each in others for one in each.consulted}
    here |= {one.email for entry in entries if isinstance(entry, Message) for one in consulted_by(entry)}
    leaving = {one.email for one in source.consulted} - here
    return tuple(one for one in holder.consulted if one.email not in leaving)


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
    changed: Ticket,
    type_: EventType,
    actor: Actor,
    at: datetime,
    changes: Mapping[str, tuple[Any, Any]],
    other: int,
    undoes: str | None = None,
) -> Told:
    data = {"number": changed.number, "version": changed.version, "other_number": other}
    event = make_event(type_, actor, at, ("ticket", changed.id), changes, data | ({"undoes": undoes} if undoes else {}))
    return replace(changed, last_change_id=event.id), event
