"""What a ticket and its timeline name of other tickets, for whoever may not see all of those."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tessera.kernel.events import Changes, Event
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Entry

#: Fields that name other tickets: by many of them, and by one; and those that were merged into this one.
_LINKS, _ORIGIN, _MERGED = "links", "split_from", "merged_ids"


def named_in(ticket: Ticket, entries: Iterable[Entry]) -> set[str]:
    """The ids of the tickets that are linked, or were, or that this one was split off."""
    found = {link.ticket_id for link in ticket.links} | {ticket.split_from}
    for entry in entries:
        found |= linked_by(entry.changes) if isinstance(entry, Event) else set()
    return {each for each in found if each}


def linked_by(changes: Changes) -> set[str]:
    """The tickets that were linked, or no longer, and the one that a ticket was split off."""
    found = {each["ticket_id"] for side in changes.get(_LINKS, ()) for each in side or ()}
    return found | {each for each in changes.get(_ORIGIN, ()) if each}


def merged_by(changes: Changes) -> set[str]:
    """The tickets that came by a merge, or went when it was taken apart."""
    before, after = changes.get(_MERGED, ((), ()))
    return {*before} ^ {*after}


def merged_in(entries: Iterable[Entry]) -> set[str]:
    """The ids of the tickets that were merged, or taken apart again."""
    return {each for entry in entries if isinstance(entry, Event) for each in merged_by(entry.changes)}


def without_unseen(ticket: Ticket, seen: Collection[str]) -> Ticket:
    links = tuple(link for link in ticket.links if link.ticket_id in seen)
    return replace(ticket, links=links, split_from=ticket.split_from if ticket.split_from in seen else None)


def told_of(entries: Iterable[Entry], seen: Collection[str], shown: Collection[str]) -> Iterator[Entry]:
    """The entries, naming only tickets that are `seen`, or `shown` with this one. A change of nothing but links to
    others is left out, and a merge of another, which tells of its people."""
    for entry in entries:
        if not isinstance(entry, Event):
            yield entry
            continue
        changes = told_changes(entry.changes, seen, shown)
        if changes is not None:
            yield entry if changes == entry.changes else replace(entry, changes=changes)


def told_changes(changes: Changes, seen: Collection[str], shown: Collection[str]) -> Changes | None:
    """As `told_of`, of one event. None: it is left out."""
    if not {_LINKS, _ORIGIN, _MERGED} & {*changes}:
        return changes
    if not merged_by(changes) <= {*seen, *shown}:
        return None
    told = dict(changes)
    if _MERGED in told:
        before, after = ([each for each in side if each in seen or each in shown] for side in told[_MERGED])
        told[_MERGED] = (before, after)
    if _LINKS in told:
        before, after = ([each for each in side or () if each["ticket_id"] in seen] for side in told.pop(_LINKS))
        told |= {_LINKS: (before, after)} if before != after else {}
    if _ORIGIN in told:
        was, became = (each if each in seen else None for each in told.pop(_ORIGIN))
        told |= {_ORIGIN: (was, became)} if was != became else {}
    return told or None
