"""Taking out of a message what should never have been in it: a password, a card's number, somebody's illness.

What goes is gone: from the message, its earlier wordings, its files, its raw mail. Who wrote it, when and to whom
stays, and so does who took it out, and why. What was mailed cannot be unmailed: only our copy goes.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from schemas.vocabulary import WAITING, ActorType, Delivery, EventType, MessageKind, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.events import Event, make_event
from tessera.ticketing.amending import Amended, Amender, counted
from tessera.ticketing.files import places
from tessera.ticketing.model import Change, Message, Redaction, Ticket, preview_of
from tessera.ticketing.ports import Tickets
from tessera.ticketing.views import find_message
from tessera.ticketing.writing import Written

#: Stands for what was taken out of a text.
MARK = "█"
#: How far back another message is looked for, to stand in lists in place of a redacted one.
_LOOKED_AT = 60


@dataclass(frozen=True)
class Wish:
    """`text` is what stays of the message's text, with `MARK` where something was; `file_ids` what stays of its
    files."""

    reason: str
    text: str = ""
    file_ids: Collection[str] = ()


class RedactionService:
    """For one organization."""

    def __init__(self, tickets: Tickets, clock: Clock) -> None:
        self._tickets = tickets
        self._amender = Amender(tickets, clock)

    def redact(self, actor: Actor, ticket_id: str, message_id: str, wish: Wish) -> Written:
        """One's own message, or anybody's for those who may delete. Raises `NotFound`, `Forbidden`, `Invalid`,
        `Conflict`."""
        actor.require(Permission.TICKETS_WRITE)

        def amend(ticket: Ticket, holder: str, message: Message, at: datetime) -> Amended | None:
            _refuse(actor, message)
            redacted = _redacted(message, wish, actor, at)
            if message.redaction is not None and _says(message) == _says(redacted):
                return None
            _refuse_nothing_gone(message, redacted)
            changed = self._without(ticket, message, redacted, at)
            also = tuple(
                Change(
                    self._without(other, message, redacted, at),
                    other.version,
                    events=(_told(other, message, wish, actor, at),),
                )
                for other in self._beside(ticket, holder, message)
            )
            earlier = tuple(self._tickets.revisions(holder, message.id)) if message.edits else ()
            return Amended(redacted, changed, [_told(ticket, message, wish, actor, at)], None, earlier, also)

        return self._amender.amend(actor, ticket_id, message_id, amend)

    def _beside(self, ticket: Ticket, holder: str, message: Message) -> list[Ticket]:
        """The other tickets that may have its text in their line of lists: the one that holds it, and those through
        which it came to be shown on this one: where a split put it, and each that that was merged into."""
        found: dict[str, Ticket] = {}
        way: str | None = message.shown_on or holder
        while way not in (None, ticket.id) and (other := self._tickets.get(way)) is not None:
            found[other.id] = other
            way = other.merged_into
        if holder not in (ticket.id, *found) and (held := self._tickets.get(holder)) is not None:
            found[holder] = held
        return list(found.values())

    def _without(self, ticket: Ticket, message: Message, redacted: Message, at: datetime) -> Ticket:
        """The line that lists show, if it came from this message, is that of the newest reply which may be read."""
        changed = replace(counted(ticket), updated_at=at)
        if not ticket.preview or ticket.preview != preview_of(message.text):
            return changed
        opened = self._tickets.open(ticket.id, _LOOKED_AT)
        entries = opened[1].items if opened else []
        replies = [each for each in entries if isinstance(each, Message) and each.kind is MessageKind.REPLY]
        shown = [redacted.text if each.id == message.id else each.text for each in replies if each.send_at is None]
        readable = [text for text in shown if text.strip()]
        return replace(changed, preview=preview_of(readable[-1]) if readable else "")


class Vault(Protocol):
    """A bucket."""

    def erase(self, prefix: str) -> None:
        """Everything whose key begins so, every version of it."""
        ...


class Erasure:
    """Takes out of the buckets what a redacted message has left there; doing it again harms nothing."""

    def __init__(self, tickets: Tickets, files: Vault, raw_mail: Vault) -> None:
        self._tickets = tickets
        self._files = files
        self._raw_mail = raw_mail

    def erase(self, ticket_id: str, message_id: str) -> int:
        """How many keys were cleared."""
        ticket = self._tickets.get(ticket_id)
        try:
            holder, message = find_message(self._tickets, ticket, message_id) if ticket else (None, None)
        except NotFound:
            return 0
        if holder is None or message is None or message.redaction is None:
            return 0
        self._tickets.forget_bodies(holder, message_id)
        for key in message.redaction.file_keys:
            self._files.erase(key)
        if message.redaction.raw_key:
            self._raw_mail.erase(message.redaction.raw_key)
        return len(message.redaction.file_keys) + (message.redaction.raw_key is not None)


def _refuse(actor: Actor, message: Message) -> None:
    own = message.author_type is ActorType.AGENT and message.author_id == actor.id
    if not own and Permission.TICKETS_DELETE not in actor.permissions:
        raise Forbidden("You may redact what you wrote yourself. For anything else ask a supervisor.")
    if message.delivery in WAITING:
        raise Conflict("This reply still waits. Take it back instead.")
    if message.delivery is Delivery.QUEUED:
        raise Conflict("This reply is on its way at this moment. Redact it when it was sent.")


def _told(ticket: Ticket, message: Message, wish: Wish, actor: Actor, at: datetime) -> Event:
    data = {"message_id": message.id, "number": ticket.number, "reason": wish.reason}
    return make_event(EventType.MESSAGE_REDACTED, actor, at, ("ticket", ticket.id), data=data)


def _says(message: Message) -> tuple[str, Sequence[str]]:
    return message.text, [file.id for file in message.files]


def _refuse_nothing_gone(before: Message, after: Message) -> None:
    """Formatting is not what somebody wants gone, but pictures are; so is what is folded away: what it quotes, and
    what it said before."""
    folded = before.quoted_text or before.quoted_html or before.edits or "<img" in (before.html or "")
    kept = before.text.replace("\r\n", "\n").strip() == after.text.strip() and before.files == after.files
    if kept and not folded:
        raise Invalid(f"This takes nothing out. Put {MARK} in place of what should go, or leave out a file.", "text")


def _redacted(message: Message, wish: Wish, actor: Actor, at: datetime) -> Message:
    gone = [file for file in message.files if file.id not in wish.file_ids]
    before = message.redaction
    redaction = Redaction(
        at,
        actor.id,
        actor.name,
        wish.reason,
        (*(before.file_keys if before else ()), *(key for file in gone for key in places(actor.org_id, file.id))),
        message.raw_key or (before.raw_key if before else None),
    )
    return replace(
        message,
        text=_checked(wish.text, message.text),
        html=None,
        quoted_text=None,
        quoted_html=None,
        files=tuple(file for file in message.files if file.id in wish.file_ids),
        raw_key=None,
        edited_at=None,
        edits=0,
        redaction=redaction,
    )


def _checked(kept: str, original: str) -> str:
    """What stays are stretches of the original, in its order, with marks between them: nobody's words are changed.
    Raises `Invalid`."""
    whole, wanted = (text.replace("\r\n", "\n") for text in (original, kept))
    if not wanted.strip(f"{MARK} \n\t"):
        return ""
    first, *others = re.split(f"{MARK}+", wanted)
    if not _follow(whole, first, others):
        raise Invalid("Only leave things out: what stays has to be as it was written.", "text")
    return re.sub(f"{MARK}+", MARK * 3, wanted)


def _follow(whole: str, first: str, others: Sequence[str]) -> bool:
    """Whether the text begins with the first stretch, ends with the last, and has all of them in this order."""
    if not others:
        return whole == first
    *middle, last = others
    at = len(first) if whole.startswith(first) else -1
    for stretch in middle:
        at = found + len(stretch) if at >= 0 and (found := whole.find(stretch, at)) >= 0 else -1
    return 0 <= at <= len(whole) - len(last) and whole.endswith(last)
