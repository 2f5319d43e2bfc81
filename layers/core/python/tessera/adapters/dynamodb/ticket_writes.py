"""Writing tickets: one transaction holds the ticket, its new messages and events, and all that has to be unique."""

import contextlib
from collections.abc import Sequence
from datetime import timedelta

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from schemas.vocabulary import ROLE_PERMISSIONS, EventType, Permission
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.bodies import Bodies
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.customers import new_customer_writes
from tessera.adapters.dynamodb.events import event_item, put_event, timeline_item
from tessera.adapters.dynamodb.message_writes import MessageWrites
from tessera.adapters.dynamodb.routing import count_put
from tessera.adapters.dynamodb.table import (
    NEW,
    Check,
    ConditionFailed,
    Put,
    Table,
    Update,
    Write,
    WriteContended,
    equals,
    set_to,
)
from tessera.adapters.dynamodb.ticket_items import TICKET_SK, file_map, ticket_item
from tessera.identity.customers import new_customer
from tessera.kernel.errors import AlreadyExists, NotFound
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Person
from tessera.ticketing.model import Change, Claim, FileRef, Load, Message, Reference, Ticket, Turns
from tessera.ticketing.ports import (
    AlreadyClaimed,
    DeliveryReport,
    Entry,
    StaleCount,
    StaleTicket,
    UnknownReference,
    UploadTaken,
)

#: Events that stay in the ticket's timeline. A message speaks for itself; the rest only passes through the outbox.
PASSING = frozenset(
    {
        EventType.MESSAGE_ADDED,
        EventType.MESSAGE_SCHEDULED,
        EventType.MESSAGE_UNSCHEDULED,
        EventType.MESSAGE_DELIVERY_CHANGED,
        EventType.MESSAGE_FILES_INSPECTED,
        EventType.MESSAGE_REACTED,
    }
)
#: How long claims are kept that are not for ever: a job can be undone as long as it is listed.
CLAIM_DAYS = {"request": 2, "job": 32, "waited": 32}
COUNTER_SK = "COUNTER#ticket"
MAX_TRIES = 5
#: The roles of those who may have tickets.
WRITERS = [encode(role) for role, granted in ROLE_PERMISSIONS.items() if Permission.TICKETS_WRITE in granted]

#: What a write is for, if its refusal is told.
Cause = Claim | Reference | Load | Turns | None


