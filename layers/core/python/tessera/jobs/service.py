"""What people do with jobs: begin them, look at them, stop them, take them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from schemas.vocabulary import JobKind, JobState, RecordKind
from tessera.automation.model import Macro
from tessera.automation.service import MacroService
from tessera.jobs import policy
from tessera.jobs.bulk import kept_wish
from tessera.jobs.model import ACTIVE, AT_ONCE, PAGE, Job, Outcome, left_undone, new_job
from tessera.jobs.pages import Pages, digest_of, selection_file
from tessera.jobs.ports import JobMoved, Jobs, Machine
from tessera.jobs.present import job as presented
from tessera.jobs.running import Runner
from tessera.jobs.words import keep_words, wanted_words
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import AlreadyExists, BadCursor, Conflict, Invalid, NotFound
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.ticketing.wishes import checked

MAX_IDS = 10_000
#: An active job that was not heard of for so long is looked after: whoever ran it may be gone.
SILENCE = timedelta(minutes=2)
#: Pages of results that one request reads at most.
RESULT_PAGES = 20


@dataclass(frozen=True)
class Begun:
    """`outcomes` is None for a job in the background."""

    job: Job
    outcomes: list[Outcome] | None


class JobService:
    """For one organization."""

    def __init__(
        self, jobs: Jobs, pages: Pages, runner: Runner, machine: Machine, macros: MacroService, clock: Clock
    ) -> None:
        self._jobs = jobs
        self._pages = pages
        self._runner = runner
        self._machine = machine
        self._macros = macros
        self._clock = clock

    def begin_bulk(
        self, actor: Actor, selection: Mapping[str, Any], act: Mapping[str, Any], id: str | None = None
    ) -> Begun:
        """At most a hundred tickets are done at once. Raises `Invalid`, `Forbidden`, `NotFound` for the macro."""
        policy.may_work_in_bulk(actor, act["kind"])
        chosen = self._chosen(selection)
        macro = self._macros.take_macro(actor, act["macro_id"]) if act["kind"] == "macro" else None
        what = {**_what(actor, act, macro), "chosen": digest_of(chosen)}
        job, event = new_job(actor, self._clock(), JobKind.BULK, what, id=id)
        self._pages.write(job, selection_file(job), chosen)
        if macro is not None:
            keep_words(self._pages, job, macro)
        try:
            self._jobs.add(job, event)
        except AlreadyExists:
            return self._repeated(actor, job)
        if macro is not None:
            self._macros.count_use(macro)
        small = "ids" in chosen and len(chosen["ids"]) <= AT_ONCE
        if not small and chosen.get("search") is not None:
            self._runner.start(job)
            return Begun(self._found(job.id), None)
        return self._begun(self._runner.run_now(job, most_pages=1))

    def identify_requester(self, actor: Actor, customer_id: str) -> Begun:
        """The requester of this person's tickets becomes whoever has the ticket's address now, as they are called now.
        For whoever may change people. Raises `Forbidden`."""
        theirs = {"statuses": [], "requester": customer_id, "deleted": False}
        return self.begin_bulk(actor, theirs, {"kind": "identify"})

    def list_jobs(self, actor: Actor, limit: int, cursor: str | None) -> Page[Job]:
        page = self._jobs.list(policy.limited_to(actor), limit, cursor)
        return Page([self._looked_after(job) for job in page.items], page.next_cursor)

    def read_job(self, actor: Actor, job_id: str) -> Job:
        """Raises `NotFound`."""
        return self._looked_after(self._seen(actor, job_id))

    def read_results(
        self, actor: Actor, job_id: str, only: Sequence[str], limit: int, cursor: str | None
    ) -> Page[Outcome]:
        """In the order of the work; a page may be short. While the job runs: as far as it came without a gap. Once it
        is cancelled, or failed: also what was not done."""
        job = self._seen(actor, job_id)
        page, offset = _place(cursor, job_id, *only)
        found: list[Outcome] = []
        for _ in range(RESULT_PAGES):
            outcomes = self._results(job, page) if page < job.pages else None
            if outcomes is None:
                return Page(found, None)
            wanted = [(at, one) for at, one in enumerate(outcomes) if at >= offset and (not only or one.result in only)]
            taken = wanted[: limit - len(found)]
            found += [one for _, one in taken]
            if len(taken) < len(wanted):
                return Page(found, encode_cursor({"page": page, "at": taken[-1][0] + 1}, job_id, *only))
            page, offset = page + 1, 0
            if len(found) >= limit:
                break
        return Page(found, encode_cursor({"page": page, "at": 0}, job_id, *only) if page < job.pages else None)

    def _results(self, job: Job, page: int) -> list[Outcome] | None:
        """Of a page that was never begun there are none; when nobody works on it any more, its list is what is left."""
        found = self._pages.results(job, page)
        if found is None and job.state in (JobState.CANCELLED, JobState.FAILED):
            return [left_undone(item) for item in self._pages.items(job, page)]
        return found

    def cancel_job(self, actor: Actor, job_id: str) -> Job:
        """What is done stays done, and can be undone. Raises `NotFound`, `Forbidden`, `Conflict` if it has ended."""
        job = self._seen(actor, job_id)
        policy.may_steer(actor, job)
        if job.state is JobState.CANCELLING:
            return self._looked_after(job)
        running = self._machine.is_running(job)
        try:
            self._jobs.move(job, JobState.CANCELLING, (JobState.QUEUED, JobState.RUNNING), self._clock())
        except JobMoved as error:
            raise Conflict("This has ended. There is nothing to cancel.", presented(self._found(job_id))) from error
        if not running:
            self._runner.finish(job_id)
        return self._found(job_id)

    def continue_job(self, actor: Actor, job_id: str) -> Job:
        """A job that failed, or whose run is gone, goes on where it was. Raises `Conflict` if it has ended well, or
        is an undo and another took its place."""
        job = self._seen(actor, job_id)
        policy.may_steer(actor, job)
        if job.active and self._machine.is_running(job):
            return job
        if not job.active and job.state is not JobState.FAILED:
            raise Conflict("This has ended. There is nothing to continue.", presented(job))
        if job.undo_of:
            try:
                self._jobs.hold_undone(job.undo_of, job.id)
            except JobMoved as error:
                raise Conflict("This is undone already.", presented(job)) from error
        return self._started_again(job)

    def undo_job(self, actor: Actor, job_id: str) -> Begun:
        """A job of its own that takes each change back, unless something newer touched the same fields."""
        job = self._seen(actor, job_id)
        policy.may_steer(actor, job)
        if job.active:
            raise Conflict("This is still at work. Cancel it first, or wait.", presented(job))
        if not job.can_be_undone:
            raise Conflict(_why_not_undone(job), presented(job))
        what = {"kind": job.what["kind"], "pages": job.pages, "what": dict(job.what)}
        undoing, event = new_job(actor, self._clock(), JobKind.UNDO, what, undo_of=job.id)
        try:
            self._jobs.add(undoing, event, undo_of=job)
        except JobMoved as error:
            raise Conflict("This is undone already.", presented(self._found(job_id))) from error
        if job.counts.done > AT_ONCE or job.pages > 1:
            self._runner.start(undoing)
            return Begun(self._found(undoing.id), None)
        return self._begun(self._runner.run_now(undoing, most_pages=1))

    def _begun(self, job: Job) -> Begun:
        if job.active:
            return Begun(job, None)
        return Begun(job, [one for page in range(job.pages) for one in self._pages.results(job, page) or ()])

    def _repeated(self, actor: Actor, job: Job) -> Begun:
        """The same request was sent before: what became of it."""
        there = self._seen(actor, job.id)
        if there.created_by != actor.id or there.what != job.what:
            raise AlreadyExists("This id was used for something else. Make a new one.", "id")
        return self._begun(there) if there.total <= PAGE else Begun(there, None)

    def _chosen(self, selection: Mapping[str, Any]) -> dict[str, Any]:
        if "ids" not in selection:
            return dict(selection)
        ids = list(dict.fromkeys(selection["ids"]))
        if not ids:
            raise Invalid("Choose at least one ticket.", "ids")
        if len(ids) > MAX_IDS:
            raise Invalid(f"Name at most {MAX_IDS} tickets, or choose them by a query.", "ids")
        return {"ids": ids}

    def _seen(self, actor: Actor, job_id: str) -> Job:
        job = self._jobs.get(job_id)
        if job is None or not policy.may_see(actor, job):
            raise NotFound("There is no such job.")
        return job

    def _found(self, job_id: str) -> Job:
        job = self._jobs.get(job_id)
        if job is None:
            raise NotFound("There is no such job.")
        return job

    def _looked_after(self, job: Job) -> Job:
        """Whoever looks at a job whose run is gone (a power cut, a start that was never made) starts it again."""
        if not job.active or self._clock() - job.updated_at < SILENCE or self._machine.is_running(job):
            return job
        return self._started_again(job)

    def _started_again(self, job: Job) -> Job:
        again = replace(job, attempts=job.attempts + 1, reason="")
        state = JobState.CANCELLING if job.state is JobState.CANCELLING else JobState.RUNNING
        try:
            self._jobs.move(again, state, (*ACTIVE, JobState.FAILED), self._clock())
        except JobMoved:
            return self._found(job.id)
        self._runner.start(again)
        return self._found(job.id)


def _what(actor: Actor, act: Mapping[str, Any], macro: Macro | None) -> dict[str, Any]:
    """The act as it is kept. A macro is what it does and says now: changing it later changes no job."""
    if macro is not None:
        words = wanted_words(macro, act.get("text"), act.get("hold_seconds"))
        return {"kind": "macro", "name": macro.name, "changes": kept_wish(checked(macro.wish(actor))), **words}
    if act["kind"] == "edit":
        return {"kind": "edit", "changes": kept_wish(checked(act["changes"]))}
    return dict(act)


def _why_not_undone(job: Job) -> str:
    """And what to do instead. An import's tickets could go, but not the ids that the next import of the same file finds
    them by."""
    if job.took_replies_back:
        return "Replies that were taken back are not sent again by redoing. Use the macro once more."
    if job.kind is not JobKind.IMPORT or job.counts.done == 0 or job.what["dry_run"]:
        return "There is nothing to undo, or it is undone already."
    if job.what["kind"] == RecordKind.TICKETS and job.what["tags"]:
        tag = job.what["tags"][0]
        return f"An import is not undone. List the tickets with the tag “{tag}” and delete them: that can be undone."
    return "An import is not undone. Delete what it made: its results name every line."


def _place(cursor: str | None, *query: str) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    position = decode_cursor(cursor, *query)
    page, at = position.get("page"), position.get("at")
    if not isinstance(page, int) or not isinstance(at, int) or page < 0 or at < 0:
        raise BadCursor
    return page, at
