"""Replies that wait for their time."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from schemas.http.messages import PutOff, ScheduledList
from schemas.http.tickets import Message
from tessera.edge.http import Answer, actor_of, answer, documented
from tessera.ticketing import present

router = APIGatewayHttpRouter()


@router.get("/scheduled", summary="My replies that wait", tags=["messages"], responses=documented(ScheduledList))
def list_scheduled() -> Answer:
    actor, services = actor_of(router), router.context["services"]
    files = services.files(actor.org_id)
    waiting = services.scheduling(actor.org_id).list_scheduled(actor)
    items = [{"ticket_id": ticket_id, "message": present.message(message, files)} for ticket_id, message in waiting]
    return answer({"items": items})


@router.patch(
    "/tickets/<ticket_id>/messages/<message_id>",
    summary="Send a waiting reply at another time, or now",
    tags=["messages"],
    responses=documented(Message),
)
def put_off(ticket_id: str, message_id: str, body: Annotated[PutOff, Body()]) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    scheduling = services.scheduling(actor.org_id)
    if body.send_at is None:
        moved = scheduling.send_now(actor, ticket_id, message_id)
    else:
        moved = scheduling.put_off(actor, ticket_id, message_id, body.send_at)
    return answer(present.message(moved, services.files(actor.org_id)))


@router.delete(
    "/tickets/<ticket_id>/messages/<message_id>",
    summary="Take a waiting reply back",
    description="It does not go out. It is in the answer, to be written on; its attachments can be used again.",
    tags=["messages"],
    responses=documented(Message),
)
def take_back(ticket_id: str, message_id: str) -> Answer:
    actor, services = actor_of(router), router.context["services"]
    message = services.scheduling(actor.org_id).take_back(actor, ticket_id, message_id)
    return answer(present.message(message, services.files(actor.org_id)))
