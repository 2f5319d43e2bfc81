"""Taking records out into a file, and in from one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from schemas.vocabulary import FileFormat, JobKind, JobState, RecordKind
from tessera.jobs import policy, refused, tables
from tessera.jobs.export import filename, format_of
from tessera.jobs.mapping import check_mapping, suggested, without_field
from tessera.jobs.model import ImportWish, Job, new_job
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.pages import Pages, file_key, folder
from tessera.jobs.ports import Jobs, Store
from tessera.jobs.reading import MAX_LINE, Layout, Open, Row, layout_of, rows
from tessera.jobs.rows import FIELDS, REQUIRED
from tessera.jobs.running import Runner
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import AlreadyExists, Invalid, NotFound
from tessera.kernel.ids import OrgId, new_id, parse_id
from tessera.ticketing.wishes import tags_of

MAX_FILE = 500 * 1024 * 1024
#: Bytes by which a file is known: at the least, and at the most, since its first lines may be long.
SAMPLE = 256 * 1024
LOOKED_AT = 3 * MAX_LINE
#: Rows that are shown of it.
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
        found = rows(layout, self._beginning(file_id), layout.start, layout.line)
        shown = [row for row in islice(found, SHOWN) if row.next_start < LOOKED_AT]  # else it may be cut off
        own = self._own(kind)
        meant, fields = suggested(actor, kind, own, layout.columns), (*FIELDS[kind], *own.names(actor))
        return Preview(layout, shown, meant, fields, REQUIRED[kind])

    def begin_import(self, actor: Actor, wish: ImportWish, id: str | None = None) -> Job:
        """Raises `Invalid` by the field at fault, `NotFound` for a file that did not arrive."""
        policy.may_import(actor)
        layout = self._layout(wish.file_id)
        own, mapping = self._own(wish.kind), wish.mapping
        if mapping is None:
            mapping = suggested(actor, wish.kind, own, layout.columns)
        fields = (*FIELDS[wish.kind], *own.names(actor))
        check_mapping(fields, layout, mapping, REQUIRED[wish.kind])
        what = {
            "kind": wish.kind.value,
            "file": wish.filename,
            "key": self._upload(wish.file_id),
            "layout": {**asdict(layout), "format": layout.format.value, "columns": list(layout.columns)},
            "mapping": dict(mapping),
            "guessed": wish.mapping is None,
            # Whoever says what the columns mean knows which ones they leave out.
            "left": without_field(wish.kind, layout.columns, mapping) if wish.mapping is None else [],
            "dry_run": wish.dry_run,
            "update": wish.update,
            "tags": list(tags_of(wish.tags, "tags")),
        }
        return self._begun(actor, JobKind.IMPORT, what, id)

    def file(self, actor: Actor, job_id: str) -> tuple[str, str]:
        """Name and address of what a job made: an export's file, an import's refused rows. Raises `NotFound`,
        `Forbidden`."""
        job = self._jobs.get(job_id)
        if job is None or not policy.may_see(actor, job):
            raise NotFound("There is no such job.")
        policy.may_steer(actor, job)
        if job.state is not JobState.DONE or job.kind not in (JobKind.EXPORT, JobKind.IMPORT):
            raise NotFound("This job has no file, or not yet.")
        if job.kind is JobKind.IMPORT:
            policy.may_import(actor)
            name, kept = refused.filename(job), refused.kept_as(job)
            content_type = tables.TYPES[refused.format_of(job)]
        else:
            policy.may_export(actor)
            name, kept, content_type = filename(job), filename(job), tables.TYPES[format_of(job)]
        return name, self._store.download_url(file_key(job, kept), name, content_type)

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
        size = self._store.size(key)
        if size is None:
            raise NotFound("This file did not arrive, or is not there any more. Upload it again.")
        sample = b""
        for piece in self._beginning(file_id)(0):
            sample += piece
            if len(sample) >= SAMPLE and b"\n" in sample[:MAX_LINE]:
                break
        return layout_of(sample, whole=len(sample) == size)

    def _beginning(self, file_id: str) -> Open:
        """What is looked at of a file, however large it is."""

        def open(start: int) -> Iterator[bytes]:
            left = LOOKED_AT - start
            for piece in self._store.open(self._upload(file_id), start):
                yield piece[:left]
                left -= len(piece)
                if left <= 0:
                    return

        return open

    def _upload(self, file_id: str) -> str:
        return f"{folder(self._org, 'uploads')}/{parse_id(file_id, 'file_id')}"
