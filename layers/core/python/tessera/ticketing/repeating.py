"""Whether a ticket that is to be made is one that was made before, by its id."""

from typing import Any

from schemas.vocabulary import EventType
from tessera.kernel.errors import Conflict
from tessera.kernel.events import Event
from tessera.ticketing.history import MOMENT
from tessera.ticketing.model import Change, Message, Ticket
from tessera.ticketing.ports import Tickets

#: What the event of a creation tells that does not follow from the request alone: people are merged, companies named.
_FOLLOWING = ("requester_id", "company_id", "participants")


def refuse_another(tickets: Tickets, there: Ticket, wanted: Change) -> None:
    """Raises `Conflict` unless `wanted` is how the ticket that is there began: by the same agent, with the same words.
    Its conversation is read for that, but only for an id that is taken."""
    entries = tickets.entries_since(there.id, there.created_at - MOMENT)
    created = next((each for each in entries if _is_creation(each)), None)
    first = next((each for each in entries if isinstance(each, Message)), None)
    again = wanted.messages[0]
    same = there.created_by == wanted.ticket.created_by and _asked_in(created) == _asked_in(wanted.events[0])
    # A message that was split off since is not compared, nor one that was redacted.
    if not same or (first is not None and first.redaction is None and _words_of(first) != _words_of(again)):
        raise Conflict("There is another ticket with this id. Send the new one with an id of its own.")


def _is_creation(entry: Any) -> bool:
    return isinstance(entry, Event) and entry.type is EventType.TICKET_CREATED


def _asked_in(event: Any) -> dict[str, Any]:
    changes = event.changes if isinstance(event, Event) else {}
    return {name: after for name, (_, after) in changes.items() if name not in _FOLLOWING}


def _words_of(message: Message) -> tuple[Any, ...]:
    return message.text, message.html, message.author_email, {file.id for file in message.files}
