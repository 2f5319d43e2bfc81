"""What people and channels do with tickets: one verb each."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from schemas.vocabulary import WAITING, ActorType, MessageKind, Permission, ScanState
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound, inside
from tessera.kernel.events import Event
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing import changes, history, wishes
from tessera.ticketing.copying import each_once, strangers
from tessera.ticketing.custom import Customs, NothingDefined
from tessera.ticketing.drafts import NewMessage, NewTicket, addressed, first_version, in_name_of, written_by_agent
from tessera.ticketing.files import no_upload, too_heavy
from tessera.ticketing.model import Change, Claim, FileRef, Message, Reference, Ticket
from tessera.ticketing.ports import (
    AlreadyClaimed,
    Customers,
    Files,
    Mailboxes,
    Sanitiser,
    StaleTicket,
    Tickets,
    UploadTaken,
)
from tessera.ticketing.present import summary
from tessera.ticketing.repeating import refuse_another
from tessera.ticketing.requesting import FOLLOWING, AsKnownNow, NewRequester, asked_by, known_now, refuse_blocked
from tessera.ticketing.views import find_message
from tessera.ticketing.writing import MAX_TRIES, Step, Writer, Written, leading_to


class NoMailboxes:
    """An organization that mail does not come to."""

    def among(self, addresses: Collection[str]) -> Collection[str]:
        return ()


class TicketService:
    """The writes, for one organization. Those for people check permissions; `accept` and `receive` are for channels."""

    def __init__(
        self,
        tickets: Tickets,
        customers: Customers,
        files: Files,
        sanitiser: Sanitiser,
        clock: Clock,
        customs: Customs | None = None,
        mailboxes: Mailboxes | None = None,
    ) -> None:
        self._tickets = tickets
        self._customers = customers
        self._files = files
        self._sanitiser = sanitiser
        self._clock = clock
        self._writer = Writer(tickets, clock)
        self._customs = customs or Customs(NothingDefined())
        self._mailboxes = mailboxes or NoMailboxes()

    def create_ticket(self, actor: Actor, new: NewTicket, message: NewMessage) -> Written:
        """A ticket that somebody takes down for a customer. With the id of one that is there it is that one, if it was
        made by the same request. Raises `Invalid`, and `Conflict` for another one's id."""
        actor.require(Permission.TICKETS_WRITE)
        told = wishes.checked({"subject": new.subject, "metadata": new.metadata})
        fit = replace(new, **told, participants=self.outside(new.participants))

        def work() -> Written:
            with inside("message"):
                draft = written_by_agent(message, self._sanitiser, self._files, actor, self._clock())
            made = self._customs.created(fit, actor)
            return self._create(actor, made, lambda person: in_name_of(draft, person, new.channel))

        return self._writer.unless_done(actor, new.claims, work)

    def accept(self, actor: Actor, new: NewTicket, message: Message) -> Written:
        """A new ticket from a channel."""
        return self._create(actor, new, lambda person: replace(message, author_id=person.id))

    def edit_ticket(
        self,
        actor: Actor,
        ticket_id: str,
        wish: Mapping[str, Any],
        seen_version: int | None = None,
        claims: tuple[Claim, ...] = (),
    ) -> Ticket:
        """Raises `NotFound`, `Invalid`, and `Conflict` if somebody else changed such a field since `seen_version`."""
        work = partial(self.edit, actor, ticket_id, wish, seen_version, claims)
        return self._writer.unless_done(actor, claims, work).ticket

    def edit(
        self,
        actor: Actor,
        ticket_id: str,
        wish: Mapping[str, Any],
        seen_version: int | None = None,
        claims: tuple[Claim, ...] = (),
    ) -> Written:
        """The same, and whether anything changed."""
        actor.require(Permission.TICKETS_WRITE)
        fit = self._wish_now(actor, wish)
        return self._writer.change(
            actor,
            ticket_id,
            lambda ticket, at: self._edited(ticket, fit, actor, at, seen_version),
            claims,
            chosen(wish),
        )

    def say_and_edit(
        self,
        actor: Actor,
        ticket_id: str,
        words: Callable[[Ticket], NewMessage],
        wish: Mapping[str, Any],
        claims: tuple[Claim, ...] = (),
    ) -> Written:
        """A message that is written for this ticket, and a wish: both, or neither. A reply that is held waits, the wish
        does not. Raises `NotFound`, `Invalid`, `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)
        fit = self._wish_now(actor, wish)

        def step(ticket: Ticket, at: datetime) -> Step:
            new = words(ticket)
            draft = written_by_agent(new, self._sanitiser, self._files, actor, at)
            said = self._said(ticket, draft, new, actor, at)
            edited = self._edited(said.ticket, fit, actor, at)
            return replace(edited, events=said.events + edited.events, message=said.message)

        return self._writer.change(actor, ticket_id, step, claims, chosen(wish))

    def outside(self, people: Collection[Person]) -> tuple[Person, ...]:
        """These people without our own addresses: what goes there comes back to us."""
        ours = self._mailboxes.among([person.email for person in people])
        return tuple(person for person in people if person.email not in ours)

    def _wish_now(self, actor: Actor, wish: Mapping[str, Any]) -> dict[str, Any]:
        fit = self.check_wish(actor, wish)
        if fit.get("add_participants"):
            fit["add_participants"] = self.outside(fit["add_participants"])
        wishes.refuse_odd_sleep(fit, self._clock())
        return fit

    def _edited(
        self, ticket: Ticket, fit: Mapping[str, Any], actor: Actor, at: datetime, seen_version: int | None = None
    ) -> Step:
        settled = self._customs.settled(self._customs.as_held(fit, ticket.tags), ticket.fields)
        asked, stranger = self._asked(ticket, settled.pop("requester", None))
        changed, events = changes.edit(
            ticket, settled | asked, actor, at, seen_version, following=FOLLOWING if asked else ()
        )
        self._customs.refuse_emptied(ticket, changed.fields, actor)
        self._customs.refuse_unfinished(ticket, changed.status, changed.fields, actor)
        return Step(changed, events, new_customer=stranger)

    def _asked(self, ticket: Ticket, asker: NewRequester | AsKnownNow | None) -> tuple[dict[str, Any], Person | None]:
        """The fields that a wish for a requester makes, and the person if nobody knew them."""
        match asker:
            case NewRequester():
                return asked_by(ticket, asker, self._customers.look_up)
            case AsKnownNow():
                return known_now(ticket, self._customers), None
        return {}, None

    def check_wish(self, actor: Actor, wish: Mapping[str, Any]) -> dict[str, Any]:
        """The wish in the form that tickets keep. Raises `Invalid` with the field at fault."""
        return self._customs.fitted(wishes.checked(wish), actor)

    def check_lasting_wish(self, actor: Actor, wish: Mapping[str, Any]) -> None:
        """Of a wish that is kept to be carried out on any ticket. Raises `Invalid` with the field at fault."""
        self._customs.refuse_unfillable(self.check_wish(actor, wish))

    def follow_ticket(self, actor: Actor, ticket_id: str, following: bool) -> Ticket:
        """Be told of what happens to a ticket, or no longer. Raises `NotFound`."""
        actor.require(Permission.TICKETS_READ)
        wish = {"follow" if following else "unfollow": actor.id}
        return self._writer.change(
            actor, ticket_id, lambda ticket, at: Step(*changes.edit(ticket, wish, actor, at))
        ).ticket

    def delete_ticket(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        return self.delete(actor, ticket_id).ticket

    def delete(self, actor: Actor, ticket_id: str, claims: tuple[Claim, ...] = ()) -> Written:
        actor.require(Permission.TICKETS_DELETE)
        return self._writer.change(
            actor, ticket_id, lambda ticket, at: Step(*changes.delete(ticket, actor, at)), claims
        )

    def restore_ticket(self, actor: Actor, ticket_id: str) -> Ticket:
        """Raises `NotFound`."""
        return self.restore(actor, ticket_id).ticket

    def restore(self, actor: Actor, ticket_id: str, claims: tuple[Claim, ...] = ()) -> Written:
        actor.require(Permission.TICKETS_DELETE)
        return self._writer.change(
            actor, ticket_id, lambda ticket, at: Step(*changes.restore(ticket, actor, at)), claims
        )

    def take_back(self, actor: Actor, event: Event, claims: tuple[Claim, ...] = ()) -> Written:
        """What an event of one ticket did. Raises `NotFound`, `Invalid`, and `Conflict` naming the fields that changed
        since."""
        actor.require(Permission.TICKETS_WRITE)
        wish = history.inverse(event)
        if "deleted_at" not in wish:
            return self._put_back(actor, event, wish, claims)
        actor.require(Permission.TICKETS_DELETE)
        act = changes.restore if wish["deleted_at"] is None else changes.delete

        def step(ticket: Ticket, at: datetime) -> Step:
            history.refuse_touched(self._tickets, ticket, event, wish)
            return Step(*act(ticket, actor, at, event.id))

        return self._writer.change(actor, event.subject_id, step, claims)

    def _put_back(self, actor: Actor, event: Event, wish: Mapping[str, Any], claims: tuple[Claim, ...]) -> Written:
        """What was there may be there again, also what nobody could choose by now; but no ticket becomes resolved, or
        stays so, without what it has to hold."""
        self._customs.refuse_untouchable(wish, actor)

        def step(ticket: Ticket, at: datetime) -> Step:
            history.refuse_touched(self._tickets, ticket, event, wish)
            changed, events = changes.edit(ticket, wishes.put_back(ticket, wish), actor, at, undoes=event.id)
            self._customs.refuse_unfinished(ticket, changed.status, changed.fields, actor)
            return Step(history.resolved_again(changed, event), events)

        return self._writer.change(actor, event.subject_id, step, claims, references(wish))

    def add_message(self, actor: Actor, ticket_id: str, new: NewMessage) -> Written:
        """A reply or a note by an agent. Raises `NotFound`, `Invalid`, `Conflict` (a message came in meanwhile; what is
        repeated was taken back)."""
        actor.require(Permission.TICKETS_WRITE)
        written = self._writer.unless_done(actor, new.claims, lambda: self._add_message(actor, ticket_id, new))
        if written.message is None:
            raise Conflict("This was taken back before it went out: nothing is sent.", summary(written.ticket))
        return written

    def _add_message(self, actor: Actor, ticket_id: str, new: NewMessage) -> Written:
        new = self._customs.written(new)
        draft = written_by_agent(new, self._sanitiser, self._files, actor, self._clock())

        return self._writer.change(
            actor, ticket_id, lambda ticket, at: self._said(ticket, draft, new, actor, at), new.claims
        )

    def _said(self, ticket: Ticket, draft: Message, new: NewMessage, actor: Actor, at: datetime) -> Step:
        _refuse_unseen(ticket, new)
        mail = addressed(draft, self._to_others(new, ticket), ticket)
        if mail.delivery is not None:
            _refuse_heavy(mail.files, "attachment_ids")
        message = self._forwarding(self._in_thread(mail, new, ticket), new, ticket)
        if new.set_status is not None:
            self._customs.refuse_unfinished(ticket, new.set_status, ticket.fields, actor)
        if message.send_at is not None:
            return Step(*changes.schedule_message(ticket, message, actor, at), message)
        grown, events = changes.add_message(ticket, message, actor, at)
        if new.set_status is not None:
            then = {"status": new.set_status, "status_id": new.set_status_id}
            grown, more = changes.edit(grown, then, actor, at)
            events = events + more
        return Step(grown, events, message)

    def _to_others(self, new: NewMessage, ticket: Ticket) -> NewMessage:
        """Not to ourselves. Who takes part was looked at when they joined. Raises `Invalid` if nobody is left."""
        new_to_us = strangers(ticket, (*(new.to or ()), *new.cc, *new.bcc))
        gone = {person.email for person in new_to_us} - {person.email for person in self.outside(new_to_us)}
        gone.add(ticket.mailbox or "")
        to = None if new.to is None else each_once(new.to, gone)
        if new.to and not to:
            raise Invalid("This address is our own: what goes there comes back. Choose another one.", "to")
        return replace(new, to=to, cc=each_once(new.cc, gone), bcc=each_once(new.bcc, gone))

    def _in_thread(self, message: Message, new: NewMessage, ticket: Ticket) -> Message:
        """Threads have one level: an answer to an answer is in the same thread. Raises `Invalid`."""
        if new.reply_to is None:
            return message
        try:
            _, answered = find_message(self._tickets, ticket, new.reply_to)
        except NotFound as error:
            raise Invalid("The message that this answers is not on this ticket.", "reply_to") from error
        if answered.delivery in WAITING:
            raise Invalid("The reply that this answers still waits to be sent. Answer it when it went out.", "reply_to")
        return replace(message, reply_to=answered.reply_to or answered.id)

    def _forwarding(self, message: Message, new: NewMessage, ticket: Ticket) -> Message:
        """With the message that it forwards: the files that were chosen of it, and the pictures that it shows. What was
        found to be malware stays here. Raises `Invalid`."""
        if new.forward is None:
            return message
        try:
            _, carried = find_message(self._tickets, ticket, new.forward.message_id)
        except NotFound as error:
            raise Invalid("The message to forward is not on this ticket.", "forward.message_id") from error
        if carried.delivery in WAITING:
            reason = "The reply to forward still waits to be sent. Forward it when it went out."
            raise Invalid(reason, "forward.message_id")
        wanted = new.forward.file_ids
        files = tuple(
            file.id
            for file in carried.files
            if file.scan is not ScanState.INFECTED and (wanted is None or file.content_id or file.id in wanted)
        )
        along = [file for file in carried.files if file.id in files]
        _refuse_heavy((*message.files, *along), "forward.attachment_ids")
        return replace(message, forward_of=carried.id, forward_files=files)

    def receive(self, actor: Actor, ticket_id: str, message: Message, claims: tuple[Claim, ...]) -> Written:
        """A message that came in through a channel, onto the ticket that the channel chose. Raises `NotFound`."""

        def step(ticket: Ticket, at: datetime) -> Step:
            return Step(*changes.add_message(ticket, message, actor, at), message)

        return self._writer.change(actor, ticket_id, step, claims)

    def _create(self, actor: Actor, new: NewTicket, message_of: Callable[[Person], Message]) -> Written:
        for _ in range(MAX_TRIES):
            change = self._creation(actor, new, message_of)
            try:
                self._writer.commit(change)
            except AlreadyClaimed as error:
                written = self._writer.repeated(actor, error.claim, new.claims)
                if error.claim.kind == "ticket":
                    refuse_another(self._tickets, written.ticket, change)
                return written
            except UploadTaken as error:
                with inside("message"):
                    raise no_upload(error.file_id) from error
            except StaleTicket:  # the same new customer wrote twice at once: by now they are known
                continue
            return Written(change.ticket, change.messages[0])
        raise Conflict("Many tickets are being made at this moment. Try again.")

    def _creation(self, actor: Actor, new: NewTicket, message_of: Callable[[Person], Message]) -> Change:
        contact = self._customers.look_up(new.requester.email)
        if actor.type is ActorType.AGENT:  # what comes by itself was let in by its channel
            refuse_blocked(contact)
        known = contact.person
        person = known or replace(new.requester, id=new_id())
        message = message_of(person)
        if actor.type is ActorType.CUSTOMER:  # who writes for the first time gets their id only now
            actor = replace(actor, id=person.id)
        ticket, events = first_version(
            replace(new, requester=person, company_id=contact.company_id),
            message,
            self._tickets.next_number(),
            actor,
            self._clock(),
        )
        return Change(
            ticket,
            None,
            (message,),
            tuple(events),
            tuple(leading_to(claim, ticket, message) for claim in new.claims),
            chosen({"assignee_id": new.assignee_id, "team_id": new.team_id, "status_id": new.status_id}),
            None if known else person,
        )


def references(wish: Mapping[str, Any]) -> tuple[Reference, ...]:
    """The agent and the team that a wish names."""
    agent, team = wish.get("assignee_id"), wish.get("team_id")
    found = (
        Reference("agent", agent, "assignee_id") if agent is not None else None,
        Reference("team", team, "team_id") if team is not None else None,
    )
    return tuple(reference for reference in found if reference)


def chosen(wish: Mapping[str, Any]) -> tuple[Reference, ...]:
    """These, and the own status: it may have been archived a moment ago, which definitions at hand do not know yet."""
    status = wish.get("status_id")
    return references(wish) if status is None else (*references(wish), Reference("status", status, "status_id"))


def _refuse_heavy(files: Iterable[FileRef], field: str) -> None:
    """What is to be mailed has to fit into a mail: nobody is told later that it does not."""
    reason = too_heavy(files)
    if reason is not None:
        raise Invalid(reason, field)


def _refuse_unseen(ticket: Ticket, new: NewMessage) -> None:
    if new.kind is not MessageKind.REPLY or new.seen_version is None:
        return
    if ticket.field_versions.get("messages", 1) > new.seen_version:
        raise Conflict("A message came in while you wrote. Read it, then send again.", summary(ticket), ("messages",))
