"""Jobs: work on many things, done page by page, each page once, whatever is killed in between."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, ItemResult, JobKind, JobState, RecordKind
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import OrgId, new_id

#: Items of one page: what one task does, and what is lost (to be done again) when that is killed.
PAGE = 100
#: Pages that one step freezes before it reports how far it came.
FREEZE_AT_ONCE = 20
#: So many items are done while the caller waits; more are a job in the background.
AT_ONCE = 100
ACTIVE = (JobState.QUEUED, JobState.RUNNING, JobState.CANCELLING)


@dataclass(frozen=True)
class Counts:
    done: int = 0
    unchanged: int = 0
    refused: int = 0
    not_found: int = 0

    @property
    def seen(self) -> int:
        return self.done + self.unchanged + self.refused + self.not_found


@dataclass(frozen=True)
class Outcome:
    """What became of one item. `id` is the record's, `place` what a person calls it (`#41`, `line 7`); `change_id` is
    the event that an undo takes back. `reason` says for a person why not, `field` what was at fault."""

    id: str
    result: ItemResult
    place: str = ""
    reason: str = ""
    field: str = ""
    change_id: str | None = None


@dataclass(frozen=True)
class Job:
    """`what` is what is done, as plain JSON; its form is the kind's own. What it is done to was frozen when the job
    began: `pages` lists of it are kept, and `total` is known when `frozen`; until then `position` says how far it came.
    """

    id: str
    org_id: OrgId
    kind: JobKind
    what: Mapping[str, Any]
    created_by: str
    created_by_name: str
    created_at: datetime
    updated_at: datetime
    state: JobState = JobState.QUEUED
    frozen: bool = False
    position: str | None = None
    pages: int = 0
    total: int = 0
    counts: Counts = field(default_factory=Counts)
    attempts: int = 1
    finished_at: datetime | None = None
    reason: str = ""
    undo_of: str | None = None
    undone_by: str | None = None

    @property
    def active(self) -> bool:
        return self.state in ACTIVE

    @property
    def can_be_undone(self) -> bool:
        changes = self.kind is JobKind.BULK or (self.kind is JobKind.UNDO and not self.took_replies_back)
        return changes and self.counts.done > 0 and not self.active and self.undone_by is None

    @property
    def took_replies_back(self) -> bool:
        """They are not sent again by redoing: whoever wants that uses the macro once more."""
        return self.kind is JobKind.UNDO and "hold_seconds" in self.what["what"]

    @property
    def has_file(self) -> bool:
        """An export's file, or the rows that an import refused."""
        refused = self.kind is JobKind.IMPORT and self.counts.refused > 0
        return self.state is JobState.DONE and (self.kind is JobKind.EXPORT or refused)

    @property
    def execution(self) -> str:
        """The name of its run; each attempt has its own."""
        return f"{self.id}-{self.attempts}"


@dataclass(frozen=True)
class ImportWish:
    """`mapping` says which column is which field; None: what the columns seem to mean."""

    kind: RecordKind
    file_id: str
    filename: str
    mapping: Mapping[str, str] | None
    dry_run: bool
    update: bool
    tags: Sequence[str]


def new_job(
    actor: Actor,
    at: datetime,
    kind: JobKind,
    what: Mapping[str, Any],
    *,
    id: str | None = None,
    undo_of: str | None = None,
) -> tuple[Job, Event]:
    job = Job(
        id=id or new_id(to_ms(at)),
        org_id=actor.org_id,
        kind=kind,
        what=what,
        created_by=actor.id or "",
        created_by_name=actor.name,
        created_at=at,
        updated_at=at,
        undo_of=undo_of,
    )
    return job, job_event(job, EventType.JOB_STARTED, actor, at)


def job_event(job: Job, type_: EventType, actor: Actor, at: datetime, *, failed: bool = False) -> Event:
    """`background`: whoever started it did not wait for it."""
    data: dict[str, Any] = {"kind": job.kind.value, "what": dict(job.what)}
    if job.undo_of:
        data["undo_of"] = job.undo_of
    if type_ is not EventType.JOB_STARTED:
        counts = job.counts
        data |= {"total": job.total, "done": counts.done, "unchanged": counts.unchanged}
        data |= {"refused": counts.refused, "not_found": counts.not_found}
        background = job.total > AT_ONCE or job.kind in (JobKind.IMPORT, JobKind.EXPORT)
        data |= {"created_by": job.created_by, "failed": failed, "background": background}
    return make_event(type_, actor, at, ("job", job.id), data=data)


def counted(outcomes: Iterable[Outcome]) -> Counts:
    numbers = dict.fromkeys(ItemResult, 0)
    for outcome in outcomes:
        numbers[outcome.result] += 1
    return Counts(
        numbers[ItemResult.DONE],
        numbers[ItemResult.UNCHANGED],
        numbers[ItemResult.REFUSED],
        numbers[ItemResult.NOT_FOUND],
    )


def left_undone(item: Any) -> Outcome:
    """Of an item of a job's lists (an id, what has one, a row of a file) whose turn did not come."""
    if isinstance(item, str):
        return Outcome(item, ItemResult.NOT_DONE)
    if "id" in item:
        return Outcome(item["id"], ItemResult.NOT_DONE)
    return Outcome(str(item["line"]), ItemResult.NOT_DONE, f"Line {item['line']}")


def outcomes_from_json(stored: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    return [Outcome(**{**one, "result": ItemResult(one["result"])}) for one in stored]
