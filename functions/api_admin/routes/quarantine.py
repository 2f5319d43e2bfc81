"""Mails that could not become messages: why, and another try."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.operations import QuarantinedMail, QuarantinePage
from tessera.channels.model import QuarantinedMail as Mail
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.kernel.clock import to_text
from tessera.kernel.page import DEFAULT_LIMIT, MAX_LIMIT

router = APIGatewayHttpRouter()


@router.get(
    "/quarantine",
    summary="List quarantined mails",
    description="Newest first, replayed ones too.",
    tags=["administration"],
    responses=documented(QuarantinePage),
)
def list_quarantined(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> Answer:
    actor = actor_of(router)
    page = router.context["services"].quarantine(actor.org_id).list_quarantined(actor, limit, cursor)
    return answer({"items": [_presented(mail) for mail in page.items], "next_cursor": page.next_cursor})


@router.post(
    "/quarantine/<mail_id>/replay",
    summary="Receive a quarantined mail again",
    description="Past the spam check and the sender's limit. If it fails again, it comes back with the new reason.",
    tags=["administration"],
    responses=documented(QuarantinedMail),
)
def replay_quarantined(mail_id: str) -> Answer:
    actor = actor_of(router)
    return answer(_presented(router.context["services"].quarantine(actor.org_id).replay_quarantined(actor, mail_id)))


def _presented(mail: Mail) -> dict[str, Any]:
    return {
        "id": mail.id,
        "received_at": to_text(mail.received_at),
        "sender": mail.sender,
        "recipients": list(mail.recipients),
        "subject": mail.subject,
        "reason": mail.reason,
        "size": mail.size,
        "replayed_at": to_text(mail.replayed_at) if mail.replayed_at else None,
    }
