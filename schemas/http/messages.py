"""Writing on a ticket: replies, notes and forwards, and what may be done to them afterwards."""

from pydantic import Field

from schemas.base import Id, Inbound, Moment, Outbound, Version
from schemas.http.tickets import MAX_HTML, MAX_TEXT, Message, NewMessage, RequesterInput, TicketSummary
from schemas.vocabulary import MessageKind, TicketStatus


class Forward(Inbound):
    """A message of the ticket, and which of its files go along (null: all; pictures within the text always do)."""

    message_id: str = Field(max_length=64)
    attachment_ids: list[Id] | None = Field(default=None, max_length=100)


class AddMessage(NewMessage):
    """A reply goes to the requester (or `to`) and `cc`, by the ticket's channel; a note to nobody outside, unless it
    has `forward`: then it carries that message to `to` and `cc`, who may be anybody; the customer is not told, and what
    comes back is a note. Of those in `bcc` the others do not hear, and what they answer is a note too.

    `seen_version` is the ticket's version that the author was looking at: a reply is refused (409) when a message came
    in after it. `set_status` changes the status in the same step, `set_status_id` to one of the organization's own
    statuses; its category follows. A reply with `send_at` waits on the server until then (a time to come, give or take
    a minute; a note has none unless it forwards), one with `hold_seconds` for so long by the server's clock, to be able
    to undo. Until it goes it can be changed and taken back, and the status waits with it. If the ticket is merged by
    then, it goes out from the one that goes on; if the ticket is deleted when the time comes, or sending fails again
    and again, the reply stays, `unsent`. `reply_to` is a message of this ticket, to go on in its thread.

    Whom a reply goes to takes part from then on, as long as no more than 50 do. The files of what is mailed have at
    most 25 MB together. With an `Idempotency-Key`, sending it twice adds it once; if it was taken back since, that is
    said (409), and nothing is sent.
    """

    kind: MessageKind
    to: list[RequesterInput] | None = Field(default=None, max_length=20)
    cc: list[RequesterInput] = Field(default_factory=list, max_length=50)
    bcc: list[RequesterInput] = Field(default_factory=list, max_length=50)
    set_status: TicketStatus | None = None
    set_status_id: Id | None = None
    send_at: Moment | None = None
    hold_seconds: int | None = Field(default=None, ge=1, le=60)
    seen_version: Version | None = None
    reply_to: str | None = None
    forward: Forward | None = None


class EditNote(Inbound):
    """What a note, or a reply that waits, says from now on. `text` is plain text; `html`, if given, is what it looks
    like (sanitised). One of them must say something."""

    text: str = Field(default="", max_length=MAX_TEXT)
    html: str | None = Field(default=None, max_length=MAX_HTML)


class RedactMessage(Inbound):
    """`text` is what stays of the message's text, with `█` where something was taken out; nothing else may differ.
    `attachment_ids` are the files that stay. Everything else goes for good: its HTML, what it quotes, the raw mail, its
    earlier wordings."""

    reason: str = Field(min_length=1, max_length=500)
    text: str = Field(default="", max_length=MAX_TEXT)
    attachment_ids: list[Id] = Field(default_factory=list, max_length=100)


class Revision(Outbound):
    """What a note said until `replaced_at`."""

    id: str
    text: str
    html: str | None
    replaced_at: str


class RevisionList(Outbound):
    """Oldest first."""

    items: list[Revision]


class PutOff(Inbound):
    """`send_at` null: now."""

    send_at: Moment | None


class ScheduledReply(Outbound):
    """`ticket_id` is the ticket that shows it."""

    ticket_id: str
    message: Message


class ScheduledList(Outbound):
    """The first to go first; what could not go out at its time comes before."""

    items: list[ScheduledReply]


class MessageAdded(Outbound):
    message: Message
    ticket: TicketSummary
