"""A row with its messages as a finished conversation, at the times that it had where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.vocabulary import ActorType, Channel, MessageKind, Priority, TicketStatus
from tessera.jobs.rows import MAX_NAME, MAX_TEXT, TicketRow, list_of, text_of, time_of
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import derived_id
from tessera.kernel.person import Person, comparable
from tessera.ticketing.model import Message, Ticket, is_answer, preview_of
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.redacting import MARK

ENDED = (TicketStatus.RESOLVED, TicketStatus.CLOSED)
#: Who speaks for the organization.
OURS = (ActorType.AGENT, ActorType.SYSTEM, "automation")
#: How other systems say whether the customer reads a message.
VISIBILITY_ELSEWHERE = ("public", "private", "is_public", "is_private", "is_internal", "visibility")
Story = Callable[[Person, int], tuple[Ticket, list[Message]]]


@dataclass(frozen=True)
class Known:
    """Agents who may have tickets by their address, teams by their name, in small letters."""

    agents: Mapping[str, str]
    teams: Mapping[str, str]

    def references(self, row: TicketRow) -> dict[str, str]:
        """Raises `Invalid` for somebody who is not here."""
        found: dict[str, str] = {}
        if row.assignee_email:
            if row.assignee_email not in self.agents:
                raise Invalid("No agent who can have tickets has this address.", "assignee_email")
            found["assignee_id"] = self.agents[row.assignee_email]
        if row.team:
            if row.team.casefold() not in self.teams:
                raise Invalid("There is no team of this name.", "team")
            found["team_id"] = self.teams[row.team.casefold()]
        return found


def conversation(
    actor: Actor,
    row: TicketRow,
    given: Mapping[str, Any],
    sanitiser: Sanitiser,
    known: Known,
    now: datetime,
    mark: str,
    otherwise: datetime,
) -> Story:
    """What is left to know is the requester's id and the number. A row without times was opened `otherwise`.
    The ids follow from the row's `mark`, which no other row of any import has: what is written before the ticket is, is
    written to no other's. Raises `Invalid` with the field at fault."""
    drafts = [_draft(one, sanitiser, known, now) for one in row.messages]
    opened = row.created_at or min((one.created_at for one in drafts if one.created_at), default=otherwise)
    ticket_id = derived_id(to_ms(opened), actor.org_id, mark)
    timed = _timed(drafts, opened)

    def told(requester: Person, number: int) -> tuple[Ticket, list[Message]]:
        messages = [_message(draft, requester, at, ticket_id, place) for place, (draft, at) in enumerate(timed)]
        messages.sort(key=lambda message: message.id)
        last = messages[-1] if messages else None
        changed = max(row.updated_at or opened, opened, last.created_at if last else opened)
        status = given.get("status", TicketStatus.OPEN)
        fields = {"priority": Priority.NORMAL, **given, "status": status}
        ticket = Ticket(
            id=ticket_id,
            number=number,
            channel=Channel.API,
            requester=requester,
            created_at=opened,
            updated_at=changed,
            created_by=actor.id,
            last_message_at=last.created_at if last else opened,
            last_message_by=last.author_type if last else ActorType.CUSTOMER,
            preview=preview_of(last.text) if last else "",
            message_count=len(messages),
            first_reply_at=next((one.created_at for one in messages if is_answer(one)), None),
            resolved_at=changed if status in ENDED else None,
            participants=tuple(Person(None, "", one) for one in row.cc if one != requester.email),
            metadata=(row.metadata or {}) | ({"external_id": row.external_id} if row.external_id else {}),
            **fields,
        )
        return ticket, messages

    return told


@dataclass(frozen=True)
class _Draft:
    kind: MessageKind
    author: ActorType
    author_id: str | None
    name: str
    email: str
    text: str
    html: str | None
    created_at: datetime | None


def _draft(values: Mapping[str, Any], sanitiser: Sanitiser, known: Known, now: datetime) -> _Draft:
    """Like a message of an export; what is not said is the customer's. What is said otherwise than Tessera says it is
    refused: read as the customer's reply, a note would be quoted in the next mail to them. Raises `Invalid`."""
    html = text_of(values, "html", MAX_TEXT)
    safe = sanitiser.sanitise(html) if html else None
    text = text_of(values, "text", MAX_TEXT) or (sanitiser.to_text(safe) if safe else "")
    if not text:
        text = _standing_for(values)
    note = _is_note(values)
    ours = note or _author(values) in OURS
    email = comparable(text_of(values, "author_email", 1000))
    return _Draft(
        MessageKind.NOTE if note else MessageKind.REPLY,
        ActorType.AGENT if ours else ActorType.CUSTOMER,
        known.agents.get(email) if ours else None,
        " ".join(text_of(values, "author_name", MAX_NAME).split()),
        email,
        text,
        safe,
        time_of(values, "created_at", now),
    )


def _is_note(values: Mapping[str, Any]) -> bool:
    for name in VISIBILITY_ELSEWHERE:
        if name in values:
            raise Invalid(f'Say "internal": true or false for a message; "{name}" is not read.', "messages")
    internal = values.get("internal")
    if internal is not None and not isinstance(internal, bool):
        raise Invalid('Whether a message is "internal" is true or false, without quotation marks.', "messages")
    kind = _word(values, "kind", (*MessageKind,))
    return kind == MessageKind.NOTE or internal is True


def _author(values: Mapping[str, Any]) -> str:
    return _word(values, "author", (ActorType.CUSTOMER, *OURS))


def _word(values: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    """Empty if nothing is said."""
    value = values.get(name)
    word = value.strip().lower() if isinstance(value, str) else "" if value is None else str(value)
    if word and word not in allowed:
        raise Invalid(f'The "{name}" of a message is one of {", ".join(allowed)}; not “{word[:40]}”.', "messages")
    return word


def _standing_for(values: Mapping[str, Any]) -> str:
    """What a message of an export says that has no text: it had files alone, whose names are known, or was redacted.
    Its place in the conversation is kept. Raises `Invalid` for what is no message at all."""
    if files := list_of(values.get("files")):
        return f"[{', '.join(files)}]"[:MAX_TEXT]
    if values.get("redacted") is True:
        return 3 * MARK
    if not any(isinstance(values.get(name), str) for name in ("text", "html")):
        raise Invalid("A message has no text.", "messages")
    return "[…]"


def _timed(drafts: Sequence[_Draft], opened: datetime) -> list[tuple[_Draft, datetime]]:
    """Each with its time; one without is of the moment of the one before it."""
    found, at = [], opened
    for draft in drafts:
        at = draft.created_at or at
        found.append((draft, at))
    return found


def _message(draft: _Draft, requester: Person, at: datetime, ticket_id: str, place: int) -> Message:
    """`place` is its place in the file: by that, messages of one millisecond have their order."""
    ours = draft.author is ActorType.AGENT
    return Message(
        id=derived_id(to_ms(at), ticket_id, place=place),
        kind=draft.kind,
        channel=Channel.API,
        author_type=draft.author,
        author_id=draft.author_id if ours else requester.id,
        author_name=draft.name or ("" if ours else requester.name),
        author_email=draft.email or (None if ours else requester.email),
        text=draft.text,
        html=draft.html,
        created_at=at,
    )
