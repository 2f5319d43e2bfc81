"""How every change is written: read, decide, write in one transaction; and again if somebody else wrote in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Contended, Invalid
from tessera.kernel.events import Event
from tessera.kernel.person import Person
from tessera.ticketing.files import no_upload
from tessera.ticketing.model import Change, Claim, Load, Message, Reference, Rewrite, Ticket, Turns, Unscheduled
from tessera.ticketing.ports import AlreadyClaimed, StaleTicket, Tickets, UnknownReference, UploadTaken
from tessera.ticketing.views import seen_ticket

MAX_TRIES = 6
JOB = "job"
#: What a waiting reply was known by until it went out: the claim leads to what it became.
WAITED = "waited"
#: What is said of a `Reference` that does not hold.
REFUSED = {
    "agent": "There is no such agent, or they are not active, or they may only read tickets.",
    "team": "There is no such team.",
    "status": "There is no such status, or it is archived.",
}


@dataclass(frozen=True)
class Written:
    """`fresh` is False when the same command had been carried out before: nothing was written now. `edited` is False
    when no field of the ticket changed: there is a message, and nothing that an undo could put back."""

    ticket: Ticket
    message: Message | None
    fresh: bool = True
    edited: bool = True


@dataclass(frozen=True)
class Step:
    """What one try makes of the ticket as it was just read. `also` are other tickets' changes, written with it or not
    at all; `claims` and `references` what follows from what is decided, beside those of whoever asked."""

    ticket: Ticket
    events: list[Event]
    message: Message | None = None
    unscheduled: Unscheduled | None = None
    rewritten: tuple[Rewrite, ...] = ()
    new_customer: Person | None = None
    also: tuple[Change, ...] = ()
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()


#: Gives the ticket to change, if the actor may see it.
Read = Callable[[Tickets, Actor, str], Ticket]


class Writer:
    """Writes to the tickets of one organization, for actors who may see them."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._clock = clock

    def change(
        self,
        actor: Actor,
        ticket_id: str,
        step: Callable[[Ticket, datetime], Step],
        claims: tuple[Claim, ...] = (),
        references: tuple[Reference, ...] = (),
        read: Read = seen_ticket,
        counted: tuple[Load | Turns, ...] = (),
    ) -> Written:
        """A step that gives no event writes nothing. `read` may lead on to another ticket than the one that was asked
        for. Raises `NotFound`, `Invalid`, and whatever the step raises."""
        for _ in range(MAX_TRIES):
            ticket = read(self._tickets, actor, ticket_id)
            done = step(ticket, self._clock())
            if not done.events:
                return Written(ticket, None, fresh=False)
            edited = done.ticket.last_change_id != ticket.last_change_id
            try:
                self.commit(
                    Change(
                        done.ticket,
                        ticket.version,
                        (done.message,) if done.message else (),
                        tuple(done.events),
                        tuple(
                            leading_to(claim, done.ticket, done.message, edited) for claim in (*claims, *done.claims)
                        ),
                        (*references, *done.references),
                        done.new_customer,
                        unscheduled=(done.unscheduled,) if done.unscheduled else (),
                        rewritten=done.rewritten,
                        counted=counted,
                    ),
                    *done.also,
                )
            except StaleTicket:
                continue
            except AlreadyClaimed as error:
                return self.repeated(actor, error.claim, claims)
            except UploadTaken as error:
                raise no_upload(error.file_id) from error
            return Written(done.ticket, done.message, edited=edited)
        raise Contended("Many people are changing this ticket at this moment. Try again.")

    def commit(self, *changes: Change) -> None:
        """Raises `Invalid` for an agent who may have no tickets, no such team or status, and what the port raises."""
        try:
            self._tickets.commit(*changes)
        except UnknownReference as error:
            raise Invalid(REFUSED[error.reference.kind], error.reference.field) from error

    def unless_done(self, actor: Actor, claims: tuple[Claim, ...], work: Callable[[], Written]) -> Written:
        """What `work` gives. If it is refused, the reason may be that the same request was carried out before: it took
        the files, it is the message that came in meanwhile. Then what it gave at that time."""
        try:
            return work()
        except (Conflict, Invalid):
            for claim in claims:
                there = self._tickets.find_claim(claim.kind, claim.value)
                if there is not None:
                    return self.repeated(actor, there, claims)
            raise

    def repeated(self, actor: Actor, there: Claim, asked: tuple[Claim, ...]) -> Written:
        """The outcome of the first time; a reply that waited then, as it went out. Without a message if that was taken
        back since. A request key that was used for something else is refused."""
        fingerprints = {(claim.kind, claim.fingerprint) for claim in asked}
        if there.fingerprint and (there.kind, there.fingerprint) not in fingerprints:
            raise Invalid("This Idempotency-Key was used for another request. Use a new one.", "Idempotency-Key")
        message = self._message_of(there)
        if there.message_id and message is None:
            there = self._tickets.find_claim(WAITED, there.message_id) or there
            message = self._message_of(there)
        return Written(seen_ticket(self._tickets, actor, there.ticket_id), message, fresh=False)

    def _message_of(self, claim: Claim) -> Message | None:
        return self._tickets.find_message(claim.ticket_id, claim.message_id) if claim.message_id else None


def leading_to(claim: Claim, ticket: Ticket, message: Message | None, edited: bool = True) -> Claim:
    change_id = ticket.last_change_id if claim.kind == JOB and edited else None
    return replace(claim, ticket_id=ticket.id, message_id=message.id if message else None, change_id=change_id)
