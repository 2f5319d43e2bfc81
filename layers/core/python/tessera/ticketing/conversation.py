"""A ticket's whole conversation, and what of the ticket follows from it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemas.vocabulary import WAITING, MessageKind
from tessera.ticketing.model import Message, Ticket, is_answer, preview_of
from tessera.ticketing.ports import Entry, Tickets

ENTRIES_AT_ONCE = 60


def newest_first(tickets: Tickets, ticket: Ticket) -> Iterator[Entry]:
    """All entries of the ticket and of those merged into it, page by page."""
    cursor: str | None = None
    while True:
        page = tickets.entries(ticket.id, ENTRIES_AT_ONCE, cursor, ticket.merged_ids)
        yield from reversed(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return


def is_said(entry: Entry) -> bool:
    """Whether it is a message that is not still waiting to be sent."""
    return isinstance(entry, Message) and entry.delivery not in WAITING


def standing(ticket: Ticket, entries: Iterable[Entry]) -> Ticket:
    """The ticket with what follows from its conversation, the oldest entry first: how long it is, who wrote last and
    what, and when an agent first answered. What people wrote to each other counts before notes; of what was redacted,
    nothing can be read."""
    said = [entry for entry in entries if isinstance(entry, Message) and is_said(entry)]
    if not said:
        return replace(ticket, message_count=0)
    counted = [each for each in said if each.kind is MessageKind.REPLY] or said
    last = counted[-1]
    read = next((each for each in reversed(counted) if each.text.strip() or each.redaction is None), last)
    return replace(
        ticket,
        message_count=len(said),
        preview=preview_of(read.text),
        last_message_at=last.created_at,
        last_message_by=last.author_type,
        first_reply_at=next((each.created_at for each in said if is_answer(each)), None),
    )
