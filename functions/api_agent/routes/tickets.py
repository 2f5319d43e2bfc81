"""Tickets."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.inputs import first_message, list_query, new_ticket, request_claims, sent_fields
from functions.api_agent.routes.sight import sight_of
from schemas.base import Moment
from schemas.http.jobs import StatusFilter
from schemas.http.tickets import (
    AssignTicket,
    ChangeStatus,
    CreateTicket,
    MergeTicket,
    PatchTicket,
    PurgedTicket,
    SplitTicket,
    TicketDetail,
    TicketPage,
    TicketSummary,
    UndoChange,
)
from schemas.vocabulary import Priority
from tessera.edge.http import Answer, actor_of, answer, documented, if_match
from tessera.kernel.errors import Invalid
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT
from tessera.ticketing import present
from tessera.ticketing.model import Ticket

router = APIGatewayHttpRouter()


@router.get(
    "/tickets",
    summary="List tickets",
    description="Open ones first, then pending, on hold, resolved, closed; the latest change first within each.",
    tags=["tickets"],
    responses=documented(TicketPage),
)
def list_tickets(
    status: Annotated[StatusFilter, Query(description="One status, or several at once")] = "unresolved",
    assignee: Annotated[str | None, Query(description="An agent's id, `me` or `none`", max_length=64)] = None,
    team: Annotated[str | None, Query(description="A team's id, or `none`", max_length=64)] = None,
    requester: Annotated[str | None, Query(description="A customer's id", max_length=64)] = None,
    company: Annotated[str | None, Query(description="A company's id", max_length=64)] = None,
    priority: Annotated[Priority | None, Query()] = None,
    tag: Annotated[str | None, Query(description="A tag that the tickets have", max_length=50)] = None,
    number: Annotated[int | None, Query(description="The one ticket with this number", ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    services = router.context["services"]
    views = services.ticket_views(actor.org_id)
    if number is not None:
        found = views.find_by_number(actor, number)
        return answer({"items": sight_of(router).rows([found] if found else []), "next_cursor": None})
    query = list_query(
        actor,
        services.customs(actor.org_id),
        services.customers(actor.org_id),
        status=status,
        assignee=assignee,
        team=team,
        requester=requester,
        company=company,
        priority=priority,
        tag=tag,
    )
    page = views.list_tickets(actor, query, limit, cursor)
    return answer({"items": sight_of(router).rows(page.items), "next_cursor": page.next_cursor})


@router.post(
    "/tickets", summary="Create a ticket", tags=["tickets"], responses=documented(TicketSummary, HTTPStatus.CREATED)
)
def create_ticket(body: Annotated[CreateTicket, Body()]) -> Answer:
    actor = actor_of(router)
    written = (
        router.context["services"]
        .tickets(actor.org_id)
        .create_ticket(actor, new_ticket(body, request_claims(router, actor)), first_message(body.message))
    )
    return _ticket(written.ticket, HTTPStatus.CREATED if written.fresh else HTTPStatus.OK)


@router.get("/tickets/<ticket_id>", summary="Open a ticket", tags=["tickets"], responses=documented(TicketDetail))
def read_ticket(ticket_id: str) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    ticket, entries = services.ticket_views(actor.org_id).open_ticket(actor, ticket_id)
    shown = sight_of(router).detail(ticket, entries, services.files(actor.org_id))
    return answer(shown, version=ticket.version)


@router.patch("/tickets/<ticket_id>", summary="Change a ticket", tags=["tickets"], responses=documented(TicketSummary))
def patch_ticket(ticket_id: str, body: Annotated[PatchTicket, Body()]) -> Answer:
    return _edit(ticket_id, sent_fields(body))


@router.post(
    "/tickets/<ticket_id>/assign", summary="Assign a ticket", tags=["tickets"], responses=documented(TicketSummary)
)
def assign_ticket(ticket_id: str, body: Annotated[AssignTicket, Body()]) -> Answer:
    return _edit(ticket_id, sent_fields(body))


@router.post(
    "/tickets/<ticket_id>/status", summary="Change the status", tags=["tickets"], responses=documented(TicketSummary)
)
def change_status(ticket_id: str, body: Annotated[ChangeStatus, Body()]) -> Answer:
    wish = {name: value for name, value in body.model_dump().items() if value is not None}
    if not wish:
        raise Invalid("Name a status.", "status")
    return _edit(ticket_id, wish)


@router.delete(
    "/tickets/<ticket_id>",
    summary="Delete a ticket",
    description="It leaves every list and can be restored.",
    tags=["tickets"],
    responses=documented(TicketSummary),
)
def delete_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].tickets(actor.org_id).delete_ticket(actor, ticket_id))


@router.post(
    "/tickets/<ticket_id>/restore", summary="Restore a ticket", tags=["tickets"], responses=documented(TicketSummary)
)
def restore_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].tickets(actor.org_id).restore_ticket(actor, ticket_id))


@router.post(
    "/tickets/<ticket_id>/purge",
    summary="Delete a ticket for good",
    description="Only a deleted one, and only administrators. Its messages, files and drafts go too, and cannot be "
    "restored: from then on the ticket is 410.",
    tags=["tickets"],
    responses=documented(PurgedTicket),
)
def purge_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return answer(present.tombstone(router.context["services"].purging(actor.org_id).purge(actor, ticket_id)))


@router.put("/tickets/<ticket_id>/following", summary="Follow", tags=["tickets"], responses=documented(TicketSummary))
def follow_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].tickets(actor.org_id).follow_ticket(actor, ticket_id, True))


@router.delete(
    "/tickets/<ticket_id>/following", summary="Stop following", tags=["tickets"], responses=documented(TicketSummary)
)
def unfollow_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].tickets(actor.org_id).follow_ticket(actor, ticket_id, False))


@router.post(
    "/tickets/<ticket_id>/undo",
    summary="Take a change back",
    description="Any change: of fields, a deletion, and what two tickets went through together (a merge, a split, a "
    "link), by either of them. Works as long as nothing newer touched the same; otherwise the 409 names the fields.",
    tags=["tickets"],
    responses=documented(TicketSummary),
)
def undo_change(ticket_id: str, body: Annotated[UndoChange, Body()]) -> Answer:
    actor = actor_of(router)
    service, claims = router.context["services"].undoing(actor.org_id), request_claims(router, actor)
    return _ticket(service.undo(actor, ticket_id, body.activity_id, claims))


@router.post(
    "/tickets/<ticket_id>/merge",
    summary="Merge a ticket into another",
    description="The other ticket goes on, with both conversations, and is in the answer. Can be taken apart again.",
    tags=["tickets"],
    responses=documented(TicketSummary),
)
def merge_ticket(ticket_id: str, body: Annotated[MergeTicket, Body()]) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].merging(actor.org_id).merge(actor, ticket_id, body.into))


@router.post(
    "/tickets/<ticket_id>/unmerge",
    summary="Take a merged ticket out again",
    tags=["tickets"],
    responses=documented(TicketSummary),
)
def unmerge_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].merging(actor.org_id).unmerge(actor, ticket_id))


@router.post(
    "/tickets/<ticket_id>/split",
    summary="Make a ticket of some of the messages",
    description="It is in the answer, and linked with the old one. Answers to these messages come to it from then on.",
    tags=["tickets"],
    responses=documented(TicketSummary, HTTPStatus.CREATED),
)
def split_ticket(ticket_id: str, body: Annotated[SplitTicket, Body()]) -> Answer:
    actor = actor_of(router)
    fields = sent_fields(body)
    message_ids = fields.pop("message_ids")
    service, claims = router.context["services"].splitting(actor.org_id), request_claims(router, actor)
    return _ticket(service.split(actor, ticket_id, message_ids, fields, claims).ticket, HTTPStatus.CREATED)


@router.post(
    "/tickets/<ticket_id>/rejoin",
    summary="Put the messages back where they were split off",
    description="As long as it has none of its own. It is deleted; the ticket that goes on is in the answer.",
    tags=["tickets"],
    responses=documented(TicketSummary),
)
def rejoin_ticket(ticket_id: str) -> Answer:
    actor = actor_of(router)
    return _ticket(router.context["services"].splitting(actor.org_id).rejoin(actor, ticket_id))


@router.get(
    "/tickets/<ticket_id>/as-of",
    summary="The ticket as it was at a time",
    description="With its newest entries by then, or those before `cursor`. What was redacted since stays so.",
    tags=["tickets"],
    responses=documented(TicketDetail),
)
def read_as_of(
    ticket_id: str,
    at: Annotated[Moment, Query(description="RFC 3339, with its zone")],
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    services = router.context["services"]
    then, entries = services.ticket_views(actor.org_id).read_as_of(actor, ticket_id, at, cursor)
    return answer(sight_of(router).detail(then, entries, services.files(actor.org_id)))


def _edit(ticket_id: str, wish: dict[str, Any]) -> Answer:
    actor = actor_of(router)
    service = router.context["services"].tickets(actor.org_id)
    return _ticket(service.edit_ticket(actor, ticket_id, wish, if_match(router), request_claims(router, actor)))


def _ticket(ticket: Ticket, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return answer(sight_of(router).whole(ticket), status, ticket.version)
