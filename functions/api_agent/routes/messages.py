"""The conversation of a ticket."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.inputs import new_message, request_claims
from schemas.http.files import OriginalUrl
from schemas.http.tickets import AddMessage, EntryPage, MessageAdded
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT
from tessera.ticketing import present

router = APIGatewayHttpRouter()


@router.get(
    "/tickets/<ticket_id>/entries", summary="Read the conversation", tags=["messages"], responses=documented(EntryPage)
)
def list_entries(
    ticket_id: str,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    page = services.ticket_views(actor.org_id).read_entries(actor, ticket_id, limit, cursor)
    return answer(present.entry_page(page, services.files(actor.org_id)))


@router.post(
    "/tickets/<ticket_id>/messages",
    summary="Reply, or write an internal note",
    tags=["messages"],
    responses=documented(MessageAdded, HTTPStatus.CREATED),
)
def add_message(ticket_id: str, body: Annotated[AddMessage, Body()]) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    written = services.tickets(actor.org_id).add_message(
        actor, ticket_id, new_message(body, request_claims(router, actor))
    )
    files = services.files(actor.org_id)
    content = {"message": present.message(written.message, files), "ticket": present.summary(written.ticket)}
    return answer(content, HTTPStatus.CREATED if written.fresh else HTTPStatus.OK, written.ticket.version)


@router.get(
    "/tickets/<ticket_id>/messages/<message_id>/original",
    summary="Where to get the mail as it came in",
    tags=["messages"],
    responses=documented(OriginalUrl),
)
def read_original(ticket_id: str, message_id: str) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    message = services.ticket_views(actor.org_id).read_message(actor, ticket_id, message_id)
    return answer({"url": services.original_url(message), "expires_in": services.files(actor.org_id).url_seconds})
