"""Work on many tickets, and the jobs that do it."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.inputs import list_query, sent_fields
from schemas.http.jobs import BulkRequest, EditTickets, Job, JobBegun, JobItemPage, JobPage, TicketSelection
from schemas.vocabulary import ItemResult
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.jobs import present
from tessera.jobs.choosing import kept_query
from tessera.jobs.service import Begun, JobService
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import parse_id
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT

router = APIGatewayHttpRouter()

ACCEPTED: dict[int, Any] = documented(JobBegun) | {
    HTTPStatus.ACCEPTED.value: documented(JobBegun, HTTPStatus.ACCEPTED)[HTTPStatus.ACCEPTED.value]
}


@router.post(
    "/tickets/bulk",
    summary="Do one thing to many tickets",
    description="Up to a hundred at once; more are a job in the background. Each ticket has its own result.",
    tags=["jobs"],
    responses=ACCEPTED,
)
def begin_bulk(body: Annotated[BulkRequest, Body()]) -> Answer:
    actor = actor_of(router)
    job_id = parse_id(body.id, "id") if body.id else None
    return _begun(_jobs(actor).begin_bulk(actor, _selection(actor, body), _action(body), job_id))


@router.get("/jobs", summary="List jobs", tags=["jobs"], responses=documented(JobPage))
def list_jobs(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    page = _jobs(actor).list_jobs(actor, limit, cursor)
    return answer({"items": [present.job(job) for job in page.items], "next_cursor": page.next_cursor})


@router.get("/jobs/<job_id>", summary="Read a job", tags=["jobs"], responses=documented(Job))
def read_job(job_id: str) -> Answer:
    actor = actor_of(router)
    return answer(present.job(_jobs(actor).read_job(actor, job_id)))


@router.get(
    "/jobs/<job_id>/results",
    summary="What became of each item",
    tags=["jobs"],
    responses=documented(JobItemPage),
)
def read_results(
    job_id: str,
    result: Annotated[ItemResult | None, Query(description="Only those with this result")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    only = [result.value] if result else []
    page = _jobs(actor).read_results(actor, job_id, only, limit, cursor)
    return answer({"items": present.outcomes(page.items), "next_cursor": page.next_cursor})


@router.post(
    "/jobs/<job_id>/cancel",
    summary="Cancel a job",
    description="What is done stays done, and can be undone.",
    tags=["jobs"],
    responses=documented(Job),
)
def cancel_job(job_id: str) -> Answer:
    actor = actor_of(router)
    return answer(present.job(_jobs(actor).cancel_job(actor, job_id)))


@router.post(
    "/jobs/<job_id>/continue",
    summary="Continue a job that stopped",
    description="Nothing is done twice.",
    tags=["jobs"],
    responses=documented(Job),
)
def continue_job(job_id: str) -> Answer:
    actor = actor_of(router)
    return answer(present.job(_jobs(actor).continue_job(actor, job_id)))


@router.post(
    "/jobs/<job_id>/undo",
    summary="Undo a job",
    description="Each change is taken back, unless something newer touched the same fields; the results name those.",
    tags=["jobs"],
    responses=ACCEPTED,
)
def undo_job(job_id: str) -> Answer:
    actor = actor_of(router)
    return _begun(_jobs(actor).undo_job(actor, job_id))


def _jobs(actor: Actor) -> JobService:
    service: JobService = router.context["services"].jobs(actor.org_id)
    return service


def _begun(begun: Begun) -> Answer:
    items = None if begun.outcomes is None else present.outcomes(begun.outcomes)
    status = HTTPStatus.ACCEPTED if items is None else HTTPStatus.OK
    return answer({"job": present.job(begun.job), "items": items}, status)


def _selection(actor: Actor, body: BulkRequest) -> dict[str, Any]:
    if (body.ids is None) == (body.query is None):
        raise Invalid("Choose the tickets either by ids or by a query.", "ids")
    return {"ids": body.ids} if body.query is None else selected(actor, body.query)


def selected(actor: Actor, selection: TicketSelection) -> dict[str, Any]:
    """What is chosen, as a job keeps it. A query that is typed has its filters in it; others would not count."""
    if selection.search is not None and selection.model_fields_set - {"search", "except_ids"}:
        raise Invalid("Write the filters into the query, or leave it out.", "query.search")
    if selection.search is not None:
        router.context["services"].refuse_unclear(actor, selection.search)
    filters = selection.model_dump(exclude={"search", "except_ids"})
    services = router.context["services"]
    query = list_query(actor, services.customs(actor.org_id), services.customers(actor.org_id), **filters)
    return kept_query(query) | selection.model_dump(include={"search", "except_ids"}, exclude_none=True)


def _action(body: BulkRequest) -> dict[str, Any]:
    action = body.action
    if not isinstance(action, EditTickets):
        return action.model_dump(mode="json")
    changes = sent_fields(action.changes, "action.changes.")
    for name in ("requester", "subject", "metadata", "add_participants", "remove_participants"):
        if name in changes:
            raise Invalid("This is a ticket's own. Change it ticket by ticket.", f"action.changes.{name}")
    return {"kind": "edit", "changes": changes}
