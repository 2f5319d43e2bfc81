"""Work on many tickets at once, and the jobs that do it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from schemas.base import Id, Inbound, Outbound
from schemas.http.tickets import PatchTicket
from schemas.vocabulary import ItemResult, JobKind, JobState, Priority

StatusFilter = Literal["open", "pending", "on_hold", "resolved", "closed", "unresolved", "all", "deleted"]
MAX_IDS = 10_000


class TicketSelection(Inbound):
    """The filters of a list (as in `GET /tickets`), or `search`: a query as it is typed into search, alone. What is
    found when the job begins is what is worked on, but for `except_ids`. A search finds what the index knows, which may
    be two seconds behind; one with anything that cannot be read, or that finds every ticket, is refused."""

    status: StatusFilter = "unresolved"
    assignee: Id | None = None
    team: Id | None = None
    requester: Id | None = None
    company: Id | None = None
    priority: Priority | None = None
    tag: str | None = Field(default=None, max_length=50)
    search: str | None = Field(default=None, min_length=1, max_length=500)
    except_ids: list[Id] = Field(default_factory=list, max_length=1000)


class EditTickets(Inbound):
    """`changes` as in `PATCH /tickets/{id}`; a subject is a ticket's own and cannot be given to many."""

    kind: Literal["edit"]
    changes: PatchTicket


class UseMacroOnTickets(Inbound):
    """The macro's actions, and what becomes of its text: with `text` it is filled in for each ticket and written there,
    with the actions or not at all, as a `reply` to the requester or as a `note`; null: it is left out. A reply with
    `hold_seconds` waits for so long by the server's clock: undoing the job takes back those that still wait."""

    kind: Literal["macro"]
    macro_id: Id
    text: Literal["reply", "note"] | None = None
    hold_seconds: int | None = Field(default=None, ge=1, le=60)


class MergeTickets(Inbound):
    """Into the ticket with this id, which goes on."""

    kind: Literal["merge"]
    into: Id


class DeleteTickets(Inbound):
    kind: Literal["delete"]


class RestoreTickets(Inbound):
    kind: Literal["restore"]


BulkAction = Annotated[
    EditTickets | UseMacroOnTickets | MergeTickets | DeleteTickets | RestoreTickets, Field(discriminator="kind")
]


class BulkRequest(Inbound):
    """Either `ids` or `query`. `id` may be made by the client (UUIDv7): the same request sent twice is then one job."""

    id: str | None = None
    ids: list[Id] | None = Field(default=None, min_length=1, max_length=MAX_IDS)
    query: TicketSelection | None = None
    action: BulkAction


class Job(Outbound):
    """`total` is null until it is known. `what` says what is done: for a bulk job its action, with
    true for a custom field that is filled in and null for one that is emptied. `reason` says why it
    failed; it can be continued then. `undone_by` is the job that took it back."""

    id: str
    kind: JobKind
    state: JobState
    what: dict[str, Any]
    total: int | None
    done: int
    unchanged: int
    refused: int
    not_found: int
    created_by: str
    created_by_name: str
    created_at: str
    updated_at: str
    finished_at: str | None
    reason: str
    undo_of: str | None
    undone_by: str | None
    can_undo: bool
    has_file: bool = Field(
        default=False,
        description="GET /jobs/{id}/file gives it: what was exported, or the rows that an import refused",
    )


class JobPage(Outbound):
    items: list[Job]
    next_cursor: str | None


class JobItem(Outbound):
    """What became of one item. `place` is what a person calls it (`#41 Paper jam`, `Line 7`). `reason` is why not, or
    what of an imported row was not taken. `field` is what was at fault; of an undo, what changed since."""

    id: str
    result: ItemResult
    place: str
    reason: str
    field: str
    change_id: str | None


class JobItemPage(Outbound):
    """A page may be short and still have a `next_cursor`. Of a job at work: as far as it came."""

    items: list[JobItem]
    next_cursor: str | None


class JobBegun(Outbound):
    """200: it is done, and `items` says what became of each. 202: it is at work in the background; `items` is null."""

    job: Job
    items: list[JobItem] | None
