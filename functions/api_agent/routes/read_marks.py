"""What I have read."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.read_marks import MarkTickets, ReadMarks
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.ticketing.read_marks import ReadMarkService

router = APIGatewayHttpRouter()


@router.get(
    "/me/read-marks",
    summary="Which tickets I have read",
    description="Kept for two months. With `after` only those that came since, and maybe some from just before.",
    tags=["tickets"],
    responses=documented(ReadMarks),
)
def list_marks(after: Annotated[str | None, Query(max_length=64)] = None) -> Answer:
    marks, cursor = _read_marks().read(actor_of(router), after)
    return answer({"marks": marks, "cursor": cursor})


@router.post(
    "/me/read-marks",
    summary="Mark tickets as read, or as unread again",
    tags=["tickets"],
    responses=documented(None, HTTPStatus.NO_CONTENT),
)
def mark_tickets(body: Annotated[MarkTickets, Body()]) -> Answer:
    _read_marks().mark(actor_of(router), body.marks)
    return Answer(HTTPStatus.NO_CONTENT.value, body="")


def _read_marks() -> ReadMarkService:
    service: ReadMarkService = router.context["services"].read_marks(actor_of(router).org_id)
    return service
