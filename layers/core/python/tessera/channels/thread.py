"""To which ticket a mail belongs.

In this order: our own signed reply address or Message-ID, which nobody can make up; a Message-ID that this organization
has seen; the number in the subject. And in every case only for somebody who takes part in that ticket, or works here:
a mail of anybody else opens a ticket of its own that says which one it referred to.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from schemas.vocabulary import SenderCheck
from tessera.channels.mail.model import ParsedMail
from tessera.channels.mail.signed import known_as, read_message_id, read_reply_address
from tessera.ticketing.model import Claim, Message, Ticket, going_on

_NUMBER = re.compile(r"\[#(\d{1,9})\]")
#: Of a long References header the oldest and these newest are looked up; each costs a read.
_NEWEST = 8


class Finder(Protocol):
    """What threading asks of the tickets of one organization."""

    def get(self, ticket_id: str) -> Ticket | None: ...

    def get_by_number(self, number: int) -> Ticket | None: ...

    def find_claim(self, kind: str, value: str) -> Claim | None: ...

    def find_message(self, ticket_id: str, message_id: str) -> Message | None: ...


@dataclass(frozen=True)
class Clues:
    """What may name a ticket: proven ids of tickets, the Message-IDs it answers, a number. `answered` is the message of
    ours that it answers, with its ticket."""

    signed: tuple[str, ...]
    mail_ids: tuple[str, ...]
    number: int | None
    answered: tuple[str, str] | None = None


@dataclass(frozen=True)
class Thread:
    """`ticket` is None for a new one; `referred` is then the ticket that the mail named without being entitled."""

    ticket: Ticket | None
    referred: Ticket | None = None


def find_clues(mail: ParsedMail, recipients: tuple[str, ...], org_id: str, secret: bytes) -> Clues:
    """`recipients` are the envelope's; the headers' are looked at too, for mails that were forwarded to us."""
    addressed = [*recipients, *(address.email for address in (*mail.to, *mail.cc, *mail.delivered_to))]
    tickets = [read_reply_address(secret, address, org_id) for address in addressed]
    answered = [*mail.in_reply_to, *reversed(mail.references)]
    ours = [read_message_id(secret, identifier, org_id) for identifier in answered]
    signed = dict.fromkeys(ticket for ticket in (*tickets, *(pair[0] for pair in ours if pair)) if ticket)
    others = [known_as(identifier) for identifier, pair in zip(answered, ours, strict=True) if pair is None]
    unique = list(dict.fromkeys(others))
    numbers = _NUMBER.findall(mail.subject)
    return Clues(
        tuple(signed),
        tuple(unique[:_NEWEST] + unique[_NEWEST:][-1:]),
        int(numbers[-1]) if numbers else None,
        ours[0] if ours else None,
    )


def find_thread(clues: Clues, tickets: Finder, check: SenderCheck, entitled: Callable[[Ticket], bool]) -> Thread:
    """The first ticket that the clues name and the sender is entitled to.

    A sender whose address is forged (the check failed) is never believed on the strength of a subject.
    """
    referred: Ticket | None = None
    for ticket in _named(clues, tickets, check):
        if ticket.deleted_at is None and entitled(ticket):
            return Thread(ticket)
        referred = referred or ticket
    return Thread(None, referred)


def _named(clues: Clues, tickets: Finder, check: SenderCheck) -> Iterator[Ticket]:
    if clues.answered and (ticket := _split_off(tickets, *clues.answered)):
        yield ticket
    for ticket_id in clues.signed:
        if ticket := going_on(tickets.get, tickets.get(ticket_id)):
            yield ticket
    for mail_id in clues.mail_ids:
        claim = tickets.find_claim("mail-id", mail_id)
        if claim is None:
            continue
        if claim.message_id and (ticket := _split_off(tickets, claim.ticket_id, claim.message_id)):
            yield ticket
        if ticket := going_on(tickets.get, tickets.get(claim.ticket_id)):
            yield ticket
    if clues.number is None or check is SenderCheck.FAILED:
        return
    if ticket := going_on(tickets.get, tickets.get_by_number(clues.number)):
        yield ticket


def _split_off(tickets: Finder, ticket_id: str, message_id: str) -> Ticket | None:
    """The ticket that shows the answered message since a split."""
    message = tickets.find_message(ticket_id, message_id)
    return going_on(tickets.get, tickets.get(message.shown_on)) if message and message.shown_on else None
