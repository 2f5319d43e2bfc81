"""Taking records out into a file, and in from one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from schemas.vocabulary import FileFormat, JobKind, JobState, RecordKind
from tessera.jobs import policy, tables
from tessera.jobs.export import filename, format_of
from tessera.jobs.importing import REPORT, check_mapping, report_of
from tessera.jobs.model import ImportWish, Job, new_job
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.pages import Pages, file_key, folder
from tessera.jobs.ports import Jobs, Store
from tessera.jobs.reading import Layout, Row, layout_of, rows
from tessera.jobs.rows import FIELDS, REQUIRED, suggested
from tessera.jobs.running import Runner
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import AlreadyExists, Invalid, NotFound
from tessera.kernel.ids import OrgId, new_id, parse_id
from tessera.ticketing.wishes import tags_of

MAX_FILE = 500 * 1024 * 1024
#: Bytes by which a file is known, and rows that are shown of it.
SAMPLE = 256 * 1024
SHOWN = 5


@dataclass(frozen=True)
class Preview:
    layout: Layout
    rows: list[Row]
    suggested: Mapping[str, str]
    fields: Sequence[str]
    required: Sequence[str]


class TransferService:
    """For one organization."""

    def __init__(
        self,
        org_id: OrgId,
        jobs: Jobs,
        pages: Pages,
        store: Store,
        runner: Runner,
        own: Callable[[RecordKind], OwnColumns],
        clock: Clock,
    ) -> None:
        self._org = org_id
        self._own = own
        self._jobs = jobs
        self._pages = pages
        self._store = store
        self._runner = runner
        self._clock = clock

    def begin_export(self, actor: Actor, what: Mapping[str, Any], id: str | None = None) -> Job:
        """Raises `Forbidden`, `Invalid`."""
        policy.may_export(actor)
        if what["messages"] and what["format"] == FileFormat.CSV:
            raise Invalid("A table has no place for conversations. Choose JSON lines.", "format")
        own = self._own(RecordKind(what["kind"])).names(actor)
        return self._begun(actor, JobKind.EXPORT, {**what, "own_fields": own}, id)

    def begin_upload(self, actor: Actor, size: int) -> tuple[str, tuple[str, dict[str, str], int]]:
        """The file's id, and the form for the browser's POST of it."""
        policy.may_import(actor)
        if size > MAX_FILE:
            raise Invalid(f"Import files of at most {MAX_FILE >> 20} MB, one after the other.", "size")
        file_id = new_id(to_ms(self._clock()))
        return file_id, self._store.upload_form(self._upload(file_id), "application/octet-stream", size)

    def preview(self, actor: Actor, kind: RecordKind, file_id: str) -> Preview:
        """How the file is written, and its first rows. Raises `Invalid`, `NotFound`."""
        policy.may_import(actor)
        layout = self._layout(file_id)
        found = rows(layout, lambda at: self._store.open(self._upload(file_id), at), layout.start, layout.line)
        shown, fields = list(islice(found, SHOWN)), (*FIELDS[kind], *self._own(kind).names(actor))
        return Preview(layout, shown, self._suggested(actor, kind, layout), fields, REQUIRED[kind])

    def begin_import(self, actor: Actor, wish: ImportWish, id: str | None = None) -> Job:
        """Raises `Invalid` by the field at fault, `NotFound` for a file that did not arrive."""
        policy.may_import(actor)
        layout = self._layout(wish.file_id)
        mapping = self._suggested(actor, wish.kind, layout) if wish.mapping is None else wish.mapping
        fields = (*FIELDS[wish.kind], *self._own(wish.kind).names(actor))
        check_mapping(fields, layout.columns, mapping, REQUIRED[wish.kind])
        what = {
            "kind": wish.kind.value,
            "file": wish.filename,
            "key": self._upload(wish.file_id),
            "layout": {**asdict(layout), "format": layout.format.value, "columns": list(layout.columns)},
            "mapping": dict(mapping),
            "dry_run": wish.dry_run,
            "update": wish.update,
            "tags": list(tags_of(wish.tags, "tags")),
        }
        return self._begun(actor, JobKind.IMPORT, what, id)

    def file(self, actor: Actor, job_id: str) -> tuple[str, str]:
        """Name and address of what a job made: an export's file, an import's report. Raises `NotFound`,
        `Forbidden`."""
        job = self._jobs.get(job_id)
        if job is None or not policy.may_see(actor, job):
            raise NotFound("There is no such job.")
        policy.may_steer(actor, job)
        if job.state is not JobState.DONE or job.kind not in (JobKind.EXPORT, JobKind.IMPORT):
            raise NotFound("This job has no file, or not yet.")
        if job.kind is JobKind.IMPORT:
            policy.may_import(actor)
            name, kept, content_type = report_of(job.created_at), REPORT, tables.TYPES[FileFormat.CSV]
        else:
            policy.may_export(actor)
            name, kept, content_type = filename(job), filename(job), tables.TYPES[format_of(job)]
        return name, self._store.download_url(file_key(job, kept), name, content_type)

    def _suggested(self, actor: Actor, kind: RecordKind, layout: Layout) -> dict[str, str]:
        """What every organization has comes first."""
        return {**self._own(kind).suggested(actor, layout.columns), **suggested(kind, layout.columns)}

    def _begun(self, actor: Actor, kind: JobKind, what: Mapping[str, Any], id: str | None) -> Job:
        job, event = new_job(actor, self._clock(), kind, what, id=id)
        try:
            self._jobs.add(job, event)
        except AlreadyExists:
            there = self._jobs.get(job.id)
            if there is None or there.created_by != actor.id or there.what != job.what:
                raise AlreadyExists("This id was used for something else. Make a new one.", "id") from None
            return there
        self._runner.start(job)
        return job

    def _layout(self, file_id: str) -> Layout:
        key = self._upload(file_id)
        if self._store.size(key) is None:
            raise NotFound("This file did not arrive, or is not there any more. Upload it again.")
        sample = b""
        for piece in self._store.open(key, 0):
            sample += piece
            if len(sample) >= SAMPLE:
                break
        return layout_of(sample[:SAMPLE])

    def _upload(self, file_id: str) -> str:
        return f"{folder(self._org, 'uploads')}/{parse_id(file_id, 'file_id')}"
