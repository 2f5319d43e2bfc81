"""Mending one's own note: what it said before is kept, and can be read. And a reply that still waits: nobody outside
has it yet, so nothing is kept of what it was going to say.

What was mailed cannot be unmailed: it is never edited.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import WAITING, ActorType, EventType, MessageKind, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import Conflict, Forbidden, Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import new_id
from tessera.ticketing import policy
from tessera.ticketing.amending import Amended, Amender, counted
from tessera.ticketing.mentions import mentions_in
from tessera.ticketing.model import Message, Revision, Ticket
from tessera.ticketing.ports import Sanitiser, Tickets
from tessera.ticketing.views import find_message, no_such_ticket, ticket_going_on
from tessera.ticketing.writing import Written

#: Each is an item of its own, and a redaction removes all of them in its transaction.
MAX_EDITS = 50


@dataclass(frozen=True)
class NewText:
    """`html`, if given, is what it looks like; `text` may then be empty."""

    text: str
    html: str | None = None


class EditingService:
    """For one organization. Everything raises `NotFound` for what is not there for the actor."""

    def __init__(self, tickets: Tickets, sanitiser: Sanitiser, clock: Clock) -> None:
        self._tickets = tickets
        self._sanitiser = sanitiser
        self._amender = Amender(tickets, clock)

    def edit_text(self, actor: Actor, ticket_id: str, message_id: str, new: NewText) -> Written:
        """Of one's own note, or of a reply that waits. Raises `Invalid`, `Forbidden` for what is somebody else's,
        `Conflict` for what is not to be edited."""
        actor.require(Permission.TICKETS_WRITE)
        html = self._sanitiser.sanitise(new.html) if new.html else None
        text = new.text or (self._sanitiser.to_text(html) if html else "")

        def amend(ticket: Ticket, holder: str, message: Message, at: datetime) -> Amended | None:
            waits = message.delivery in WAITING
            _refuse_waiting(actor, message) if waits else _refuse(actor, message)
            carries = message.files or message.forward_of
            if not text.strip() and not carries and "<img" not in (html or ""):
                raise Invalid(f"Write something, or {'take the reply back' if waits else 'redact the note'}.", "text")
            if (message.text, message.html) == (text, html):
                return None
            written = replace(message, text=text, html=html)
            event = _told(ticket, message, written, actor, at)
            if waits:
                return Amended(written, counted(ticket), [event])
            revision = Revision(new_id(to_ms(at)), message.text, message.html, at)
            edited = replace(written, edited_at=at, edits=message.edits + 1)
            return Amended(edited, replace(counted(ticket), updated_at=at), [event], revision)

        return self._amender.amend(actor, ticket_id, message_id, amend, read=ticket_going_on)

    def list_revisions(self, actor: Actor, ticket_id: str, message_id: str) -> Sequence[Revision]:
        """What the message said before, oldest first."""
        actor.require(Permission.TICKETS_READ)
        ticket = self._tickets.get(ticket_id)
        if ticket is None or not policy.may_see(actor, ticket):
            raise no_such_ticket()
        holder, message = find_message(self._tickets, ticket, message_id)
        return self._tickets.revisions(holder, message.id)


def _told(ticket: Ticket, before: Message, after: Message, actor: Actor, at: datetime) -> Event:
    """With `mentions` that are new, and then those that were `mentioned` before: they were told of it."""
    data: dict[str, Any] = {"message_id": after.id, "number": ticket.number}
    mentioned = mentions_in(before)
    if mentions := [one for one in mentions_in(after) if one not in mentioned]:
        data |= {"mentions": mentions, "mentioned": mentioned}
    return make_event(EventType.MESSAGE_EDITED, actor, at, ("ticket", ticket.id), data=data)


def _refuse_waiting(actor: Actor, message: Message) -> None:
    """As with taking it back."""
    if not policy.may_decide(actor, message):
        raise Forbidden("Only its author or a supervisor can change a reply that waits.")


def _refuse(actor: Actor, message: Message) -> None:
    if message.kind is not MessageKind.NOTE:
        raise Conflict("What was mailed cannot be unmailed. Send another reply, or redact this one here.")
    if message.forward_of is not None:
        raise Conflict("What was mailed cannot be unmailed. Forward it once more, or redact this one here.")
    if message.redaction is not None:
        raise Conflict("This note was redacted. It stays as it is.")
    if message.author_type is not ActorType.AGENT or message.author_id != actor.id:
        raise Forbidden("Only its author edits a note. Write another one, or ask for it to be redacted.")
    if message.edits >= MAX_EDITS:
        raise Conflict(f"This note was edited {MAX_EDITS} times already. Write a new one.")
