"""Taking back whatever an agent did to a ticket, and doing it again: to undo the undoing.

What an event of one ticket did is put back field by field; what two tickets went through together is for the service
that does such things, in whichever of the two it was seen.
"""

from functools import partial

from schemas.vocabulary import EventType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.ticketing.linking import LinkService
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import Claim, Ticket
from tessera.ticketing.ports import AlreadyClaimed, Tickets
from tessera.ticketing.service import TicketService
from tessera.ticketing.splitting import SplitService
from tessera.ticketing.views import seen_ticket
from tessera.ticketing.writing import Writer, Written


class UndoService:
    """For one organization."""

    def __init__(
        self,
        tickets: Tickets,
        service: TicketService,
        merging: MergeService,
        splitting: SplitService,
        linking: LinkService,
        clock: Clock,
    ) -> None:
        self._tickets = tickets
        self._service = service
        self._writer = Writer(tickets, clock)
        self._between_two: dict[EventType, MergeService | SplitService | LinkService] = {
            EventType.TICKET_MERGED: merging,
            EventType.TICKET_UNMERGED: merging,
            EventType.TICKET_SPLIT: splitting,
            EventType.TICKET_REJOINED: splitting,
            EventType.TICKET_LINKED: linking,
            EventType.TICKET_UNLINKED: linking,
        }

    def undo(self, actor: Actor, ticket_id: str, event_id: str, claims: tuple[Claim, ...] = ()) -> Ticket:
        """This ticket after one change was taken back. Raises `NotFound`, `Invalid`, and `Conflict` naming the fields
        that changed since."""
        work = partial(self.take_back, actor, ticket_id, event_id, claims)
        written = self._writer.unless_done(actor, claims, work)
        return written.ticket if written.ticket.id == ticket_id else seen_ticket(self._tickets, actor, ticket_id)

    def take_back(self, actor: Actor, ticket_id: str, event_id: str, claims: tuple[Claim, ...] = ()) -> Written:
        """The same, and whether anything changed; of two tickets, that which gave itself or its messages."""
        actor.require(Permission.TICKETS_WRITE)
        event = self._tickets.find_event(ticket_id, event_id) or self._of_merged(actor, ticket_id, event_id)
        service = self._between_two.get(event.type, self._service)
        try:
            return service.take_back(actor, event, claims)
        except AlreadyClaimed as error:
            return self._writer.repeated(actor, error.claim, claims)
        except Invalid as error:
            if service is self._service:
                raise
            # Nothing that was sent is at fault, but what became of the tickets.
            raise Conflict(error.message) from error

    def _of_merged(self, actor: Actor, ticket_id: str, event_id: str) -> Event:
        """Of a ticket that this one shows with itself. Raises `NotFound`."""
        for holder in seen_ticket(self._tickets, actor, ticket_id).merged_ids:
            event = self._tickets.find_event(holder, event_id)
            if event is not None:
                return event
        raise NotFound("There is no such change.")