class TicketWrites:
    """The writing half of `tessera.ticketing.ports.Tickets`."""

    def __init__(self, core: Table, org_id: OrgId, bodies: Bodies) -> None:
        self._core = core
        self._org = org_id
        self._bodies = bodies
        self._messages = MessageWrites(org_id, bodies)

    def next_number(self) -> int:
        """Numbers are never given twice; one whose ticket then fails to be written stays unused."""
        counter = self._core.update(keys.org(self._org), COUNTER_SK, [Path("value").add(1)])
        return int(counter["value"])

    def commit(self, *changes: Change) -> None:
        planned = [(write, cause, change) for change in changes for write, cause in self._plan(change)]
        try:
            self._core.transact([write for write, _, _ in planned])
        except WriteContended as error:
            raise StaleTicket from error
        except ConditionFailed as error:
            write, cause, change = planned[error.index]
            raise self._refusal(write, cause, change) from error

    def _plan(self, change: Change) -> list[tuple[Write, Cause]]:
        """What is written, in the order in which refusals are looked at, each with what it is for."""
        planned: list[tuple[Write, Cause]] = [(self._ticket_put(change), None)]
        planned += [(self._claim_put(claim, change), claim) for claim in change.claims]
        planned += [(self._reference_check(reference), reference) for reference in change.references]
        planned += [(count_put(self._org, one, change.ticket), one) for one in change.counted]
        if change.base_version is None:
            planned.append((self._number_put(change.ticket), None))
        if change.new_customer is not None:
            planned += [(write, None) for write in _customer_writes(change, change.new_customer)]
        waited = {file.id for gone in change.unscheduled for file in gone.message.files}
        for message in change.messages:
            planned += [(write, None) for write in self._messages.puts(change.ticket.id, message, waited)]
        for gone in change.unscheduled:
            planned += [(write, None) for write in self._messages.unscheduling(change, gone)]
        for rewrite in change.rewritten:
            planned += [(write, None) for write in self._messages.rewriting(rewrite)]
        for move in change.moves:
            planned += [(write, None) for write in self._messages.moving(move)]
        planned += [(self._still(ticket), None) for ticket in change.unchanged]
        planned += [(self._event_put(change.ticket.id, event), None) for event in change.events]
        return planned

    def set_delivery(self, ticket_id: str, message_id: str, report: DeliveryReport, event: Event) -> None:
        pk = keys.ticket(self._org, ticket_id)
        actions = [set_to("delivery", report.delivery.value), set_to("delivery_detail", report.detail)]
        claims = [Claim("mail-id", mail_id, ticket_id, message_id) for mail_id in report.mail_ids]
        writes: list[Write] = [
            Update(pk, f"M#{message_id}", actions, Path("pk").exists()),
            Update(pk, TICKET_SK, self._touch(event)),
            *(Put(self._claim_item(claim)) for claim in claims),
            put_event(pk, event),
        ]
        try:
            self._insist(writes)
        except ConditionFailed as error:
            raise NotFound("There is no such message.") from error

    def set_files(self, ticket_id: str, message: Message, files: Sequence[FileRef], event: Event) -> None:
        pk = keys.ticket(self._org, ticket_id)
        unchanged = equals("files", [file_map(file) for file in message.files])
        records = [
            Update(keys.file(self._org, file.id), "F", [set_to("file", file_map(file))], Path("pk").exists())
            for file in files
        ]
        writes: list[Write] = [
            Update(pk, f"M#{message.id}", [set_to("files", [file_map(file) for file in files])], unchanged),
            Update(pk, TICKET_SK, self._touch(event)),
            *records,
            put_event(pk, event),
        ]
        try:
            self._insist(writes)
        except (ConditionFailed, WriteContended) as error:
            raise StaleTicket from error

    def _insist(self, writes: Sequence[Write]) -> None:
        """These writes hang on no version, so when another transaction is at the same items, they are just sent again:
        the mail is out already, and a report that fails would send it once more."""
        for _ in range(MAX_TRIES - 1):
            with contextlib.suppress(WriteContended):
                return self._core.transact(writes)
        return self._core.transact(writes)

    def _touch(self, event: Event) -> list[Action]:
        """Count the ticket up, so that screens which show it read it again."""
        return [
            Path("version").add(1),
            set_to("last_event", event.type.value),
            set_to("last_actor", _actor_map(event)),
            Path("last_message").remove(),
        ]

    def import_conversation(self, ticket: Ticket, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        """The ticket comes last: as long as it is not there, an import that broke off is simply repeated."""
        if self._core.get(keys.ticket(self._org, ticket.id), TICKET_SK):
            return
        items: list[Item] = []
        for entry in entries:
            if isinstance(entry, Message):
                items += [write.item for write in self._messages.puts(ticket.id, entry)]
            else:
                items.append(timeline_item(keys.ticket(self._org, ticket.id), entry) | {"imported": True})
        self._core.put_all(items)
        self._count_past(ticket.number)
        finished = ticket_item(self._org, ticket) | {"imported": True}
        try:
            ids = [Put(self._claim_item(claim), NEW) for claim in claims]
            self._core.transact([self._number_put(ticket), *ids, Put(finished, NEW)])
        except ConditionFailed as error:
            if 0 < error.index <= len(claims):
                raise AlreadyClaimed(claims[error.index - 1]) from error
            raise AlreadyExists("Another ticket has this number.", "number") from error

    def _count_past(self, number: int) -> None:
        """New tickets get higher numbers than this one."""
        lower = Path("value").does_not_exist() | (Path("value") < encode(number))
        with contextlib.suppress(ConditionFailed):
            self._core.update(keys.org(self._org), COUNTER_SK, [set_to("value", number)], lower)

    def _ticket_put(self, change: Change) -> Put:
        is_base = NEW if change.base_version is None else equals("version", change.base_version)
        return Put(ticket_item(self._org, change.ticket) | _last_event(change), is_base)

    def _still(self, ticket: Ticket) -> Check:
        return Check(keys.ticket(self._org, ticket.id), TICKET_SK, equals("version", ticket.version))

    def _event_put(self, ticket_id: str, event: Event) -> Put:
        pk = keys.ticket(self._org, ticket_id)
        return Put(event_item(pk, event) if event.type in PASSING else timeline_item(pk, event))

    def _number_item(self, ticket: Ticket) -> Item:
        return {
            "pk": keys.number(self._org, ticket.number),
            "sk": "NO",
            "kind": "number",
            "ticket_id": ticket.id,
        }

    def _number_put(self, ticket: Ticket) -> Put:
        return Put(self._number_item(ticket), NEW)

    def _claim_item(self, claim: Claim) -> Item:
        return {
            "pk": keys.claim(self._org, claim.kind, claim.value),
            "sk": "CLAIM",
            "kind": "claim",
            "claim_kind": claim.kind,
            "ticket_id": claim.ticket_id,
            "message_id": claim.message_id,
            "fingerprint": claim.fingerprint or None,
            "change_id": claim.change_id,
        }

    def _claim_put(self, claim: Claim, change: Change) -> Put:
        item = self._claim_item(claim)
        if days := CLAIM_DAYS.get(claim.kind):
            item["ttl"] = int((change.ticket.updated_at + timedelta(days=days)).timestamp())
        return Put(item, NEW)

    def _reference_check(self, reference: Reference) -> Check:
        sk = f"{reference.kind.upper()}#{reference.id}"
        there = Path("pk").exists() & Path("deleted_at").does_not_exist()
        if reference.kind == "status":
            return Check(keys.org(self._org), keys.DEFINED + sk, there & Path("deleted").does_not_exist())
        if reference.kind == "agent":
            there &= equals("active", True) & Path("role").is_in(*WRITERS)
        return Check(keys.org(self._org), sk, there)

    def _refusal(self, write: Write, cause: Cause, change: Change) -> Exception:
        """The first condition that did not hold, in the domain's terms."""
        if isinstance(cause, Reference):
            return UnknownReference(cause)
        if isinstance(cause, Load | Turns):
            return StaleCount()
        if isinstance(cause, Claim):
            there = self.find_claim(cause.kind, cause.value)
            return AlreadyClaimed(there) if there else StaleTicket()
        if change.base_version is None and isinstance(write, Put) and write.item["kind"] == "ticket":
            return AlreadyClaimed(Claim("ticket", change.ticket.id, change.ticket.id))
        if isinstance(write, Put) and write.item["kind"] == "file":
            return UploadTaken(write.item["file"]["id"])
        return StaleTicket()

    def find_claims(self, kind: str, values: Sequence[str]) -> dict[str, Claim]:
        wanted = {keys.claim(self._org, kind, value): value for value in values}
        items = self._core.get_many([(pk, "CLAIM") for pk in wanted], consistent=True)
        return {wanted[item["pk"]]: _claim_from(item, wanted[item["pk"]]) for item in items}

    def find_claim(self, kind: str, value: str) -> Claim | None:
        item = self._core.get(keys.claim(self._org, kind, value), "CLAIM")
        return _claim_from(item, value) if item else None


def _customer_writes(change: Change, person: Person) -> list[Write]:
    customer, event = new_customer(
        change.events[0].actor, change.ticket.updated_at, person.email, person.name, id=person.id
    )
    return new_customer_writes(customer, event)


def _claim_from(item: Item, value: str) -> Claim:
    return Claim(
        item["claim_kind"],
        value,
        item["ticket_id"],
        item.get("message_id"),
        item.get("fingerprint", ""),
        item.get("change_id"),
    )


def _last_event(change: Change) -> Item:
    """What the real-time fan-out tells of this version; it reads the ticket's own stream record and nothing else."""
    newest = change.messages[-1] if change.messages else None
    return {
        "last_event": _chief(change.events).value,
        "last_actor": _actor_map(change.events[0]),
        "last_message": {"id": newest.id, "kind": newest.kind.value} if newest else None,
    }


def _actor_map(event: Event) -> Item:
    return {"type": event.actor.type.value, "id": event.actor.id, "name": event.actor.name}


def _chief(events: Sequence[Event]) -> EventType:
    """Of several events the first that is about the ticket itself."""
    about_ticket = [event.type for event in events if event.type is not EventType.MESSAGE_ADDED]
    return about_ticket[0] if about_ticket else EventType.MESSAGE_ADDED
