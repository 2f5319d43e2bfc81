"""The people who write to us."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.people import CreateCustomer, Customer, CustomerList, PatchCustomer
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT

router = APIGatewayHttpRouter()


@router.get("/customers", summary="List customers", tags=["customers"], responses=documented(CustomerList))
def list_customers(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    page = router.context["services"].customers(actor.org_id).list_customers(actor, limit, cursor)
    return answer({"items": [present.customer(one) for one in page.items], "next_cursor": page.next_cursor})


@router.post(
    "/customers", summary="Add a customer", tags=["customers"], responses=documented(Customer, HTTPStatus.CREATED)
)
def create_customer(body: Annotated[CreateCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    made = router.context["services"].customers(actor.org_id).create_customer(actor, body.email, body.name)
    return answer(present.customer(made), HTTPStatus.CREATED, made.version)


@router.get("/customers/<customer_id>", summary="Read a customer", tags=["customers"], responses=documented(Customer))
def read_customer(customer_id: str) -> Answer:
    actor = actor_of(router)
    found = router.context["services"].customers(actor.org_id).get_customer(actor, customer_id)
    return answer(present.customer(found), version=found.version)


@router.patch(
    "/customers/<customer_id>", summary="Change a customer", tags=["customers"], responses=documented(Customer)
)
def patch_customer(customer_id: str, body: Annotated[PatchCustomer, Body()]) -> Answer:
    actor = actor_of(router)
    book = router.context["services"].customers(actor.org_id)
    changed = book.rename_customer(actor, customer_id, body.name, if_match(router))
    return answer(present.customer(changed), version=changed.version)
