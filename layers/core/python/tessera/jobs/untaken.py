"""What a row says of a ticket that is there, and an import leaves as it is: whose it is, since when, what was said."""

from collections.abc import Mapping, Sequence
from typing import Any

from tessera.jobs.rows import TicketRow
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Customers, Sanitiser, Tickets

#: Entries of a ticket that are read at once.
ENTRIES = 100


class Untaken:
    """For one organization."""

    def __init__(self, tickets: Tickets, customers: Customers, sanitiser: Sanitiser) -> None:
        self._tickets = tickets
        self._customers = customers
        self._sanitiser = sanitiser

    def fields(self, row: TicketRow, ticket: Ticket) -> list[str]:
        """Those of which the ticket has something else than the row: a call where the addresses differ, and one where
        the row has messages and it is not plain that they are there."""
        theirs = self._is_theirs(row, ticket)
        differs = {
            "requester_email": not theirs,
            "requester_name": theirs and row.name not in ("", ticket.requester.name),
            "number": row.number not in (None, ticket.number),
            "created_at": row.created_at not in (None, ticket.created_at),
            row.messages_field: self._lacks(ticket, self._said(row)),
        }
        return [name for name, different in differs.items() if different]

    def _is_theirs(self, row: TicketRow, ticket: Ticket) -> bool:
        if row.email == ticket.requester.email:
            return True
        person = self._customers.look_up(row.email).person
        return person is not None and person.id is not None and person.id == ticket.requester.id

    def _said(self, row: TicketRow) -> list[str]:
        """What stands in for a message without text is none of it."""
        return [text for one in row.messages if (text := self._text(one))]

    def _text(self, message: Mapping[str, Any]) -> str:
        text, html = message.get("text"), message.get("html")
        if isinstance(text, str) and text.strip():
            return text.strip()
        return self._sanitiser.to_text(self._sanitiser.sanitise(html)).strip() if isinstance(html, str) else ""

    def _lacks(self, ticket: Ticket, said: Sequence[str]) -> bool:
        missing = set(said)
        if ticket.message_count == 1 and missing == {ticket.preview}:
            return False
        cursor = None
        while missing:
            page = self._tickets.entries(ticket.id, ENTRIES, cursor)
            missing -= {one.text.strip() for one in page.items if isinstance(one, Message)}
            cursor = page.next_cursor
            if cursor is None:
                break
        return bool(missing)


def told(fields: Sequence[str], mapping: Mapping[str, str]) -> str:
    """For a person. `mapping` says by which columns of the file the fields go."""
    if not fields:
        return ""
    columns = {field: column for column, field in mapping.items()}
    names = ", ".join(f"“{columns.get(field, field)}”" for field in fields)
    return f"Not taken over, since the ticket is there already: {names}."
