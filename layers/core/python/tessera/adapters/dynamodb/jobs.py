"""Jobs in the `core` table, listed by organization and by who started them; a month later they are gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from schemas.vocabulary import JobState
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.job_items import SK, forgotten, job_from, job_item
from tessera.adapters.dynamodb.table import (
    NEW,
    ConditionFailed,
    Put,
    Table,
    Update,
    Write,
    WriteContended,
    equals,
    set_to,
)
from tessera.jobs.model import ACTIVE, Counts, Job
from tessera.jobs.ports import JobMoved
from tessera.kernel.clock import to_text
from tessera.kernel.errors import AlreadyExists, BadCursor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor

MAX_TRIES = 8
PAGE_MARK = "P#"
#: What a killed page did, in the mark of one that was not counted since.
SO_FAR = "so_far"


class JobTable:
    """`tessera.jobs.ports.Jobs`."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def add(self, job: Job, event: Event, undo_of: Job | None = None) -> None:
        pk = self._pk(job.id)
        writes: list[Write] = [Put(job_item(job), NEW), put_event(pk, event)]
        if undo_of is not None:
            free = Path("undone_by").does_not_exist()
            writes.append(Update(self._pk(undo_of.id), SK, [set_to("undone_by", job.id)], free))
        try:
            self._core.transact(writes)
        except WriteContended as error:
            raise JobMoved from error
        except ConditionFailed as error:
            if error.index == 0:
                raise AlreadyExists("There is a job of this id already.", "id") from error
            raise JobMoved from error

    def get(self, job_id: str) -> Job | None:
        item = self._core.get(self._pk(job_id), SK)
        return job_from(item) if item else None

    def list(self, agent_id: str | None, limit: int, cursor: str | None) -> Page[Job]:
        index = "gs1" if agent_id is None else "gs2"
        pk = keys.jobs(self._org, agent_id)
        after = None
        if cursor is not None:
            at, job_id = _position(decode_cursor(cursor, "jobs", pk))
            after = {"pk": self._pk(job_id), "sk": SK, index: pk, "gsk": at}
        items, last = self._core.query(pk, index=index, limit=limit, after=after, forward=False)
        position = {"at": last["gsk"], "id": items[-1]["id"]} if last else None
        return Page([job_from(item) for item in items], encode_cursor(position, "jobs", pk) if position else None)

    def note_frozen(self, job: Job, at: datetime) -> None:
        actions = [
            set_to("pages", job.pages),
            set_to("total", job.total),
            set_to("frozen", job.frozen),
            Path("position").set(encode(job.position)) if job.position else Path("position").remove(),
        ]
        try:
            self._move(job.id, JobState.RUNNING, (JobState.QUEUED, JobState.RUNNING), actions, at, None)
        except JobMoved:
            self._move(job.id, JobState.CANCELLING, (JobState.CANCELLING,), actions, at, None)

    def is_counted(self, job_id: str, page: int) -> bool:
        mark = self._core.get(self._pk(job_id), _page_sk(page))
        return mark is not None and SO_FAR not in mark

    def uncounted(self, job: Job) -> Sequence[int]:
        """A call for some thousand pages."""
        left, after = dict.fromkeys(map(_page_sk, range(job.pages))), None
        whole = Path(SO_FAR).does_not_exist()
        while left:
            marks, after = self._core.query(
                self._pk(job.id), Path("sk").startswith(PAGE_MARK), where=whole, after=after, consistent=True
            )
            for mark in marks:
                left.pop(mark["sk"], None)
            if after is None:
                break
        return [int(sk.removeprefix(PAGE_MARK)) for sk in left]

    def count_page(self, job_id: str, page: int, counts: Counts, at: datetime) -> None:
        self._count(job_id, page, counts, at, {})

    def count_so_far(self, job_id: str, page: int, done: int, at: datetime) -> None:
        self._count(job_id, page, Counts(done), at, {SO_FAR: done})

    def _count(self, job_id: str, page: int, counts: Counts, at: datetime, said: Item) -> None:
        """Pages end at the same moment, and all of them count on one item: who meets another tries again."""
        pk, before = self._pk(job_id), 0
        condition: Condition = NEW
        mark = {"pk": pk, "sk": _page_sk(page), "kind": "job-page", "ttl": forgotten(at), **said}
        for tried in range(MAX_TRIES):
            adding = [
                Path("done").add(counts.done - before),
                Path("unchanged").add(counts.unchanged),
                Path("refused").add(counts.refused),
                Path("not_found").add(counts.not_found),
                set_to("updated_at", to_text(at)),
            ]
            try:
                self._core.transact([Put(mark, condition), Update(pk, SK, adding, Path("pk").exists())])
            except WriteContended:
                if tried == MAX_TRIES - 1:
                    raise
                continue
            except ConditionFailed:
                there = self._core.get(pk, _page_sk(page))
                if there is None or SO_FAR not in there:
                    return  # it was counted before
                before, condition = there[SO_FAR], equals(SO_FAR, there[SO_FAR])
                continue
            return
        raise WriteContended

    def move(
        self, job: Job, state: JobState, allowed: Sequence[JobState], at: datetime, event: Event | None = None
    ) -> None:
        actions = [set_to("reason", job.reason), set_to("attempts", job.attempts)]
        if state not in ACTIVE:
            actions.append(set_to("finished_at", to_text(at)))
        self._move(job.id, state, allowed, actions, at, event)

    def release_undone(self, job_id: str, undone_by: str) -> None:
        try:
            self._core.update(self._pk(job_id), SK, [Path("undone_by").remove()], equals("undone_by", undone_by))
        except ConditionFailed:
            return

    def hold_undone(self, job_id: str, undone_by: str) -> None:
        free = Path("undone_by").does_not_exist() | equals("undone_by", undone_by)
        try:
            self._core.update(self._pk(job_id), SK, [set_to("undone_by", undone_by)], Path("pk").exists() & free)
        except ConditionFailed as error:
            raise JobMoved from error

    def _move(
        self,
        job_id: str,
        state: JobState,
        allowed: Sequence[JobState],
        actions: Sequence[Action],
        at: datetime,
        event: Event | None,
    ) -> None:
        pk = self._pk(job_id)
        first, *others = allowed
        condition = equals("state", first.value)
        for other in others:
            condition |= equals("state", other.value)
        all_actions = [*actions, set_to("state", state.value), set_to("updated_at", to_text(at))]
        writes: list[Write] = [Update(pk, SK, all_actions, condition)]
        if event is not None:
            writes.append(put_event(pk, event))
        for tried in range(MAX_TRIES):
            try:
                self._core.transact(writes)
            except WriteContended:
                if tried == MAX_TRIES - 1:
                    raise
                continue
            except ConditionFailed as error:
                raise JobMoved from error
            return

    def _pk(self, job_id: str) -> str:
        return keys.job(self._org, job_id)


def _page_sk(page: int) -> str:
    return f"{PAGE_MARK}{page:06d}"


def _position(position: dict[str, Any]) -> tuple[str, str]:
    at, job_id = position.get("at"), position.get("id")
    if not isinstance(at, str) or not isinstance(job_id, str):
        raise BadCursor
    return at, job_id
