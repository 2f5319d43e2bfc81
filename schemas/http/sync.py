"""How a client keeps a copy of the tickets that its agent may see.

First `GET /sync/tickets`, page by page; then `GET /sync?since=` from the first page's `seq`, as often as something may
have been missed. What comes on the WebSocket continues the same count (`schemas.realtime.messages`).
"""

from schemas.base import Outbound
from schemas.http.tickets import TicketSummary
from schemas.realtime.deeds import Deed


class SyncTickets(Outbound):
    """A page of all tickets but the deleted, in the order of lists. It may be short, even empty, and not the last.

    `seq` is on the first page only: where to go on from once all pages are read. What changed meanwhile comes then.
    `visibility` names what the agent may see; give it back with `since`.
    """

    items: list[TicketSummary]
    next_cursor: str | None
    seq: int | None
    visibility: str


class SyncChange(Outbound):
    """The ticket as it is after change `seq`. `ticket` is null if the agent may not see it any more."""

    seq: int
    ticket_id: str
    version: int
    ticket: TicketSummary | None


class SyncChanges(Outbound):
    """Changes in their order, each ticket once. Store what has a newer `version`. `more`: ask again from `seq`.

    `reset`: the changes do not lead from there to here (too long ago, or the agent's role or teams changed). Read all
    tickets again and drop what does not come.
    """

    items: list[SyncChange]
    seq: int
    more: bool
    reset: bool
    visibility: str


class DeedTicket(Outbound):
    """As it is now."""

    id: str
    number: int
    subject: str


class TicketDeed(Deed):
    """What somebody did, with its number. `to` is what the fields became, as far as that is told."""

    seq: int
    to: dict[str, str | None]
    ticket: DeedTicket


class ActivityPage(Outbound):
    """Newest first; it may be short, and not the last: ask on with `before` until that is null."""

    items: list[TicketDeed]
    before: int | None
