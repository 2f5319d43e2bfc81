"""What jobs need from outside."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from schemas.vocabulary import JobState
from tessera.identity.companies import Company, CompanyChanges, CompanyRef
from tessera.identity.customers import Customer, CustomerChanges
from tessera.jobs.model import Counts, Job, Outcome
from tessera.kernel.actor import Actor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page

#: Whether the job was cancelled since it was last looked at: one read.
Cancelled = Callable[[], bool]


class JobMoved(Exception):
    """The job is not in a state from which this can be done; nothing was written. Read it again."""


class Jobs(Protocol):
    """The jobs of one organization. Progress is kept with the job, so that looking costs one read."""

    def add(self, job: Job, event: Event, undo_of: Job | None = None) -> None:
        """With `undo_of`, that job is from now on undone by this one. Raises `JobMoved` if it already is, and
        `AlreadyExists` for an id that is taken."""
        ...

    def get(self, job_id: str) -> Job | None: ...

    def list(self, agent_id: str | None, limit: int, cursor: str | None) -> Page[Job]:
        """Newest first; None: everybody's. Raises `BadCursor`."""
        ...

    def note_frozen(self, job: Job, at: datetime) -> None:
        """Keep its `pages`, `position`, `total` and `frozen`; it runs now, unless it is cancelled. Raises `JobMoved` if
        it has ended."""
        ...

    def is_counted(self, job_id: str, page: int) -> bool: ...

    def count_page(self, job_id: str, page: int, counts: Counts, at: datetime) -> None:
        """Add a page's results to the job's, once. What `count_so_far` added is not added again."""
        ...

    def count_so_far(self, job_id: str, page: int, done: int, at: datetime) -> None:
        """Add what a page did that was killed, unless it is counted. It does not count as counted."""
        ...

    def uncounted(self, job: Job) -> Sequence[int]:
        """Its pages that are not counted, in their order."""
        ...

    def move(
        self, job: Job, state: JobState, allowed: Sequence[JobState], at: datetime, event: Event | None = None
    ) -> None:
        """Into another state, with the job's `reason` and `attempts`. Raises `JobMoved` unless it is in one allowed."""
        ...

    def release_undone(self, job_id: str, undone_by: str) -> None:
        """The undoing left it, or all of it: the job can be undone again."""
        ...

    def hold_undone(self, job_id: str, undone_by: str) -> None:
        """The undoing goes on: it is what undoes the job, as before. Raises `JobMoved` if another does by now."""
        ...


class Store(Protocol):
    """Where lists, results and files are. Keys are ours."""

    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        ...

    def open(self, key: str, start: int) -> Iterator[bytes]:
        """The bytes from `start` on, piece by piece. Raises `NotFound`."""
        ...

    def join(self, key: str, pieces: Iterable[bytes], content_type: str) -> None:
        """One file of many pieces, which is there when all of it is."""
        ...

    def size(self, key: str) -> int | None: ...

    def download_url(self, key: str, filename: str, content_type: str) -> str: ...

    def upload_form(self, key: str, content_type: str, size: int) -> tuple[str, dict[str, str], int]:
        """URL, form fields and seconds for a browser's POST of exactly `size` bytes."""
        ...


class Machine(Protocol):
    """Who does the steps in the background."""

    def start(self, job: Job, manifest: str) -> None:
        """Starting the same attempt twice is harmless. `manifest` is the key of the list of pages."""
        ...

    def is_running(self, job: Job) -> bool: ...


class Actors(Protocol):
    """Who started a job, as they are now: what they may not do any more, their job may not either."""

    def __call__(self, org_id: OrgId, agent_id: str, correlation_id: str) -> Actor | None: ...


class CustomerBook(Protocol):
    """The organization's customers, for whoever may see and change them."""

    def list_customers(self, actor: Actor, limit: int, cursor: str | None) -> Page[Customer]: ...

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        """Where they work, by their ids."""
        ...

    def get_customer(self, actor: Actor, customer_id: str) -> Customer: ...

    def create_customer(
        self,
        actor: Actor,
        email: str,
        name: str,
        details: CustomerChanges | None = None,
        blocked: str | None = None,
    ) -> Customer:
        """`blocked` is why they are not heard from the start. Raises `AlreadyExists` for an address that a customer
        has."""
        ...

    def change_customer(self, actor: Actor, customer_id: str, changes: CustomerChanges) -> Customer: ...

    def block_customer(self, actor: Actor, customer_id: str, reason: str) -> Customer: ...

    def unblock_customer(self, actor: Actor, customer_id: str) -> Customer: ...


class CompanyBook(Protocol):
    """The organization's companies, for whoever may see and change them."""

    def list_companies(self, actor: Actor, prefix: str, limit: int, cursor: str | None) -> Page[Company]: ...

    def find_companies(self, actor: Actor, name: str) -> list[Company]:
        """Those with this name, however it is capitalised."""
        ...

    def get_company(self, actor: Actor, company_id: str) -> Company: ...

    def check_domains(self, actor: Actor, company: Company) -> None:
        """Raises what saving the company would."""
        ...

    def create_company(
        self, actor: Actor, name: str, domains: Sequence[str], notes: str, fields: Mapping[str, Any], id: str
    ) -> Company:
        """Raises `AlreadyExists` for a domain that another company has, and for an `id` that is taken (its field)."""
        ...

    def change_company(self, actor: Actor, company_id: str, changes: CompanyChanges) -> Company: ...


class Work(Protocol):
    """What a kind of job does. Every step may be done again after it was killed, and must come to the same."""

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        """The next page of what is to be worked on (JSON values), and where the one after it begins (None: the end)."""
        ...

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        """What became of each, in their order. Work that changes anything asks now and then whether it is cancelled,
        and leaves the rest of the page if so."""
        ...

    def so_far(self, job: Job, actor: Actor | None, items: Sequence[Any]) -> list[Outcome]:
        """What became of each of a page that was killed: done, or not. Empty if nothing was done. Changes nothing.
        Without an actor nothing is called by its name."""
        ...

    def finish(self, job: Job, actor: Actor) -> None:
        """What is made of all pages together."""
        ...
