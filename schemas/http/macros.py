"""Macros: a text with variables, and what happens to the ticket when it is used."""

from pydantic import Field

from schemas.base import Inbound, Outbound
from schemas.http.catalogue import FieldValues
from schemas.http.tickets import MAX_TAGS, TicketSummary
from schemas.vocabulary import Priority, Sharing, TicketStatus, TicketType

MAX_MACRO_TEXT = 20_000


class MacroActions(Inbound):
    """Only the fields that are there are changed. `assignee_id` may be `me`: whoever uses the macro."""

    status: TicketStatus | None = None
    status_id: str | None = None
    fields: FieldValues | None = None
    priority: Priority | None = None
    type: TicketType | None = None
    assignee_id: str | None = None
    team_id: str | None = None
    add_tags: list[str] | None = Field(default=None, max_length=MAX_TAGS)
    remove_tags: list[str] | None = Field(default=None, max_length=MAX_TAGS)


class Macro(Outbound):
    """`html` holds variables, `{{ticket.requester.first_name|there}}`; `variables` of the list names them all."""

    id: str
    name: str
    folder: str
    html: str
    actions: MacroActions
    sharing: Sharing
    team_ids: list[str]
    owner_id: str | None
    usage_count: int
    created_at: str
    updated_at: str
    version: int


class MacroList(Outbound):
    items: list[Macro]
    variables: list[str]


class CreateMacro(Inbound):
    """A macro has a text, or actions, or both. Sharing with everyone is for supervisors and administrators."""

    name: str = Field(min_length=1, max_length=100)
    folder: str = Field(default="", max_length=100)
    html: str = Field(default="", max_length=MAX_MACRO_TEXT)
    actions: MacroActions = Field(default_factory=MacroActions)
    sharing: Sharing = Sharing.PRIVATE
    team_ids: list[str] = Field(default_factory=list, max_length=50)


class PatchMacro(Inbound):
    """Only the fields that are sent change."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    folder: str | None = Field(default=None, max_length=100)
    html: str | None = Field(default=None, max_length=MAX_MACRO_TEXT)
    actions: MacroActions | None = None
    sharing: Sharing | None = None
    team_ids: list[str] | None = Field(default=None, max_length=50)


class UseMacro(Inbound):
    macro_id: str


class MacroUsed(Outbound):
    """The ticket after the macro's actions, and its text for the composer, with the variables filled in. `lacking` are
    those for which nothing is known, without a fallback: where they were, nothing is."""

    ticket: TicketSummary
    html: str
    text: str
    lacking: list[str]
