"""The ports of jobs in memory, with the rules of the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from schemas.vocabulary import JobState
from tessera.jobs.model import ACTIVE, Counts, Job
from tessera.jobs.ports import JobMoved
from tessera.kernel.errors import AlreadyExists
from tessera.kernel.events import Event
from tessera.kernel.page import Page


@dataclass
class FakeJobs:
    """`tessera.jobs.ports.Jobs`."""

    kept: dict[str, Job] = field(default_factory=dict)
    counted: set[tuple[str, int]] = field(default_factory=set)
    so_far: dict[tuple[str, int], int] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def add(self, job: Job, event: Event, undo_of: Job | None = None) -> None:
        if job.id in self.kept:
            raise AlreadyExists("There is a job of this id already.", "id")
        if undo_of is not None:
            if self.kept[undo_of.id].undone_by:
                raise JobMoved
            self.kept[undo_of.id] = replace(self.kept[undo_of.id], undone_by=job.id)
        self.kept[job.id] = job
        self.events.append(event)

    def get(self, job_id: str) -> Job | None:
        return self.kept.get(job_id)

    def list(self, agent_id: str | None, limit: int, cursor: str | None) -> Page[Job]:
        found = [job for job in self.kept.values() if agent_id in (None, job.created_by)]
        return Page(sorted(found, key=lambda job: job.id, reverse=True)[:limit], None)

    def note_frozen(self, job: Job, at: datetime) -> None:
        there = self._in(job, ACTIVE)
        self.kept[job.id] = replace(
            there,
            pages=job.pages,
            position=job.position,
            total=job.total,
            frozen=job.frozen,
            state=there.state if there.state is JobState.CANCELLING else JobState.RUNNING,
            updated_at=at,
        )

    def is_counted(self, job_id: str, page: int) -> bool:
        return (job_id, page) in self.counted

    def uncounted(self, job: Job) -> Sequence[int]:
        return [page for page in range(job.pages) if not self.is_counted(job.id, page)]

    def count_page(self, job_id: str, page: int, counts: Counts, at: datetime) -> None:
        if not self.is_counted(job_id, page):
            self.counted.add((job_id, page))
            self._count(job_id, page, counts, at)

    def count_so_far(self, job_id: str, page: int, done: int, at: datetime) -> None:
        if not self.is_counted(job_id, page):
            self._count(job_id, page, Counts(done), at)
            self.so_far[job_id, page] = done

    def _count(self, job_id: str, page: int, counts: Counts, at: datetime) -> None:
        counts = replace(counts, done=counts.done - self.so_far.pop((job_id, page), 0))
        job = self.kept[job_id]
        sums = (getattr(job.counts, name) + getattr(counts, name) for name in Counts.__dataclass_fields__)
        self.kept[job_id] = replace(job, counts=Counts(*sums), updated_at=at)

    def move(
        self, job: Job, state: JobState, allowed: Sequence[JobState], at: datetime, event: Event | None = None
    ) -> None:
        there = self._in(job, allowed)
        ended = None if state in ACTIVE else at
        moved = replace(there, state=state, reason=job.reason, attempts=job.attempts, updated_at=at)
        self.kept[job.id] = replace(moved, finished_at=ended)
        if event is not None:
            self.events.append(event)

    def release_undone(self, job_id: str, undone_by: str) -> None:
        if self.kept[job_id].undone_by == undone_by:
            self.kept[job_id] = replace(self.kept[job_id], undone_by=None)

    def hold_undone(self, job_id: str, undone_by: str) -> None:
        if self.kept[job_id].undone_by not in (None, undone_by):
            raise JobMoved
        self.kept[job_id] = replace(self.kept[job_id], undone_by=undone_by)

    def _in(self, job: Job, allowed: Sequence[JobState]) -> Job:
        if self.kept[job.id].state not in allowed:
            raise JobMoved
        return self.kept[job.id]


@dataclass
class FakeMachine:
    """`tessera.jobs.ports.Machine`: it starts nothing by itself; a test takes the steps."""

    started: list[str] = field(default_factory=list)
    running: bool = True

    def start(self, job: Job, manifest: str) -> None:
        self.started.append(job.execution)

    def is_running(self, job: Job) -> bool:
        return self.running and job.execution in self.started
