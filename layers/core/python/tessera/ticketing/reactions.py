"""An emoji instead of one more message: agents' own, among themselves. Customers are never told."""

from dataclasses import replace
from datetime import datetime

from schemas.vocabulary import EventType, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.events import make_event
from tessera.ticketing import emoji
from tessera.ticketing.amending import Amended, Amender, counted
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import Tickets
from tessera.ticketing.writing import Written

MAX_EMOJI = 20


class ReactionService:
    """For one organization."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._amender = Amender(tickets, clock)

    def react(self, actor: Actor, ticket_id: str, message_id: str, sign: str, given: bool) -> Written:
        """Give an emoji, or take one's own back. Doing it again changes nothing. Raises `NotFound`, `Invalid`,
        `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        fit = emoji.checked(sign)

        def amend(ticket: Ticket, holder: str, message: Message, at: datetime) -> Amended | None:
            if message.send_at is not None:
                raise Conflict("This reply still waits for its time. React to it when it went out.")
            reactions = _reacted(message, fit, actor.id or "", given)
            if reactions == message.reactions:
                return None
            data = {"message_id": message.id, "emoji": fit, "given": given}
            event = make_event(EventType.MESSAGE_REACTED, actor, at, ("ticket", ticket.id), data=data)
            return Amended(replace(message, reactions=reactions), counted(ticket), [event])

        return self._amender.amend(actor, ticket_id, message_id, amend)


def _reacted(message: Message, sign: str, agent_id: str, given: bool) -> dict[str, tuple[str, ...]]:
    """In the order in which each emoji was first given."""
    reactions = dict(message.reactions)
    there = reactions.get(sign, ())
    if given == (agent_id in there):
        return reactions
    reactions[sign] = (*there, agent_id) if given else tuple(one for one in there if one != agent_id)
    if not reactions[sign]:
        del reactions[sign]
    if len(reactions) > MAX_EMOJI:
        raise Invalid(f"A message takes at most {MAX_EMOJI} different reactions. Join one that is there.", "emoji")
    return reactions
