"""Taking records out into a file, and in from one."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.jobs import selected
from schemas.http.jobs import Job, TicketSelection
from schemas.http.transfer import (
    BeginImportFile,
    ExportRequest,
    ImportFile,
    ImportPreview,
    ImportRequest,
    JobFile,
    PreviewRequest,
)
from schemas.vocabulary import RecordKind
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.jobs import present
from tessera.jobs.model import ImportWish
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import parse_id

if TYPE_CHECKING:
    from tessera.jobs.transfer import TransferService

router = APIGatewayHttpRouter()


@router.post(
    "/exports",
    summary="Export tickets, people or companies",
    description=(
        "A job; when it is done, `GET /jobs/{id}/file` gives the file. Of a ticket it has the fields, one of your own "
        "statuses by its label, who is in copy (`cc`) and its metadata (JSON, in a table too); with `messages` the "
        "conversation, with the names of its files and `redacted` where something was taken out. It has no files, "
        "followers, links, snooze, nor the history of changes. `external_id` is what an import finds the ticket again "
        "by: its id, or the one that it was imported with."
    ),
    tags=["jobs"],
    responses=documented(Job, HTTPStatus.ACCEPTED),
)
def begin_export(body: Annotated[ExportRequest, Body()]) -> Answer:
    actor = actor_of(router)
    what: dict[str, Any] = {"kind": body.kind, "format": body.format.value, "messages": body.messages}
    if body.kind != "tickets" and body.query is not None:
        raise Invalid(f"A query chooses tickets. Leave it out: all {body.kind} are exported.", "query")
    if body.kind == "tickets":
        what["selection"] = selected(actor, body.query or TicketSelection(status="all"))
    job = _transfer(actor).begin_export(actor, what, _id(body.id))
    return answer(present.job(job), HTTPStatus.ACCEPTED)


@router.post(
    "/imports/files",
    summary="Begin to upload a file for an import",
    tags=["jobs"],
    responses=documented(ImportFile, HTTPStatus.CREATED),
)
def begin_file(body: Annotated[BeginImportFile, Body()]) -> Answer:
    actor = actor_of(router)
    file_id, (url, fields, seconds) = _transfer(actor).begin_upload(actor, body.size)
    upload = {"url": url, "fields": fields, "expires_in": seconds}
    return answer({"file_id": file_id, "upload": upload}, HTTPStatus.CREATED)


@router.post(
    "/imports/preview",
    summary="Look at a file before it is imported",
    tags=["jobs"],
    responses=documented(ImportPreview),
)
def preview(body: Annotated[PreviewRequest, Body()]) -> Answer:
    actor, kind = actor_of(router), RecordKind(body.kind)
    seen = _transfer(actor).preview(actor, kind, body.file_id)
    layout = seen.layout
    rows = [
        {"line": row.line, "wrong": row.wrong, "values": [_shown(row.values.get(name)) for name in layout.columns]}
        for row in seen.rows
    ]
    return answer(
        {
            "format": layout.format.value,
            "encoding": layout.encoding,
            "separator": layout.separator,
            "columns": list(layout.columns),
            "rows": rows,
            "mapping": dict(seen.suggested),
            "fields": list(seen.fields),
            "required": list(seen.required),
        }
    )


@router.post(
    "/imports",
    summary="Import tickets, people or companies",
    description=(
        "A job; each row has its result. Those that were refused are a file of the same format, with the names of "
        "our fields and what was wrong (`GET /jobs/{id}/file`): put right there, they can be imported again. "
        "`status` is a category or the label of one of your own statuses. Messages come in the order of "
        "their times, those of one moment or without a time in the order of the file. A message of an export that has "
        "no text keeps its place: with the names of its files in brackets, `███` where it was redacted, or `[…]`. "
        "Names of JSON lines that come up only further down are taken for what they mean, unless `mapping` says which "
        "are to be; of a row's names that the preview did not show and nothing is taken of, its result tells. A line "
        "of more than 2 MB is refused, the others are imported."
    ),
    tags=["jobs"],
    responses=documented(Job, HTTPStatus.ACCEPTED),
)
def begin_import(body: Annotated[ImportRequest, Body()]) -> Answer:
    actor = actor_of(router)
    wish = ImportWish(
        RecordKind(body.kind), body.file_id, body.filename, body.mapping, body.dry_run, body.update, body.tags
    )
    job = _transfer(actor).begin_import(actor, wish, _id(body.id))
    return answer(present.job(job), HTTPStatus.ACCEPTED)


@router.get("/jobs/<job_id>/file", summary="What a job made", tags=["jobs"], responses=documented(JobFile))
def read_file(job_id: str) -> Answer:
    actor = actor_of(router)
    name, url = _transfer(actor).file(actor, job_id)
    return answer({"filename": name, "url": url})


def _transfer(actor: Actor) -> "TransferService":
    service: TransferService = router.context["services"].transfer(actor.org_id)
    return service


def _id(text: str | None) -> str | None:
    return parse_id(text, "id") if text else None


def _shown(value: Any) -> str:
    return "" if value is None else str(value)[:200]
