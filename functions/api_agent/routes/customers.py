"""The people who write to us."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.inputs import customer_changes
from schemas.http.people import (
    BlockCustomer,
    CreateCustomer,
    Customer,
    CustomerList,
    CustomerMerged,
    MergeCustomer,
    PatchCustomer,
)
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.jobs.present import job, outcomes
from tessera.kernel.errors import Invalid
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT, Page

router = APIGatewayHttpRouter()


@router.get(
    "/customers",
    summary="List customers",
    description="The latest change first; with `q`, those whose name or address begins so, and no further page.",
    tags=["customers"],
    responses=documented(CustomerList),
)
def list_customers(
    q: Annotated[str | None, Query(description="How a name or an address begins", max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    book = _book(actor)
    if q is not None and q.strip():
        found = book.find_customers(actor, q, limit)
        page = Page(found, None)
    else:
        page = book.list_customers(actor, limit, cursor)
    return answer(present.customer_list(page, book.companies_of(page.items)))


@router.post(
    "/customers", summary="Add a customer", tags=["customers"], responses=documented(Customer, HTTPStatus.CREATED)
)
def create_customer(body: Annotated[CreateCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    emails = [body.email, *body.emails] if body.email else body.emails
    if not emails:
        raise Invalid("Somebody needs at least one e-mail address.", "email")
    details = customer_changes(body) | {"emails": emails}
    made = _book(actor).create_customer(actor, emails[0], body.name, details)
    return _customer(made, HTTPStatus.CREATED)


@router.get("/customers/<customer_id>", summary="Read a customer", tags=["customers"], responses=documented(Customer))
def read_customer(customer_id: str) -> Answer:
    actor = actor_of(router)
    return _customer(_book(actor).get_customer(actor, customer_id))


@router.patch(
    "/customers/<customer_id>",
    summary="Change a customer",
    description="Their tickets follow another name as a job.",
    tags=["customers"],
    responses=documented(Customer),
)
def patch_customer(customer_id: str, body: Annotated[PatchCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    changes = customer_changes(body)
    if not changes:
        raise Invalid("Name at least one field to change.")
    book = _book(actor)
    before = book.get_customer(actor, customer_id) if "name" in changes else None
    changed = book.change_customer(actor, customer_id, changes, if_match(router))
    _follow_name(actor, before, changed)
    return _customer(changed)


@router.post(
    "/customers/<customer_id>/block",
    summary="Block a customer",
    description="Their mail goes to quarantine with this reason, until they are unblocked.",
    tags=["customers"],
    responses=documented(Customer),
)
def block_customer(customer_id: str, body: Annotated[BlockCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    return _customer(_book(actor).block_customer(actor, customer_id, body.reason))


@router.post(
    "/customers/<customer_id>/unblock",
    summary="Unblock a customer",
    description="What was kept in quarantine meanwhile can be released there.",
    tags=["customers"],
    responses=documented(Customer),
)
def unblock_customer(customer_id: str) -> Answer:
    actor = actor_of(router)
    return _customer(_book(actor).unblock_customer(actor, customer_id))


@router.post(
    "/customers/<customer_id>/merge",
    summary="Merge another person into this one",
    description="Who goes is found as this one from then on; their tickets follow as a job.",
    tags=["customers"],
    responses=documented(CustomerMerged),
)
def merge_customer(customer_id: str, body: Annotated[MergeCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    book = _book(actor)
    before = book.get_customer(actor, customer_id)
    kept = book.merge_customers(actor, customer_id, body.gone_id)
    begun = _jobs(actor).identify_requester(actor, body.gone_id)
    _follow_name(actor, before, kept)
    shown = present.customer(kept, book.companies_of([kept]).get(kept.id))
    items = None if begun.outcomes is None else outcomes(begun.outcomes)
    return answer({"customer": shown, "job": job(begun.job), "items": items})


@router.get(
    "/customers/<customer_id>/merged",
    summary="List who was merged into a customer",
    description="As they were then.",
    tags=["customers"],
    responses=documented(CustomerList),
)
def list_merged(customer_id: str) -> Answer:
    actor = actor_of(router)
    found = _book(actor).merged_into(actor, customer_id)
    return answer(present.customer_list(Page(found, None), {}))


@router.post(
    "/customers/<customer_id>/unmerge",
    summary="Take a merged person out again",
    description="Their addresses are theirs again, and what they brought goes; the tickets of these addresses follow as"
    " a job, also those that came after the merge.",
    tags=["customers"],
    responses=documented(Customer),
)
def unmerge_customer(customer_id: str) -> Answer:
    actor = actor_of(router)
    stayed, alone = _book(actor).unmerge_customer(actor, customer_id)
    _jobs(actor).identify_requester(actor, stayed.id)
    return _customer(alone)


def _book(actor: Any) -> Any:
    return router.context["services"].customers(actor.org_id)


def _jobs(actor: Any) -> Any:
    return router.context["services"].jobs(actor.org_id)


def _follow_name(actor: Any, before: Any, after: Any) -> None:
    """Tickets hold their requester's name: lists, macros and the search read it there."""
    if before is not None and before.name != after.name:
        _jobs(actor).identify_requester(actor, after.id)


def _customer(customer: Any, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    company = _book(actor_of(router)).companies_of([customer]).get(customer.id)
    return answer(present.customer(customer, company), status, customer.version)
