"""Drafts: what an agent has begun to write on a ticket."""

from pydantic import Field

from schemas.base import Inbound, Outbound, Version
from schemas.http.messages import Forward
from schemas.http.tickets import MAX_HTML, MAX_TEXT, RequesterInput
from schemas.vocabulary import MessageKind


class DraftContent(Inbound):
    """`forward` makes it a forward (see `AddMessage`), without which a note has no recipients. `seen_version` is the
    ticket's version that the author was looking at. Null recipients are the usual ones."""

    kind: MessageKind = MessageKind.REPLY
    text: str = Field(default="", max_length=MAX_TEXT)
    html: str = Field(default="", max_length=MAX_HTML)
    to: list[RequesterInput] | None = Field(default=None, max_length=20)
    cc: list[RequesterInput] | None = Field(default=None, max_length=50)
    bcc: list[RequesterInput] = Field(default_factory=list, max_length=50)
    attachment_ids: list[str] = Field(default_factory=list, max_length=20)
    seen_version: Version | None = None
    forward: Forward | None = None


class Draft(Outbound):
    ticket_id: str
    content: DraftContent
    saved_at: str


class DraftList(Outbound):
    """The latest saved first."""

    items: list[Draft]
