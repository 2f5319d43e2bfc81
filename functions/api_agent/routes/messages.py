"""The conversation of a ticket."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.api_agent.routes.inputs import new_message, request_claims
from functions.api_agent.routes.sight import sight_of
from schemas.http.files import OriginalUrl
from schemas.http.messages import AddMessage, EditNote, MessageAdded, RedactMessage, RevisionList
from schemas.http.tickets import EntryPage
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT
from tessera.ticketing import present
from tessera.ticketing.editing import NewText
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.redacting import Wish

router = APIGatewayHttpRouter()
#: In the query, since API Gateway decodes paths, and a route matches words only.
Emoji = Annotated[str, Query(description="One emoji", max_length=40)]


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
    return answer(present.entry_page(page, services.files(actor.org_id), sight_of(router).sees))


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
    return _message(written.message, written.ticket, HTTPStatus.CREATED if written.fresh else HTTPStatus.OK)


@router.put(
    "/tickets/<ticket_id>/messages/<message_id>/reactions",
    summary="React with an emoji",
    description="Doing it again changes nothing.",
    tags=["messages"],
    responses=documented(MessageAdded),
)
def give_reaction(ticket_id: str, message_id: str, emoji: Emoji) -> Answer:
    return _react(ticket_id, message_id, emoji, True)


@router.delete(
    "/tickets/<ticket_id>/messages/<message_id>/reactions",
    summary="Take one's reaction back",
    tags=["messages"],
    responses=documented(MessageAdded),
)
def take_reaction(ticket_id: str, message_id: str, emoji: Emoji) -> Answer:
    return _react(ticket_id, message_id, emoji, False)


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


@router.put(
    "/tickets/<ticket_id>/messages/<message_id>/text",
    summary="Edit one's own note, or a reply that waits",
    description=(
        "What a note said before is kept. A reply can be changed by whoever may take it back, until it goes out: what "
        "was mailed cannot be unmailed."
    ),
    tags=["messages"],
    responses=documented(MessageAdded),
)
def edit_text(ticket_id: str, message_id: str, body: Annotated[EditNote, Body()]) -> Answer:
    actor = actor_of(router)
    service = router.context["services"].editing(actor.org_id)
    written = service.edit_text(actor, ticket_id, message_id, NewText(body.text, body.html))
    return _message(written.message, written.ticket)


@router.get(
    "/tickets/<ticket_id>/messages/<message_id>/revisions",
    summary="What a note said before",
    tags=["messages"],
    responses=documented(RevisionList),
)
def list_revisions(ticket_id: str, message_id: str) -> Answer:
    actor = actor_of(router)
    revisions = router.context["services"].editing(actor.org_id).list_revisions(actor, ticket_id, message_id)
    return answer({"items": [present.revision(revision) for revision in revisions]})


@router.post(
    "/tickets/<ticket_id>/messages/<message_id>/redact",
    summary="Take something out of a message for good",
    description="One's own message, or anybody's for supervisors. It cannot be undone, and recalls no mail.",
    tags=["messages"],
    responses=documented(MessageAdded),
)
def redact_message(ticket_id: str, message_id: str, body: Annotated[RedactMessage, Body()]) -> Answer:
    actor = actor_of(router)
    service = router.context["services"].redaction(actor.org_id)
    wish = Wish(body.reason, body.text, tuple(body.attachment_ids))
    written = service.redact(actor, ticket_id, message_id, wish)
    return _message(written.message, written.ticket)


def _react(ticket_id: str, message_id: str, emoji: str, given: bool) -> Answer:
    actor = actor_of(router)
    service = router.context["services"].reactions(actor.org_id)
    written = service.react(actor, ticket_id, message_id, emoji, given)
    return _message(written.message, written.ticket)


def _message(message: Message, ticket: Ticket, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    files = router.context["services"].files(actor_of(router).org_id)
    content = {"message": present.message(message, files), "ticket": present.summary(ticket)}
    return answer(content, status, ticket.version)
