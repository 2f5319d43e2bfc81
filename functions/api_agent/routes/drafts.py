"""What I have begun to write."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.drafts import Draft, DraftContent, DraftList
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.clock import to_text
from tessera.kernel.errors import NotFound
from tessera.ticketing import unsent

router = APIGatewayHttpRouter()


@router.get("/drafts", summary="My drafts", tags=["drafts"], responses=documented(DraftList))
def list_drafts() -> Answer:
    actor = actor_of(router)
    return answer({"items": [_shown(draft) for draft in _drafts(actor.org_id).list_drafts(actor)]})


@router.get("/tickets/<ticket_id>/draft", summary="My draft on a ticket", tags=["drafts"], responses=documented(Draft))
def read_draft(ticket_id: str) -> Answer:
    actor = actor_of(router)
    draft = _drafts(actor.org_id).read_draft(actor, ticket_id)
    if draft is None:
        raise NotFound("You have no draft on this ticket.")
    return answer(_shown(draft))


@router.put("/tickets/<ticket_id>/draft", summary="Save my draft", tags=["drafts"], responses=documented(Draft))
def save_draft(ticket_id: str, body: Annotated[DraftContent, Body()]) -> Answer:
    actor = actor_of(router)
    return answer(_shown(_drafts(actor.org_id).save_draft(actor, ticket_id, body.model_dump(mode="json"))))


@router.delete(
    "/tickets/<ticket_id>/draft",
    summary="Discard my draft",
    tags=["drafts"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def discard_draft(ticket_id: str) -> Answer:
    actor = actor_of(router)
    _drafts(actor.org_id).discard_draft(actor, ticket_id)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


def _drafts(org_id: str) -> unsent.DraftService:
    service: unsent.DraftService = router.context["services"].drafts(org_id)
    return service


def _shown(draft: unsent.Draft) -> dict[str, Any]:
    return {"ticket_id": draft.ticket_id, "content": draft.content, "saved_at": to_text(draft.saved_at)}
