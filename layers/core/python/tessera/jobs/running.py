"""The steps of a job, as the workflow takes them: freeze what is worked on, work page by page, finish.

Any step can be killed and done again: lists are overwritten by the same, a page counts once, and what was done to a
ticket is claimed by the job in the ticket's own transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from schemas.vocabulary import EventType, ItemResult, JobKind, JobState
from tessera.jobs.model import ACTIVE, FREEZE_AT_ONCE, PAGE, Job, counted, job_event
from tessera.jobs.pages import Pages, manifest_key
from tessera.jobs.ports import Actors, JobMoved, Jobs, Machine, Work
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import TesseraError

#: Pages begin in their order and few at a time: those of a job that ended early are among its first so many that are
#: not counted.
BEGUN = 50
Next = Literal["freeze", "work", "finish"]
FAILED = "This stopped on our side. Nothing that was done is lost: continue it."


class Runner:
    """For one organization."""

    def __init__(
        self,
        jobs: Jobs,
        pages: Pages,
        works: Mapping[JobKind, Callable[[], Work]],
        actors: Actors,
        machine: Machine,
        clock: Clock,
    ) -> None:
        self._jobs = jobs
        self._pages = pages
        self._works = works
        self._actors = actors
        self._machine = machine
        self._clock = clock

    def start(self, job: Job) -> None:
        """In the background."""
        self._machine.start(job, manifest_key(job))

    def run_now(self, job: Job, most_pages: int) -> Job:
        """While the caller waits, if it turns out to be no more than so many pages; else in the background."""
        step: Next = self.freeze(job.id, most_pages)
        if step == "freeze":
            self.start(job)
            return self._now(job)
        for page in range(self._now(job).pages):
            self.work(job.id, page)
        self.finish(job.id)
        return self._now(job)

    def freeze(self, job_id: str, most_pages: int = FREEZE_AT_ONCE) -> Next:
        """Write the next lists of what is worked on, also of a job that is cancelled: they say what was not done. Gives
        the step that comes next."""
        job = self._jobs.get(job_id)
        if job is None or not job.active:
            return "finish"
        if job.frozen:
            return _after_freezing(job)
        actor = self._actor(job)
        if actor is None:
            return "finish"
        try:
            job = self._frozen(job, actor, most_pages)
        except TesseraError as error:
            if job.state is not JobState.CANCELLING:
                self._fail(job, error.message)
            return "finish"
        return _after_freezing(job) if job.frozen else "freeze"

    def _frozen(self, job: Job, actor: Actor, most_pages: int) -> Job:
        work, position = self._works[job.kind](), job.position
        for _ in range(most_pages):
            items, position = work.freeze(job, actor, position)
            for start in range(0, len(items), PAGE):
                part = items[start : start + PAGE]
                self._pages.write_items(job, job.pages, part)
                job = replace(job, pages=job.pages + 1, total=job.total + len(part))
            job = replace(job, position=position, frozen=position is None)
            if job.frozen:
                self._pages.write(job, "pages.json", list(range(job.pages)))
                break
        try:
            self._jobs.note_frozen(job, self._clock())
        except JobMoved:
            return replace(job, frozen=True, pages=0)  # it ended meanwhile: there is nothing to work on
        return job

    def work(self, job_id: str, page: int) -> None:
        """Do one page, unless it is done or nobody wants it any more."""
        job = self._jobs.get(job_id)
        if job is None or job.state is not JobState.RUNNING or self._jobs.is_counted(job_id, page):
            return
        actor = self._actor(job)
        if actor is None:
            return
        items = self._pages.items(job, page)
        outcomes = self._works[job.kind]().carry_out(job, actor, page, items, lambda: self._is_cancelled(job_id))
        if any(one.result is not ItemResult.DONE for one in outcomes) and self._jobs.is_counted(job_id, page):
            return  # Another run of it was faster. What is counted is what is shown, also where this one saw it later.
        self._pages.write_results(job, page, outcomes)
        self._jobs.count_page(job_id, page, counted(outcomes), self._clock())

    def _is_cancelled(self, job_id: str) -> bool:
        """Only that stops a page midway: what failed is continued, and its pages have to be whole then."""
        job = self._jobs.get(job_id)
        return job is not None and job.state in (JobState.CANCELLING, JobState.CANCELLED)

    def finish(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is None or not job.active:
            return
        actor = self._actor(job)
        if actor is None:
            return
        cancelled = job.state is JobState.CANCELLING
        if cancelled:
            job = self._settled(job, actor)
        else:
            self._works[job.kind]().finish(job, actor)
        state = JobState.CANCELLED if cancelled else JobState.DONE
        event = EventType.JOB_CANCELLED if cancelled else EventType.JOB_FINISHED
        at = self._clock()
        if cancelled or job.counts.done == 0:
            self._release(job)
        try:
            self._jobs.move(job, state, [job.state], at, job_event(job, event, actor, at))
        except JobMoved:  # it was cancelled at this very moment, after all was done
            self.finish(job_id)

    def fail(self, job_id: str) -> None:
        """The workflow gave up, after all its retries."""
        job = self._jobs.get(job_id)
        if job is not None and job.active:
            self._fail(job, FAILED)

    def _settled(self, job: Job, actor: Actor | None) -> Job:
        """The job with what its killed pages did, by their claims: as long as it does not go on, nobody does them again
        and tells of it. If it does, they count the rest."""
        work = self._works[job.kind]()
        for page in self._jobs.uncounted(job)[:BEGUN]:
            outcomes = work.so_far(job, actor, self._pages.items(job, page))
            if outcomes and not self._jobs.is_counted(job.id, page):
                self._pages.write_results(job, page, outcomes)
                self._jobs.count_so_far(job.id, page, counted(outcomes).done, self._clock())
        return replace(job, counts=self._now(job).counts)

    def _fail(self, job: Job, reason: str) -> None:
        job = self._settled(job, self._actors(job.org_id, job.created_by, job.id))
        at = self._clock()
        actor = system_actor(job.org_id, job.id)
        event = job_event(job, EventType.JOB_FINISHED, actor, at, failed=True)
        if job.counts.done == 0:
            self._release(job)
        self._jobs.move(replace(job, reason=reason), JobState.FAILED, ACTIVE, at, event)

    def _release(self, job: Job) -> None:
        """What an undo left, or all of it, can still be taken back: by another one, whoever began this one may be
        gone."""
        if job.undo_of:
            self._jobs.release_undone(job.undo_of, job.id)

    def _actor(self, job: Job) -> Actor | None:
        """Who started it, with the rights they have now. If they are gone, the job ends here."""
        actor = self._actors(job.org_id, job.created_by, job.id)
        if actor is None and job.active:
            self._fail(job, "The account that started this is not active any more.")
        return actor

    def _now(self, job: Job) -> Job:
        found = self._jobs.get(job.id)
        return found or job


def _after_freezing(job: Job) -> Next:
    return "work" if job.pages and job.state is not JobState.CANCELLING else "finish"
