"""Where customers work."""

from http import HTTPStatus
from typing import Annotated, Any, cast

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.companies import Company, CompanyList, CreateCompany, PatchCompany
from schemas.http.people import CustomerList
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.identity import present
from tessera.identity.companies import CompanyChanges
from tessera.kernel.errors import Invalid
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT

router = APIGatewayHttpRouter()


@router.get("/companies", summary="List companies", tags=["companies"], responses=documented(CompanyList))
def list_companies(
    q: Annotated[str, Query(description="How the name begins", max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    return answer(present.company_list(_book(actor).list_companies(actor, q, limit, cursor)))


@router.post(
    "/companies",
    summary="Add a company",
    description="People whose address has one of its domains are in it at once.",
    tags=["companies"],
    responses=documented(Company, HTTPStatus.CREATED),
)
def create_company(body: Annotated[CreateCompany, Body()]) -> Answer:
    actor = actor_of(router)
    made = _book(actor).create_company(actor, body.name, body.domains, body.notes, body.fields)
    return answer(present.company(made), HTTPStatus.CREATED, made.version)


@router.get("/companies/<company_id>", summary="Read a company", tags=["companies"], responses=documented(Company))
def read_company(company_id: str) -> Answer:
    actor = actor_of(router)
    found = _book(actor).get_company(actor, company_id)
    return answer(present.company(found), version=found.version)


@router.patch("/companies/<company_id>", summary="Change a company", tags=["companies"], responses=documented(Company))
def patch_company(company_id: str, body: Annotated[PatchCompany, Body()]) -> Answer:
    actor = actor_of(router)
    changes = cast(CompanyChanges, {name: getattr(body, name) for name in body.model_fields_set})
    if not changes:
        raise Invalid("Name at least one field to change.")
    changed = _book(actor).change_company(actor, company_id, changes, if_match(router))
    return answer(present.company(changed), version=changed.version)


@router.get(
    "/companies/<company_id>/people",
    summary="Who works there",
    description="Whoever was put there by hand, then by domain. A page may be short; `next_cursor` leads on.",
    tags=["companies"],
    responses=documented(CustomerList),
)
def list_members(
    company_id: str,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    page = _book(actor).list_members(actor, company_id, limit, cursor)
    companies = router.context["services"].customers(actor.org_id).companies_of(page.items)
    return answer(present.customer_list(page, companies))


def _book(actor: Any) -> Any:
    return router.context["services"].companies(actor.org_id)
