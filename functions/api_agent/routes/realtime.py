"""The key to the WebSocket."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.realtime.messages import RealtimePass
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.realtime.service import PASS_SECONDS

router = APIGatewayHttpRouter()


@router.post(
    "/realtime/passes",
    summary="Get a key for the WebSocket",
    description="Single use: connect to `/ws?pass=<value>` within `expires_in` seconds.",
    tags=["realtime"],
    responses=documented(RealtimePass, HTTPStatus.CREATED),
)
def create_pass() -> Answer:
    value = router.context["services"].realtime.issue_pass(actor_of(router))
    return answer({"value": value, "expires_in": PASS_SECONDS}, HTTPStatus.CREATED)
