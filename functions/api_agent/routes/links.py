"""What tickets are to each other."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.sight import sight_of
from schemas.http.tickets import LinkList, LinkTicket
from tessera.edge.http import Answer, actor_of, answer, documented

router = APIGatewayHttpRouter()


@router.get(
    "/tickets/<ticket_id>/links",
    summary="The tickets linked to this one",
    tags=["links"],
    responses=documented(LinkList),
)
def list_links(ticket_id: str) -> Answer:
    return _links(ticket_id)


@router.put(
    "/tickets/<ticket_id>/links/<other_id>",
    summary="Link two tickets",
    description="The other one gets the link back. A ticket has one parent, and none from below itself.",
    tags=["links"],
    responses=documented(LinkList),
)
def link_ticket(ticket_id: str, other_id: str, body: Annotated[LinkTicket, Body()]) -> Answer:
    _service().link(actor_of(router), ticket_id, other_id, body.type)
    return _links(ticket_id)


@router.delete(
    "/tickets/<ticket_id>/links/<other_id>",
    summary="Take a link away, from both tickets",
    tags=["links"],
    responses=documented(LinkList),
)
def unlink_ticket(ticket_id: str, other_id: str) -> Answer:
    _service().unlink(actor_of(router), ticket_id, other_id)
    return _links(ticket_id)


def _service() -> Any:
    return router.context["services"].linking(actor_of(router).org_id)


def _links(ticket_id: str) -> Answer:
    linked = _service().read(actor_of(router), ticket_id)
    rows = sight_of(router).rows([ticket for _, ticket in linked])
    return answer(
        {"items": [{"type": type_.value, "ticket": row} for (type_, _), row in zip(linked, rows, strict=True)]}
    )
