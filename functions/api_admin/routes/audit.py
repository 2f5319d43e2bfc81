"""The record of every change."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.operations import AuditPage
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.insight.audit import presented
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT

router = APIGatewayHttpRouter()


@router.get(
    "/audit",
    summary="Who changed what",
    description="`resource` names one thing, such as `ticket:<id>`. Newest first, as far as one may see the thing.",
    tags=["administration"],
    responses=documented(AuditPage),
)
def list_records(
    resource: Annotated[str, Query(max_length=200)],
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    page = router.context["services"].audit_reading(actor.org_id).list_records(actor, resource, limit, cursor)
    return answer({"items": [presented(link) for link in page.items], "next_cursor": page.next_cursor})
