"""Search: what is found, how the query was understood, and how it may go on."""

from typing import Literal

from schemas.base import Outbound
from schemas.http.people import CompanyRef
from schemas.http.tickets import TicketSummary
from schemas.vocabulary import MessageKind


class Part(Outbound):
    """A piece of a text as it was written; `hit` if it is what was looked for. The pieces together are the text."""

    text: str
    hit: bool


class Excerpt(Outbound):
    """A stretch of a message; `…` stands where it was cut."""

    message_id: str
    kind: MessageKind
    parts: list[Part]


class Highlights(Outbound):
    """`subject`, `requester` and each of `files` (attachments' names) are whole; empty where nothing was hit."""

    subject: list[Part]
    requester: list[Part]
    messages: list[Excerpt]
    files: list[list[Part]]


class SearchItem(Outbound):
    """`score` compares within one answer only; it is 0 for a query without words."""

    ticket: TicketSummary
    highlights: Highlights
    score: float


class FoundPerson(Outbound):
    """Somebody who writes to the organization; each text is whole, and empty if there is none."""

    id: str
    name: list[Part]
    email: list[Part]
    company: list[Part]


class FacetValue(Outbound):
    """`value` is a status, priority, tag, or the id of an agent, a team or an own status; `none` for unassigned.
    Tickets with an own status are counted by it and by its category."""

    value: str
    count: int


class Facets(Outbound):
    """How many of all that was found have which value, most first."""

    status: list[FacetValue]
    priority: list[FacetValue]
    assignee: list[FacetValue]
    team: list[FacetValue]
    tag: list[FacetValue]


class UnderstoodFilter(Outbound):
    """A filter as it was read, for a person: `created` of `>7d` is `from 2026-11-16 12:00 UTC`."""

    field: str
    value: str
    excluded: bool


class SearchNotice(Outbound):
    """What was not taken as it may have been meant: `text` is as typed, `reason` says how it was taken instead."""

    text: str
    reason: str


class Understood(Outbound):
    """`words` are searched in all texts. `near`: too little was found, so words spelled nearly so count too."""

    words: list[str]
    filters: list[UnderstoodFilter]
    notices: list[SearchNotice]
    near: bool


class SearchSuggestion(Outbound):
    """`query` is the whole query to search instead, `label` what is new in it."""

    kind: Literal["field", "value", "word", "correction"]
    label: str
    query: str


class SearchPage(Outbound):
    """`total` counts all tickets that were found. `facets` come with the first page only, and not with near spellings;
    `people` with the first page of a query that is words alone: the best few of whom they may mean,
    and `companies` whose name begins so. A page may hold
    fewer than `limit` items and still have a `next_cursor`. `preparing`: the index is being made for the first time;
    ask again soon."""

    items: list[SearchItem]
    people: list[FoundPerson]
    companies: list[CompanyRef]
    facets: Facets | None
    total: int
    next_cursor: str | None
    understood: Understood
    suggestions: list[SearchSuggestion]
    preparing: bool


class SearchSuggestions(Outbound):
    items: list[SearchSuggestion]
