"""From a scenario to a ticket with its conversation, by the same functions that a live desk's changes go through."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from localstack.seed import calendar, words
from localstack.seed.files import Sample, sample
from localstack.seed.ids import derived_id
from localstack.seed.scenarios import Opening, Scenario, Turn
from schemas.vocabulary import (
    ActorType,
    Channel,
    Delivery,
    EventType,
    MessageKind,
    Priority,
    SenderCheck,
    TicketStatus,
    TicketType,
)
from tessera.catalogue.policy import PREFIX
from tessera.identity.customers import Customer
from tessera.identity.model import Agent
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Person
from tessera.ticketing import changes
from tessera.ticketing.drafts import NewTicket, first_version
from tessera.ticketing.files import file_key
from tessera.ticketing.model import FileRef, Message, Ticket

CORRELATION = "demo"
CLOSES_AFTER = timedelta(days=5)
#: Up to this age in days, the share of tickets whose conversation has not come to its end.
STILL_WAITING = ((1, 0.75), (3, 0.6), (7, 0.4), (14, 0.2), (30, 0.06))
#: What only passes through the outbox: the message itself stands in the timeline.
PASSING = (EventType.MESSAGE_ADDED,)


@dataclass(frozen=True)
class Case:
    """All that decides how one ticket comes out. `now` is when the seed is planted; nothing happens after it."""

    org_id: OrgId
    number: int
    scenario: Scenario
    opening: Opening
    customer: Customer
    company_id: str | None
    language: str
    signature: str
    assignee: Agent
    colleague: Agent
    team_id: str
    mailbox: str
    opened_at: datetime
    now: datetime


@dataclass
class Story:
    """A ticket while it is being told."""

    case: Case
    rng: Random
    ticket: Ticket = field(init=False)
    entries: list[Message | Event] = field(default_factory=list)
    files: dict[str, Sample] = field(default_factory=dict)
    last: Message = field(init=False)

    def __post_init__(self) -> None:
        rng = self.rng
        self._path = rng.randrange(4) if self.case.opening.path is None else self.case.opening.path
        self._slots = {
            "first": self.case.customer.name.split()[0],
            "agent": self.case.assignee.name.split()[0],
            "machine": rng.choice(("Acme Duo", "Acme Piccolo", "Acme Lever One")),
            "order": f"A-{rng.randrange(20_400, 28_900)}",
            "serial": f"{rng.choice(('DU', 'PI', 'LV'))}-{rng.randrange(230_000, 270_000)}",
            "amount": f"£{rng.choice((18.9, 24.5, 37.8, 64.0, 89.0, 129.0)):.2f}",
        }

    def tell(self) -> "Story":
        """From the first mail as far as time allows."""
        at = self._open()
        for turn in self._turns():
            at = self._when(turn, at)
            if at >= self.case.now:
                return self
            if turn.author != "customer" and self.ticket.assignee_id is None:
                self._take(at - timedelta(seconds=30))
            self._say(turn, at)
        self._close(at)
        return self

    def _turns(self) -> tuple[Turn, ...]:
        """The younger a ticket, the likelier it still waits for somebody."""
        turns = self.case.scenario.turns
        age = self.case.now - self.case.opened_at
        waiting = next((share for limit, share in STILL_WAITING if age < timedelta(days=limit)), 0.0)
        return turns[: self.rng.randrange(len(turns))] if turns and self.rng.random() < waiting else turns

    def _when(self, turn: Turn, before: datetime) -> datetime:
        if turn.author == "customer":
            return calendar.written_back(before, self.rng)
        if turn.author == "note" and self.last.author_type is ActorType.AGENT:
            return calendar.shortly(before, self.rng)
        return calendar.answered(before, self.rng)

    def _open(self) -> datetime:
        case, at = self.case, self.case.opened_at
        channel = Channel(case.scenario.channel)
        message = self._customers(case.opening.text, at, channel, case.opening.file, case.opening.html)
        if case.opening.copied:
            name, _, email = case.opening.copied.partition(" <")
            message = replace(message, cc=(Person(None, name, email.rstrip(">")),))
        wanted = NewTicket(
            subject=self._fill(case.opening.subject),
            requester=Person(case.customer.id, case.customer.name, case.customer.email),
            channel=channel,
            id=derived_id(at, case.org_id, "ticket", case.number),
            team_id=case.team_id if case.mailbox.startswith("billing") else None,
            mailbox=case.mailbox,
            company_id=case.company_id,
            participants=message.cc,
        )
        author = self._customer_actor() if channel is Channel.EMAIL else self._agent_actor(case.assignee)
        self.ticket, events = first_version(wanted, message, case.number, author, at)
        self._keep(message, events)
        return at

    def _take(self, at: datetime) -> None:
        """Somebody picks the ticket up, and says what it is about."""
        self._edit({"assignee_id": self.case.assignee.id, "team_id": self.case.team_id}, at)
        scenario = self.case.scenario
        triage: dict[str, Any] = {"priority": Priority(scenario.priority), "tags": scenario.tags}
        if scenario.type:
            triage["type"] = TicketType(scenario.type)
        self._edit(triage | self._fields(), at + timedelta(seconds=9))

    def _fields(self) -> dict[str, Any]:
        """What the customer said of their machine, where the organization's own fields have it."""
        said = self.case.opening.text
        fields = {"product": "espresso_machine"} if "{machine}" in said or "{serial}" in said else {}
        if "{serial}" in said:
            fields["serial_number"] = self._fill("{serial}")
        return {f"{PREFIX}{name}": value for name, value in fields.items()}

    def _say(self, turn: Turn, at: datetime) -> None:
        body, file = self._fill(_nth(turn.texts, self._path) or ""), _nth(turn.files, self._path)
        if turn.author == "customer":
            message = self._customers(body, at, Channel.EMAIL, file, quoting=self.last)
            self._add(message, self._customer_actor())
            return
        if turn.author == "note":
            self._add(self._note(body, at), self._agent_actor(self.case.colleague))
        else:
            self._add(self._reply(body, at, file), self._agent_actor(self.case.assignee))
        status = turn.then or ("pending" if turn.author == "agent" else None)
        if status:
            self._edit({"status": TicketStatus(status)}, at + timedelta(seconds=2))

    def _close(self, at: datetime) -> None:
        closing = at + CLOSES_AFTER
        if self.ticket.status is TicketStatus.RESOLVED and closing < self.case.now:
            self._edit({"status": TicketStatus.CLOSED}, closing, system_actor(self.case.org_id, CORRELATION))

    # -- messages

    def _customers(
        self,
        body: str,
        at: datetime,
        channel: Channel,
        file: str | None = None,
        html: bool = False,
        quoting: Message | None = None,
    ) -> Message:
        case, mailed = self.case, channel is Channel.EMAIL
        text = self._fill(body)
        if mailed:
            text = words.signed(text, case.customer.name.split()[0], case.signature)
        ref = self._attach(file, at, inline=html) if file else None
        image = (ref.content_id, ref.filename) if ref and ref.content_id else None
        quoted = None
        if quoting is not None:
            quoted = words.quote(quoting.text, case.language, quoting.author_name, quoting.created_at)
        return Message(
            id=self._id(at, "message"),
            kind=MessageKind.REPLY,
            channel=channel,
            author_type=ActorType.CUSTOMER,
            author_id=case.customer.id,
            author_name=case.customer.name,
            author_email=case.customer.email,
            text=text,
            html=words.to_html(text, image) if html else None,
            quoted_text=quoted,
            created_at=at,
            to=(Person(None, "Acme", case.mailbox),) if mailed else (),
            files=(ref,) if ref else (),
            mail_id=f"{self._id(at, 'mail')}@{case.customer.email.partition('@')[2]}" if mailed else None,
            sender_check=SenderCheck.PASSED if mailed else None,
        )

    def _reply(self, body: str, at: datetime, file: str | None) -> Message:
        case = self.case
        first = case.customer.name if case.language == "ja" else self._slots["first"]
        text = words.answer(body, case.language, first, case.assignee.name)
        return Message(
            id=self._id(at, "message"),
            kind=MessageKind.REPLY,
            channel=Channel.EMAIL,
            author_type=ActorType.AGENT,
            author_id=case.assignee.id,
            author_name=case.assignee.name,
            author_email=None,
            text=text,
            html=words.to_html(text),
            created_at=at,
            to=(self.ticket.requester,),
            cc=self.ticket.participants,
            files=(self._attach(file, at),) if file else (),
            delivery=Delivery.SENT,
        )

    def _note(self, body: str, at: datetime) -> Message:
        return Message(
            id=self._id(at, "message"),
            kind=MessageKind.NOTE,
            channel=Channel.WEB,
            author_type=ActorType.AGENT,
            author_id=self.case.colleague.id,
            author_name=self.case.colleague.name,
            author_email=None,
            text=body,
            created_at=at,
        )

    def _attach(self, name: str, at: datetime, inline: bool = False) -> FileRef:
        found = sample(name)
        file_id = derived_id(at, self.case.org_id, self.case.number, "file", name)
        key = file_key(self.case.org_id, file_id)
        self.files[key] = found
        content_id = f"{name}@acme" if inline and found.content_type.startswith("image/") else None
        return FileRef(file_id, found.filename, found.content_type, len(found.content), key, content_id)

    # -- changes

    def _add(self, message: Message, actor: Actor) -> None:
        self.ticket, events = changes.add_message(self.ticket, message, actor, message.created_at)
        self._keep(message, events)

    def _edit(self, wish: Mapping[str, Any], at: datetime, actor: Actor | None = None) -> None:
        self.ticket, events = changes.edit(self.ticket, wish, actor or self._agent_actor(self.case.assignee), at)
        self._keep(None, events)

    def _keep(self, message: Message | None, events: list[Event]) -> None:
        """Events get ids that are the same each time; the ticket names its last change by id."""
        if message is not None:
            self.entries.append(message)
            self.last = message if message.kind is MessageKind.REPLY else self.last
        for event in events:
            at = event.occurred_at + timedelta(milliseconds=1)
            named = replace(event, id=self._id(at, "event"))
            if self.ticket.last_change_id == event.id:
                self.ticket = replace(self.ticket, last_change_id=named.id)
            if event.type not in PASSING:
                self.entries.append(named)

    def _id(self, at: datetime, what: str) -> str:
        return derived_id(at, self.case.org_id, self.case.number, what, len(self.entries))

    def _fill(self, text: str) -> str:
        return text.format_map(self._slots)

    def _customer_actor(self) -> Actor:
        customer = self.case.customer
        return Actor(self.case.org_id, ActorType.CUSTOMER, customer.id, customer.name, correlation_id=CORRELATION)

    def _agent_actor(self, agent: Agent) -> Actor:
        return Actor(self.case.org_id, ActorType.AGENT, agent.id, agent.name, agent.role, correlation_id=CORRELATION)


def _nth(several: tuple[str, ...], path: int) -> str | None:
    """The wording of a path; with fewer wordings than paths they are used in turn."""
    return several[path % len(several)] or None if several else None
